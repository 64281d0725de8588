from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from prioinit.versions import save_edit
from roles import services
from roles.access import can, may_give, requires
from roles.forms import NewPersonForm, PersonFilter, PersonForm
from roles.models import Person
from roles.permissions import Perm, Role
from roles.views.buttons import Button, button

PER_PAGE = 50


@requires(Perm.READ, everywhere=True)
@require_GET
def person_list(request: HttpRequest) -> HttpResponse:
    filters = PersonFilter(request.GET)
    sort = request.GET.get("sortera", "")
    found = filters.filtered(Person.objects.all(), sort=sort)
    page = Paginator(found.select_related("unit").with_roles_now(), PER_PAGE).get_page(
        request.GET.get("sida")
    )
    buttons = [button(_("Enheter"), "unit_list"), button(_("Ledningsgruppen"), "leadership")]
    if can(request.user, Perm.ADMINISTER):
        buttons.append(button(_("Lägg till person"), "person_new", primary=True))
    context = {"page": page, "filters": filters, "sort": sort, "buttons": buttons}
    return render_page(request, "roles/person_list.html", context)


@requires(Perm.READ, on=lambda: Person.objects.select_related("unit"))
@require_GET
def person(request: HttpRequest, shown: Person) -> HttpResponse:
    roles = shown.assignments.select_related("initiative", "round")
    context = {
        "person": shown,
        "roles": [(role, may_give(request.user, role.role, role)) for role in roles.not_over()],
        "seats": shown.leadership_memberships.not_over(),
        "may_end_seats": can(request.user, Perm.ADMINISTER),
        "earlier": sorted(
            [*roles.over(), *shown.leadership_memberships.over()],
            key=lambda row: row.ends_on,
            reverse=True,
        ),
        "buttons": _person_buttons(request.user, shown),
    }
    return render_page(request, "roles/person.html", context)


def _person_buttons(reader: Person, shown: Person) -> list[Button]:
    if not can(reader, Perm.ADMINISTER, shown):
        return []
    if not shown.is_active:
        return [button(_("Öppna kontot igen"), "person_return", shown.pk, post=True)]
    buttons = [button(_("Ändra"), "person_edit", shown.pk)]
    if shown.last_login is None:
        label = _("Bjud in igen") if shown.invited_at else _("Bjud in")
        buttons.append(button(label, "person_invite", shown.pk, post=True))
    if not shown.assignments.active().of_role(Role.ADMIN).exists():
        buttons.append(button(_("Gör till administratör"), "admin_role_new", shown.pk))
    buttons.append(button(_("Har slutat"), "person_leave", shown.pk))
    return buttons


@requires(Perm.ADMINISTER)
@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = services.create_person(by=request.user, **form.cleaned_data)
        if added.invited_at:
            messages.success(
                request, _("%(name)s är tillagd och får en inbjudan.") % {"name": added.name}
            )
        else:
            messages.success(request, _("%(name)s är tillagd.") % {"name": added.name})
        return redirect(added)
    context = {"form": form, "heading": _("Lägg till person")}
    return render_form(request, "roles/person_form.html", context)


@requires(Perm.ADMINISTER, on=Person)
@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, person: Person) -> HttpResponse:
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        change = partial(
            services.change_person, by=request.user, person=person, **form.cleaned_data
        )
        answer = save_edit(request, form, change, back_url=person.get_absolute_url())
        if answer:
            return answer
    context = {"form": form, "person": person, "heading": _("Ändra uppgifter")}
    return render_form(request, "roles/person_form.html", context)


@requires(Perm.ADMINISTER, on=Person)
@require_POST
def person_invite(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        services.invite(by=request.user, person=person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Inbjudan går iväg till %(email)s.") % {"email": person.email})
    return redirect(person)


@requires(Perm.ADMINISTER, on=Person)
@require_http_methods(["GET", "POST"])
def person_leave(request: HttpRequest, person: Person) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            services.deactivate_person(by=request.user, person=person)
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, _("%(name)s är markerad som slutad.") % {"name": person.name})
            return redirect(person)
    roles = person.assignments.not_over().select_related("initiative", "round")
    context = {
        "person": person,
        "roles": roles,
        "seats": person.leadership_memberships.not_over(),
        "refusal": refusal,
        "has_errors": bool(refusal),
    }
    return render_page(request, "roles/person_leave.html", context, status=409 if refusal else 200)


@requires(Perm.ADMINISTER, on=Person)
@require_POST
def person_return(request: HttpRequest, person: Person) -> HttpResponse:
    services.reactivate_person(by=request.user, person=person)
    messages.success(
        request,
        _("Kontot är öppet igen. Bjud in %(name)s för ett nytt lösenord.") % {"name": person.name},
    )
    return redirect(person)
