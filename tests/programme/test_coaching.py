"""Which team needs the coach now, and why."""

from dataclasses import replace

import pytest

from initiatives.models import Initiative
from initiatives.portfolio import PhaseStep, read_portfolio
from initiatives.services.written import remove
from initiatives.trail import confidence_line
from initiatives.trials import NO_TRIALS, Trials
from programme.coaching import Steps, steps_of, teams_now
from programme.my_page import build_my_page
from tests.factories import CoachNoteFactory, in_days

TODAY = in_days(0)


@pytest.fixture
def row(world):
    """A team that nobody needs to worry about."""
    return read(world)


def read(world):
    (row,) = read_portfolio(Initiative.objects.filter(pk=world.own.pk))
    heard = {"updated_on": TODAY, "update_due_on": in_days(14)}
    return replace(row, confidence=confidence_line([3, 4]), **heard)


def reasons(row, steps=None):
    told = {row.id: steps or Steps(latest=TODAY)}
    return [reason for team in teams_now([row], told, TODAY) for reason in team.reasons]


@pytest.mark.parametrize(
    ("change", "steps", "said"),
    [
        ({}, None, ""),
        ({}, Steps(TODAY, late=in_days(-2)), "Ett steg skulle vara klart"),
        ({}, Steps(in_days(-20)), ""),
        ({}, Steps(in_days(-21)), "Inget antecknat på 3 veckor."),
        ({"started_on": in_days(-30)}, Steps(), "Inget antecknat på 4 veckor."),
        ({"confidence": confidence_line([4, 3])}, None, "Tilltron gick från 4 till 3."),
        (
            {"updated_on": in_days(-40), "update_due_on": in_days(-26)},
            None,
            "Ingen lägesuppdatering på 40 dagar.",
        ),
        ({"state": "ended"}, Steps(TODAY, late=in_days(-2)), ""),
        ({"paused_until": in_days(9)}, Steps(TODAY, late=in_days(-2)), ""),
    ],
)
def test_a_team_is_named_with_its_reason(row, change, steps, said):
    found = " ".join(reasons(replace(row, **change), steps))
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_the_strongest_reason_comes_first_and_then_those_with_most(row):
    rows = [replace(row, id=n, name=f"Team {n}") for n in range(1, 5)]
    rows[1] = replace(rows[1], confidence=confidence_line([4, 3]))
    rows[2] = replace(rows[2], confidence=confidence_line([4, 3]))
    steps = {
        1: Steps(in_days(-30)),
        2: Steps(TODAY),
        3: Steps(in_days(-30)),
        4: Steps(TODAY, late=in_days(-1)),
    }
    assert [team.name for team in teams_now(rows, steps, TODAY)] == [
        "Team 4",
        "Team 3",
        "Team 2",
        "Team 1",
    ]


@pytest.mark.parametrize(
    ("phase", "came", "trials", "said"),
    [
        ("ide", -41, Trials(1, 0, 0, 0, None), ""),
        ("ide", -42, Trials(1, 0, 0, 0, None), "Inget test än på 42 dagar i idé och test."),
        ("test", -90, Trials(1, 1, 0, 1, in_days(-41)), ""),
        ("test", -90, Trials(1, 1, 0, 1, in_days(-42)), "Inget test på 42 dagar."),
        ("test", -90, Trials(1, 1, 1, 1, in_days(-60)), ""),
        ("test", -5, Trials(1, 1, 0, 1, in_days(-60)), ""),
        ("behov", -90, NO_TRIALS, ""),
        ("forverkliga", -90, NO_TRIALS, ""),
    ],
)
def test_a_team_that_has_not_tried_for_long_is_named(row, phase, came, trials, said):
    steps = (
        PhaseStep(None, "behov", in_days(-200), ""),
        PhaseStep("behov", "ide" if phase in ("ide", "test") else phase, in_days(came), ""),
    )
    changed = replace(row, phase=phase, trials=trials, steps=steps)
    assert reasons(changed) == ([said] if said else [])


def test_a_team_back_from_a_pause_has_time_to_try(row):
    walk = (PhaseStep(None, "test", in_days(-90), ""),)
    back = replace(row, phase="test", steps=walk, began_again=in_days(-5))
    assert reasons(back) == []
    assert reasons(replace(back, began_again=in_days(-50))) != []


def test_from_ide_to_test_and_back_is_one_stay(row):
    walk = [(None, "ide", -120), ("ide", "behov", -99), ("behov", "ide", -50), ("ide", "test", -5)]
    steps = tuple(PhaseStep(source, to, in_days(day), "") for source, to, day in walk)
    assert reasons(replace(row, phase="test", steps=steps)) == [
        "Inget test än på 50 dagar i idé och test."
    ]


def test_a_torn_rigg_is_a_reason(world):
    world.own.assignments.filter(person=world.ledartroja2).update(ends_on=in_days(-1))
    assert reasons(read(world)) == ["Riggen håller inte: 1 ledartröja saknas."]


def test_the_log_is_read_at_once(world, expect_queries):
    late = CoachNoteFactory(initiative=world.own, on=in_days(-9), due_on=in_days(-2))
    CoachNoteFactory(initiative=world.own, on=in_days(-5), due_on=in_days(2))
    CoachNoteFactory(initiative=world.other, done_at="2026-01-01T00:00Z", done_by=world.lots)
    with expect_queries(1):
        told = steps_of([world.own.pk, world.other.pk], TODAY)
    assert told[world.own.pk] == Steps(in_days(-5), in_days(-2))
    assert told[world.other.pk].late is None
    remove(by=world.coach, row=late)
    assert steps_of([world.own.pk], TODAY)[world.own.pk].late is None


def test_a_coach_meets_it_on_min_sida_and_nobody_else(world, client_for):
    CoachNoteFactory(initiative=world.own, on=in_days(-9), due_on=in_days(-2))
    page = client_for(world.coach).get("/").text
    assert "Vilket team behöver mig nu" in page
    assert "Ett steg skulle vara klart" in page
    for who in (world.ledartroja, world.lots, world.fadder):
        assert build_my_page(who).teams == ()
