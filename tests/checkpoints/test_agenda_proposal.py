"""Körordning: what is proposed, and what each change makes of an order."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from checkpoints.agenda import changes
from checkpoints.agenda.entries import version_of
from checkpoints.agenda.proposal import laid_out, propose, rotated
from tests.checkpoints.ordered import keys, order
from tests.factories import (
    AgendaItemFactory,
    CheckpointFactory,
    in_days,
)


# --- The proposal ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("initiatives", "minutes", "expected"),
    [
        (0, 180, ""),
        (1, 180, "o5 i30 o5"),
        (2, 30, "i15 i15"),
        (3, 90, "o5 i25 i25 i25 o5"),
        (3, 91, "o5 i20 i20 b15 i20 o5"),
        (9, 180, "o5 i15 i15 i15 i15 i15 b15 i15 i15 i15 i15 o5"),
        (4, 330, "o5 i30 i30 b15 i30 i30 o5"),
    ],
)
def test_proposal_fits_the_meeting(initiatives, minutes, expected):
    proposed = laid_out(range(1, initiatives + 1), minutes)
    assert " ".join(f"{one.key[0]}{one.minutes}" for one in proposed) == expected
    assert sum(one.minutes for one in proposed) <= minutes


def test_proposal_of_far_too_many_gives_each_three_minutes_and_says_so():
    proposed = laid_out(range(1, 51), 60)
    assert {one.minutes for one in proposed if one.key[0] == "i"} == {3}
    assert sum(one.minutes for one in proposed) == 160


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ([], [1, 2, 3]),
        ([1, 2, 3], [3, 1, 2]),
        ([3, 1, 2], [2, 3, 1]),
        ([2, 9, 1], [1, 2, 3]),  # 9 has left, 3 is new
    ],
)
def test_rotation(last, expected):
    assert rotated([1, 2, 3], last) == expected


def test_everyone_is_last_once_in_as_many_checkpoints():
    turn, last = [1, 2, 3, 4], []
    for _ in range(4):
        turn = rotated([1, 2, 3, 4], turn)
        last.append(turn[-1])
    assert sorted(last) == [1, 2, 3, 4]


def test_proposal_turns_the_order_of_the_last_checkpoint_held(world):
    earlier = CheckpointFactory(round=world.round, starts_at=now() - timedelta(days=60))
    cancelled = CheckpointFactory(
        round=world.round, starts_at=now() - timedelta(days=30), cancelled=True
    )
    for place, one in enumerate([world.own, world.other], start=1):
        AgendaItemFactory(checkpoint=earlier, initiative=one, position=place)
        AgendaItemFactory(checkpoint=cancelled, initiative=one, position=3 - place)
    coming = CheckpointFactory(round=world.round)
    proposed = propose(coming, list(world.round.initiatives.all()))
    assert keys(one for one in proposed if one.initiative_id) == (
        f"i{world.other.pk} i{world.own.pk}"
    )


def test_proposal_leaves_out_who_is_paused_that_day(world):
    world.own.paused_until, world.own.pause_reason = in_days(20), "Föräldraledigt."
    world.own.save()
    proposed = propose(CheckpointFactory(round=world.round), list(world.round.initiatives.all()))
    assert [one.initiative_id for one in proposed if one.initiative_id] == [world.other.pk]


# --- The changes -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "step", "shown", "expected"),
    [
        ("i2", -1, 0, "i2 i1 b1 i3"),
        ("i2", 1, 0, "i1 b1 i2 i3"),
        ("i1", -1, 0, "i1 i2 b1 i3"),
        ("i3", 1, 0, "i1 i2 b1 i3"),
        ("i2", -1, 1, "i1 i2 b1 i3"),  # what stands before it has been shown
        ("i1", 1, 1, "i1 i2 b1 i3"),
        ("i99", 1, 0, "i1 i2 b1 i3"),
    ],
)
def test_moved(key, step, shown, expected):
    before = order("i1:10 i2:10 b1:15 i3:10")
    assert keys(changes.moved(before, key, step, shown)) == expected


@pytest.mark.parametrize(
    ("before", "shown", "expected"),
    [
        ("i1:10 i2:10 i3:10 i4:10", 0, "i1 i2 bx1 i3 i4"),
        ("o1:5 i1:10 i2:10 b1:15 i3:10 i4:10 i5:10", 0, "o1 i1 i2 b1 i3 i4 bx1 i5"),
        ("i1:10 i2:10 i3:10 i4:10", 2, "i1 i2 i3 bx1 i4"),
        ("i1:10", 0, "i1 bx1"),
        ("", 0, "bx1"),
    ],
)
def test_a_break_goes_where_it_is_needed_most(before, shown, expected):
    changed, key = changes.with_break(order(before), shown)
    assert (keys(changed), key) == (expected, "bx1")


def test_a_new_initiative_comes_after_the_last_with_the_usual_minutes():
    changed, _key = changes.with_initiative(order("o1:5 i1:12 i2:12 i3:20 o2:5"), 7)
    assert keys(changed) == "o1 i1 i2 i3 i7 o2"
    assert changed[4].minutes == 12
    assert changes.with_initiative(changed, 7)[0] == changed


@pytest.mark.parametrize(
    ("before", "too_long", "shown", "expected"),
    [
        ("i1:15 i2:15 b1:15 i3:15", 7, 0, [12, 12, 15, 12]),
        ("i1:4 i2:20 i3:20", 10, 0, [3, 15, 15]),
        ("i1:15 i2:15 i3:15", 4, 1, [15, 13, 13]),
        ("i1:4 i2:4", 5, 0, None),
        ("b1:30", 5, 0, None),
    ],
)
def test_shortened(before, too_long, shown, expected):
    after = changes.shortened(order(before), too_long, shown)
    assert (after and [one.minutes for one in after]) == expected


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("i1:15 b1:15 i2:15", "i1:12 b1:15 i2:12", "12 minuter i stället för 15"),
        ("i1:15 i2:20", "i1:12 i2:17", "3 minuter kortare för varje initiativ"),
        ("i1:4 i2:20", "i1:3 i2:15", "3–15 minuter för varje initiativ"),
    ],
)
def test_what_shortening_gives_in_words(before, after, said):
    assert changes.shortening_in_words(order(before), order(after)) == said


def test_version_is_of_what_is_said_and_in_which_order():
    one = order("i1:10 b1:15")
    assert version_of(one) == version_of(order("i1:10 b7:15"))
    different = [order("b1:15 i1:10"), order("i1:11 b1:15"), order("i1:10"), ()]
    assert len({version_of(other) for other in [one, *different]}) == 5
