"""When reminders are due, without a database. 2026: 16 November is a Monday, 24-27 December are days off."""

from datetime import date, timedelta

from checkpoints.reminders.facts import Facts, Holder, Occasion, Running
from checkpoints.reminders.planning import look_ahead, wanted
from roles.permissions import Role
from tests.checkpoints.reminded import MONDAY


def facts(*, due_on=None, leads=(14, 7, 1), started_on=date(2026, 11, 9), updated_on=None, **more):
    """One initiative (1) in round 1 with ledartröja 10; a checkpoint (5) when `due_on` is given."""
    one = Running(1, 1, date(2027, 6, 30), 2, started_on, updated_on, ())
    found = Facts(MONDAY, [one], **more)
    found.holders[Role.LEDARTROJA, 1].append(Holder(10, date(2026, 1, 1), None))
    if due_on:
        day = due_on + timedelta(days=7)
        found.occasions[1].append(Occasion(5, 1, day, due_on, 1, tuple(leads)))
    return found


def said(found: Facts, on: date) -> list[tuple]:
    return [(one.kind, one.lead, one.send_on) for one in wanted(found, on)]


def test_preparation_is_reminded_of_at_each_lead():
    found = facts(due_on=date(2026, 11, 30))
    days = {
        on: [lead for kind, lead, _ in said(found, on) if kind == "preparation_due"]
        for on in (date(2026, 11, 13), MONDAY, date(2026, 11, 20), date(2026, 11, 23))
    }
    assert days == {
        date(2026, 11, 13): [],
        MONDAY: [14],
        date(2026, 11, 20): [14],
        date(2026, 11, 23): [7],
    }


def test_lead_on_a_day_off_is_said_the_workday_before():
    found = facts(due_on=date(2026, 11, 30))  # one day before is a Sunday
    assert said(found, date(2026, 11, 26))[0][1:] == (7, date(2026, 11, 23))
    assert said(found, date(2026, 11, 27))[0][1:] == (1, date(2026, 11, 27))


def test_lead_before_christmas_is_said_before_christmas():
    found = facts(due_on=date(2026, 12, 28), leads=(1,))
    assert said(found, date(2026, 12, 23))[0] == ("preparation_due", 1, date(2026, 12, 23))


def test_only_the_latest_lead_applies_after_a_pause():
    found = facts(due_on=date(2026, 11, 30))
    assert [lead for _, lead, _ in said(found, date(2026, 11, 25))][:1] == [7]


def test_ready_preparation_is_not_reminded_of():
    found = facts(due_on=date(2026, 11, 30), ready=frozenset({(5, 1)}))
    assert "preparation_due" not in [kind for kind, *_ in said(found, date(2026, 11, 29))]


def test_checkpoint_that_has_been_is_not_reminded_of():
    found = facts(due_on=date(2026, 11, 30))
    assert "preparation_due" in [kind for kind, *_ in said(found, date(2026, 12, 7))]
    assert "preparation_due" not in [kind for kind, *_ in said(found, date(2026, 12, 8))]


def test_update_is_due_after_the_rounds_cadence():
    found = facts(started_on=date(2026, 11, 2))
    assert said(found, date(2026, 11, 15)) == []
    assert said(found, MONDAY) == [("update_due", 0, MONDAY)]


def test_update_is_counted_from_the_last_published_one():
    found = facts(started_on=date(2026, 1, 1), updated_on=date(2026, 11, 10))
    assert said(found, date(2026, 11, 23)) == []
    assert said(found, date(2026, 11, 24)) == [("update_due", 0, date(2026, 11, 24))]


def test_late_update_is_reminded_of_once_a_week():
    found = facts(started_on=date(2026, 11, 2))
    leads = {on: said(found, on)[0][1] for on in (MONDAY + timedelta(days=n) for n in range(22))}
    assert list(leads.values()) == [0] * 7 + [-7] * 7 + [-14] * 7 + [-21]


def test_late_update_on_a_day_off_is_said_the_workday_after():
    found = facts(started_on=date(2026, 12, 10))  # due on Christmas Eve
    assert said(found, date(2026, 12, 24)) == []
    assert said(found, date(2026, 12, 28)) == [("update_due", 0, date(2026, 12, 28))]


def test_nothing_in_a_round_that_is_over():
    assert said(facts(started_on=date(2026, 1, 1)), date(2027, 7, 1)) == []


def test_role_that_ends_gives_nothing_the_day_after():
    found = facts(started_on=date(2026, 11, 2))
    found.holders[Role.LEDARTROJA, 1][:] = [Holder(10, date(2026, 1, 1), date(2026, 11, 20))]
    assert said(found, date(2026, 11, 20)) != []
    assert said(found, date(2026, 11, 21)) == []


def test_look_ahead_says_what_planning_says_day_by_day():
    found = facts(due_on=date(2026, 12, 3), started_on=date(2026, 11, 9))
    ahead = look_ahead(found, set(), days=21)
    known, each_day = set(), []
    for n in range(22):
        day = MONDAY + timedelta(days=n)
        for one in wanted(found, day):
            if one.key not in known and day.weekday() < 5:
                known.add(one.key)
                each_day.append((day, one))
    assert [tuple(one) for one in ahead] == each_day
    assert [(one.day, one.wanted.lead) for one in ahead if one.wanted.checkpoint] == [
        (date(2026, 11, 19), 14),
        (date(2026, 11, 26), 7),
        (date(2026, 12, 2), 1),
    ]
