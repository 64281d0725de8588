"""What the database itself refuses, each way, and the few things a model says about itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, InternalError, connection, transaction
from django.utils.timezone import localdate, now

from initiatives.models import (
    Goal,
    Initiative,
    Mandate,
    MandateAcceptance,
    Phase,
    PhaseChange,
    Round,
    StatusUpdate,
)
from tests.factories import (
    GoalFactory,
    InitiativeFactory,
    MandateAcceptanceFactory,
    MandateFactory,
    PhaseChangeFactory,
    RoundFactory,
    StatusUpdateFactory,
    in_days,
)

pytestmark = pytest.mark.django_db


def goal(**fields):
    return lambda: GoalFactory(**fields)


def round_(**fields):
    return lambda: RoundFactory(**fields)


def change(**fields):
    return lambda: PhaseChangeFactory(**fields)


def update(**fields):
    return lambda: StatusUpdateFactory(**fields)


def initiative(**fields):
    return lambda: InitiativeFactory(**fields)


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (goal(agenda_2030=0), "goal_agenda_2030_exists"),
        (goal(agenda_2030=18), "goal_agenda_2030_exists"),
        (round_(starts_on=in_days(5), ends_on=in_days(5)), "round_days_in_order"),
        (round_(starts_on=in_days(5), ends_on=in_days(4)), "round_days_in_order"),
        (round_(cap=0), "round_cap_positive"),
        (round_(update_every_weeks=0), "round_cadence_positive"),
        (initiative(state="running"), "initiative_running_has_start"),
        (initiative(started_on=localdate()), "initiative_running_has_start"),
        (initiative(state="unknown"), "initiative_running_has_start"),
        (lambda: MandateFactory(text=""), "mandate_has_text"),
        (change(from_phase="test", to_phase="test"), "phase_change_moves"),
        (change(reason=""), "phase_change_has_reason"),
        (update(number=1), "update_final_is_whole"),
        (update(phase="test"), "update_final_is_whole"),
        (update(published_at=now()), "update_final_is_whole"),
        (update(state="final"), "update_final_is_whole"),
        (update(published=True, since_last=""), "update_final_is_whole"),
        (update(published=True, confidence=None), "update_final_is_whole"),
        (update(published=True, phase=""), "update_final_is_whole"),
        (update(published=True, number=None), "update_final_is_whole"),
        (update(published=True, published_by=None), "update_final_is_whole"),
        (update(confidence=0), "update_confidence_1_to_5"),
        (update(confidence=6), "update_confidence_1_to_5"),
    ],
)
def test_constraint_refuses(make, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        make()


@pytest.mark.parametrize(
    "make",
    [
        goal(agenda_2030=1),
        goal(agenda_2030=17),
        goal(agenda_2030=None),
        round_(starts_on=in_days(5), ends_on=in_days(6)),
        round_(cap=1, update_every_weeks=1),
        initiative(running=True),
        change(from_phase="test", to_phase="behov"),
        change(first=True),
        update(since_last="", confidence=None),
        update(published=True, next_step="", help_wanted="", confidence=1),
        update(published=True, confidence=5),
    ],
)
def test_constraint_accepts(make):
    assert make().pk


def test_goal_code_is_one_of_a_kind_whatever_the_case():
    GoalFactory(code="Å1")
    with pytest.raises(IntegrityError, match="goal_code_once"):
        GoalFactory(code="å1")


def test_round_name_is_one_of_a_kind_whatever_the_case():
    RoundFactory(name="Omgång Å")
    with pytest.raises(IntegrityError, match="round_name_once"):
        RoundFactory(name="omgång å")


def test_initiative_code_is_one_of_a_kind_in_its_round():
    first = InitiativeFactory(code="Trygg")
    InitiativeFactory(code="trygg")  # in another round
    with pytest.raises(IntegrityError, match="initiative_code_once_per_round"):
        InitiativeFactory(code="TRYGG", round=first.round)


def test_mandate_number_is_used_once_per_initiative():
    first = MandateFactory(number=1)
    MandateFactory(number=1)
    with pytest.raises(IntegrityError, match="mandate_number_once"):
        MandateFactory(number=1, initiative=first.initiative)


def test_mandate_is_accepted_once_by_each():
    first = MandateAcceptanceFactory()
    MandateAcceptanceFactory(mandate=first.mandate)
    with pytest.raises(IntegrityError, match="mandate_accepted_once"):
        MandateAcceptanceFactory(mandate=first.mandate, person=first.person)


def test_trail_starts_once():
    first = PhaseChangeFactory(first=True)
    PhaseChangeFactory(first=True)
    with pytest.raises(IntegrityError, match="phase_change_starts_once"):
        PhaseChangeFactory(first=True, initiative=first.initiative)


def test_team_has_one_draft():
    first = StatusUpdateFactory()
    StatusUpdateFactory(published=True, initiative=first.initiative)
    with pytest.raises(IntegrityError, match="update_one_draft"):
        StatusUpdateFactory(initiative=first.initiative)


def test_update_number_is_used_once_per_initiative():
    first = StatusUpdateFactory(published=True, number=7)
    StatusUpdateFactory(published=True, number=7)
    with pytest.raises(IntegrityError, match="update_number_once"):
        StatusUpdateFactory(published=True, number=7, initiative=first.initiative)


@pytest.mark.parametrize("model", [Goal, Round, Initiative, Mandate, PhaseChange, StatusUpdate])
def test_every_check_says_in_swedish_what_is_wrong(model):
    default = model._meta.constraints[0].default_violation_error_message
    silent = [
        constraint.name
        for constraint in model._meta.constraints
        if constraint.violation_error_message == default
    ]
    # Numbers are given by the services, never typed.
    assert silent in ([], ["mandate_number_once"], ["update_number_once"])


def test_personnummer_is_refused_in_free_text():
    with pytest.raises(ValidationError) as refused:
        InitiativeFactory.build(
            round=RoundFactory(), question="Hur hjälper vi 811218-9876?"
        ).full_clean()
    assert set(refused.value.message_dict) == {"question"}


# --- What is written once ----------------------------------------------------------------------
def run_sql(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(match, act):
    with pytest.raises((InternalError, DatabaseError), match=match), transaction.atomic():
        act()


def test_published_update_cannot_be_changed_even_with_sql():
    row = StatusUpdateFactory(published=True)
    rows = StatusUpdate.objects.filter(pk=row.pk)
    table = "initiatives_statusupdate"
    for act in (
        row.save,
        row.delete,
        lambda: rows.update(since_last="Skönmålat"),
        lambda: run_sql(f"UPDATE {table} SET confidence = 5 WHERE id = %s", row.pk),
        lambda: run_sql(
            f"UPDATE {table} SET state = 'draft', number = NULL, phase = '', published_at = NULL,"
            " published_by_id = NULL WHERE id = %s",
            row.pk,
        ),
        lambda: run_sql(f"DELETE FROM {table} WHERE id = %s", row.pk),
    ):
        refused("published_update_is_frozen|Cannot (update|delete)", act)
    assert StatusUpdate.objects.get().since_last == row.since_last


def test_draft_can_be_changed_and_thrown_away():
    row = StatusUpdateFactory()
    row.since_last = "Annat"
    row.save()
    row.delete()
    assert not StatusUpdate.objects.exists()


def test_trail_cannot_be_rewritten_even_with_sql():
    row = PhaseChangeFactory()
    for act in (
        row.save,
        row.delete,
        lambda: PhaseChange.objects.update(reason="Annat"),
        lambda: run_sql('UPDATE initiatives_phasechange SET "on" = "on" - 1'),
        lambda: run_sql("DELETE FROM initiatives_phasechange"),
    ):
        refused("trail_is_not_rewritten|Cannot (update|delete)", act)
    assert PhaseChange.objects.get().reason == row.reason


def test_mandate_cannot_be_rewritten_even_with_sql():
    row = MandateAcceptanceFactory().mandate
    for act in (
        row.save,
        lambda: Mandate.objects.update(text="Gör något annat."),
        lambda: run_sql("UPDATE initiatives_mandate SET text = 'Gör något annat.'"),
        lambda: run_sql("DELETE FROM initiatives_mandate"),
    ):
        refused("mandate_is_not_rewritten|Cannot (update|delete)", act)
    assert Mandate.objects.get().text == row.text


def test_acceptance_cannot_be_taken_back_even_with_sql():
    row = MandateAcceptanceFactory()
    for act in (
        row.save,
        row.delete,
        lambda: MandateAcceptance.objects.update(person=row.mandate.issued_by),
        lambda: run_sql("UPDATE initiatives_mandateacceptance SET accepted_at = now()"),
        lambda: run_sql("DELETE FROM initiatives_mandateacceptance"),
    ):
        refused("acceptance_is_final|Cannot (update|delete)", act)
    assert MandateAcceptance.objects.get().person == row.person


# --- What a model says of itself ---------------------------------------------------------------
def test_phases_stand_in_their_order():
    assert [phase.position for phase in Phase] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("from_phase", "to_phase", "is_back"),
    [
        (None, "test", False),
        ("behov", "test", False),
        ("test", "behov", True),
        ("test", "ide", True),
    ],
)
def test_phase_change_knows_a_return(from_phase, to_phase, is_back):
    assert PhaseChange(from_phase=from_phase, to_phase=to_phase).is_back is is_back


def test_rounds_under_way_come_first():
    over = RoundFactory(starts_on=in_days(-400), ends_on=in_days(-1))
    coming = RoundFactory(starts_on=in_days(1), ends_on=in_days(100))
    older = RoundFactory(starts_on=in_days(-90), ends_on=in_days(0))
    newer = RoundFactory(starts_on=in_days(0), ends_on=in_days(1))
    rounds = list(Round.objects.current_first())
    assert rounds == [newer, older, coming, over]
    assert [row.standing for row in rounds] == [0, 0, 1, 2]
    assert set(Round.objects.under_way()) == {newer, older}
    assert [row.is_over() for row in rounds] == [False, False, False, True]


def test_running_means_started_in_a_round_that_is_not_over():
    running = InitiativeFactory(running=True, round__ends_on=localdate())
    InitiativeFactory(running=True, round__ends_on=in_days(-1))
    planned = InitiativeFactory()
    assert list(Initiative.objects.running()) == [running]
    assert list(Initiative.objects.planned()) == [planned]


def test_standing_updates_leave_out_what_was_corrected():
    first = StatusUpdateFactory(published=True)
    second = StatusUpdateFactory(published=True, initiative=first.initiative, corrects=first)
    StatusUpdateFactory(
        initiative=first.initiative, corrects=second
    )  # a draft corrects nothing yet
    assert list(StatusUpdate.objects.final().standing()) == [second]
