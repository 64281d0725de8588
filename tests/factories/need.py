import factory
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from initiatives.models import Actor, Insight, NeedStatement, ToMeet
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory


class InsightFactory(DjangoModelFactory):
    """Two met, not of the target group; `from_target_group=True, people=9`; `removed=True`."""

    class Meta:
        model = Insight

    initiative = factory.SubFactory(InitiativeFactory)
    text = "De går omvägen runt stationen när syskonen är med."
    source = Insight.Source.INTERVJU
    people = 2
    on = factory.LazyFunction(localdate)
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class NeedStatementFactory(DjangoModelFactory):
    class Meta:
        model = NeedStatement

    initiative = factory.SubFactory(InitiativeFactory)
    number = factory.LazyAttribute(lambda row: row.initiative.need_statements.count() + 1)
    text = factory.LazyAttribute(lambda row: f"Unga behöver någonstans att vara, {row.number}.")
    why = factory.LazyAttribute(lambda row: "Vi hade fel målgrupp." if row.number > 1 else "")
    by = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(now)


class ToMeetFactory(DjangoModelFactory):
    """Yet to be met."""

    class Meta:
        model = ToMeet

    initiative = factory.SubFactory(InitiativeFactory)
    who = "Nattvandrare"
    why = "De ser vad som händer efter nio."
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)


class ActorFactory(DjangoModelFactory):
    class Meta:
        model = Actor

    initiative = factory.SubFactory(InitiativeFactory)
    name = factory.Sequence(lambda n: f"Förening {n}")
    side = Actor.Side.OUTSIDE
    brings = "Värdar på fredagar."
