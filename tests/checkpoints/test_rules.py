"""The rules, as pure functions of facts and a day. 16 November 2026 is a Monday."""

from datetime import date, datetime, timedelta

import pytest

from checkpoints.reminders.facts import (
    EVERYWHERE,
    Announced,
    Asked,
    Facts,
    Given,
    Holder,
    Later,
    Occasion,
    Owed,
    PhaseStep,
    Reading,
    Running,
    Stuck,
    Todo,
)
from checkpoints.reminders.planning import RULES, Wanted, wanted
from checkpoints.reminders.planning.rules.days import workdays_after
from checkpoints.reminders.rhythm import on_weekday
from prioinit.calendar import STOCKHOLM, is_send_time, is_workday, next_send_moment
from roles.permissions import Role

MONDAY = date(2026, 11, 16)
LEDARTROJA, FADDER, COACH, LOTS, KLG, DOER, CREATOR = 10, 20, 30, 40, 50, 60, 70
LONG_AGO, FAR_AWAY = date(2026, 1, 1), date(2036, 12, 31)


def facts(*, started_on=LONG_AGO, updated_on=date(2026, 11, 15), every_weeks=2, **more) -> Facts:
    """One initiative (1) in round 1, updated yesterday, with one person of each role."""
    running = {name: more.pop(name) for name in ("paused_until", "resumed_on") if name in more}
    one = Running(1, 1, FAR_AWAY, every_weeks, started_on, updated_on, (), **running)
    found = Facts(MONDAY, [one], **more)
    for role, place, person in [
        (Role.LEDARTROJA, 1, LEDARTROJA),
        (Role.FADDER, 1, FADDER),
        (Role.COACH, 1, COACH),
        (Role.LOTS, 1, LOTS),
        (Role.KLG, EVERYWHERE, KLG),
    ]:
        found.holders[role, place].append(Holder(person, LONG_AGO, None))
    return found


def days(start: date, n: int) -> list[date]:
    return [start + timedelta(days=k) for k in range(n)]


def said(found: Facts, kind: str, start: date, n: int = 60) -> list[tuple]:
    """(send_on, person, lead) of each new thing said, day by day."""
    known, new = set(), []
    for on in days(start, n):
        for one in wanted(found, on):
            if one.kind == kind and one.key not in known and is_workday(on):
                known.add(one.key)
                new.append((on, one.person, one.lead))
    return new


def todo(**fields) -> Todo:
    usual = {
        "initiative": 1,
        "round": 1,
        "responsible": DOER,
        "created_by": CREATOR,
        "created_on": LONG_AGO,
        "due_on": date(2026, 12, 3),
        "follow_up_on": None,
        "is_open": True,
    }
    return Todo(id=7, **(usual | fields))


# --- Silence -----------------------------------------------------------------------------------
def test_silence_is_told_to_coach_and_lots_then_to_the_fadder_once_per_cadence():
    found = facts(updated_on=date(2026, 11, 2))  # due on the 16th
    assert said(found, "silence", MONDAY, 50) == [
        (date(2026, 11, 30), COACH, -14),
        (date(2026, 11, 30), LOTS, -14),
        (date(2026, 12, 14), COACH, -28),
        (date(2026, 12, 14), LOTS, -28),
        (date(2026, 12, 14), FADDER, -28),
        (date(2026, 12, 28), COACH, -42),
        (date(2026, 12, 28), LOTS, -42),
        (date(2026, 12, 28), FADDER, -42),
    ]


def test_silence_ends_with_an_update_and_the_next_one_is_another():
    silent = next(
        one
        for one in wanted(facts(updated_on=date(2026, 11, 2)), date(2026, 12, 1))
        if one.kind == "silence"
    )
    again = facts(updated_on=date(2026, 12, 1))
    assert said(again, "silence", date(2026, 12, 1), 27) == []
    later = [one for one in wanted(again, date(2026, 12, 29)) if one.kind == "silence"]
    assert {one.occasion for one in later} == {"2026-12-15"} != {silent.occasion}


def test_silence_is_told_once_to_one_with_two_roles_and_not_to_the_ledartroja():
    found = facts(updated_on=date(2026, 11, 2))
    found.holders[Role.COACH, 1].append(Holder(LOTS, LONG_AGO, None))
    found.holders[Role.LOTS, 1].append(Holder(LEDARTROJA, LONG_AGO, None))
    assert [person for _day, person, _lead in said(found, "silence", MONDAY, 20)] == [COACH, LOTS]


