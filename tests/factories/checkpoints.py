from datetime import timedelta

import factory
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from checkpoints.models import (
    Action,
    AgendaItem,
    Answer,
    Checkpoint,
    Decision,
    Gathering,
    Input,
    Invitation,
    Preparation,
    PreparationQuestion,
    Reminder,
)
from tests.factories.days import at_hour, in_days
from tests.factories.initiatives import InitiativeFactory, RoundFactory
from tests.factories.people import PersonFactory


class CheckpointFactory(DjangoModelFactory):
    """In twelve days, 13-16, prepared two days before."""

    class Meta:
        model = Checkpoint

    round = factory.SubFactory(RoundFactory)
    name = factory.Sequence(lambda n: f"Checkpoint {n}")
    starts_at = factory.LazyFunction(lambda: at_hour(in_days(12), 13))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=3))
    place = "Stadshuset"
    preparation_due_on = factory.LazyAttribute(
        lambda row: localdate(row.starts_at) - timedelta(days=2)
    )

    class Params:
        cancelled = factory.Trait(
            cancelled_at=factory.LazyFunction(now), cancel_reason="Vi slår ihop den med nästa."
        )


class PreparationFactory(DjangoModelFactory):
    """A draft; `ready=True`; `questions=["..."]`; `presenters=[person, ...]`."""

    class Meta:
        model = Preparation
        skip_postgeneration_save = True

    checkpoint = factory.SubFactory(CheckpointFactory)
    initiative = factory.SubFactory(
        InitiativeFactory, round=factory.SelfAttribute("..checkpoint.round")
    )
    how_far = "Vi har provat två idéer med målgruppen."
    learned = "Det enkla räcker långt."
    edited_by = factory.SubFactory(PersonFactory)

    class Params:
        ready = factory.Trait(state=Preparation.State.READY, ready_at=factory.LazyFunction(now))

    @factory.post_generation
    def questions(self, create, texts, **kwargs):
        for number, text in enumerate(texts or (), start=1):
            PreparationQuestion.objects.create(preparation=self, number=number, text=text)

    @factory.post_generation
    def presenters(self, create, people, **kwargs):
        if create and people:
            self.presenters.set(people)


class GatheringFactory(DjangoModelFactory):
    """In five days, 9-11."""

    class Meta:
        model = Gathering

    round = factory.SubFactory(RoundFactory)
    name = factory.Sequence(lambda n: f"Träff {n}")
    starts_at = factory.LazyFunction(lambda: at_hour(in_days(5), 9))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=2))


class InvitationFactory(DjangoModelFactory):
    """To a checkpoint; `checkpoint=None, gathering=...` for a träff."""

    class Meta:
        model = Invitation

    person = factory.SubFactory(PersonFactory)
    checkpoint = factory.SubFactory(CheckpointFactory)


class AgendaItemFactory(DjangoModelFactory):
    """A break; `initiative=...` makes it an initiative's turn."""

    class Meta:
        model = AgendaItem

    checkpoint = factory.SubFactory(CheckpointFactory)
    position = factory.Sequence(lambda n: n + 1)
    initiative = None
    kind = factory.LazyAttribute(
        lambda row: AgendaItem.Kind.INITIATIVE if row.initiative else AgendaItem.Kind.BREAK
    )
    title = factory.LazyAttribute(lambda row: "" if row.initiative else "Paus")


class InputFactory(DjangoModelFactory):
    """From a guest who left no name; `shown=True` when a lots has let it through."""

    class Meta:
        model = Input

    checkpoint = factory.SubFactory(CheckpointFactory)
    round = factory.SelfAttribute("checkpoint.round")
    initiative = factory.SubFactory(InitiativeFactory, round=factory.SelfAttribute("..round"))
    text = "Prata med biblioteket, de har redan provat."

    class Params:
        shown = factory.Trait(
            state=Input.State.SHOWN,
            moderated_by=factory.SubFactory(PersonFactory),
            moderated_at=factory.LazyFunction(now),
        )


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    round = factory.SelfAttribute("initiative.round")
    initiative = factory.SubFactory(InitiativeFactory)
    verdict = Answer.Verdict.TAR_MED
    because = "Vi ringer dem i veckan."
    by = factory.SubFactory(PersonFactory)
    answered_at = factory.LazyFunction(now)


class DecisionFactory(DjangoModelFactory):
    """Asked of KLG; `decided=True` with a yes."""

    class Meta:
        model = Decision

    initiative = factory.SubFactory(InitiativeFactory)
    asked_of = Decision.AskedOf.KLG
    wanted = "Två fordon till provet."
    requested_by = factory.SubFactory(PersonFactory)
    requested_at = factory.LazyFunction(now)

    class Params:
        decided = factory.Trait(
            state=Decision.State.DECIDED,
            outcome=Decision.Outcome.JA,
            text="Ni får två fordon i tre månader.",
            reason="Provet är litet och svaret viktigt.",
            decided_by=factory.SubFactory(PersonFactory),
            decided_on=factory.LazyFunction(localdate),
            recorded_by=factory.SelfAttribute("decided_by"),
            recorded_at=factory.LazyFunction(now),
        )


class ActionFactory(DjangoModelFactory):
    """Open, due in a week."""

    class Meta:
        model = Action

    initiative = factory.SubFactory(InitiativeFactory)
    round = factory.SelfAttribute("initiative.round")
    what = "Boka lokalen."
    responsible = factory.SubFactory(PersonFactory)
    due_on = factory.LazyFunction(lambda: in_days(7))
    created_by = factory.SubFactory(PersonFactory)


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = Reminder

    person = factory.SubFactory(PersonFactory)
    kind = Reminder.Kind.UPDATE_DUE
    initiative = factory.SubFactory(InitiativeFactory)
    occasion = factory.Sequence(lambda n: f"tillfälle {n}")
    due_on = factory.LazyFunction(localdate)
    send_on = factory.LazyFunction(localdate)
