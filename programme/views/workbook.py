"""Läs in från Excel: choose a file, see what it would do, say yes; and the two files to fetch."""

import io
import re

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from initiatives.models import Round
from prioinit.errors import DomainError
from prioinit.htmx import render_page
from programme.forms import WorkbookUploadForm
from programme.models import UploadedWorkbook
from programme.workbook.importing import Examined, PlanChanged, examine, import_workbook
from programme.workbook.reading import Refused, read
from programme.workbook.writing import export, template
from roles.access import requires
from roles.permissions import Perm
from roles.services import invite

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200  # findings on the page; who has more corrects these first


@require_http_methods(["GET", "POST"])
@requires(Perm.CREATE_ROUND)
def workbook_upload(request):
    form = WorkbookUploadForm()
    if request.method == "POST":
        form = WorkbookUploadForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        data = upload.read()
        try:
            read(data)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            _keep(request.user, upload.name, data)
            return redirect("programme:workbook_review")
    status = 422 if form.errors else 200
    return render_page(request, "programme/workbook/upload.html", {"form": form}, status=status)


def _keep(person, name: str, data: bytes) -> None:
    """In place of the person's last one."""
    UploadedWorkbook.objects.filter(person=person).delete()
    UploadedWorkbook.objects.create(person=person, name=name[-200:], data=data, uploaded_at=now())


@require_http_methods(["GET", "POST"])
@requires(Perm.CREATE_ROUND)
def workbook_review(request):
    waiting = UploadedWorkbook.objects.waiting().filter(person=request.user)
    if request.method == "POST":
        waiting = waiting.select_for_update()
    kept = waiting.first()
    if kept is None:
        messages.info(request, _("Välj en fil först. En uppladdad fil finns kvar i ett dygn."))
        return redirect("programme:workbook_upload")
    if request.method == "GET":
        return _review_page(request, kept)
    try:
        imported = import_workbook(
            bytes(kept.data), by=request.user, digest=request.POST.get("digest", "")
        )
    except (PlanChanged, DomainError) as refused:
        return _review_page(request, kept, refused=str(refused), status=409)
    if imported is None:
        return _review_page(request, kept, status=422)
    kept.data, kept.imported_at, kept.round = b"", now(), imported.round
    kept.save(update_fields=["data", "imported_at", "round"])
    kept.new_people.set(imported.new_people)
    messages.success(request, _("Omgången %(name)s är inläst.") % {"name": imported.round.name})
    return redirect("programme:workbook_done")


def _review_page(request, kept: UploadedWorkbook, *, refused: str = "", status: int = 200):
    examined: Examined = examine(bytes(kept.data), by=request.user)
    errors, warnings = examined.findings.errors, examined.findings.warnings
    context = {
        "kept": kept,
        "plan": examined.plan,
        "errors": errors[:SHOWN],
        "more_errors": max(0, len(errors) - SHOWN),
        "error_count": len(errors),
        "warnings": warnings[:SHOWN],
        "more_warnings": max(0, len(warnings) - SHOWN),
        "refused": refused,
    }
    return render_page(request, "programme/workbook/review.html", context, status=status)


@require_GET
@requires(Perm.CREATE_ROUND)
def workbook_done(request):
    kept = get_object_or_404(
        UploadedWorkbook.objects.done().select_related("round"), person=request.user
    )
    people = kept.new_people.select_related("unit")
    context = {
        "round": kept.round,
        "people": people,
        "to_invite": [each for each in people if each.invited_at is None and each.is_active],
    }
    return render_page(request, "programme/workbook/done.html", context)


@require_POST
@requires(Perm.CREATE_ROUND)
def workbook_invite(request):
    """Only those who came with the person's own latest file, and each of them once."""
    kept = get_object_or_404(UploadedWorkbook.objects.done(), person=request.user)
    people = kept.new_people.active().filter(invited_at=None)
    count = len([invite(by=request.user, person=person) for person in people])
    messages.success(
        request,
        ngettext("%(count)s person är inbjuden.", "%(count)s personer är inbjudna.", count)
        % {"count": count},
    )
    return redirect("programme:workbook_done")


@require_GET
@requires(Perm.CREATE_ROUND)
def workbook_template(request):
    return _file(template(), "omgang-mall.xlsx")


@require_GET
@requires(Perm.RUN_ROUND, on=Round)
def workbook_export(request, round_):
    name = re.sub(r"[^\w -]", "", round_.name).strip() or "omgang"
    return _file(export(round_, by=request.user), f"{name}.xlsx")


def _file(data: bytes, name: str) -> FileResponse:
    return FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type=XLSX)