def test_cadence_of_the_round_is_the_measure():
    found = facts(updated_on=date(2026, 11, 2), every_weeks=8)
    assert said(found, "silence", MONDAY, 96) == []
    first = said(found, "silence", MONDAY, 100)[0]
    assert first == (date(2027, 2, 22), COACH, -56)


# --- Pause -------------------------------------------------------------------------------------
def test_pause_stops_update_silence_and_preparation():
    found = facts(updated_on=LONG_AGO, paused_until=date(2027, 3, 3))
    found.occasions[1].append(Occasion(5, 1, date(2026, 12, 7), date(2026, 11, 30), 1, (14, 7, 1)))
    told = [one for on in days(MONDAY, 100) for one in wanted(found, on)]
    assert told == []


def test_pause_over_is_told_once_to_ledartrojor_and_lots_then_all_is_as_usual():
    found = facts(updated_on=LONG_AGO, paused_until=date(2027, 1, 6))  # a day off
    assert said(found, "pause_over", MONDAY, 120) == [
        (date(2027, 1, 7), LEDARTROJA, 0),
        (date(2027, 1, 7), LOTS, 0),
    ]
    assert said(found, "update_due", MONDAY, 70)[0] == (date(2027, 1, 20), LEDARTROJA, 0)
    assert said(found, "silence", MONDAY, 90)[0] == (date(2027, 2, 3), COACH, -14)


def test_pause_ended_early_counts_from_that_day():
    found = facts(updated_on=LONG_AGO, resumed_on=MONDAY)
    assert said(found, "update_due", MONDAY, 20) == [(date(2026, 11, 30), LEDARTROJA, 0)]
    assert said(found, "pause_over", MONDAY, 90) == []


def test_update_after_the_pause_says_that_it_is_over():
    found = facts(updated_on=date(2026, 11, 16), paused_until=MONDAY)
    assert said(found, "pause_over", MONDAY, 14) == []


# --- Obstacles ---------------------------------------------------------------------------------
def test_obstacle_goes_to_the_fadder_after_five_workdays_and_to_the_lots_after_ten():
    found = facts(stuck=[Stuck(7, 1, date(2026, 12, 18), None)])  # Christmas comes between
    assert said(found, "obstacle_waiting", date(2026, 12, 18)) == [
        (date(2026, 12, 29), FADDER, -5),
        (date(2027, 1, 8), LOTS, -10),
    ]


def test_lifted_obstacle_is_the_lots_to_look_after():
    found = facts(stuck=[Stuck(7, 1, date(2026, 11, 2), date(2026, 11, 16))])
    assert said(found, "obstacle_waiting", MONDAY) == [(date(2026, 11, 23), LOTS, -5)]


def test_obstacle_raised_again_is_a_new_occasion():
    first, again = (
        {
            one.occasion
            for one in wanted(facts(stuck=[Stuck(7, 1, day, None)]), day + timedelta(days=10))
        }
        for day in (MONDAY, date(2026, 12, 1))
    )
    assert first != again


# --- Inputs ------------------------------------------------------------------------------------
def test_inputs_are_one_line_a_week_from_five_workdays_after():
    found = facts(owed=[Owed(1, 1, MONDAY, 12)])
    assert said(found, "input_waiting", MONDAY, 22) == [
        (date(2026, 11, 23), LEDARTROJA, 0),
        (date(2026, 11, 30), LEDARTROJA, -7),
        (date(2026, 12, 7), LEDARTROJA, -14),
    ]


def test_inputs_to_the_whole_round_are_the_lots_to_answer():
    (one,) = wanted(facts(owed=[Owed(1, None, MONDAY, 2)]), date(2026, 11, 23))
    assert (one.person, one.initiative, one.round) == (LOTS, None, 1)


# --- Decisions ---------------------------------------------------------------------------------
def test_decision_asked_of_the_fadder_is_reminded_of_after_two_workdays_then_weekly():
    found = facts(asked=[Asked(7, 1, 1, date(2026, 11, 12), True, None)])
    assert said(found, "decision_waiting", date(2026, 11, 12), 16) == [
        (MONDAY, FADDER, 0),
        (date(2026, 11, 23), FADDER, -7),
    ]


