"""Reports as final documents: what a ledningsgruppens underlag and a checkpoint report have in common.

A report is a frozen dataclass of plain values. Page, PDF and archive are made from it and from nothing
else; once it is fastställd it has a number and is never touched again (`FinalDocument`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from json import dumps
from typing import Any, Self, TypeVar

from django.contrib import messages
from django.db import connection
from django.db.models import Max, Model
from django.forms import CharField, Form, HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _

from prioinit.errors import DomainError
from prioinit.models import FinalDocument
from prioinit.pdf import render_pdf
from prioinit.snapshots import from_plain, to_plain


# --- What it says ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Seal:
    """What makes it an official document."""

    reference: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Previous:
    """The final one before it. So the same content is not made final twice without being read again."""

    reference: str
    on: date


def previous_of(document: FinalDocument | None) -> Previous | None:
    return Previous(document.reference, localdate(document.finalised_at)) if document else None


@dataclass(frozen=True, kw_only=True)
class Report:
    organisation: str
    language: str
    round_id: int
    round_name: str
    on: date
    seal: Seal | None = None

    @property
    def content(self) -> "Report":
        """What someone has read when they have read it, whoever they are."""
        return replace(self, seal=None)

    @property
    def digest(self) -> str:
        """The same for the same content."""
        return sha256(dumps(to_plain(self.content), sort_keys=True).encode()).hexdigest()

    def to_json(self) -> dict:
        return to_plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return from_plain(cls, data)


def report_pdf(report: Report, template: str, title: Callable[[Any], str]) -> bytes:
    """`title` is asked in the language of the report."""
    with translation.override(report.language):
        words = title(report)
        return render_pdf(template, {"report": report}, title=words, lang=report.language)


# --- Fastställ ---------------------------------------------------------------------------------
class ReportChanged(DomainError):
    """What the person read is not what would be frozen."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Något har ändrats sedan du öppnade sidan. "
                "Här är det som gäller nu: läs och fastställ igen."
            )
        )


D = TypeVar("D", bound=FinalDocument)


def finalise(
    model: type[D],
    *,
    by: Model,
    at: datetime | None,
    seen: str | None,
    build: Callable[[date], Any],
    render: Callable[[Any], bytes],
    **columns: object,
) -> D:
    """Freeze a report as it stands: number, data, document, checksum. All of it, or nothing.

    Within a transaction. `seen` is the digest of what the person had before them. The document is made
    while the number is held, so numbers have no gaps; it takes a second or two. `at` is for the demo,
    which tells of a past.
    """
    moment = (at or now()).replace(microsecond=0)
    year = localdate(moment).year
    document = model(year=year, number=next_number(model, year), finalised_by=by, **columns)
    report = build(localdate(moment))
    if seen is not None and seen != report.digest:
        raise ReportChanged
    sealed = replace(report, seal=Seal(document.reference, localtime(moment), str(by)))
    document.finalised_at = moment
    document.data = sealed.to_json()
    document.pdf = render(sealed)
    document.sha256 = sha256(document.pdf).hexdigest()
    document.save(force_insert=True)
    return document


def next_number(model: type[FinalDocument], year: int) -> int:
    """One at a time, until the transaction ends; a failed one gives its number back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [model._meta.db_table, year]
        )
    numbers = model._default_manager.filter(year=year)
    return (numbers.aggregate(n=Max("number"))["n"] or 0) + 1


# --- Pages -------------------------------------------------------------------------------------
class FinaliseForm(Form):
    """`seen` is the digest of the report the person reads, so that nothing else is frozen."""

    seen = CharField(widget=HiddenInput, max_length=64)


def finalise_as_read(
    request: HttpRequest,
    form: Form,
    finalise_it: Callable[..., FinalDocument],
    preview: Callable[..., HttpResponse],
) -> HttpResponse:
    """The button under a preview; `preview` shows it again when what was read is not what would be frozen."""
    if not form.is_valid():
        return preview(form, status=422)
    try:
        document = finalise_it(**form.cleaned_data)
    except ReportChanged as changed:
        return preview(form, status=409, changed=str(changed))
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return preview(form, status=422)
    messages.success(request, _("Fastställt med nummer %(n)s.") % {"n": document.reference})
    return redirect(document)  # type: ignore[call-overload]


def document_file(document: FinalDocument, name: str) -> HttpResponse:
    """The very bytes that were finalised."""
    return HttpResponse(
        bytes(document.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}-{document.reference}.pdf"'},
    )
