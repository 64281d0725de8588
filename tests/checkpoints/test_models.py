"""What must never be false: each constraint, both ways."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils.timezone import now

from checkpoints.models import Action, AgendaItem, Decision, Input
from initiatives.models import Obstacle
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AnswerFactory,
    CheckpointFactory,
    ContactNoteFactory,
    DecisionFactory,
    GatheringFactory,
    InitiativeFactory,
    InputFactory,
    InvitationFactory,
    ObstacleFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def refused(constraint, factory, **fields):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(**fields)


def test_every_row_of_a_checkpoint_can_be_made():
    for factory in (
        ActionFactory,
        AgendaItemFactory,
        AnswerFactory,
        ContactNoteFactory,
        DecisionFactory,
        GatheringFactory,
        InputFactory,
        InvitationFactory,
        ObstacleFactory,
    ):
        assert factory().pk
    assert DecisionFactory(decided=True).state == Decision.State.DECIDED
    assert ObstacleFactory(answered=True).state == Obstacle.State.ANSWERED
    assert InputFactory(shown=True).moderated_by


def test_invitation_is_to_one_meeting_and_once_per_person():
    first = InvitationFactory()
    refused(
        "invitation_once_per_person",
        InvitationFactory,
        person=first.person,
        checkpoint=first.checkpoint,
    )
    refused("invitation_to_one_meeting", InvitationFactory, checkpoint=None)
    refused("invitation_to_one_meeting", InvitationFactory, gathering=GatheringFactory())
    assert InvitationFactory(checkpoint=None, gathering=GatheringFactory(), person=first.person).pk


def test_invitation_reply_has_its_moment():
    refused("invitation_reply_has_moment", InvitationFactory, reply="ja")
    refused("invitation_reply_has_moment", InvitationFactory, replied_at=now())
    assert InvitationFactory(reply="ja", replied_at=now()).pk


def test_gathering_ends_after_it_begins_and_is_cancelled_with_a_reason():
    at = now()
    refused("gathering_times_in_order", GatheringFactory, starts_at=at, ends_at=at)
    refused("gathering_cancelled_with_reason", GatheringFactory, cancelled_at=at)
    refused("gathering_cancelled_with_reason", GatheringFactory, cancel_reason="Snö.")


def test_agenda_item_is_an_initiative_or_has_a_title():
    checkpoint = CheckpointFactory()
    initiative = InitiativeFactory(round=checkpoint.round)
    item = AgendaItemFactory(checkpoint=checkpoint, initiative=initiative)
    refused(
        "agenda_initiative_once", AgendaItemFactory, checkpoint=checkpoint, initiative=initiative
    )
    refused(
        "agenda_initiative_or_title", AgendaItemFactory, kind=AgendaItem.Kind.INITIATIVE, title=""
    )
    refused("agenda_initiative_or_title", AgendaItemFactory, kind=AgendaItem.Kind.BREAK, title="")
    refused("agenda_minutes_1_to_480", AgendaItemFactory, minutes=0)
    assert item.pk


@pytest.mark.django_db(transaction=True)
def test_agenda_position_may_be_double_only_within_a_transaction():
    first, second = (AgendaItemFactory(checkpoint=one) for one in [CheckpointFactory()] * 2)
    with transaction.atomic():
        AgendaItem.objects.filter(pk=first.pk).update(position=second.position)
        AgendaItem.objects.filter(pk=second.pk).update(position=first.position)
    with pytest.raises(IntegrityError, match="agenda_position_once"):
        AgendaItem.objects.filter(pk=first.pk).update(position=first.position)


def test_input_of_a_guest_needs_consent_for_a_name_or_an_address():
    refused("input_guest_data_with_consent", InputFactory, name="Olle")
    refused("input_guest_data_with_consent", InputFactory, contact="olle@example.org")
    assert InputFactory(name="Olle", contact="olle@example.org", consented_at=now()).pk
    refused(
        "input_from_person_or_guest",
        InputFactory,
        person=PersonFactory(),
        name="Olle",
        consented_at=now(),
    )
    refused("input_has_text", InputFactory, text="")


def test_input_is_hidden_by_someone():
    refused("input_hidden_by_someone", InputFactory, state=Input.State.HIDDEN)
    refused("input_moderated_by_someone", InputFactory, moderated_at=now())


def test_answer_has_a_reason_and_is_frozen():
    refused("answer_has_reason", AnswerFactory, because="")
    answer = AnswerFactory()
    answer.because = "Nej, förresten."
    with pytest.raises(ProgrammingError), transaction.atomic():
        answer.save()


def test_decision_is_whole_when_decided_and_frozen_then():
    refused("decision_decided_is_whole", DecisionFactory, decided=True, reason="")
    refused("decision_decided_is_whole", DecisionFactory, decided=True, outcome="")
    refused("decision_decided_is_whole", DecisionFactory, outcome=Decision.Outcome.JA)
    refused("decision_phase_by_fadder", DecisionFactory, to_phase="ide")
    refused("decision_has_question", DecisionFactory, wanted="")
    decided = DecisionFactory(decided=True)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Decision.objects.filter(pk=decided.pk).update(text="Nej.")


def test_one_decision_waits_per_initiative_and_checkpoint():
    waiting = DecisionFactory(checkpoint=CheckpointFactory())
    refused(
        "decision_one_waiting_per_checkpoint",
        DecisionFactory,
        initiative=waiting.initiative,
        checkpoint=waiting.checkpoint,
    )
    assert DecisionFactory(
        initiative=waiting.initiative, checkpoint=waiting.checkpoint, decided=True
    ).pk


def test_action_is_closed_by_someone_and_dropped_with_a_reason():
    refused("action_says_what", ActionFactory, what="")
    refused("action_closed_is_whole", ActionFactory, state=Action.State.DONE)
    closed = {"closed_at": now(), "closed_by": PersonFactory()}
    refused("action_closed_is_whole", ActionFactory, state=Action.State.DROPPED, **closed)
    refused("action_closed_is_whole", ActionFactory, **closed)
    assert ActionFactory(state=Action.State.DONE, **closed).pk
    assert ActionFactory(state=Action.State.DROPPED, outcome="Behövs inte.", **closed).pk


def test_obstacle_says_what_and_each_state_has_its_moment():
    refused("obstacle_says_what", ObstacleFactory, we_need="")
    refused("obstacle_state_has_its_moment", ObstacleFactory, state=Obstacle.State.TAKEN)
    refused("obstacle_taken_by_someone", ObstacleFactory, taken_at=now())
    refused("obstacle_answered_is_whole", ObstacleFactory, answer="Ja.")
    refused("obstacle_closed_by_someone", ObstacleFactory, state=Obstacle.State.CLOSED)
    refused("contact_note_has_next_step", ContactNoteFactory, next_step="")


def test_initiative_is_paused_with_a_reason():
    refused("initiative_paused_with_reason", InitiativeFactory, paused_until=now().date())
    refused("initiative_paused_with_reason", InitiativeFactory, pause_reason="Väntar på budget.")
    assert InitiativeFactory(paused_until=now().date(), pause_reason="Väntar på budget.").pk
