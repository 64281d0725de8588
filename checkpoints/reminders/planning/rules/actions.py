"""Åtgärder: told to whoever has promised them, whatever their roles."""

from collections.abc import Iterator
from datetime import date, timedelta

from checkpoints.reminders.facts import Facts, Todo
from checkpoints.reminders.planning import reasons
from checkpoints.reminders.planning.rules.base import Case, Kind, Rule
from checkpoints.reminders.planning.rules.days import before, is_news, weekly
from checkpoints.reminders.planning.shapes import Wanted
from prioinit.calendar import workday_on_or_after, workday_on_or_before

ACTION_DAYS_BEFORE = 7


def action_due(facts: Facts, on: date) -> Iterator[Wanted]:
    for todo in facts.todos:
        if not todo.is_open or todo.responsible is None:
            continue
        if said := _latest(todo, on):
            lead, send_on = said
            yield _about(todo, Kind.ACTION_DUE, todo.responsible, lead, todo.due_on, send_on)


def _latest(todo: Todo, on: date) -> tuple[int, date] | None:
    """A week before, unless it is newer than that; on the day; then once a week."""
    first, day = before(todo.due_on, ACTION_DAYS_BEFORE), workday_on_or_before(todo.due_on)
    late = weekly(todo.due_on + timedelta(weeks=1), on)
    if late:
        return -7 * (late.number + 1), late.send_on
    if day <= on:
        return 0, day
    if todo.created_on < first <= on:
        return ACTION_DAYS_BEFORE, first
    return None


def follow_up(facts: Facts, on: date) -> Iterator[Wanted]:
    """Once, whether it is done or not: did it help? One who is reminded of it anyway needs no second line."""
    for todo in facts.todos:
        day = todo.follow_up_on
        if day is None or not is_news(day, on) or workday_on_or_after(day) > on:
            continue
        for person in dict.fromkeys((todo.responsible, todo.created_by)):
            reminded = todo.is_open and person == todo.responsible and todo.due_on <= on
            if person is not None and not reminded:
                send_on = workday_on_or_after(day)
                yield _about(todo, Kind.ACTION_FOLLOW_UP, person, 0, day, send_on)


def _about(todo: Todo, kind: Kind, person: int, lead: int, day: date, send_on: date) -> Wanted:
    return Wanted(
        person,
        kind,
        todo.initiative,
        None,
        f"åtgärd {todo.id} {day.isoformat()}",
        lead,
        1,
        day,
        send_on,
        None if todo.initiative else todo.round,
    )


def why_no_action(case: Case) -> str:
    todo = _todo(case)
    if todo is None or not todo.is_open:
        return reasons.DONE
    if todo.responsible != case.reminder.person_id:
        return reasons.SOMEONE_ELSE
    return reasons.NEW_DATE if todo.due_on != case.reminder.due_on else reasons.REPLACED


def why_no_follow_up(case: Case) -> str:
    todo = _todo(case)
    if todo is None:
        return reasons.DONE
    if case.reminder.person_id not in (todo.responsible, todo.created_by):
        return reasons.SOMEONE_ELSE
    if todo.follow_up_on != case.reminder.due_on:
        return reasons.NEW_DATE
    return reasons.TOO_OLD if not is_news(todo.follow_up_on, case.on) else reasons.REPLACED


def _todo(case: Case) -> Todo | None:
    return next((todo for todo in case.facts.todos if todo.id == case.id), None)


RULES = (
    Rule(Kind.ACTION_DUE, action_due, why_no_action, only_running=False),
    Rule(Kind.ACTION_FOLLOW_UP, follow_up, why_no_follow_up, only_running=False),
)
