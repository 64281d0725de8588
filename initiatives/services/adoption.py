"""Förverkliga: the steps of the stairs, who takes over, and the decision to work like this.

The steps and the note are written long after the round is over; that is what they are for.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate, now

from initiatives.models import Adoption, AdoptionStep, Initiative, Step
from initiatives.services.follow_ups import plan_follow_ups
from prioinit.errors import EditConflict, check
from prioinit.versions import holds
from roles.models import Assignment, Person, Unit
from roles.permissions import Role
from roles.services import end_role, give_role, may_be_withdrawn, withdraw_role


def _locked(initiative: Initiative) -> Initiative:
    """So that the same press twice cannot write twice. Also when the round is over."""
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("round")
    return rows.get(pk=initiative.pk)


# --- The stairs --------------------------------------------------------------------------------
@transaction.atomic
def write_step(*, by: Person, initiative: Initiative, step: Step, version: int, **fields):
    """`version` is 0 for a step that nothing has been written about."""
    found = AdoptionStep.objects.filter(initiative=_locked(initiative), step=step)
    stored = found.select_related("by").first()
    row = stored or AdoptionStep(initiative=initiative, step=step, version=0)
    return _write(row, by=by, version=version, **fields)


def _write(row, *, by: Person, version: int, **fields):
    """On top of `version`; what says just the same has been sent twice."""
    if row.pk and holds(row, fields):
        return row
    if row.version != version:
        raise EditConflict(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.by, row.at, row.version = by, now(), row.version + 1
    check(row)
    row.save()
    return row


# --- Taking over -------------------------------------------------------------------------------
def adoption_of(initiative: Initiative) -> Adoption:
    """What is written, or an empty one of version 0."""
    found = Adoption.objects.filter(initiative=initiative)
    stored = found.select_related("by", "receiving_unit").first()
    return stored or Adoption(initiative=initiative, version=0)


@transaction.atomic
def write_handover(*, by: Person, initiative: Initiative, version: int, note: str) -> Adoption:
    row = adoption_of(_locked(initiative))
    return _write(row, by=by, version=version, handover_note=note)


@transaction.atomic
def decide_adoption(
    *,
    by: Person,
    initiative: Initiative,
    version: int,
    decision: str,
    decided_by_name: str,
    decided_on: date,
) -> Adoption:
    row = adoption_of(_locked(initiative))
    fields = {
        "decision": decision,
        "decided_by_name": decided_by_name,
        "decided_on": decided_on,
    }
    written = _write(row, by=by, version=version, **fields)
    plan_follow_ups(initiative=initiative, since=decided_on)
    return written


def processledare_of(initiative: Initiative) -> Assignment | None:
    held = initiative.assignments.active().of_role(Role.PROCESSLEDARE)
    return held.select_related("person__unit").order_by("-starts_on", "-pk").first()


@transaction.atomic
def name_processledare(
    *, by: Person, initiative: Initiative, person: Person, unit: Unit | None
) -> Assignment:
    """The one who takes over, from today, and the unit that receives it. The former's role ends."""
    row = _locked(initiative)
    _write_unit(row, by, unit)
    held = row.assignments.not_over().of_role(Role.PROCESSLEDARE).select_related("person")
    named = None
    for assignment in held:
        if assignment.person_id == person.pk and assignment.starts_on <= localdate():
            named = assignment
        elif may_be_withdrawn(assignment):
            withdraw_role(by=by, assignment=assignment)
        else:
            yesterday = localdate() - timedelta(days=1)
            end_role(by=by, assignment=assignment, ends_on=yesterday)
    return named or give_role(
        by=by, person=person, role=Role.PROCESSLEDARE, place=row, starts_on=localdate()
    )


def _write_unit(initiative: Initiative, by: Person, unit: Unit | None) -> None:
    """Naming is done at once: it is not held up by someone who is writing the note."""
    row = adoption_of(initiative)
    if row.pk or unit:
        _write(row, by=by, version=row.version, receiving_unit=unit)
