"""What the page of a checkpoint says about its reports."""

from dataclasses import dataclass

from django.db.models import QuerySet

from checkpoints.models import Checkpoint, FinalReport
from checkpoints.policy.moves import Button
from checkpoints.policy.reports import report_buttons
from roles.access import permitted
from roles.models import Person
from roles.permissions import Perm


@dataclass(frozen=True)
class ReportsPart:
    buttons: list[Button]
    final: list[FinalReport]  # the newest first

    def __bool__(self):
        return bool(self.buttons or self.final)


def reports_part(person: Person, checkpoint: Checkpoint) -> ReportsPart:
    """One query."""
    return ReportsPart(report_buttons(person, checkpoint), list(final_reports(person, checkpoint)))


def final_reports(person: Person, checkpoint: Checkpoint) -> QuerySet[FinalReport]:
    final = checkpoint.reports.defer("pdf", "data").select_related("finalised_by")
    return permitted(final, person, Perm.READ)
