"""The report before a checkpoint, and after it: which of them can be made, and when."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkpoints.models import Checkpoint, FinalReport
from checkpoints.policy.meetings import Stage, stage_of
from checkpoints.policy.moves import Button, Move
from prioinit.errors import DomainError
from roles.access import can
from roles.permissions import Perm

REPORT_MOVES = {
    FinalReport.Kind.BEFORE: Move(
        "report_before", gettext_lazy("Rapport inför"), Perm.RUN_ROUND, (Stage.COMING,)
    ),
    FinalReport.Kind.AFTER: Move(
        "report_after",
        gettext_lazy("Rapport efter"),
        Perm.RUN_ROUND,
        (Stage.STARTED,),
        after_end=True,
    ),
}


def check_makeable(kind: str, checkpoint: Checkpoint) -> None:
    """What is to come is told before it begins, and what came of it afterwards."""
    move, stage = REPORT_MOVES[FinalReport.Kind(kind)], stage_of(checkpoint)
    if not move.after_end:
        checkpoint.round.check_open()
    if stage == Stage.CANCELLED:
        raise DomainError(_("Checkpointen är inställd, så den får ingen rapport."))
    if stage not in move.from_states:
        if stage == Stage.STARTED:
            raise DomainError(_("Checkpointen har börjat. Gör rapporten efter i stället."))
        raise DomainError(_("Rapporten efter kan göras när checkpointen har börjat."))


def report_buttons(person, checkpoint: Checkpoint) -> list[Button]:
    stage = stage_of(checkpoint)
    return [
        Button(one.label, reverse(f"checkpoints:{one.name}", args=[checkpoint.pk]), one.name)
        for one in REPORT_MOVES.values()
        if stage in one.from_states
        and (one.after_end or not checkpoint.round.is_over())
        and can(person, one.perm, checkpoint)
    ]
