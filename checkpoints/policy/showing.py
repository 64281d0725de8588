"""The day itself: what a lots can do with the presentation, and when."""

from datetime import timedelta
from enum import StrEnum

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint
from checkpoints.policy.meetings import Stage, stage_of
from checkpoints.policy.moves import Button, Move
from prioinit.errors import DomainError
from roles.access import can
from roles.permissions import Perm


class Shown(StrEnum):
    """How far the presentation has come."""

    WAITING = "waiting"
    RUNNING = "running"
    ENDED = "ended"


# The pages. Reachable as soon as the checkpoint is planned: one tries before one stands there.
PAGES = (
    Move("show", _("Visa"), Perm.RUN_ROUND, (Stage.COMING, Stage.STARTED)),
    Move("control", _("Styr"), Perm.RUN_ROUND, (Stage.COMING, Stage.STARTED)),
)
# What the control view's buttons do. The names are what it posts.
STEERING = (
    Move("starta", _("Starta"), Perm.RUN_ROUND, (Shown.WAITING, Shown.ENDED), Shown.RUNNING),
    Move("ga", _("Gå till"), Perm.RUN_ROUND, (Shown.RUNNING,)),
    Move("mer", _("+5 min"), Perm.RUN_ROUND, (Shown.RUNNING,)),
    Move("medskick", _("Visa medskick i rummet"), Perm.RUN_ROUND, (Shown.RUNNING,)),
    Move("avsluta", _("Avsluta"), Perm.RUN_ROUND, (Shown.RUNNING,), Shown.ENDED),
    Move("fortsatt", _("Fortsätt"), Perm.RUN_ROUND, (Shown.ENDED,), Shown.RUNNING),
)
STEPS = {move.name: move for move in STEERING}


def check_can_be_shown(checkpoint: Checkpoint) -> None:
    if stage_of(checkpoint) == Stage.CANCELLED:
        words = _t("%(name)s är inställd, så det finns inget att visa.")
        raise DomainError(words % {"name": checkpoint.name})
    checkpoint.round.check_open()


def page_buttons(person, checkpoint: Checkpoint) -> list[Button]:
    stage = stage_of(checkpoint)
    return [
        Button(one.label, reverse(f"checkpoints:{one.name}", args=[checkpoint.pk]), one.name)
        for one in PAGES
        if stage in one.from_states
        and not checkpoint.round.is_over()
        and can(person, one.perm, checkpoint)
    ]


def showing_part(person, checkpoint: Checkpoint) -> dict:
    """What the checkpoint's own page says about it. No query."""
    return {
        "showing_buttons": page_buttons(person, checkpoint),
        "showing_is_near": is_near(checkpoint),
    }


def is_near(checkpoint: Checkpoint) -> bool:
    """From the day before until the day is over: then the buttons stand out."""
    return checkpoint.day - timedelta(days=1) <= localdate() <= localdate(checkpoint.ends_at)