def test_decisions_of_klg_are_one_line_to_the_lots_before_the_checkpoint():
    found = facts(asked=[Asked(n, 1, 1, MONDAY, False, None) for n in (7, 8)])
    found.occasions[1].append(Occasion(5, 1, date(2026, 12, 7), date(2026, 11, 30), 1, ()))
    assert said(found, "decision_waiting", MONDAY, 40) == [(date(2026, 12, 4), LOTS, 3)]


def test_decision_for_a_later_checkpoint_waits_for_it():
    found = facts(asked=[Asked(7, 1, 1, MONDAY, False, 6)])
    found.occasions[1].append(Occasion(5, 1, date(2026, 12, 7), date(2026, 11, 30), 1, ()))
    assert said(found, "decision_waiting", MONDAY, 22) == []


# --- Actions -----------------------------------------------------------------------------------
def test_action_is_reminded_of_a_week_before_on_the_day_and_weekly_when_late():
    assert said(facts(todos=[todo()]), "action_due", MONDAY, 35) == [
        (date(2026, 11, 26), DOER, 7),
        (date(2026, 12, 3), DOER, 0),
        (date(2026, 12, 10), DOER, -7),
        (date(2026, 12, 17), DOER, -14),
    ]


def test_action_made_within_the_week_is_not_reminded_of_at_once():
    found = facts(todos=[todo(created_on=date(2026, 11, 27))])
    assert said(found, "action_due", date(2026, 11, 27), 7) == [(date(2026, 12, 3), DOER, 0)]


def test_action_due_on_a_day_off_is_said_the_workday_before():
    found = facts(todos=[todo(due_on=date(2026, 12, 25), created_on=date(2026, 12, 20))])
    assert said(found, "action_due", date(2026, 12, 20), 8) == [(date(2026, 12, 23), DOER, 0)]


def test_follow_up_is_told_to_both_also_when_it_is_done():
    found = facts(todos=[todo(is_open=False, follow_up_on=date(2026, 12, 5))])  # a Saturday
    assert said(found, "action_follow_up", MONDAY) == [
        (date(2026, 12, 7), DOER, 0),
        (date(2026, 12, 7), CREATOR, 0),
    ]
    assert said(found, "action_due", MONDAY) == []


def test_one_who_is_reminded_of_an_action_gets_no_second_line_about_it():
    found = facts(todos=[todo(due_on=MONDAY, follow_up_on=MONDAY)])
    assert said(found, "action_follow_up", MONDAY) == [(MONDAY, CREATOR, 0)]


def test_action_of_one_who_has_left_is_told_to_nobody():
    found = facts(todos=[todo(responsible=None, created_by=None, follow_up_on=MONDAY)])
    assert said(found, "action_due", MONDAY) + said(found, "action_follow_up", MONDAY) == []


# --- News --------------------------------------------------------------------------------------
def test_new_role_is_told_once_to_the_one_who_got_it():
    found = facts(given=[Given(7, 99, 1, None, MONDAY)])
    assert said(found, "role_given", MONDAY) == [(MONDAY, 99, 0)]


def test_report_is_told_to_klg_faddrar_and_ledartrojor_but_not_to_who_made_it():
    found = facts(announced=[Announced(7, 1, MONDAY, FADDER)])
    assert said(found, "report_final", MONDAY) == [(MONDAY, KLG, 0), (MONDAY, LEDARTROJA, 0)]


# --- Effects -----------------------------------------------------------------------------------
def test_follow_up_is_told_two_weeks_before_and_on_the_day_to_whoever_looks_after_it():
    found = facts(later=[Later(7, 1, 1, date(2026, 12, 6))])  # a Sunday
    leader = [(date(2026, 11, 20), LEDARTROJA, 14), (date(2026, 12, 4), LEDARTROJA, 0)]
    assert said(found, "follow_up_due", MONDAY, 300) == leader
    found.holders[Role.LEDARTROJA, 1] = [Holder(LEDARTROJA, LONG_AGO, date(2026, 11, 30))]
    lots = (date(2026, 12, 4), LOTS, 0)
    assert said(found, "follow_up_due", MONDAY, 60) == [
        leader[0],
        (date(2026, 12, 1), LOTS, 14),
        lots,
    ]
    found.later.clear()
    assert said(found, "follow_up_due", MONDAY, 60) == []


