import threading
from datetime import date, timedelta

import pytest
from django.db import connections
from django.utils.timezone import now

from checkpoints.models import Checkpoint, Preparation
from checkpoints.services import checkpoints, gatherings, preparations
from prioinit.errors import DomainError, EditConflict
from tests.factories import (
    CheckpointFactory,
    GatheringFactory,
    PreparationFactory,
    StatusUpdateFactory,
    at_hour,
    in_days,
)
from tests.fixtures import make_world

TEXT = {"how_far": "Två tester är klara.", "learned": "Det enkla räcker.", "decision_wanted": ""}


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round)


def save(world, checkpoint, **changes):
    return preparations.save_preparation(
        **{
            "by": world.ledartroja,
            "checkpoint": checkpoint,
            "initiative": world.own,
            "version": 0,
            "questions": ["Vem vill prova?"],
            "presenters": [world.ledartroja],
            **TEXT,
            **changes,
        }
    )


def begin(checkpoint):
    """The checkpoint has begun."""
    Checkpoint.objects.filter(pk=checkpoint.pk).update(
        starts_at=now() - timedelta(minutes=1), ends_at=now() + timedelta(hours=2)
    )


# --- Checkpoints -------------------------------------------------------------------------------
def test_preparation_is_due_a_week_before_on_a_workday(world):
    checkpoint = checkpoints.plan_checkpoint(
        by=world.lots,
        round_=world.round,
        name="Checkpoint 1",
        starts_at=at_hour(date(2027, 1, 8), 13),  # a Friday; 1 January is a day off
        ends_at=at_hour(date(2027, 1, 8), 16),
    )
    assert checkpoint.preparation_due_on == date(2026, 12, 30)


def test_name_is_its_own_in_the_round(world, checkpoint):
    with pytest.raises(DomainError, match="redan en checkpoint som heter"):
        checkpoints.plan_checkpoint(
            by=world.lots,
            round_=world.round,
            name=checkpoint.name,
            starts_at=checkpoint.starts_at,
            ends_at=checkpoint.ends_at,
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"preparation_due_on": date(2000, 1, 1)},
        {
            "starts_at": at_hour(date(2090, 1, 2), 13),
            "ends_at": at_hour(date(2090, 1, 2), 16),
        },
    ],
)
def test_new_date_is_a_new_occasion(world, checkpoint, changes):
    moved = checkpoints.change_checkpoint(
        by=world.lots, checkpoint=checkpoint, version=1, move_reason="Krock.", **changes
    )
    assert (moved.due_version, moved.version) == (2, 2)
    moved.refresh_from_db()
    assert (moved.due_version, moved.version) == (2, 2)


def test_new_place_is_the_same_occasion(world, checkpoint):
    changed = checkpoints.change_checkpoint(
        by=world.lots, checkpoint=checkpoint, version=1, place="Biblioteket"
    )
    assert (changed.place, changed.due_version, changed.version) == ("Biblioteket", 1, 2)


def test_change_of_what_someone_saved_meanwhile_conflicts(world, checkpoint):
    checkpoints.change_checkpoint(by=world.lots, checkpoint=checkpoint, version=1, place="A")
    with pytest.raises(EditConflict) as conflict:
        checkpoints.change_checkpoint(by=world.lots, checkpoint=checkpoint, version=1, place="B")
    assert conflict.value.stored.place == "A"


@pytest.mark.parametrize("due", [1, 100])
def test_preparation_is_not_due_after_the_checkpoint(world, checkpoint, due):
    with pytest.raises(DomainError, match="senast samma dag"):
        checkpoints.change_checkpoint(
            by=world.lots,
            checkpoint=checkpoint,
            version=1,
            preparation_due_on=checkpoint.day + timedelta(days=due),
        )


