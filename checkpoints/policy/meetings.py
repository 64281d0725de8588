"""A checkpoint or a träff: what a lots can do with it, and when."""

from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint, Gathering
from checkpoints.models.gathering import AnyMeeting
from checkpoints.policy.moves import Button, Move
from roles.access import can
from roles.permissions import Perm


class Stage(StrEnum):
    """Where a checkpoint is in its life: what its own columns and the clock say."""

    COMING = "coming"
    STARTED = "started"
    CANCELLED = "cancelled"


def _meeting_moves(noun: str) -> tuple[Move, ...]:
    """The same for a checkpoint and a träff, each under its own addresses."""
    run = Perm.RUN_ROUND
    return (
        Move(f"{noun}_invitations", _("Kallelser"), run, (Stage.COMING, Stage.STARTED)),
        Move(f"{noun}_attendance", _("Närvaro"), run, (Stage.STARTED,), after_end=True),
        Move(f"{noun}_edit", _("Ändra eller flytta"), run, (Stage.COMING,)),
        Move(
            f"{noun}_cancel", _("Ställ in"), run, (Stage.COMING,), Stage.CANCELLED, after_end=True
        ),
    )


MEETING_MOVES = {model.noun: _meeting_moves(model.noun) for model in (Checkpoint, Gathering)}


def stage_of(meeting: AnyMeeting) -> Stage:
    if meeting.is_cancelled:
        return Stage.CANCELLED
    return Stage.STARTED if meeting.has_started() else Stage.COMING


def meeting_buttons(person, meeting: AnyMeeting) -> list[Button]:
    stage = stage_of(meeting)
    return [
        Button(one.label, reverse(f"checkpoints:{one.name}", args=[meeting.pk]), one.name)
        for one in MEETING_MOVES[meeting.noun]
        if stage in one.from_states
        and (one.after_end or not meeting.round.is_over())
        and can(person, one.perm, meeting)
    ]
