"""How it ends: choose among the four, and write one short form."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from initiatives.forms.ending import EndingForm
from initiatives.models import Ending, Initiative
from initiatives.services.endings import end_initiative, reopen_initiative
from initiatives.views.initiatives import with_round
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from roles.access import requires
from roles.permissions import Perm


def _not_running(request, initiative: Initiative):
    if initiative.is_ended:
        messages.info(request, _("Initiativet är redan avslutat."))
    else:
        messages.info(request, _("Initiativet är inte igång, så det finns inget att avsluta."))
    return redirect(initiative)


@require_GET
@requires(Perm.PUBLISH, on=with_round)
def ending(request, initiative):
    if not initiative.is_running:
        return _not_running(request, initiative)
    context = {"initiative": initiative, "may_pause": not initiative.round.is_over()}
    return render_page(request, "initiatives/ending.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.PUBLISH, on=with_round)
def ending_write(request, initiative, outcome):
    if request.method == "GET" and not initiative.is_running:
        return _not_running(request, initiative)
    form = EndingForm(
        request.POST or None, outcome=outcome, person=request.user, initiative=initiative
    )
    if form.is_valid():
        try:
            end_initiative(by=request.user, initiative=initiative, outcome=outcome, **form.ending)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Tack! Alla som har varit med får veta det."))
            return redirect(initiative)
    context = {"form": form, "initiative": initiative, "outcome": Ending.Outcome(outcome)}
    return render_form(request, "initiatives/ending_form.html", context)


@require_POST
@requires(Perm.RUN_ROUND, on=lambda: Ending.objects.select_related("initiative"))
def ending_reopen(request, ended):
    try:
        reopen_initiative(by=request.user, ending=ended)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Initiativet är igång igen. Nästa lägesuppdatering räknas från i dag.")
        )
    return redirect(reverse("initiatives:initiative", args=[ended.initiative_id]))
