"""Who is told what, when, against the database. 16 November 2026 is a Monday."""

import threading
from datetime import date

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from checkpoints.models import Reminder
from checkpoints.reminders import planning
from checkpoints.reminders.facts import read_facts
from checkpoints.reminders.planning import plan, wanted, writing
from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint
from initiatives.models import Phase
from prioinit.models import OutgoingMail
from roles.permissions import Role
from tests.checkpoints.reminded import MONDAY
from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    LeadershipMembershipFactory,
    PersonFactory,
    PhaseChangeFactory,
    PreparationFactory,
    RoundFactory,
    StatusUpdateFactory,
    at_hour,
    complete_rigg,
    give,
    give_new,
)


@pytest.fixture
def monday(frozen_time):
    frozen_time("2026-11-16 09:00")


@pytest.fixture
def team(db, monday):
    """A running initiative with a whole rigg, and a checkpoint whose 14-day reminder is due today."""
    initiative = InitiativeFactory(running=True, started_on=MONDAY)
    people = complete_rigg(initiative)
    people.initiative = initiative
    people.checkpoint = CheckpointFactory(
        round=initiative.round,
        starts_at=at_hour(date(2026, 12, 7), 13),
        preparation_due_on=date(2026, 11, 30),
    )
    return people


def reminders(**filters) -> list[tuple]:
    return sorted(
        Reminder.objects.filter(**filters).values_list("person_id", "kind", "lead_days", "state")
    )


def test_plan_tells_every_ledartroja_once(team):
    assert plan(MONDAY) == (2, 0)
    assert plan(MONDAY) == (0, 0)
    assert reminders() == sorted(
        (person.pk, "preparation_due", 14, "planned") for person in team.ledartrojor
    )


def test_plan_leaves_out_planned_initiatives_and_closed_accounts(team):
    give_new(Role.LEDARTROJA, InitiativeFactory(round=team.initiative.round))
    team.ledartrojor[0].is_active = False
    team.ledartrojor[0].save()
    team.initiative.refresh_from_db()
    plan(MONDAY)
    told = Reminder.objects.filter(kind="preparation_due").values_list("person_id", flat=True)
    assert list(told) == [team.ledartrojor[1].pk]


def test_missed_day_is_kept_so_that_it_can_be_called_late(team):
    plan(date(2026, 11, 18), seen=date(2026, 11, 13))
    assert set(Reminder.objects.values_list("send_on", flat=True)) == {MONDAY}


def test_what_is_new_after_its_day_is_not_late(team):
    plan(date(2026, 11, 18), seen=date(2026, 11, 17))
    assert set(Reminder.objects.values_list("send_on", flat=True)) == {date(2026, 11, 18)}


def test_moved_checkpoint_drops_what_waits_and_starts_anew(team):
    plan(MONDAY)
    change_checkpoint(
        by=team.lots,
        checkpoint=team.checkpoint,
        version=1,
        starts_at=at_hour(date(2026, 12, 14), 13),
        ends_at=at_hour(date(2026, 12, 14), 16),
        preparation_due_on=date(2026, 12, 7),
        move_reason="Lokalen är upptagen.",
    )
    assert set(Reminder.objects.values_list("state", "reason")) == {("cancelled", planning.MOVED)}
    assert plan(date(2026, 11, 23)) == (2, 0)
    assert set(Reminder.objects.planned().values_list("due_version", "due_on")) == {
        (2, date(2026, 12, 7))
    }


def test_cancelled_checkpoint_drops_what_waits(team):
    plan(MONDAY)
    cancel_checkpoint(by=team.lots, checkpoint=team.checkpoint, reason="Stormen.")
    assert set(Reminder.objects.values_list("state", "reason")) == {
        ("cancelled", planning.CANCELLED)
    }
    assert plan(MONDAY) == (0, 0)


def test_done_role_ended_and_replaced_are_dropped_with_their_reasons(team):
    other = InitiativeFactory(round=team.initiative.round, running=True, started_on=MONDAY)
    third = complete_rigg(other).ledartrojor[0]
    plan(MONDAY)
    PreparationFactory(checkpoint=team.checkpoint, initiative=team.initiative, ready=True)
    third.assignments.update(ends_on=date(2026, 11, 22))
    plan(date(2026, 11, 23))
    assert set(
        Reminder.objects.filter(lead_days=14).values_list("person_id", "state", "reason")
    ) == {
        *((person.pk, "cancelled", planning.DONE) for person in team.ledartrojor),
        (third.pk, "cancelled", planning.ROLE_ENDED),
        (
            other.assignments.of_role(Role.LEDARTROJA).exclude(person=third).get().person_id,
            "cancelled",
            planning.REPLACED,
        ),
    }


def test_what_was_let_go_unsent_and_is_needed_again_waits_again(team):
    plan(MONDAY)
    preparation = PreparationFactory(
        checkpoint=team.checkpoint, initiative=team.initiative, ready=True
    )
    assert plan(MONDAY) == (0, 2)
    preparation.delete()
    assert plan(date(2026, 11, 17)) == (2, 0)
    assert set(Reminder.objects.values_list("state", "reason", "send_on")) == {
        ("planned", "", date(2026, 11, 17))
    }


def test_published_update_fulfils_it_for_everyone(team, frozen_time):
    frozen_time("2026-12-01 09:00")
    plan(date(2026, 12, 1))
    assert len(reminders(kind="update_due", state="planned")) == 2
    StatusUpdateFactory(initiative=team.initiative, published=True, edited_by=team.ledartrojor[0])
    plan(date(2026, 12, 1))
    assert set(Reminder.objects.filter(kind="update_due").values_list("state", "reason")) == {
        ("cancelled", planning.DONE)
    }


