from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate, localtime

from checkpoints.models import Checkpoint, FinalReport
from checkpoints.reports.after import build_after
from checkpoints.reports.before import build_before
from checkpoints.reports.shapes import CheckpointReport, Occasion
from prioinit.documents import previous_of
from roles.models import Person


def build_checkpoint_report(
    checkpoint: Checkpoint, person: Person | None, kind: str, *, on: date | None = None
) -> CheckpointReport:
    """Of what `person` may read (None: everything), in the organisation's language. Never a draft."""
    on = on or localdate()
    is_before = kind == FinalReport.Kind.BEFORE
    with translation.override(settings.LANGUAGE_CODE):
        return CheckpointReport(
            organisation=settings.ORGANISATION_NAME,
            language=settings.LANGUAGE_CODE,
            round_id=checkpoint.round_id,
            round_name=checkpoint.round.name,
            on=on,
            kind=str(FinalReport.Kind(kind)),
            checkpoint=Occasion(
                id=checkpoint.pk,
                name=checkpoint.name,
                starts_at=localtime(checkpoint.starts_at),
                ends_at=localtime(checkpoint.ends_at),
                place=checkpoint.place,
            ),
            previous=previous_of(_latest(checkpoint, kind)),
            before=build_before(checkpoint, person, on) if is_before else None,
            after=None if is_before else build_after(checkpoint, person, on),
        )


def _latest(checkpoint: Checkpoint, kind: str) -> FinalReport | None:
    final = checkpoint.reports.filter(kind=kind).defer("pdf", "data")
    return final.order_by("finalised_at", "pk").last()
