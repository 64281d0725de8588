from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.forms import PhaseChangeForm
from initiatives.models import Phase
from initiatives.policy import initiatives as policy
from initiatives.services.running import change_phase
from initiatives.views.initiatives import with_round
from prioinit.errors import DomainError
from prioinit.htmx import render_form
from roles.access import can, requires
from roles.permissions import Perm


@require_http_methods(["GET", "POST"])
@requires(Perm.READ_DRAFTS, on=with_round)
def phase_change(request, initiative):
    """Who may is a setting of the round, so the policy is asked and not the decorator."""
    if not can(request.user, policy.perm_for(policy.PHASE_CHANGE, initiative), initiative):
        if not can(request.user, policy.PHASE_CHANGE.perm, initiative):
            raise PermissionDenied
        messages.info(request, _("I den här omgången beslutar fadder om fasbyte. Begär det här."))
        return redirect("checkpoints:decision_request", initiative.pk)
    initiative.round.check_open()
    if not initiative.is_running:
        messages.info(request, _("Initiativet är inte igång, så det har ingen fas att byta."))
        return redirect(initiative)
    form = PhaseChangeForm(request.POST or None, initiative=initiative)
    if form.is_valid():
        to = Phase(form.cleaned_data["to"])
        missing = "\n".join(policy.missing_evidence(initiative, to))
        try:
            change_phase(
                by=request.user, initiative=initiative, to=to, reason=form.cleaned_data["reason"]
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Nu är ni i fasen %(phase)s.") % {"phase": to.label}
            messages.success(request, said)
            if missing:
                messages.info(request, _("Noterat: %(missing)s") % {"missing": missing})
            return redirect(initiative)
    context = {
        "form": form,
        "initiative": initiative,
        "here": Phase(initiative.phase),
        "notes": policy.notes_on_the_way(initiative),
    }
    return render_form(request, "initiatives/phase_change.html", context)
