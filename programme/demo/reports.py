"""The report after the checkpoint that was. The one before the next can be made from what is there."""

from datetime import timedelta

from checkpoints.models import Checkpoint, FinalReport
from checkpoints.services.reports import finalise_report
from roles.models import Person

WHEN_ANSWERED = timedelta(days=10)


def write(checkpoints: dict[str, Checkpoint], people: dict[str, Person]) -> None:
    last = checkpoints["Checkpoint 2"]
    finalise_report(
        by=people["leila"],
        checkpoint=last,
        kind=FinalReport.Kind.AFTER,
        at=last.ends_at + WHEN_ANSWERED,
    )