def test_broken_rigg_is_told_to_the_lots_once_per_gap(team, frozen_time):
    team.ledartrojor[0].assignments.update(ends_on=date(2026, 11, 15))
    team.initiative.goals.clear()
    plan(MONDAY)
    told = Reminder.objects.filter(kind="rigg_broken").order_by("occasion")
    assert list(told.values_list("person_id", "occasion")) == [
        (team.lots.pk, "ledartroja 2026-11-16"),
        (team.lots.pk, "mal 2026-11-16"),
    ]
    assert plan(date(2026, 11, 17)) == (0, 0)


def test_gap_that_is_mended_and_breaks_again_is_told_again(team):
    goals = list(team.initiative.goals.all())
    team.initiative.goals.clear()
    plan(MONDAY)
    sent(Reminder.objects.filter(kind="rigg_broken"))
    team.initiative.goals.set(goals)
    plan(date(2026, 11, 17))
    assert Reminder.objects.get(kind="rigg_broken").reason == planning.MENDED
    team.initiative.goals.clear()
    plan(date(2026, 11, 18))
    assert list(
        Reminder.objects.filter(kind="rigg_broken").order_by("pk").values_list("occasion", "state")
    ) == [("mal 2026-11-16", "bundled"), ("mal 2026-11-18", "planned")]


def sent(rows):
    for row in rows:
        mail = OutgoingMail.objects.create(
            kind="paminnelser",
            recipient=row.person,
            to_email=row.person.email,
            key=f"sent {row.pk}",
            message_id=f"<{row.pk}@test>",
            queued_at=now(),
            next_try_at=now(),
        )
        Reminder.objects.filter(pk=row.pk).update(state="bundled", mail=mail)


def test_new_lots_hears_of_an_open_gap(team):
    team.initiative.goals.clear()
    plan(MONDAY)
    sent(Reminder.objects.filter(kind="rigg_broken"))
    new = give_new(Role.LOTS, team.initiative.round)
    plan(date(2026, 11, 18))
    assert Reminder.objects.get(kind="rigg_broken", person=new).occasion == "mal 2026-11-16"


def test_phase_change_is_told_to_the_faddrar_but_not_to_who_decided(team):
    decider = PersonFactory()
    LeadershipMembershipFactory(person=decider)
    give(decider, Role.FADDER, team.initiative)
    PhaseChangeFactory(initiative=team.initiative, decided_by=decider)
    plan(MONDAY)
    told = Reminder.objects.filter(kind="phase_changed")
    assert list(told.values_list("person_id", "send_on")) == [(team.fadder.pk, MONDAY)]


def test_phase_change_is_news_for_two_weeks_and_only_to_those_who_were_there(team, frozen_time):
    PhaseChangeFactory(initiative=team.initiative, from_phase=Phase.BEHOV, to_phase=Phase.TEST)
    frozen_time("2026-11-20 09:00")
    late = PersonFactory()
    give(late, Role.FADDER, team.initiative, starts_on=date(2026, 11, 20))
    found = read_facts(date(2026, 11, 29))
    people = {one.person for one in wanted(found, date(2026, 11, 29)) if "phase" in one.kind}
    assert people == {team.fadder.pk}
    assert not [one for one in wanted(found, date(2026, 11, 30)) if "phase" in one.kind]


# --- Size and races ----------------------------------------------------------------------------
def crowd(n: int):
    round_ = RoundFactory(starts_on=date(2026, 1, 1), ends_on=date(2027, 6, 30))
    CheckpointFactory(
        round=round_,
        starts_at=at_hour(date(2026, 12, 7), 13),
        preparation_due_on=date(2026, 11, 30),
    )
    for _ in range(n):
        complete_rigg(InitiativeFactory(round=round_, running=True, started_on=MONDAY))


@pytest.mark.parametrize("n", [1, 12])
def test_planning_takes_the_same_queries_for_one_and_for_many(db, monday, n):
    crowd(n)
    with CaptureQueriesContext(connection) as first:
        assert plan(MONDAY).new == 2 * n
    with CaptureQueriesContext(connection) as again:
        assert plan(MONDAY).new == 0
    assert (len(first), len(again)) == (22, 21)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("lock", "key", "written"), [(True, True, 6), (False, True, 6), (False, False, 12)]
)
def test_two_at_once_plan_everything_once(monday, monkeypatch, lock, key, written):
    """They take turns, and the table's key would do alone. The last row is the control: neither."""
    crowd(3)
    start, both_have_read = threading.Barrier(2), threading.Barrier(2)
    compare = writing._compare

    def compare_and_wait(*args):
        found = compare(*args)
        both_have_read.wait(20)
        return found

    if not lock:
        monkeypatch.setattr(writing, "take_turns", lambda: None)
        monkeypatch.setattr(writing, "_compare", compare_and_wait)
    if not key:
        run_sql("ALTER TABLE checkpoints_reminder DROP CONSTRAINT reminder_once")
    errors = in_threads(start, lambda: plan(MONDAY))
    found = Reminder.objects.count()
    if not key:
        Reminder.objects.all().delete()
        run_sql(
            "ALTER TABLE checkpoints_reminder ADD CONSTRAINT reminder_once UNIQUE "
            "NULLS NOT DISTINCT (person_id, kind, initiative_id, occasion, lead_days, due_version)"
        )
    assert (errors, found) == ([], written)


def run_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def in_threads(start: threading.Barrier, work) -> list[Exception]:
    errors = []

    def one():
        try:
            start.wait(20)
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(start.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
