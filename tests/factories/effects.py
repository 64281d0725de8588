import factory
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from initiatives.models import Benefit, BenefitYear, Effect, FollowUp, Measurement
from tests.factories.days import in_days
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory


class EffectFactory(DjangoModelFactory):
    """From 29 to 60 % in a year; `main=True`, `removed=True`."""

    class Meta:
        model = Effect

    initiative = factory.SubFactory(InitiativeFactory)
    what = "av unga känner sig trygga i centrum på kvällen"
    unit = "%"
    baseline = 29
    baseline_on = factory.LazyFunction(lambda: in_days(-300))
    target = 60
    target_on = factory.LazyFunction(lambda: in_days(400))
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        main = factory.Trait(is_main=True)
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class MeasurementFactory(DjangoModelFactory):
    class Meta:
        model = Measurement

    effect = factory.SubFactory(EffectFactory)
    value = 38
    on = factory.Sequence(lambda n: in_days(-n % 250))
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class BenefitFactory(DjangoModelFactory):
    class Meta:
        model = Benefit

    initiative = factory.SubFactory(InitiativeFactory)
    who = "Fritidsgården"
    kind = Benefit.Kind.PENGAR
    what = "Slipper hyra en lokal."


class BenefitYearFactory(DjangoModelFactory):
    class Meta:
        model = BenefitYear

    benefit = factory.SubFactory(BenefitFactory)
    year = factory.Sequence(lambda n: 2000 + n % 100)
    planned = 1000


class FollowUpFactory(DjangoModelFactory):
    """Unanswered, due today."""

    class Meta:
        model = FollowUp

    initiative = factory.SubFactory(InitiativeFactory)
    months = 6
    due_on = factory.LazyFunction(localdate)
