"""Sign-in without a password, for `make demo` on one's own machine (settings.DEMO, refused elsewhere)."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from roles.models import Assignment, Person
from roles.permissions import Role

SHOWN_ROLES = (Role.LOTS, Role.LEDARTROJA, Role.FADDER, Role.COACH, Role.KLG)


def people() -> list[tuple[Person, str]]:
    """One person per role, with the role's name. Nobody twice."""
    chosen: dict[Role, Person | None] = {}
    everyone = Person.objects.active().order_by("pk")
    for role in SHOWN_ROLES:
        taken = [person.pk for person in chosen.values() if person]
        chosen[role] = everyone.holding(role).exclude(pk__in=taken).first()
    taken = [person.pk for person in chosen.values() if person]
    without_role = everyone.exclude(pk__in=Assignment.objects.active().values("person_id"))
    chosen[Role.MEDARBETARE] = (
        without_role.exclude(pk__in=taken)
        .exclude(pk__in=everyone.in_leadership().values("pk"))
        .exclude(unit=None)
        .exclude(unit__kind="extern")
        .first()
    )
    chosen[Role.ADMIN] = everyone.holding(Role.ADMIN).exclude(pk__in=taken).first()
    return [(person, str(role.label)) for role, person in chosen.items() if person]


@login_not_required
@require_POST
def demo_login(request: HttpRequest, pk: int) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(Person.objects.active(), pk=pk)
    get_adapter().login(request, person)
    return redirect(settings.LOGIN_REDIRECT_URL)
