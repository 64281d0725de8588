from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from initiatives.forms import MandateForm
from initiatives.models import Initiative, Mandate, MandateAcceptance
from initiatives.services.running import accept_mandate, write_mandate
from prioinit.errors import DomainError
from prioinit.htmx import render_page
from roles.access import can, people_in_role, requires
from roles.permissions import Perm, Role


@require_GET
@requires(Perm.READ, on=Initiative)
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
        and request.user.pk not in accepted
        and can(request.user, Perm.ACCEPT_MANDATE, initiative),
        "may_write": can(request.user, Perm.RUN_ROUND, initiative),
    }
    return render_page(request, "initiatives/mandates.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=Initiative)
def mandate_new(request, initiative):
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
    return render_page(
        request, "initiatives/mandate_form.html", context, status=422 if form.is_bound else 200
    )


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