def test_follow_up_is_told_long_after_the_round():
    found = facts(later=[Later(7, 1, 1, date(2026, 12, 6))])
    found.initiatives.clear()
    assert [lead for _day, _person, lead in said(found, "follow_up_due", MONDAY)] == [14, 0]


def test_reading_is_told_once_until_it_is_read_and_not_in_a_pause():
    found = facts(readings=[Reading(7, 1, date(2026, 11, 21))])  # a Saturday
    told = [(date(2026, 11, 23), LEDARTROJA, 0)]
    assert said(found, "reading_due", MONDAY, 90) == told
    paused = facts(readings=found.readings, paused_until=date(2026, 12, 1))
    assert said(paused, "reading_due", MONDAY, 90) == [(date(2026, 12, 1), LEDARTROJA, 0)]
    assert said(facts(readings=[Reading(7, 2, MONDAY)]), "reading_due", MONDAY) == []


# --- Ten years ---------------------------------------------------------------------------------
def ten_years() -> Facts:
    """A silent initiative with something of every sort each quarter, and people who come and go."""
    found = facts(updated_on=None, every_weeks=3)
    for n in range(40):
        day = date(2026 + n // 4, 3 * (n % 4) + 1, 1 + n % 27)
        found.stuck.append(Stuck(n, 1, day, day + timedelta(days=9) if n % 3 == 0 else None))
        found.asked.append(Asked(n, 1, 1, day, n % 2 == 0, None))
        due = day + timedelta(days=40)
        found.todos.append(Todo(n, 1, 1, DOER, CREATOR, day, due, day, True))
        found.later.append(Later(n, 1, 1, due))
        found.readings.append(Reading(n, 1, due))
        found.given.append(Given(n, 99, 1, None, day))
        found.announced.append(Announced(n, 1, day, LOTS))
        found.steps.append(PhaseStep(n, 1, day, day, LEDARTROJA))
        meeting = day + timedelta(days=50)
        found.occasions[1].append(
            Occasion(n, 1, meeting, meeting - timedelta(days=7), 1, (14, 7, 1))
        )
    found.owed.append(Owed(1, 1, date(2026, 2, 2), 4))
    return found


def test_ten_years_of_days_say_everything_on_a_workday_once():
    """2026-2035, every workday: on its day, one thing per matter, and never again what has passed."""
    found = ten_years()
    alive: set[tuple] = set()
    gone: set[tuple] = set()
    seen_kinds = set()
    for on in days(LONG_AGO, 3652):
        if not is_workday(on):
            continue
        told = list(wanted(found, on))
        keys = {one.key for one in told}
        assert len(keys) == len(told), on
        assert not keys & gone, (on, keys & gone)
        assert len({matter(one) for one in told}) == len(told), on
        for one in told:
            assert is_workday(one.send_on), one
            assert one.send_on <= on, one
            if one.key not in alive and on > LONG_AGO + timedelta(days=7):
                assert one.send_on == on, (on, one)
        gone |= alive - keys
        alive = keys
        seen_kinds |= {one.kind for one in told}
    assert seen_kinds == set(RULES) - {"rigg_broken", "pause_over"}


def matter(one: Wanted) -> tuple:
    return (one.person, one.kind, one.initiative, one.round, one.occasion)


@pytest.mark.parametrize("year", range(2026, 2036))
def test_mail_leaves_in_swedish_working_hours_all_year(year):
    """Each hour of the year by UTC, both clock changes included."""
    at = datetime(year, 1, 1, tzinfo=STOCKHOLM)
    while at.year == year:
        moment = next_send_moment(at).astimezone(STOCKHOLM)
        assert is_send_time(moment), at
        assert 7 <= moment.hour < 17
        at = (at.astimezone(tz=None) + timedelta(hours=5)).astimezone(STOCKHOLM)


# --- Weekly ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "weekday", "said_on"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 2, date(2026, 11, 18)),
        (date(2026, 11, 18), 0, date(2026, 11, 23)),
        (date(2026, 12, 21), 4, date(2026, 12, 28)),  # Christmas Day
    ],
)
def test_weekly_is_said_on_the_chosen_day_or_the_workday_after(day, weekday, said_on):
    assert on_weekday(day, weekday) == said_on


def test_workdays_after_skips_days_off():
    assert workdays_after(date(2026, 11, 13), 1) == MONDAY
    assert workdays_after(date(2026, 12, 23), 1) == date(2026, 12, 28)
