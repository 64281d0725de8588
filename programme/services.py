"""Ledningsgruppens underlag: fastställd once, kept for ever."""

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _

from checkpoints.services.announcements import announce
from initiatives.models import Round
from prioinit.errors import DomainError
from prioinit.pdf import render_pdf
from programme.models import Pack, UploadedWorkbook
from programme.pack_data import PackReport, Seal
from programme.reports import build_pack
from roles.models import Person

NUMBER_LOCK = 7_042_026  # advisory locks share one space of numbers in a database


class PackChanged(DomainError):
    """What the person read is not what would be frozen."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Något har ändrats sedan du öppnade underlaget. "
                "Här är det som gäller nu: läs och fastställ igen."
            )
        )


@transaction.atomic
def finalise_pack(
    *,
    by: Person,
    round_: Round,
    meeting_on: date,
    seen: str | None = None,
    at: datetime | None = None,
) -> Pack:
    """Freeze the pack as it stands: number, data, document, checksum. All of it, or nothing.

    `seen` is the digest of what the person had before them. The document is made while the number is
    held, so numbers have no gaps; it takes a second or two. `at` is for the demo, which tells of a past.
    """
    moment = (at or now()).replace(microsecond=0)
    year = localdate(moment).year
    number = _next_number(year)
    report = build_pack(round_, localdate(moment), by, meeting_on=meeting_on)
    if seen is not None and seen != report.digest:
        raise PackChanged
    if not report.sections:
        raise DomainError(_("Inget initiativ är igång, så det finns inget att fastställa."))
    sealed = replace(report, seal=Seal(f"{year}-{number:03}", localtime(moment), by.name))
    pdf = pack_pdf(sealed)
    pack = Pack.objects.create(
        round=round_,
        year=year,
        number=number,
        meeting_on=meeting_on,
        data=sealed.to_json(),
        pdf=pdf,
        sha256=sha256(pdf).hexdigest(),
        finalised_at=moment,
        finalised_by=by,
    )
    announce(
        round_=round_,
        title=_("Ledningsgruppens underlag %(number)s") % {"number": pack.reference},
        path=pack.get_absolute_url(),
        by=by,
        at=moment,
    )
    return pack


def _next_number(year: int) -> int:
    """One at a time, until the transaction ends; a failed one gives its number back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NUMBER_LOCK, year])
    return (Pack.objects.filter(year=year).aggregate(n=Max("number"))["n"] or 0) + 1


def throw_away_expired_uploads() -> None:
    """Workbooks that nobody came back to: a person's list of people is not kept longer than needed."""
    UploadedWorkbook.objects.expired().delete()


def pack_pdf(report: PackReport) -> bytes:
    with translation.override(report.language):
        return render_pdf(
            "report/pack.html", {"report": report}, title=pack_title(report), lang=report.language
        )


def pack_title(report: PackReport) -> str:
    if report.seal:
        return _("Ledningsgruppens underlag %(number)s, %(round)s") % {
            "number": report.seal.reference,
            "round": report.round_name,
        }
    return _("Ledningsgruppens underlag, %(round)s: arbetsmaterial") % {"round": report.round_name}
