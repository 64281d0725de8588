"""The slutrapport: read it as it would be, make it final, find it again."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from initiatives.models import Initiative
from prioinit.documents import FinaliseForm, document_file, finalise_as_read
from prioinit.htmx import render_page
from prioinit.pdf import start_engine
from programme.models import Slutrapport
from programme.slutrapport import Closing, build_slutrapport
from programme.slutrapport.finalising import finalise_slutrapport, slutrapport_name
from roles.access import can, permitted, requires
from roles.permissions import Perm


def with_round():
    return Initiative.objects.select_related("round")


def readable_now():
    return Slutrapport.objects.defer("pdf").select_related("initiative__round", "finalised_by")


@require_GET
@requires(Perm.READ, on=with_round)
def preview(request, initiative):
    """Arbetsmaterial for those who work with it; the others read the latest final one."""
    if not can(request.user, Perm.READ_DRAFTS, initiative):
        latest = initiative.slutrapporter.defer("pdf", "data").order_by("-finalised_at").first()
        if latest is None:
            messages.info(request, _("Slutrapporten är inte fastställd än."))
        return redirect(latest or initiative)
    if initiative.is_ended and can(request.user, Perm.RUN_ROUND, initiative):
        start_engine()  # who reads it here is likely to press the button
    return _preview(request, initiative, FinaliseForm())


@require_POST
@requires(Perm.RUN_ROUND, on=with_round)
def finalise(request, initiative):
    return finalise_as_read(
        request,
        FinaliseForm(request.POST),
        partial(finalise_slutrapport, by=request.user, initiative=initiative),
        partial(_preview, request, initiative),
    )


def _preview(request, initiative, form, status=200, changed=""):
    """What would be frozen now. The form always carries the digest of what is shown with it."""
    report = build_slutrapport(initiative, request.user)
    earlier = initiative.slutrapporter.defer("pdf", "data").select_related("finalised_by")
    context = {
        "initiative": initiative,
        "report": report,
        "name": slutrapport_name(initiative.name),
        "form": form,
        "seen": report.digest,
        "changed": changed,
        "finalise_url": reverse("programme:slutrapport_finalise", args=[initiative.pk]),
        "may_finalise": can(request.user, Perm.RUN_ROUND, initiative),
        "earlier": list(earlier),
    }
    return render_page(request, "programme/slutrapport/preview.html", context, status=status)


@require_GET
@requires(Perm.READ, on=readable_now)
def page(request, final):
    newer = final.initiative.slutrapporter.filter(finalised_at__gt=final.finalised_at)
    report = Closing.from_json(final.data)
    context = {
        "final": final,
        "initiative": final.initiative,
        "report": report,
        "name": slutrapport_name(report.name),
        "newer": permitted(newer.defer("pdf", "data"), request.user, Perm.READ).first(),
    }
    return render_page(request, "programme/slutrapport/page.html", context)


@require_GET
@requires(Perm.READ, on=lambda: Slutrapport.objects.defer("data").select_related("initiative"))
def file(request, final):
    return document_file(final, "slutrapport")
