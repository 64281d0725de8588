"""Who is to be told what, and when: the only place where it is said. One module per sort of matter."""

from collections.abc import Iterator
from datetime import date

from checkpoints.models import Reminder
from checkpoints.reminders.facts import Facts
from checkpoints.reminders.planning import reasons
from checkpoints.reminders.planning.rules import actions, answers, effects, news, work
from checkpoints.reminders.planning.rules.base import Case, Kind, Rule, holders
from checkpoints.reminders.planning.shapes import Wanted

RULES: dict[Kind, Rule] = {
    rule.kind: rule
    for rule in (*work.RULES, *answers.RULES, *actions.RULES, *effects.RULES, *news.RULES)
}


def wanted(facts: Facts, on: date) -> Iterator[Wanted]:
    for rule in RULES.values():
        yield from rule.wanted(facts, on)


def why_not(facts: Facts, now_wanted: list[Wanted], reminder: Reminder, on: date) -> str:
    """The reason, in words for the lots, that a reminder is not wanted any more."""
    rule = RULES[Kind(reminder.kind)]
    if rule.only_running and reminder.initiative_id is not None:
        running = facts.running.get(reminder.initiative_id)
        if running is None:
            return reasons.NOT_RUNNING
        if rule.stops_at_pause and running.is_paused(on):
            return reasons.PAUSED
    if rule.told and reminder.person_id not in holders(facts, rule.told, reminder, on):
        return reasons.ROLE_ENDED
    return rule.why_not(Case(facts, now_wanted, reminder, on))
