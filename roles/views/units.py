from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from prioinit.htmx import render_form, render_page
from prioinit.versions import save_edit
from roles import services
from roles.access import can, permitted, requires
from roles.forms import UnitForm
from roles.models import Unit
from roles.permissions import Perm
from roles.views.buttons import button


@requires(Perm.READ, everywhere=True)
@require_GET
def unit_list(request: HttpRequest) -> HttpResponse:
    units = list(Unit.objects.with_counts())
    groups = [
        (heading, [unit for unit in units if unit.kind == kind])
        for kind, heading in (
            (Unit.Kind.FORVALTNING, _("Förvaltningar")),
            (Unit.Kind.BOLAG, _("Bolag")),
            (Unit.Kind.EXTERN, _("Externa parter")),
        )
    ]
    buttons = []
    if can(request.user, Perm.ADMINISTER):
        buttons.append(button(_("Lägg till enhet"), "unit_new", primary=True))
    context = {"groups": [group for group in groups if group[1]], "buttons": buttons}
    return render_page(request, "roles/unit_list.html", context)


@requires(Perm.READ, on=Unit)
@require_GET
def unit(request: HttpRequest, unit: Unit) -> HttpResponse:
    buttons = []
    if can(request.user, Perm.ADMINISTER, unit):
        buttons.append(button(_("Ändra"), "unit_edit", unit.pk))
    initiatives = permitted(unit.initiatives.select_related("round"), request.user, Perm.READ)
    context = {
        "unit": unit,
        "people": unit.people.active().with_roles_now(),
        "initiatives": initiatives,
        "buttons": buttons,
    }
    return render_page(request, "roles/unit.html", context)


@requires(Perm.ADMINISTER)
@require_http_methods(["GET", "POST"])
def unit_new(request: HttpRequest) -> HttpResponse:
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = form.save()
        messages.success(request, _("%(name)s är sparad.") % {"name": unit.name})
        return redirect(unit)
    context = {"form": form, "heading": _("Lägg till enhet"), "unit": form.instance}
    return render_form(request, "roles/unit_form.html", context)


@requires(Perm.ADMINISTER, on=Unit)
@require_http_methods(["GET", "POST"])
def unit_edit(request: HttpRequest, unit: Unit) -> HttpResponse:
    form = UnitForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid():
        change = partial(services.change_unit, by=request.user, unit=unit, **form.cleaned_data)
        answer = save_edit(request, form, change, back_url=unit.get_absolute_url())
        if answer:
            return answer
    context = {"form": form, "heading": _("Ändra enhet"), "unit": unit}
    return render_form(request, "roles/unit_form.html", context)
