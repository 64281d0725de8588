"""One table of what can be done, when and by whom."""

import pytest
from django.urls import reverse

from initiatives.models import Initiative, Phase, Round
from initiatives.policy import initiatives as policy
from tests.factories import (
    IdeaFactory,
    InitiativeFactory,
    InsightFactory,
    StatusUpdateFactory,
    TestFactory,
    in_days,
)

TEAM = ["update_write", "phase_change", "initiative_pause", "ending"]
RUN = ["rigg", "mandate_new", "initiative_edit"]


def names(person, initiative):
    return [action.name for action in policy.available_moves(person, initiative)]


@pytest.mark.parametrize(
    ("person", "running", "planned"),
    [
        ("ledartroja", TEAM, []),
        ("lots", [*TEAM, *RUN], ["initiative_start", *RUN]),
        ("fadder", [], []),
        ("coach", [], []),
        ("teammedlem", [], []),
        ("klg", [], []),
        ("medarbetare", [], []),
        ("admin", [], []),
        ("other_ledartroja", [], []),
        ("second_lots", [], []),
        ("ended", [], []),
        ("inactive", [], []),
    ],
)
def test_actions_by_role_and_state(world, person, running, planned):
    who = getattr(world, person)
    assert names(who, world.own) == running
    assert names(who, InitiativeFactory(round=world.round)) == planned


def test_what_is_left_when_it_has_ended_or_its_round_is_over(world):
    planned, ended = InitiativeFactory(round=world.round), InitiativeFactory(round=world.round)
    ended.state = Initiative.State.ENDED
    assert (names(world.ledartroja, ended), names(world.lots, ended)) == ([], ["initiative_edit"])
    world.round.ends_on = in_days(-1)
    world.own.round = world.round
    assert names(world.ledartroja, world.own) == ["ending"]
    assert names(world.lots, world.own) == ["ending", "rigg", "initiative_edit"]
    assert names(world.lots, planned) == ["rigg", "initiative_edit"]
    assert names(world.lots, ended) == ["initiative_edit"]
    assert not policy.may_edit_work(world.ledartroja, world.own)
    assert not policy.may_add_to(world.lots, world.round)


def test_who_writes_down_the_work_and_who_begins_something_new(world):
    who = {"ledartroja", "teammedlem", "lots", "fadder", "coach", "klg", "second_lots", "ended"}
    people = {name: getattr(world, name) for name in who}
    may = {name for name, one in people.items() if policy.may_edit_work(one, world.own)}
    assert may == {"ledartroja", "teammedlem", "lots"}
    assert {name for name, one in people.items() if policy.may_add_to(one, world.round)} == {"lots"}


def test_phase_change_moves_from_ledartroja_to_fadder_with_the_rounds_setting(world):
    world.round.phase_decider = Round.PhaseDecider.FADDER
    world.round.save()
    own = Initiative.objects.select_related("round").get(pk=world.own.pk)
    assert names(world.ledartroja, own) == ["update_write", "initiative_pause", "ending"]
    assert names(world.fadder, own) == ["phase_change"]
    assert names(world.lots, own) == [*TEAM, *RUN]


def test_every_action_has_an_address(world):
    for action in policy.MOVES:
        assert action.url(world.own) == reverse(f"initiatives:{action.name}", args=[world.own.pk])


@pytest.mark.parametrize(
    ("here", "published_in", "expected"),
    [
        ("behov", "behov", {"test": ["idé"], "forverkliga": ["idé", "test"]}),
        (
            "behov",
            None,
            {"ide": [None], "test": ["idé", None], "forverkliga": ["idé", "test", None]},
        ),
        ("test", "behov", {"forverkliga": [None]}),
        ("test", "test", {}),
        ("forverkliga", None, {}),
    ],
)
def test_what_is_missing_on_the_way(db, here, published_in, expected):
    """None in the table stands for the update that nobody published in the phase."""
    initiative = InitiativeFactory(running=True, phase=here)
    InsightFactory(initiative=initiative, from_target_group=True)
    IdeaFactory(initiative=initiative, chosen=True)
    TestFactory(initiative=initiative, closed=True)
    if published_in:
        StatusUpdateFactory(published=True, initiative=initiative, phase=published_in)
    StatusUpdateFactory(initiative=initiative)  # a draft is not evidence
    none = f"Ingen lägesuppdatering är publicerad i fasen {Phase(here).label}."
    said = {
        phase: [none if what is None else f"Ni hoppar över fasen {what}." for what in missing]
        for phase, missing in expected.items()
    }
    assert dict(policy.notes_on_the_way(initiative)) == said
    assert {to: policy.missing_evidence(initiative, to) for to in Phase} == {
        to: said.get(to, []) for to in Phase
    }
