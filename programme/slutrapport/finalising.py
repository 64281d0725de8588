"""Fastställd when the initiative has ended."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from checkpoints.services.announcements import announce
from initiatives.models import Initiative
from prioinit.documents import finalise, report_pdf
from prioinit.errors import DomainError
from programme.models import Slutrapport
from programme.slutrapport.build import build_slutrapport
from programme.slutrapport.report import Closing
from roles.models import Person


def check_makeable(initiative: Initiative) -> None:
    if not initiative.is_ended:
        raise DomainError(_("Slutrapporten fastställs när initiativet är avslutat."))


@transaction.atomic
def finalise_slutrapport(
    *, by: Person, initiative: Initiative, seen: str | None = None, at: datetime | None = None
) -> Slutrapport:
    """Freeze it as it stands, and tell the people of the round; see `finalise`."""
    check_makeable(initiative)

    def build(on: date) -> Closing:
        return build_slutrapport(initiative, by, on=on)

    report = finalise(
        Slutrapport,
        by=by,
        at=at,
        seen=seen,
        build=build,
        render=slutrapport_pdf,
        initiative=initiative,
    )
    with translation.override(settings.LANGUAGE_CODE):
        title = f"{slutrapport_name(initiative.name)}, {report.reference}"
    announce(
        round_=initiative.round,
        title=title,
        path=report.get_absolute_url(),
        by=by,
        at=report.finalised_at,
    )
    return report


def slutrapport_name(initiative: str) -> str:
    return _("Slutrapport för %(initiative)s") % {"initiative": initiative}


def slutrapport_pdf(report: Closing) -> bytes:
    return report_pdf(report, "report/slutrapport.html", _title)


def _title(report: Closing) -> str:
    name = slutrapport_name(report.name)
    if report.seal:
        return f"{name}, {report.seal.reference}"
    return _("%(name)s: arbetsmaterial") % {"name": name}
