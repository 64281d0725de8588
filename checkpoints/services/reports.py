"""The checkpoint report: fastställd before the checkpoint, and after it."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from checkpoints.models import Checkpoint, FinalReport
from checkpoints.policy.reports import check_makeable
from checkpoints.reports import build_checkpoint_report
from checkpoints.reports.shapes import CheckpointReport
from checkpoints.services.announcements import announce
from prioinit.documents import finalise, report_pdf
from roles.models import Person


@transaction.atomic
def finalise_report(
    *,
    by: Person,
    checkpoint: Checkpoint,
    kind: str,
    seen: str | None = None,
    at: datetime | None = None,
) -> FinalReport:
    """Freeze the report as it stands, and tell the people of the round; see `finalise`."""
    check_makeable(kind, checkpoint)

    def build(on: date) -> CheckpointReport:
        return build_checkpoint_report(checkpoint, by, kind, on=on)

    report = finalise(
        FinalReport,
        by=by,
        at=at,
        seen=seen,
        build=build,
        render=checkpoint_report_pdf,
        checkpoint=checkpoint,
        kind=kind,
    )
    with translation.override(settings.LANGUAGE_CODE):
        name = report_name(report.kind, checkpoint.name)
    announce(
        round_=checkpoint.round,
        title=f"{name}, {report.reference}",
        path=report.get_absolute_url(),
        by=by,
        at=report.finalised_at,
    )
    return report


def report_name(kind: str, checkpoint: str) -> str:
    if kind == FinalReport.Kind.BEFORE:
        return _("Rapport inför %(checkpoint)s") % {"checkpoint": checkpoint}
    return _("Rapport efter %(checkpoint)s") % {"checkpoint": checkpoint}


def checkpoint_report_pdf(report: CheckpointReport) -> bytes:
    return report_pdf(report, "report/checkpoint.html", _title)


def _title(report: CheckpointReport) -> str:
    name = report_name(report.kind, report.checkpoint.name)
    if report.seal:
        words = {"name": name, "number": report.seal.reference, "round": report.round_name}
        return _("%(name)s, %(number)s, %(round)s") % words
    return _("%(name)s, %(round)s: arbetsmaterial") % {"name": name, "round": report.round_name}
