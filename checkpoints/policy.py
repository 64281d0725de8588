"""What can be done with a checkpoint and a preparation, when, and by whom: one table for views and buttons."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint, Gathering, Input, Preparation
from checkpoints.models.gathering import AnyMeeting
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
    after_end: bool = False  # also when the round is over (Round.check_open)


@dataclass(frozen=True)
class Button:
    label: str | Promise
    url: str
    name: str


def _meeting_actions(noun: str) -> tuple[Action, ...]:
    """The same for a checkpoint and a träff, each under its own addresses."""
    run = Perm.RUN_ROUND
    return (
        Action(f"{noun}_invitations", _("Kallelser"), run, (Stage.COMING, Stage.STARTED)),
        Action(f"{noun}_attendance", _("Närvaro"), run, (Stage.STARTED,), after_end=True),
        Action(f"{noun}_edit", _("Ändra eller flytta"), run, (Stage.COMING,)),
        Action(
            f"{noun}_cancel", _("Ställ in"), run, (Stage.COMING,), Stage.CANCELLED, after_end=True
        ),
    )


MEETING_ACTIONS = {model.noun: _meeting_actions(model.noun) for model in (Checkpoint, Gathering)}
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


def stage_of(meeting: AnyMeeting) -> Stage:
    if meeting.is_cancelled:
        return Stage.CANCELLED
    return Stage.STARTED if meeting.has_started() else Stage.COMING


def written_of(checkpoint: Checkpoint, preparation: Preparation | None) -> Written:
    if checkpoint.is_cancelled or checkpoint.has_started():
        return Written.FROZEN
    if preparation is None or preparation.pk is None:
        return Written.NOTHING
    return Written(preparation.state)


def meeting_buttons(person, meeting: AnyMeeting) -> list[Button]:
    stage = stage_of(meeting)
    return [
        Button(one.label, reverse(f"checkpoints:{one.name}", args=[meeting.pk]), one.name)
        for one in MEETING_ACTIONS[meeting.noun]
        if stage in one.from_states
        and (one.after_end or not meeting.round.is_over())
        and can(person, one.perm, meeting)
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
        and not checkpoint.round.is_over()
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


# --- Medskick ----------------------------------------------------------------------------------
# What a lots does with one, or with several at once. The names are what the page posts.
MODERATION = (
    Action(
        "visa",
        _("Visa"),
        Perm.RUN_ROUND,
        (Input.State.WAITING, Input.State.HIDDEN),
        Input.State.SHOWN,
        after_end=True,
    ),
    Action(
        "dolj",
        _("Dölj"),
        Perm.RUN_ROUND,
        (Input.State.WAITING, Input.State.SHOWN),
        Input.State.HIDDEN,
        after_end=True,
    ),
    Action(
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
