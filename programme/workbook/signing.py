"""Who wrote it and when: what the form's own service adds to the words."""

from collections.abc import Collection
from typing import Any

from django.utils.timezone import now

from initiatives.models import Idea, Test, ToMeet
from roles.models import Person


def sign(row: Any, by: Person, said: Collection[str]) -> None:
    """`row` is as it would be stored; `said` are the columns that are set or changed."""
    fields = {field.name for field in row._meta.fields}
    is_new = row._state.adding
    if "created_by" in fields and is_new:
        row.created_by, row.created_at = by, row.created_at or now()
    if "by" in fields:
        row.by = by
        row.at = (row.at if is_new else None) or now()
    if signed := _SIGNED.get(type(row)):
        signed(row, by, said)


def _idea(idea: Idea, by: Person, said: Collection[str]) -> None:
    if "state" in said and "decided_on" not in said:
        idea.decided_by = idea.decided_at = None
    if idea.state == Idea.State.OPEN:
        idea.decided_by = idea.decided_at = None
    else:
        idea.decided_at = idea.decided_at or now()
        idea.decided_by = idea.decided_by or by
    if idea.state != Idea.State.PARKED and not idea._state.adding:
        idea.parked_why = ""


def _test(test: Test, by: Person, said: Collection[str]) -> None:
    """Closed by its decision; what a closed one says later is a correction."""
    if test.decision and test.closed_by is None:
        test.closed_by, test.closed_at = by, test.closed_at or now()
    elif test.closed_by is not None:
        test.corrected_by, test.corrected_at = by, now()
        test.corrections += 1


def _to_meet(row: ToMeet, by: Person, said: Collection[str]) -> None:
    if row.dropped_at is not None:
        row.dropped_by = row.dropped_by or by


_SIGNED: dict[type, Any] = {Idea: _idea, Test: _test, ToMeet: _to_meet}
