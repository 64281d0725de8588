import factory
from factory.django import DjangoModelFactory

from roles.models import LeadershipMembership, Person, Unit
from tests.factories.days import PASSWORD, in_days


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"E{n}")
    name = factory.Sequence(lambda n: f"Enhet {n}")
    kind = Unit.Kind.FORVALTNING

    class Params:
        external = factory.Trait(kind=Unit.Kind.EXTERN)


class PersonFactory(DjangoModelFactory):
    """Employed in one of the municipality's units, holds no role, cannot sign in with a password."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person{n}@kommun.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    unit = factory.SubFactory(UnitFactory)
    password = "!"

    class Params:
        external = factory.Trait(unit=factory.SubFactory(UnitFactory, external=True))
        with_password = factory.Trait(password=factory.django.Password(PASSWORD))


class LeadershipMembershipFactory(DjangoModelFactory):
    class Meta:
        model = LeadershipMembership

    person = factory.SubFactory(PersonFactory)
    starts_on = factory.LazyFunction(lambda: in_days(-365))
