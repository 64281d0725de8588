"""Körordning: saved whole or not at all, and what may change when."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now

from checkpoints.agenda import changes
from checkpoints.agenda.entries import Entry, version_of
from checkpoints.models import AgendaItem, Showing
from checkpoints.policy.agenda import Standing, agenda_moves, standing_of
from prioinit.errors import DomainError, EditConflict
from tests.checkpoints.ordered import keys, order, save, stored, with_order
from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    in_days,
)

MOVES = {"spara", "flytta", "upp", "ner", "bort", "paus", "punkt", "initiativ", "korta", "angra"}
POSSIBLE = {
    Standing.OPEN: {*MOVES, "forslag"},
    Standing.UNDER_WAY: MOVES,  # a new proposal would move what the room has seen
    Standing.CLOSED: set(),
}


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round)


@pytest.fixture
def saved(world, checkpoint):
    return with_order(world, checkpoint)


def test_saved_whole_and_a_line_that_stays_keeps_its_row(world, saved):
    before = {item.pk for item in saved.agenda.all()}
    first, pause, last = stored(saved)
    save(world, saved, (last, first, Entry("ox1", 5, "Tack")))
    after = list(saved.agenda.all())
    assert [(str(item), item.position, item.minutes) for item in after] == [
        ("Annat initiativ", 1, 10),
        ("Eget initiativ", 2, 10),
        ("Tack", 3, 5),
    ]
    assert {item.pk for item in after[:2]} < before
    assert not AgendaItem.objects.filter(pk=pause.key[1:]).exists()


def test_the_same_order_sent_twice_does_nothing_twice(world, checkpoint, saved):
    version = version_of(stored(saved))
    added, _key = changes.with_break(stored(saved))
    save(world, saved, added, version)
    once = list(saved.agenda.values_list("pk", "position"))
    save(world, saved, added, version)
    assert list(saved.agenda.values_list("pk", "position")) == once


def test_another_order_on_top_of_what_another_saved_conflicts(world, saved):
    version = version_of(stored(saved))
    first, pause, last = stored(saved)
    save(world, saved, (last, pause, first), version)
    with pytest.raises(EditConflict) as conflict:
        save(world, saved, (first, last), version)
    assert conflict.value.stored == (last, pause, first)
    assert keys(stored(saved)) == keys((last, pause, first))


def lines(number: int) -> str:
    return " ".join(f"ox{n}:1" for n in range(1, number + 1))


def test_a_hundred_lines_are_not_too_many(world, checkpoint):
    save(world, checkpoint, order(lines(100)))
    assert checkpoint.agenda.count() == 100


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("i{far}:10", "Bara initiativ som är igång i omgången kan vara med."),
        ("i{planned}:10", "Bara initiativ som är igång i omgången kan vara med."),
        ("i{own}:10 i{own}:5", "Något står två gånger i körordningen. Ladda om sidan."),
        (lines(101), "En körordning har högst 100 punkter."),
    ],
)
def test_refused(world, checkpoint, wanted, said):
    planned = InitiativeFactory(round=world.round)
    ids = {"far": world.far.pk, "own": world.own.pk, "planned": planned.pk}
    with pytest.raises(DomainError, match=re.escape(said)):
        save(world, checkpoint, order(wanted.format(**ids)))
    assert stored(checkpoint) == ()


@pytest.mark.parametrize("title", ["", "x" * 121, "Fråga 811228-9874"])
def test_a_title_the_row_refuses(world, checkpoint, title):
    with pytest.raises(DomainError):
        save(world, checkpoint, (Entry("ox1", 5, title),))
    assert stored(checkpoint) == ()


# --- When --------------------------------------------------------------------------------------
def show(checkpoint, item, world, **fields):
    at = now()
    return Showing.objects.create(
        checkpoint=checkpoint, item=item, began_at=at, item_began_at=at, by=world.lots, **fields
    )


def test_what_has_been_shown_stands_and_the_rest_can_change(world, saved):
    first, pause, last = stored(saved)
    show(saved, saved.agenda.first(), world)
    save(world, saved, (first, last, pause))
    assert keys(stored(saved)) == keys((first, last, pause))
    with pytest.raises(DomainError, match="Det som har visats står fast"):
        save(world, saved, (last, first, pause))


def test_what_another_checkpoint_shows_holds_nothing_here(world, saved):
    there = with_order(world, CheckpointFactory(round=world.round))
    Showing.objects.create(
        checkpoint=there, by=world.lots, began_at=now(), item_began_at=now(), slide="slut"
    )
    first, pause, last = stored(saved)
    save(world, saved, (last, pause, first))
    assert keys(stored(saved)) == keys((last, pause, first))


def test_after_the_last_item_all_that_was_shown_stands(world, saved):
    first, pause, last = stored(saved)
    items = list(saved.agenda.all())
    show(saved, None, world, spent={str(item.pk): 60 for item in items[:2]})
    with pytest.raises(DomainError, match="Det som har visats står fast"):
        save(world, saved, (pause, first, last))


@pytest.mark.parametrize(
    ("begins", "cancelled", "showing", "expected"),
    [
        (timedelta(days=3), False, None, Standing.OPEN),
        (timedelta(hours=-1), False, None, Standing.OPEN),
        (timedelta(hours=-1), False, "running", Standing.UNDER_WAY),
        (timedelta(hours=-9), False, "running", Standing.UNDER_WAY),  # it has run over time
        (timedelta(days=1), False, "ended", Standing.OPEN),  # tried the day before
        (timedelta(hours=-9), False, "ended", Standing.CLOSED),
        (timedelta(hours=-9), False, None, Standing.CLOSED),
        (timedelta(days=3), True, None, Standing.CLOSED),
    ],
)
def test_standing(world, begins, cancelled, showing, expected):
    checkpoint = CheckpointFactory(round=world.round, starts_at=now() + begins, cancelled=cancelled)
    ended = {"ended_at": now()} if showing == "ended" else {}
    row = show(checkpoint, None, world, **ended) if showing else None
    assert standing_of(checkpoint, row) == expected
    allowed = set(agenda_moves(world.lots, checkpoint, row))
    assert allowed == POSSIBLE[expected]
    assert agenda_moves(world.ledartroja, checkpoint, row) == {}


def test_nothing_changes_in_a_round_that_is_over(world, saved):
    world.round.starts_on, world.round.ends_on = in_days(-90), in_days(-1)
    world.round.save()
    saved.refresh_from_db()
    assert agenda_moves(world.lots, saved, None) == {}
    with pytest.raises(DomainError, match="Omgången är avslutad"):
        save(world, saved, ())


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"cancelled": True}, "inställd"), ({"starts_at": now() - timedelta(days=2)}, "över")],
)
def test_nothing_changes_in_a_checkpoint_that_is_cancelled_or_over(world, fields, said):
    checkpoint = CheckpointFactory(round=world.round, **fields)
    with pytest.raises(DomainError, match=f"är {said}. Körordningen kan inte ändras"):
        save(world, checkpoint, order("ox1:5"))
