"""Ledningsgruppens underlag: fastställd once, kept for ever."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from checkpoints.services.announcements import announce
from initiatives.models import Round
from prioinit.documents import finalise, report_pdf
from prioinit.errors import DomainError
from programme.models import Pack, UploadedWorkbook
from programme.pack_data import PackReport
from programme.reports import build_pack
from roles.models import Person


@transaction.atomic
def finalise_pack(
    *,
    by: Person,
    round_: Round,
    meeting_on: date,
    seen: str | None = None,
    at: datetime | None = None,
) -> Pack:
    """Freeze the pack as it stands, and tell the people of the round; see `finalise`."""

    def build(on: date) -> PackReport:
        report = build_pack(round_, on, by, meeting_on=meeting_on)
        if not report.sections:
            raise DomainError(_("Inget initiativ är igång, så det finns inget att fastställa."))
        return report

    pack = finalise(
        Pack,
        by=by,
        at=at,
        seen=seen,
        build=build,
        render=pack_pdf,
        round=round_,
        meeting_on=meeting_on,
    )
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Ledningsgruppens underlag %(number)s") % {"number": pack.reference}
    announce(
        round_=round_,
        title=title,
        path=pack.get_absolute_url(),
        by=by,
        at=pack.finalised_at,
    )
    return pack


def throw_away_expired_uploads() -> None:
    """Workbooks that nobody came back to: a person's list of people is not kept longer than needed."""
    UploadedWorkbook.objects.expired().delete()


def pack_pdf(report: PackReport) -> bytes:
    return report_pdf(report, "report/pack.html", pack_title)


def pack_title(report: PackReport) -> str:
    if report.seal:
        return _("Ledningsgruppens underlag %(number)s, %(round)s") % {
            "number": report.seal.reference,
            "round": report.round_name,
        }
    return _("Ledningsgruppens underlag, %(round)s: arbetsmaterial") % {"round": report.round_name}
