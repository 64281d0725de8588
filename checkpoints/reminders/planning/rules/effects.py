"""What is asked about an effect: the reading that is due, and the follow-up long after."""

from collections.abc import Iterator
from datetime import date

from checkpoints.reminders.facts import Facts, Later
from checkpoints.reminders.planning import reasons
from checkpoints.reminders.planning.rules.base import Case, Kind, Rule
from checkpoints.reminders.planning.rules.days import before
from checkpoints.reminders.planning.rules.work import at_work
from checkpoints.reminders.planning.shapes import Wanted
from prioinit.calendar import workday_on_or_after
from roles.permissions import ROUND_ROLES, Role

FOLLOW_UP_LEADS = (14, 0)
# Who looks after it: the first of these roles that somebody holds.
_CARETAKERS = ("processledare", "ledartroja", "lots")
CARETAKERS = tuple(Role(name) for name in _CARETAKERS if name in Role.values)


# --- Follow-up ---------------------------------------------------------------------------------
def caretakers(facts: Facts, later: Later, on: date) -> list[int]:
    held = (
        facts.holding(role, later.round if role in ROUND_ROLES else later.initiative, on)
        for role in CARETAKERS
    )
    return next((people for people in held if people), [])


def follow_up_due(facts: Facts, on: date) -> Iterator[Wanted]:
    for later in facts.later:
        begun = [lead for lead in FOLLOW_UP_LEADS if before(later.due_on, lead) <= on]
        if not begun:
            continue
        lead = min(begun)
        for person in caretakers(facts, later, on):
            yield Wanted(
                person,
                Kind.FOLLOW_UP_DUE,
                later.initiative,
                None,
                f"uppföljning {later.id}",
                lead,
                1,
                later.due_on,
                before(later.due_on, lead),
            )


def why_no_follow_up(case: Case) -> str:
    later = next((one for one in case.facts.later if one.id == case.id), None)
    if later is None:
        return reasons.DONE
    if case.reminder.person_id not in caretakers(case.facts, later, case.on):
        return reasons.ROLE_ENDED
    return reasons.NEW_DATE if later.due_on != case.reminder.due_on else reasons.REPLACED


# --- Reading -----------------------------------------------------------------------------------
def reading_due(facts: Facts, on: date) -> Iterator[Wanted]:
    """Once for each turn: its day is the occasion, so a reading makes the next one another."""
    working = {one.id for one in at_work(facts, on)}
    for reading in facts.readings:
        send_on = workday_on_or_after(reading.due_on)
        if reading.initiative not in working or send_on > on:
            continue
        for person in facts.holding(Role.LEDARTROJA, reading.initiative, on):
            yield Wanted(
                person,
                Kind.READING_DUE,
                reading.initiative,
                None,
                f"effekt {reading.effect} {reading.due_on.isoformat()}",
                0,
                1,
                reading.due_on,
                send_on,
            )


def why_no_reading(case: Case) -> str:
    return reasons.DONE


RULES = (
    # Whoever is told is a caretaker, and its own reason says who is no longer.
    Rule(Kind.FOLLOW_UP_DUE, follow_up_due, why_no_follow_up, CARETAKERS, only_running=False),
    Rule(Kind.READING_DUE, reading_due, why_no_reading, (Role.LEDARTROJA,), stops_at_pause=True),
)
