"""What can be done with a checkpoint and a preparation, when, and by whom: one table for views and buttons."""

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint, Preparation
from initiatives.models import Initiative
from prioinit.models import MailState, OutgoingMail
from roles.access import can
from roles.permissions import Perm


class Stage(StrEnum):
    """Where a checkpoint is in its life: what its own columns and the clock say."""

    COMING = "coming"
    STARTED = "started"
    CANCELLED = "cancelled"


class Written(StrEnum):
    """How far a team's preparation has come."""

    NOTHING = "nothing"
    DRAFT = "draft"
    READY = "ready"
    FROZEN = "frozen"


@dataclass(frozen=True)
class Action:
    name: str  # also the name of its URL
    label: str | Promise
    perm: Perm
    from_states: tuple[str, ...]
    to_state: str | None = None  # None: stays


@dataclass(frozen=True)
class Button:
    label: str | Promise
    url: str
    name: str


CHECKPOINT_ACTIONS = (
    Action("checkpoint_edit", _("Ändra eller flytta"), Perm.RUN_ROUND, (Stage.COMING,)),
    Action("checkpoint_cancel", _("Ställ in"), Perm.RUN_ROUND, (Stage.COMING,), Stage.CANCELLED),
)
PREPARATION_ACTIONS = (
    Action(
        "preparation_edit",
        _("Skriv förberedelsen"),
        Perm.PUBLISH,
        (Written.NOTHING, Written.DRAFT, Written.READY),
        Written.READY,
    ),
    Action(
        "preparation_reopen",
        _("Gör om till utkast"),
        Perm.PUBLISH,
        (Written.READY,),
        Written.DRAFT,
    ),
)
MAIL_ACTIONS = (
    Action(
        "mail_send_now",
        _("Skicka nu"),
        Perm.RUN_ROUND,
        (MailState.QUEUED, MailState.HELD, MailState.FAILED, MailState.UNCERTAIN),
        MailState.QUEUED,
    ),
    Action("mail_release", _("Släpp"), Perm.RUN_ROUND, (MailState.HELD,), MailState.QUEUED),
    Action(
        "mail_hold",
        _("Stoppa"),
        Perm.RUN_ROUND,
        (MailState.QUEUED, MailState.UNCERTAIN),
        MailState.HELD,
    ),
)


def stage_of(checkpoint: Checkpoint) -> Stage:
    if checkpoint.is_cancelled:
        return Stage.CANCELLED
    return Stage.STARTED if checkpoint.has_started() else Stage.COMING


def written_of(checkpoint: Checkpoint, preparation: Preparation | None) -> Written:
    if checkpoint.is_cancelled or checkpoint.has_started():
        return Written.FROZEN
    if preparation is None or preparation.pk is None:
        return Written.NOTHING
    return Written(preparation.state)


def checkpoint_buttons(person, checkpoint: Checkpoint) -> list[Button]:
    stage = stage_of(checkpoint)
    return [
        Button(one.label, reverse(f"checkpoints:{one.name}", args=[checkpoint.pk]), one.name)
        for one in CHECKPOINT_ACTIONS
        if stage in one.from_states and can(person, one.perm, checkpoint)
    ]


def preparation_buttons(
    person, checkpoint: Checkpoint, initiative: Initiative, preparation: Preparation | None
) -> list[Button]:
    written = written_of(checkpoint, preparation)
    return [
        Button(
            one.label,
            reverse(f"checkpoints:{one.name}", args=[checkpoint.pk, initiative.pk]),
            one.name,
        )
        for one in PREPARATION_ACTIONS
        if initiative.is_running
        and written in one.from_states
        and can(person, one.perm, initiative)
    ]


def mail_buttons(mail: OutgoingMail) -> list[Button]:
    return [
        Button(one.label, reverse(f"checkpoints:{one.name}", args=[mail.pk]), one.name)
        for one in MAIL_ACTIONS
        if mail.state in one.from_states
    ]


def may_read(person, preparation: Preparation, initiative: Initiative) -> bool:
    """A ready one is for everyone; what is still being written is arbetsmaterial."""
    ready = preparation.state == Preparation.State.READY
    return can(person, Perm.READ if ready else Perm.READ_DRAFTS, initiative)