def test_preparation_may_be_due_the_same_day_and_is_due_when_it_is_said(world):
    for day, due in ((20, 20), (30, 3)):
        planned = checkpoints.plan_checkpoint(
            by=world.lots,
            round_=world.round,
            name=f"Checkpoint {day}",
            starts_at=at_hour(in_days(day), 13),
            ends_at=at_hour(in_days(day), 16),
            preparation_due_on=in_days(due),
        )
        assert planned.preparation_due_on == in_days(due)


def test_nothing_ends_before_it_begins(world, checkpoint):
    by, round_, hour = world.lots, world.round, at_hour(in_days(9), 13)
    times = {"starts_at": hour, "ends_at": hour}
    moved = {"by": by, "version": 1, "move_reason": "Snö.", **times}
    gathering = GatheringFactory(round=round_)
    for save_it in (
        lambda: checkpoints.plan_checkpoint(by=by, round_=round_, name="C", **times),
        lambda: checkpoints.change_checkpoint(checkpoint=checkpoint, **moved),
        lambda: gatherings.plan_gathering(by=by, round_=round_, name="T", **times),
        lambda: gatherings.change_gathering(gathering=gathering, **moved),
    ):
        with pytest.raises(DomainError, match="slutar innan den börjar"):
            save_it()


def test_checkpoint_that_has_begun_is_not_moved_or_cancelled(world, checkpoint):
    begin(checkpoint)
    with pytest.raises(DomainError, match="har börjat"):
        checkpoints.change_checkpoint(by=world.lots, checkpoint=checkpoint, version=1, place="A")
    with pytest.raises(DomainError, match="har börjat"):
        checkpoints.cancel_checkpoint(by=world.lots, checkpoint=checkpoint, reason="Sent.")


def test_cancelled_checkpoint_is_not_cancelled_again(world, checkpoint):
    checkpoints.cancel_checkpoint(by=world.lots, checkpoint=checkpoint, reason="Snö.")
    with pytest.raises(DomainError, match="inställd"):
        checkpoints.cancel_checkpoint(by=world.lots, checkpoint=checkpoint, reason="Snö.")


# --- Preparations ------------------------------------------------------------------------------
def test_draft_keeps_what_is_written(world, checkpoint):
    saved = save(world, checkpoint, questions=["", " Vem vill prova? ", ""])
    assert (saved.state, saved.version, saved.ready_at) == ("draft", 1, None)
    assert list(saved.questions.values_list("number", "text")) == [(1, "Vem vill prova?")]
    assert list(saved.presenters.all()) == [world.ledartroja]


def test_ready_is_ready(world, checkpoint):
    saved = save(world, checkpoint, ready=True)
    assert saved.state == Preparation.State.READY
    assert saved.ready_at is not None
    again = save(world, checkpoint, version=saved.version, how_far="Tre tester är klara.")
    assert again.ready_at == saved.ready_at


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"how_far": " "}, "hur långt"), ({"questions": ["", " "]}, "minst en fråga")],
)
def test_ready_asks_for_how_far_and_a_question(world, checkpoint, changes, refusal):
    with pytest.raises(DomainError, match=refusal):
        save(world, checkpoint, ready=True, **changes)
    assert not Preparation.objects.exists()


def test_ready_one_stays_whole_when_it_is_changed(world, checkpoint):
    save(world, checkpoint, ready=True)
    with pytest.raises(DomainError, match="minst en fråga"):
        save(world, checkpoint, version=1, questions=[])
    assert save(world, checkpoint, version=1, learned="Mer.").state == Preparation.State.READY


def test_reopened_is_a_draft_again(world, checkpoint):
    save(world, checkpoint, ready=True)
    opened = preparations.reopen_preparation(
        by=world.ledartroja2, checkpoint=checkpoint, initiative=world.own
    )
    assert (opened.state, opened.ready_at, opened.version) == ("draft", None, 2)
    with pytest.raises(DomainError, match="inte markerad"):
        preparations.reopen_preparation(
            by=world.ledartroja2, checkpoint=checkpoint, initiative=world.own
        )


