"""The presentation is started, steered and ended once, and of one checkpoint at a time."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from checkpoints.models import Checkpoint, Showing
from checkpoints.services.showing import (
    end_showing,
    give_more_time,
    resume_showing,
    start_showing,
)
from initiatives.models import Round
from prioinit.errors import DomainError
from tests.factories import CheckpointFactory, in_days


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round)


def began(showing: Showing, minutes: int) -> Showing:
    """As if it had been started so many minutes ago."""
    at = now() - timedelta(minutes=minutes)
    Showing.objects.filter(pk=showing.pk).update(began_at=at, item_began_at=at)
    return Showing.objects.get(pk=showing.pk)


def test_a_cancelled_checkpoint_or_one_of_a_round_that_is_over_is_not_started(world, checkpoint):
    Checkpoint.objects.filter(pk=checkpoint.pk).update(cancelled_at=now(), cancel_reason="Snö.")
    with pytest.raises(DomainError, match="inställd"):
        start_showing(by=world.lots, checkpoint=checkpoint)
    Round.objects.filter(pk=world.round.pk).update(starts_on=in_days(-9), ends_on=in_days(-1))
    with pytest.raises(DomainError, match="Omgången är avslutad"):
        start_showing(by=world.lots, checkpoint=CheckpointFactory(round=world.round))
    assert not Showing.objects.exists()


def test_what_another_lots_has_started_goes_on(world, checkpoint):
    first = began(start_showing(by=world.lots, checkpoint=checkpoint), 9)
    second = start_showing(by=world.admin, checkpoint=checkpoint)
    assert (second.began_at, second.by) == (first.began_at, world.lots)
    end_showing(by=world.lots, checkpoint=checkpoint)
    anew = start_showing(by=world.admin, checkpoint=checkpoint)
    assert (anew.began_at > first.began_at, anew.ended_at) == (True, None)


def test_each_checkpoint_is_started_on_its_own(world, checkpoint):
    start_showing(by=world.lots, checkpoint=CheckpointFactory(round=world.round))
    assert start_showing(by=world.lots, checkpoint=checkpoint).checkpoint == checkpoint


# --- What is steered ---------------------------------------------------------------------------
def test_from_nothing_to_four_hours_more_for_an_item_of_its_own(world, checkpoint):
    showing = start_showing(by=world.lots, checkpoint=checkpoint)
    there = CheckpointFactory(round=world.round)
    start_showing(by=world.lots, checkpoint=there)
    item = checkpoint.agenda.first()
    for minutes in (240, 0):
        give_more_time(by=world.lots, checkpoint=checkpoint, item=item.pk, minutes=minutes)
        showing.refresh_from_db()
        assert showing.more == {str(item.pk): minutes}
    for minutes in (-1, 241):
        with pytest.raises(DomainError, match="Mer tid än så"):
            give_more_time(by=world.lots, checkpoint=checkpoint, item=item.pk, minutes=minutes)
    with pytest.raises(DomainError, match="finns inte längre"):
        give_more_time(by=world.lots, checkpoint=there, item=item.pk, minutes=5)


def test_it_ends_and_goes_on_once_however_often_it_is_pressed(world, checkpoint):
    start_showing(by=world.lots, checkpoint=checkpoint)
    ended = [end_showing(by=world.lots, checkpoint=checkpoint).ended_at for _ in range(2)]
    assert ended[0] == ended[1]
    began = [resume_showing(by=world.lots, checkpoint=checkpoint).item_began_at for _ in range(2)]
    assert began[0] == began[1]


def test_one_that_is_cancelled_meanwhile_or_never_started_is_not_steered(world, checkpoint):
    start_showing(by=world.lots, checkpoint=checkpoint)
    with pytest.raises(DomainError, match="inte startad"):
        end_showing(by=world.lots, checkpoint=CheckpointFactory(round=world.round))
    checkpoint.cancelled_at = now()
    with pytest.raises(DomainError, match="inställd"):
        end_showing(by=world.lots, checkpoint=checkpoint)
