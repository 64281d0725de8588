"""What is done with people and roles. Who may do it is asked by the views; the rules live here."""

from datetime import date, timedelta

from django.db import models, transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from prioinit.errors import DomainError, check
from prioinit.versions import save_changes
from roles import notifications
from roles.models import Assignment, AssignmentQuerySet, LeadershipMembership, Person, Unit
from roles.permissions import INITIATIVE_ROLES, ON_INITIATIVE_ROLES, Role


# --- People ------------------------------------------------------------------------------------
@transaction.atomic
def create_person(*, by: Person, email: str, name: str, invited: bool = False, **fields) -> Person:
    person = Person(email=email, name=name, **fields)
    person.set_unusable_password()
    check(person)
    person.save()
    return invite(by=by, person=person) if invited else person


@transaction.atomic
def change_person(*, by: Person, person: Person, version: int, **fields) -> Person:
    return save_changes(person, version=version, **fields)


@transaction.atomic
def change_unit(*, by: Person, unit: Unit, version: int, **fields) -> Unit:
    return save_changes(unit, version=version, **fields)


@transaction.atomic
def invite(*, by: Person, person: Person) -> Person:
    """Mail the person a link that works once, for choosing a password."""
    person = _locked(person)
    _require_active(person)
    person.invited_at = now()
    person.save(update_fields=["invited_at"])
    notifications.send_invitation(person, by=by)
    return person


@transaction.atomic
def deactivate_person(*, by: Person, person: Person) -> Person:
    """The person has left: no sign-in, no mail, no role from tomorrow. What they did stays theirs."""
    _lock_administrators()
    person = _locked(person)
    _require_active(person)
    today = localdate()
    _require_another_administrator(Assignment.objects.exclude(person=person), after=today)
    _end_all(person.assignments, today)
    _end_all(person.leadership_memberships, today)
    person.is_active = False
    # Sessions and links in old mails depend on the password: they die with it.
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    return person


@transaction.atomic
def reactivate_person(*, by: Person, person: Person) -> Person:
    """The person is back, without the roles they had."""
    person = _locked(person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    return person


# --- Roles -------------------------------------------------------------------------------------
@transaction.atomic
def give_role(
    *,
    by: Person,
    person: Person,
    role: Role,
    place: models.Model | None = None,
    starts_on: date,
    ends_on: date | None = None,
) -> Assignment:
    person = _locked(person)
    _require_active(person)
    # A lots can always be added: someone must be able to prolong the round. And who takes over, since that
    # is long after.
    if role in INITIATIVE_ROLES and place:
        place.round.check_open()  # type: ignore[attr-defined]
    if role == Role.FADDER:
        _require_in_leadership(person, starts_on)
    field = "initiative" if role in ON_INITIATIVE_ROLES else "round"
    places = {} if place is None else {field: place}
    assignment = Assignment(
        person=person,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        given_at=now(),
        given_by=by,
        **places,
    )
    check(assignment)
    assignment.save()
    return assignment


def cautions(assignment: Assignment) -> list[str]:
    """What is allowed but worth a second thought."""
    person = assignment.person
    if assignment.role != Role.LEDARTROJA:
        return []
    if person.unit is None or person.unit.kind == Unit.Kind.EXTERN:
        return [
            _("%(name)s kommer utifrån. Se till att någon av ledartröjorna är anställd hos er.")
            % {"name": person.name}
        ]
    return []


@transaction.atomic
def end_role(*, by: Person, assignment: Assignment, ends_on: date) -> Assignment:
    """The last day of the role: passed, today or to come."""
    if assignment.role == Role.ADMIN:
        _lock_administrators()
    assignment = _locked(assignment)
    if assignment.role == Role.ADMIN:
        others = Assignment.objects.exclude(pk=assignment.pk)
        _require_another_administrator(others, after=max(ends_on, localdate()))
    return _end(assignment, ends_on)


@transaction.atomic
def withdraw_role(*, by: Person, assignment: Assignment) -> None:
    """A role given by mistake, taken back before it has counted for a whole day."""
    if assignment.role == Role.ADMIN:
        _lock_administrators()
    assignment = _locked(assignment)
    if not may_be_withdrawn(assignment):
        raise DomainError(_("Rollen har redan gällt. Ange en sista dag i stället."))
    if assignment.role == Role.ADMIN:
        others = Assignment.objects.exclude(pk=assignment.pk)
        _require_another_administrator(others, after=localdate())
    assignment.delete()


def may_be_withdrawn(row: Assignment | LeadershipMembership) -> bool:
    return row.starts_on >= localdate()


# --- Ledningsgruppen ---------------------------------------------------------------------------
@transaction.atomic
def join_leadership(
    *, by: Person, person: Person, starts_on: date, ends_on: date | None = None
) -> LeadershipMembership:
    person = _locked(person)
    _require_active(person)
    membership = LeadershipMembership(person=person, starts_on=starts_on, ends_on=ends_on)
    check(membership)
    membership.save()
    return membership


@transaction.atomic
def leave_leadership(
    *, by: Person, membership: LeadershipMembership, ends_on: date
) -> LeadershipMembership:
    """A fadder who leaves breaks the rigg of their initiatives; the rigg says so, nothing stops it."""
    return _end(_locked(membership), ends_on)


@transaction.atomic
def withdraw_membership(*, by: Person, membership: LeadershipMembership) -> None:
    membership = _locked(membership)
    if not may_be_withdrawn(membership):
        raise DomainError(_("Platsen har redan gällt. Ange en sista dag i stället."))
    membership.delete()


# --- Rules -------------------------------------------------------------------------------------
def _locked(row):
    """The row as it is now. A person's roles are changed one at a time, so no two can overlap."""
    locked = type(row).objects.select_for_update(no_key=True, of=("self",))
    return locked.select_related().get(pk=row.pk)


def _end(row, ends_on: date):
    row.ends_on = ends_on
    check(row)
    row.save(update_fields=["ends_on"])
    return row


def _end_all(rows, today: date) -> None:
    rows.filter(starts_on__gt=today).delete()
    rows.not_over(today).exclude(ends_on=today).update(ends_on=today)


def _require_active(person: Person) -> None:
    if not person.is_active:
        raise DomainError(_("%(name)s har slutat.") % {"name": person.name})


def _require_in_leadership(person: Person, on: date) -> None:
    if not LeadershipMembership.objects.active(on).filter(person=person).exists():
        raise DomainError(
            _("%(name)s sitter inte i ledningsgruppen den dagen. En fadder kommer därifrån.")
            % {"name": person.name}
        )


def _lock_administrators() -> None:
    """Two administrators who remove each other at the same moment: the second one waits and is refused."""
    held = Assignment.objects.filter(role=Role.ADMIN).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk", flat=True))


def _require_another_administrator(others: AssignmentQuerySet, *, after: date) -> None:
    if not others.active(after + timedelta(days=1)).of_role(Role.ADMIN).exists():
        raise DomainError(
            _("Det måste finnas minst en administratör. Ge någon annan rollen först.")
        )
