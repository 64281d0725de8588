"""Giving a role and ending it: on an initiative, on a round, or everywhere (administratör)."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prioinit.errors import DomainError
from prioinit.htmx import render_form
from roles import services
from roles.access import may_give, requires
from roles.forms import EndForm, PeriodForm, PersonPeriodForm
from roles.models import Assignment, LeadershipMembership, Person
from roles.permissions import INITIATIVE_ROLES, Perm, Role


# Roles lie below initiatives in the import order, so the places are reached through the foreign keys.
def _places(field: str) -> QuerySet:
    return Assignment._meta.get_field(field).related_model._default_manager.all()


def own_path(request: HttpRequest, default: str) -> str:
    """The `next` the page was opened with, when it is a path of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else default


# --- Giving ------------------------------------------------------------------------------------
@requires(Perm.RUN_ROUND, on=lambda: _places("initiative"))
@require_http_methods(["GET", "POST"])
def initiative_role_new(request: HttpRequest, initiative: Model) -> HttpResponse:
    role = request.GET.get("roll", Role.LEDARTROJA)
    if role not in INITIATIVE_ROLES:
        raise Http404
    initiative.round.check_open()  # type: ignore[attr-defined]
    people = Person.objects.active()
    if role == Role.FADDER:
        people = people.in_leadership()
    form = PersonPeriodForm(request.POST or None, people=people)
    choices = [(choice, choice == role) for choice in INITIATIVE_ROLES]
    return _give_page(request, form, Role(role), initiative, choices=choices)


@requires(Perm.READ, on=lambda: _places("round"))
@require_http_methods(["GET", "POST"])
def round_role_new(request: HttpRequest, round: Model) -> HttpResponse:
    if not may_give(request.user, Role.LOTS, round):
        raise PermissionDenied
    form = PersonPeriodForm(request.POST or None, people=Person.objects.active())
    return _give_page(request, form, Role.LOTS, round)


@requires(Perm.ADMINISTER, on=Person)
@require_http_methods(["GET", "POST"])
def admin_role_new(request: HttpRequest, person: Person) -> HttpResponse:
    form = PeriodForm(request.POST or None)
    return _give_page(request, form, Role.ADMIN, None, person=person)


def _give_page(
    request: HttpRequest,
    form: PeriodForm,
    role: Role,
    place: Model | None,
    *,
    choices: list | None = None,
    **person: Person,
) -> HttpResponse:
    back = own_path(request, (place or person["person"]).get_absolute_url())
    if request.method == "POST" and form.is_valid():
        given = form.saved_by(services.give_role, by=request.user, role=role, place=place, **person)
        if given:
            _tell(request, given)
            return redirect(back)
    context = {
        "form": form,
        "role": role,
        "place": place,
        "back": back,
        "next": own_path(request, ""),
        "choices": choices,
        **person,
    }
    return render_form(request, "roles/role_form.html", context)


def _tell(request: HttpRequest, given: Assignment) -> None:
    messages.success(
        request,
        _("%(name)s har fått rollen %(role)s.")
        % {"name": given.person.name, "role": given.get_role_display()},
    )
    for caution in services.cautions(given):
        messages.warning(request, caution)


# --- Ending ------------------------------------------------------------------------------------
@requires(Perm.READ, on=lambda: Assignment.objects.select_related("person", "initiative", "round"))
@require_http_methods(["GET", "POST"])
def role_end(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    if not may_give(request.user, assignment.role, assignment):
        raise PermissionDenied
    return end_page(
        request,
        assignment,
        heading=_("Avsluta roll"),
        end=lambda **fields: services.end_role(assignment=assignment, **fields),
        withdraw=lambda **fields: services.withdraw_role(assignment=assignment, **fields),
        back=own_path(request, (assignment.place or assignment.person).get_absolute_url()),
    )


def end_page(
    request: HttpRequest,
    row: Assignment | LeadershipMembership,
    *,
    heading: str,
    end: Callable,
    withdraw: Callable,
    back: str,
) -> HttpResponse:
    form = EndForm(request.POST or None, withdrawable=services.may_be_withdrawn(row))
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data.get("mistake"):
                withdraw(by=request.user)
            else:
                end(by=request.user, ends_on=form.cleaned_data["ends_on"])
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Det är sparat."))
            return redirect(back)
    context = {
        "form": form,
        "row": row,
        "heading": heading,
        "back": back,
        "next": own_path(request, ""),
    }
    return render_form(request, "roles/end_form.html", context)
