from datetime import date, timedelta
from typing import NamedTuple

from checkpoints.reminders.facts import Facts
from checkpoints.reminders.planning.rules import wanted
from checkpoints.reminders.planning.shapes import Wanted
from prioinit.calendar import is_workday

HORIZON = 30


class Coming(NamedTuple):
    day: date
    wanted: Wanted


def look_ahead(facts: Facts, known: set[tuple], days: int = HORIZON) -> list[Coming]:
    """What planning would write on each workday from `facts.on`, if nothing happens in between."""
    found, known = [], set(known)
    for ahead in range(days + 1):
        day = facts.on + timedelta(days=ahead)
        if not is_workday(day):
            continue
        for one in wanted(facts, day):
            if one.key not in known:
                known.add(one.key)
                found.append(Coming(day, one))
    return found