def test_each_checkpoint_and_initiative_has_a_preparation_of_its_own(world, checkpoint):
    later = CheckpointFactory(round=world.round)
    for place, initiative in ((later, world.own), (checkpoint, world.other)):
        PreparationFactory(checkpoint=place, initiative=initiative, ready=True)
    assert preparations.current_preparation(checkpoint, world.own) is None
    with pytest.raises(DomainError, match="inte markerad"):
        preparations.reopen_preparation(
            by=world.ledartroja, checkpoint=checkpoint, initiative=world.own
        )


def test_how_far_begins_with_what_was_published_and_not_with_a_draft(world):
    assert preparations.latest_since_last(world.own) == ""
    StatusUpdateFactory(initiative=world.own, published=True, since_last="Publicerat.")
    StatusUpdateFactory(initiative=world.own, since_last="Utkast.")
    assert preparations.latest_since_last(world.own) == "Publicerat."


@pytest.mark.parametrize("state", ["planned", "ended"])
def test_what_is_not_running_has_nothing_to_prepare(world, checkpoint, state):
    world.own.state = state
    with pytest.raises(DomainError, match="inte igång"):
        save(world, checkpoint)


def test_two_who_write_at_once_both_keep_their_texts(world, checkpoint):
    save(world, checkpoint, how_far="Leas text")
    with pytest.raises(EditConflict) as conflict:
        save(world, checkpoint, by=world.ledartroja2, how_far="Leos text")
    assert conflict.value.stored.how_far == "Leas text"
    assert conflict.value.stored.edited_by == world.ledartroja


def test_frozen_when_the_checkpoint_begins(world, checkpoint):
    save(world, checkpoint, ready=True)
    begin(checkpoint)
    with pytest.raises(DomainError, match="fryst"):
        save(world, checkpoint, version=1)
    with pytest.raises(DomainError, match="fryst"):
        preparations.reopen_preparation(
            by=world.ledartroja, checkpoint=checkpoint, initiative=world.own
        )


def test_nothing_to_prepare_for_when_it_is_cancelled(world, checkpoint):
    checkpoints.cancel_checkpoint(by=world.lots, checkpoint=checkpoint, reason="Snö.")
    with pytest.raises(DomainError, match="inställd"):
        save(world, checkpoint)


def test_initiative_of_another_round_does_not_prepare(world, checkpoint):
    with pytest.raises(DomainError, match="annan omgång"):
        save(world, checkpoint, initiative=world.far)


def test_who_presents_is_the_team_of_today(world):
    assert set(preparations.team_of(world.own)) == {
        world.ledartroja,
        world.ledartroja2,
        world.teammedlem,
        world.external_member,
    }
    assert set(preparations.default_presenters(world.own)) == {world.ledartroja, world.ledartroja2}


def test_questions_are_rewritten_in_order(world, checkpoint):
    preparation = PreparationFactory(
        checkpoint=checkpoint, initiative=world.own, questions=["A?", "B?", "C?"]
    )
    save(world, checkpoint, version=preparation.version, questions=["C?", "A?"])
    assert list(preparation.questions.values_list("number", "text")) == [(1, "C?"), (2, "A?")]


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_the_same_moment_lose_nothing():
    world = make_world()
    checkpoint = CheckpointFactory(round=world.round)
    start, outcomes = threading.Barrier(2), []

    def write(person, text):
        start.wait(20)
        try:
            outcomes.append(save(world, checkpoint, by=person, how_far=text).how_far)
        except EditConflict as conflict:
            outcomes.append((text, conflict.stored.how_far))
        finally:
            connections.close_all()

    pair = [(world.ledartroja, "Leas"), (world.ledartroja2, "Leos")]
    threads = [threading.Thread(target=write, args=one) for one in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = Preparation.objects.get().how_far
    other = {"Leas": "Leos", "Leos": "Leas"}[kept]
    assert sorted(outcomes, key=str) == sorted([kept, (other, kept)], key=str)
