import factory
from django.utils.timezone import now
from factory.django import DjangoModelFactory

from initiatives.models import CoachNote, Ending, Lesson, Phase, RetrospectiveNote
from tests.factories.initiatives import InitiativeFactory, RoundFactory
from tests.factories.people import PersonFactory


class _WrittenFactory(DjangoModelFactory):
    """`removed=True`: taken away by who wrote it."""

    class Meta:
        abstract = True

    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class LessonFactory(_WrittenFactory):
    class Meta:
        model = Lesson

    initiative = factory.SubFactory(InitiativeFactory)
    phase = Phase.TEST
    kind = Lesson.Kind.ARBETSSATT
    text = "Vi frågade föräldrarna för sent."
    advice = "Fråga föräldrarna första veckan."


class CoachNoteFactory(_WrittenFactory):
    class Meta:
        model = CoachNote

    initiative = factory.SubFactory(InitiativeFactory)
    next_step = "Ring tre föräldrar före fredag."


class RetrospectiveNoteFactory(_WrittenFactory):
    class Meta:
        model = RetrospectiveNote

    round = factory.SubFactory(RoundFactory)
    kind = RetrospectiveNote.Kind.KEEP
    text = "Checkpoint var sjätte vecka."


class EndingFactory(DjangoModelFactory):
    """The row alone; `services.endings.end_initiative` ends. `in_use=True`, `merged=True`, `reopened=True`."""

    class Meta:
        model = Ending

    initiative = factory.SubFactory(InitiativeFactory)
    outcome = Ending.Outcome.LARDOM
    words = "Grannarna hjälper redan till. Vårt nummer behövdes inte."
    by = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(now)

    class Params:
        in_use = factory.Trait(
            outcome=Ending.Outcome.NYTTIGGJORD,
            processledare=factory.SubFactory(PersonFactory),
            unit=factory.SelfAttribute("processledare.unit"),
        )
        merged = factory.Trait(
            outcome=Ending.Outcome.SAMMANSLAGEN, merged_into=factory.SubFactory(InitiativeFactory)
        )
        reopened = factory.Trait(
            reopened_by=factory.SelfAttribute("by"), reopened_at=factory.LazyFunction(now)
        )
