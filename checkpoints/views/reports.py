"""The report before and after a checkpoint: read it, make it final, find it again."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from checkpoints.models import Checkpoint, FinalReport
from checkpoints.policy.reports import check_makeable
from checkpoints.reports import build_checkpoint_report
from checkpoints.reports.section import final_reports
from checkpoints.reports.shapes import CheckpointReport
from checkpoints.services.reports import finalise_report, report_name
from prioinit.documents import FinaliseForm, document_file, finalise_as_read
from prioinit.errors import DomainError
from prioinit.htmx import render_page
from prioinit.pdf import start_engine
from roles.access import permitted, requires
from roles.permissions import Perm


def with_round():
    return Checkpoint.objects.select_related("round")


def readable_now():
    return FinalReport.objects.defer("pdf").select_related("checkpoint__round", "finalised_by")


@require_GET
@requires(Perm.RUN_ROUND, on=with_round)
def report_preview(request, checkpoint, kind):
    try:
        check_makeable(kind, checkpoint)
    except DomainError as refusal:
        messages.info(request, str(refusal))
        return redirect(checkpoint)
    start_engine()  # who reads it here is likely to press the button
    return _preview(request, checkpoint, kind, FinaliseForm())


@require_POST
@requires(Perm.RUN_ROUND, on=with_round)
def report_finalise(request, checkpoint, kind):
    return finalise_as_read(
        request,
        FinaliseForm(request.POST),
        partial(finalise_report, by=request.user, checkpoint=checkpoint, kind=kind),
        partial(_preview, request, checkpoint, kind),
    )


def _preview(request, checkpoint, kind, form, status=200, changed=""):
    """What would be frozen now. The form always carries the digest of what is shown with it."""
    report = build_checkpoint_report(checkpoint, request.user, kind)
    context = {
        "checkpoint": checkpoint,
        "report": report,
        "name": report_name(kind, checkpoint.name),
        "form": form,
        "seen": report.digest,
        "changed": changed,
        "finalise_url": reverse(f"checkpoints:report_{kind}_finalise", args=[checkpoint.pk]),
        "earlier": final_reports(request.user, checkpoint).filter(kind=kind),
    }
    return render_page(request, "checkpoints/report_preview.html", context, status=status)


@require_GET
@requires(Perm.READ, on=readable_now)
def report_page(request, final):
    newer = final.checkpoint.reports.filter(kind=final.kind, finalised_at__gt=final.finalised_at)
    context = {
        "final": final,
        "checkpoint": final.checkpoint,
        "report": CheckpointReport.from_json(final.data),
        "name": report_name(final.kind, final.data["checkpoint"]["name"]),
        "newer": permitted(newer.defer("pdf", "data"), request.user, Perm.READ).first(),
    }
    return render_page(request, "checkpoints/report.html", context)


@require_GET
@requires(Perm.READ, on=lambda: FinalReport.objects.defer("data").select_related("checkpoint"))
def report_file(request, final):
    return document_file(final, "checkpointrapport")
