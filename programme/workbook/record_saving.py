"""What teams have written is stored: in bulk, the new and the changed, a sheet at a time."""

from typing import Any

from initiatives.models import Adoption, Effect, Idea, Initiative, Round, Test
from initiatives.services.follow_ups import plan_follow_ups
from initiatives.services.ideas import decide
from initiatives.services.written import locked
from programme.workbook.items import Item, Plan
from programme.workbook.layout import ADOPTION, RECORDS, TESTS, Record
from programme.workbook.reading import fold
from roles.models import Person, Unit

AT_A_TIME = 200  # a statement holds every field of every row


def save_records(
    plan: Plan, *, round: Round, initiatives: dict, people: dict, units: dict, by: Person | None
) -> None:
    saved: dict[type, dict] = {Initiative: initiatives, Person: people, Unit: units}
    for sheet in RECORDS:
        written = plan.of(sheet)
        for item in (*written.created, *written.changed):
            _settle(item.ready, round, saved)
        _change(sheet, written.changed)
        sheet.model._default_manager.bulk_create(item.ready for item in written.created)
    if by is not None:
        _mark_tried(plan, by)
    _follow_up(plan)


def _settle(row: Any, round: Round, saved: dict[type, dict]) -> None:
    """What was new in the file when it was planned has been stored by now."""
    for field in row._meta.fields:
        if field.related_model is Round:
            setattr(row, field.name, round)
        elif field.related_model in saved and field.is_cached(row):
            pointed_to = field.get_cached_value(row)
            if pointed_to is not None and pointed_to.pk is None:
                name = pointed_to.email if field.related_model is Person else fold(pointed_to.code)
                setattr(row, field.name, saved[field.related_model][name])


def _change(sheet: Record, items: list[Item]) -> None:
    rows = [item.ready for item in items]
    for row in rows:
        row.version += 1  # an edit form that is open meanwhile must notice
    names = [field.name for field in sheet.model._meta.concrete_fields if not field.primary_key]
    # What gives way to another goes first.
    last = [row for row in rows if isinstance(row, Effect) and row.is_main]
    for some in ([row for row in rows if row not in last], last):
        sheet.model._default_manager.bulk_update(some, names, batch_size=AT_A_TIME)


def _mark_tried(plan: Plan, by: Person) -> None:
    tests: list[Test] = [item.ready for item in plan.of(TESTS).created]
    ideas = {test.idea_id: test.idea for test in tests if test.idea}
    for _pk, tried in sorted(ideas.items()):
        idea = locked(tried)
        if idea.state != Idea.State.TRIED:
            decide(idea, Idea.State.TRIED, by)


def _follow_up(plan: Plan) -> None:
    adoptions: list[Adoption] = [
        item.ready for item in (*plan.of(ADOPTION).created, *plan.of(ADOPTION).changed)
    ]
    for adoption in adoptions:
        if adoption.decided_on:
            plan_follow_ups(initiative=adoption.initiative, since=adoption.decided_on)
