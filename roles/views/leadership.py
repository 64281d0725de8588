from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from prioinit.htmx import render_form, render_page
from roles import services
from roles.access import can, requires
from roles.forms import PersonPeriodForm
from roles.models import LeadershipMembership, Person
from roles.permissions import Perm
from roles.views.assignments import end_page
from roles.views.buttons import button


@requires(Perm.READ, everywhere=True)
@require_GET
def leadership(request: HttpRequest) -> HttpResponse:
    seats = LeadershipMembership.objects.select_related("person__unit")
    may_administer = can(request.user, Perm.ADMINISTER)
    buttons = []
    if may_administer:
        buttons.append(button(_("Lägg till ledamot"), "leadership_new", primary=True))
    context = {
        "seats": seats.not_over().filter(person__is_active=True),
        "earlier": seats.over().order_by("-ends_on", "person__sort_key"),
        "may_end": may_administer,
        "buttons": buttons,
    }
    return render_page(request, "roles/leadership.html", context)


@requires(Perm.ADMINISTER)
@require_http_methods(["GET", "POST"])
def leadership_new(request: HttpRequest) -> HttpResponse:
    form = PersonPeriodForm(request.POST or None, people=Person.objects.active())
    if request.method == "POST" and form.is_valid():
        seat = form.saved_by(services.join_leadership, by=request.user)
        if seat:
            messages.success(
                request, _("%(name)s sitter i ledningsgruppen.") % {"name": seat.person.name}
            )
            return redirect("roles:leadership")
    context = {"form": form}
    return render_form(request, "roles/leadership_form.html", context)


@requires(Perm.ADMINISTER, on=lambda: LeadershipMembership.objects.select_related("person"))
@require_http_methods(["GET", "POST"])
def leadership_end(request: HttpRequest, seat: LeadershipMembership) -> HttpResponse:
    return end_page(
        request,
        seat,
        heading=_("Avsluta plats i ledningsgruppen"),
        end=lambda **fields: services.leave_leadership(membership=seat, **fields),
        withdraw=lambda **fields: services.withdraw_membership(membership=seat, **fields),
        back=reverse("roles:leadership"),
    )
