from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from checkpoints.models import Reminder
from checkpoints.reminders.facts import Facts
from checkpoints.reminders.planning.shapes import Wanted
from roles.permissions import Role

Kind = Reminder.Kind


@dataclass(frozen=True)
class Case:
    """A reminder that is not wanted any more, and what is known now: why is it not?"""

    facts: Facts
    wanted: list[Wanted]  # what is, now
    reminder: Reminder
    on: date

    @property
    def same(self) -> list[Wanted]:
        """What is still said to the person on the same matter."""
        reminder = self.reminder
        mine = (reminder.person_id, reminder.kind, reminder.initiative_id)
        return [one for one in self.wanted if (one.person, one.kind, one.initiative) == mine]

    @property
    def id(self) -> int:
        """Of the row that the occasion names: "hinder 7 2026-11-16"."""
        return int(self.reminder.occasion.split()[1])


@dataclass(frozen=True)
class Rule:
    kind: Kind
    wanted: Callable[[Facts, date], Iterator[Wanted]]
    why_not: Callable[[Case], str]
    told: tuple[Role, ...] = ()  # empty: those that the row itself names
    only_running: bool = True  # nothing is said of an initiative that is not
    stops_at_pause: bool = False


def holders(facts: Facts, roles: tuple[Role, ...], case: Reminder, on: date) -> set[int]:
    """Those who have one of the roles over what the reminder is about."""
    round_ = case.initiative.round_id if case.initiative else case.round_id
    places = {Role.LOTS: round_}
    return {
        person
        for role in roles
        for person in facts.holding(role, places.get(role, case.initiative_id), on)
    }
