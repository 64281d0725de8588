import factory
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from initiatives.models import Idea, Test
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory


class IdeaFactory(DjangoModelFactory):
    """Open, with the municipality alone; `others="En förening"`, `parked=True`, `chosen=True`."""

    class Meta:
        model = Idea

    initiative = factory.SubFactory(InitiativeFactory)
    title = factory.Sequence(lambda n: f"Öppet bibliotek till {n}")
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        chosen = factory.Trait(
            state=Idea.State.CHOSEN,
            decided_by=factory.SelfAttribute("created_by"),
            decided_at=factory.LazyFunction(now),
        )
        parked = factory.Trait(
            state=Idea.State.PARKED,
            parked_why="Den kräver en ny lag.",
            decided_by=factory.SelfAttribute("created_by"),
            decided_at=factory.LazyFunction(now),
        )
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class TestFactory(DjangoModelFactory):
    """Begun today; `closed=True, decision="stop"` is a lyckad miss."""

    __test__ = False

    class Meta:
        model = Test

    initiative = factory.SubFactory(InitiativeFactory)
    believe = "Öppet till 22 lockar nya."
    try_by = "Fyra fredagar."
    right_when = "Minst 15 nya kommer per kväll."
    starts_on = factory.LazyFunction(localdate)
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        closed = factory.Trait(
            saw="21 av 64 var nya.",
            learned="Värdarna betyder mer än programmet.",
            decision=Test.Decision.CONTINUE,
            closed_by=factory.SelfAttribute("created_by"),
            closed_at=factory.LazyFunction(now),
        )
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )
