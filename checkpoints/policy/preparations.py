"""A team's preparation: how far it has come, and what can be done with it."""

from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint, Preparation
from checkpoints.policy.moves import Button, Move
from initiatives.models import Initiative
from roles.access import can
from roles.permissions import Perm


class Written(StrEnum):
    """How far a team's preparation has come."""

    NOTHING = "nothing"
    DRAFT = "draft"
    READY = "ready"
    FROZEN = "frozen"


PREPARATION_MOVES = (
    Move(
        "preparation_edit",
        _("Skriv förberedelsen"),
        Perm.PUBLISH,
        (Written.NOTHING, Written.DRAFT, Written.READY),
        Written.READY,
    ),
    Move(
        "preparation_reopen",
        _("Gör om till utkast"),
        Perm.PUBLISH,
        (Written.READY,),
        Written.DRAFT,
    ),
)


def written_of(checkpoint: Checkpoint, preparation: Preparation | None) -> Written:
    if checkpoint.is_cancelled or checkpoint.has_started():
        return Written.FROZEN
    if preparation is None or preparation.pk is None:
        return Written.NOTHING
    return Written(preparation.state)


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
        for one in PREPARATION_MOVES
        if initiative.is_running
        and not checkpoint.round.is_over()
        and written in one.from_states
        and can(person, one.perm, initiative)
    ]


def may_read(person, preparation: Preparation, initiative: Initiative) -> bool:
    """A ready one is for everyone; what is still being written is arbetsmaterial."""
    ready = preparation.state == Preparation.State.READY
    return can(person, Perm.READ if ready else Perm.READ_DRAFTS, initiative)
