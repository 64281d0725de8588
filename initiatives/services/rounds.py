from django.db import transaction
from django.utils.timezone import localdate, now

from initiatives.models import Goal, Initiative, Round
from prioinit.versions import save_changes
from roles.models import Assignment, Person
from roles.permissions import Role


@transaction.atomic
def create_round(*, by: Person, lotsar: list[Person], **fields) -> Round:
    """A round and those who hold it together, from its first day."""
    created = Round(**fields)
    created.full_clean()
    created.save()
    Assignment.objects.bulk_create(
        Assignment(
            person=person,
            role=Role.LOTS,
            round=created,
            starts_on=_first_day(created),
            given_at=now(),
            given_by=by,
        )
        for person in lotsar
    )
    return created


def _first_day(round_: Round):
    """A lots works before the round starts: from today, when that is earlier."""
    return min(round_.starts_on, localdate())


@transaction.atomic
def change_round(*, by: Person, round_: Round, version: int, **fields) -> Round:
    return save_changes(round_, version=version, **fields)


@transaction.atomic
def change_goal(*, by: Person, goal: Goal, version: int, **fields) -> Goal:
    return save_changes(goal, version=version, **fields)


@transaction.atomic
def create_initiative(*, by: Person, round_: Round, units=(), goals=(), **fields) -> Initiative:
    round_.check_open()
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
    row = save_changes(initiative, version=version, **fields)
    if units is not None:
        row.units.set(units)
    if goals is not None:
        row.goals.set(goals)
    return row
