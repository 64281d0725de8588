"""The portfolio row: what every list says about an initiative."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from initiatives.models import Initiative, Phase
from initiatives.portfolio import read_portfolio
from roles.permissions import Role
from tests.factories import (
    GoalFactory,
    InitiativeFactory,
    MandateFactory,
    PhaseChangeFactory,
    StatusUpdateFactory,
    UnitFactory,
    at_hour,
    give,
    give_new,
    in_days,
)


def row_of(initiative, on=None):
    [row] = read_portfolio(Initiative.objects.filter(pk=initiative.pk), on)
    return row


def published(initiative, days_ago, **fields):
    return StatusUpdateFactory(
        published=True,
        initiative=initiative,
        published_at=at_hour(in_days(-days_ago), 0),
        **fields,
    )


def test_row_of_a_planned_one(db):
    initiative = InitiativeFactory(name="Nytt")
    row = row_of(initiative)
    assert (row.id, row.name, row.url, row.state, row.phase, row.phase_label) == (
        initiative.pk,
        "Nytt",
        initiative.get_absolute_url(),
        "planned",
        "behov",
        "behov",
    )
    assert (row.started_on, row.updated_on, row.update_due_on, row.age_days) == (None,) * 4
    assert (row.overdue_days, row.is_silent, row.units, row.team) == (0, False, (), [])
    assert row.trail.text == "Inte startat än."
    assert len(row.rigg.gaps) == 9


def test_row_has_the_round_and_the_units_in_swedish_order(db):
    units = [UnitFactory(name=name) for name in ("Äldre", "Öster", "Ålder", "Zoo", "bad")]
    initiative = InitiativeFactory(units=units, round__name="Höst")
    row = row_of(initiative)
    assert row.units == ("bad", "Zoo", "Ålder", "Äldre", "Öster")
    assert (row.round_name, row.round_id, row.cadence_days) == ("Höst", initiative.round_id, 14)


def test_trail_is_read_in_order_with_its_returns(db):
    initiative = InitiativeFactory(running=True, phase=Phase.TEST)
    for start, end, days in [("behov", "ide", 20), ("ide", "behov", 10), ("behov", "test", 10)]:
        PhaseChangeFactory(initiative=initiative, from_phase=start, to_phase=end, on=in_days(-days))
    trail = row_of(initiative).trail
    assert [(step.key, step.state) for step in trail.steps] == [
        ("behov", "done"),
        ("ide", "done"),
        ("test", "now"),
        ("forverkliga", "todo"),
    ]
    assert [(back.label, back.on) for back in trail.returns] == [("behov", in_days(-10))]


def test_confidence_is_the_last_six_that_stand(db):
    initiative = InitiativeFactory(running=True)
    for confidence in (1, 1, 2, 3, 4, 5, 1):
        last = published(initiative, 1, confidence=confidence)
    published(initiative, 0, confidence=5, corrects=last)
    StatusUpdateFactory(initiative=initiative, confidence=1)  # a draft is not a reading
    assert row_of(initiative).confidence.values == (1, 2, 3, 4, 5, 5)


@pytest.mark.parametrize(
    ("updated", "due", "overdue", "silent"),
    [
        (0, 14, 0, False),
        (14, 0, 0, False),
        (15, -1, 1, False),
        (27, -13, 13, False),
        (28, -14, 14, True),
    ],
)
def test_update_due_overdue_and_silence(db, updated, due, overdue, silent):
    initiative = InitiativeFactory(running=True)
    published(initiative, updated + 1)
    published(initiative, updated)
    row = row_of(initiative)
    assert (row.updated_on, row.age_days) == (in_days(-updated), updated)
    assert (row.update_due_on, row.overdue_days, row.is_silent) == (in_days(due), overdue, silent)


def test_without_an_update_the_start_counts(db):
    row = row_of(InitiativeFactory(running=True, started_on=in_days(-5)))
    assert (row.updated_on, row.age_days, row.update_due_on) == (None, 5, in_days(9))


def test_team_are_those_who_hold_a_role_now_ledartrojor_first(db):
    initiative = InitiativeFactory(running=True)
    coach, leader = (give_new(role, initiative) for role in (Role.COACH, Role.LEDARTROJA))
    give(give_new(Role.TEAMMEDLEM, initiative), Role.FADDER, initiative, ends_on=in_days(-1))
    give(coach, Role.FADDER, initiative, starts_on=in_days(1))
    give_new(Role.COACH, initiative, is_active=False)
    row = row_of(initiative)
    assert [(person.id, person.role_label) for person in row.team][:2] == [
        (leader.pk, "ledartröja"),
        (coach.pk, "coach"),
    ]
    assert [person.role for person in row.team] == ["ledartroja", "coach", "teammedlem"]
    assert row.holders(Role.FADDER) == []


def test_row_of_another_day(db):
    initiative = InitiativeFactory(running=True)
    coach = give_new(Role.COACH, initiative)
    coach.assignments.update(ends_on=in_days(3))
    assert len(row_of(initiative, in_days(3)).holders(Role.COACH)) == 1
    later = row_of(initiative, in_days(4))
    assert later.holders(Role.COACH) == []
    assert later.on == localdate() + timedelta(days=4)


def test_row_is_kept_until_something_it_says_changes(db):
    initiative = InitiativeFactory(running=True, units=[UnitFactory(name="Skolan")])
    first = row_of(initiative)
    assert row_of(initiative) is first
    initiative.units.update(name="Förskolan")
    assert row_of(initiative).units == ("Förskolan",)
    coach = give_new(Role.COACH, initiative, name="Cia Coach")
    assert [person.name for person in row_of(initiative).holders(Role.COACH)] == ["Cia Coach"]
    type(coach).objects.filter(pk=coach.pk).update(name="Cia Ny")
    assert [person.name for person in row_of(initiative).holders(Role.COACH)] == ["Cia Ny"]
    initiative.round.name = "Omdöpt"
    initiative.round.save()
    assert row_of(initiative).round_name == "Omdöpt"


@pytest.mark.parametrize("rows", [1, 60])
def test_portfolio_is_one_query(db, django_assert_num_queries, rows):
    unit, goal = UnitFactory(), GoalFactory()
    for _ in range(rows):
        initiative = InitiativeFactory(running=True, units=[unit], goals=[goal])
        give_new(Role.LEDARTROJA, initiative, unit=unit)
        MandateFactory(initiative=initiative, issued_by__unit=unit)
        published(initiative, 1, edited_by__unit=unit)
    with django_assert_num_queries(1):
        assert len(read_portfolio(Initiative.objects.all())) == rows
