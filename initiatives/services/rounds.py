from django.db import transaction
from django.utils.timezone import localdate

from initiatives.models import Initiative, Round
from prioinit.versions import locked
from roles.models import Assignment, Person
from roles.permissions import Role


@transaction.atomic
def create_round(*, by: Person, lotsar: list[Person], **fields) -> Round:
    """A round and those who hold it together, from its first day."""
    created = Round(**fields)
    created.full_clean()
    created.save()
    Assignment.objects.bulk_create(
        Assignment(person=person, role=Role.LOTS, round=created, starts_on=_first_day(created))
        for person in lotsar
    )
    return created


def _first_day(round_: Round):
    """A lots works before the round starts: from today, when that is earlier."""
    return min(round_.starts_on, localdate())


@transaction.atomic
def change_round(*, by: Person, round_: Round, version: int, **fields) -> Round:
    row = locked(Round.objects.all(), pk=round_.pk, version=version)
    return _write(row, fields)


@transaction.atomic
def create_initiative(*, by: Person, round_: Round, units=(), goals=(), **fields) -> Initiative:
    created = Initiative(round=round_, **fields)
    created.full_clean()
    created.save()
    created.units.set(units)
    created.goals.set(goals)
    return created


@transaction.atomic
def change_initiative(
    *, by: Person, initiative: Initiative, version: int, units=None, goals=None, **fields
) -> Initiative:
    row = locked(Initiative.objects.all(), pk=initiative.pk, version=version)
    if units is not None:
        row.units.set(units)
    if goals is not None:
        row.goals.set(goals)
    return _write(row, fields)


def _write(row, fields: dict):
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.full_clean()
    row.save(update_fields=[*fields, "version"])
    return row
