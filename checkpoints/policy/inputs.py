"""Medskick: who may give it and until when, and how a lots reviews it."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint, Input
from checkpoints.policy.moves import Move
from roles.permissions import Perm

# What a lots does with one, or with several at once. The names are what the page posts.
MODERATION = (
    Move(
        "visa",
        _("Visa"),
        Perm.RUN_ROUND,
        (Input.State.WAITING, Input.State.HIDDEN),
        Input.State.SHOWN,
        after_end=True,
    ),
    Move(
        "dolj",
        _("Dölj"),
        Perm.RUN_ROUND,
        (Input.State.WAITING, Input.State.SHOWN),
        Input.State.HIDDEN,
        after_end=True,
    ),
    Move(
        "angra",
        _("Ångra"),
        Perm.RUN_ROUND,
        (Input.State.SHOWN, Input.State.HIDDEN),
        Input.State.WAITING,
        after_end=True,
    ),
)
INPUT_DAYS_AFTER = 7


class Door(StrEnum):
    """What the short link to a checkpoint's questions leads to right now."""

    OPEN = "open"
    NOT_YET = "not_yet"
    OVER = "over"
    SHUT = "shut"  # says no more than an address that never was


def input_until(checkpoint: Checkpoint) -> date:
    """The last day of input, for those in the room and those who read about it afterwards."""
    return localdate(checkpoint.ends_at) + timedelta(days=INPUT_DAYS_AFTER)


def takes_input(checkpoint: Checkpoint, at: datetime | None = None) -> bool:
    """From someone who is signed in: from the day it is planned."""
    return not checkpoint.is_cancelled and localdate(at) <= input_until(checkpoint)


def door_of(checkpoint: Checkpoint, at: datetime | None = None) -> Door:
    """By itself the link opens on the day; for a meeting of KLG alone only when a lots opens it."""
    link = checkpoint.guest_link
    shut = link == Checkpoint.GuestLink.CLOSED or (
        link == Checkpoint.GuestLink.AUTO and checkpoint.open_to == Checkpoint.OpenTo.KLG
    )
    if checkpoint.is_cancelled or shut:
        return Door.SHUT
    if localdate(at) > input_until(checkpoint):
        return Door.OVER
    early = localdate(at) < checkpoint.day
    return Door.NOT_YET if link == Checkpoint.GuestLink.AUTO and early else Door.OPEN
