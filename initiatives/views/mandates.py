from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from initiatives.forms import MandateForm
from initiatives.models import Mandate, MandateAcceptance
from initiatives.policy import initiatives as policy
from initiatives.services.running import accept_mandate, write_mandate
from initiatives.views.initiatives import with_round
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from roles.access import can, people_in_role, requires
from roles.permissions import Perm, Role


@require_GET
@requires(Perm.READ, on=with_round)
def mandates(request, initiative):
    acceptances = MandateAcceptance.objects.select_related("person")
    versions = list(
        initiative.mandates.prefetch_related(Prefetch("acceptances", queryset=acceptances))
    )
    current = versions[0] if versions else None
    accepted = {a.person_id for a in current.acceptances.all()} if current else set()
    leaders = people_in_role(initiative, Role.LEDARTROJA)
    context = {
        "initiative": initiative,
        "versions": versions,
        "waiting_for": [person for person in leaders if person.pk not in accepted],
        "may_accept": current is not None
        and not initiative.round.is_over()
        and request.user.pk not in accepted
        and can(request.user, Perm.ACCEPT_MANDATE, initiative),
        "may_write": policy.may(request.user, "mandate_new", initiative),
    }
    return render_page(request, "initiatives/mandates.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def mandate_new(request, initiative):
    initiative.round.check_open()
    latest = initiative.mandates.first()
    form = MandateForm(request.POST or None, initial={"text": latest.text} if latest else None)
    if form.is_valid():
        try:
            write_mandate(by=request.user, initiative=initiative, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(
                request, _("Mandatet är sparat. Varje ledartröja behöver acceptera det.")
            )
            return redirect("initiatives:mandates", initiative.pk)
    context = {"form": form, "initiative": initiative, "latest": latest}
    return render_form(request, "initiatives/mandate_form.html", context)


@require_POST
@requires(Perm.ACCEPT_MANDATE, on=lambda: Mandate.objects.select_related("initiative"))
def mandate_accept(request, mandate):
    try:
        accept_mandate(by=request.user, mandate=mandate)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Tack! Du har accepterat mandatet."))
    return redirect("initiatives:mandates", mandate.initiative_id)
