"""What a team owes: the preparation, the update. And what follows when it says nothing for long."""

from collections.abc import Iterator
from datetime import date, timedelta

from checkpoints.reminders.facts import Facts, Running
from checkpoints.reminders.planning import reasons
from checkpoints.reminders.planning.rules.base import Case, Kind, Rule
from checkpoints.reminders.planning.rules.days import again, before, is_news, weekly
from checkpoints.reminders.planning.shapes import Wanted
from prioinit.calendar import workday_on_or_after
from roles.permissions import Role

LEVELS = (
    (1, (Role.COACH, Role.LOTS)),
    (2, (Role.FADDER,)),
)  # missed cadences, who is told from then


def at_work(facts: Facts, on: date) -> Iterator[Running]:
    """Their round is not over, and they have not been paused."""
    return (one for one in facts.initiatives if one.round_ends_on >= on and not one.is_paused(on))


# --- Preparation -------------------------------------------------------------------------------
def preparation_due(facts: Facts, on: date) -> Iterator[Wanted]:
    for one in at_work(facts, on):
        for checkpoint in facts.occasions.get(one.round, ()):
            if checkpoint.day < on or (checkpoint.id, one.id) in facts.ready:
                continue
            due = checkpoint.due_on
            begun = [lead for lead in checkpoint.lead_days if before(due, lead) <= on]
            if not begun:
                continue
            lead = min(begun)  # only the latest is said, never the 14-day one after the 7-day one
            for person in facts.holding(Role.LEDARTROJA, one.id, on):
                yield Wanted(
                    person,
                    Kind.PREPARATION_DUE,
                    one.id,
                    checkpoint.id,
                    f"checkpoint {checkpoint.id}",
                    lead,
                    checkpoint.due_version,
                    due,
                    before(due, lead),
                )


def why_no_preparation(case: Case) -> str:
    checkpoint = case.reminder.checkpoint
    if checkpoint.is_cancelled:
        return reasons.CANCELLED
    if checkpoint.due_version != case.reminder.due_version:
        return reasons.MOVED
    if (checkpoint.pk, case.reminder.initiative_id) in case.facts.ready:
        return reasons.DONE
    return reasons.PASSED if checkpoint.has_started() else reasons.REPLACED


# --- Update ------------------------------------------------------------------------------------
def update_due(facts: Facts, on: date) -> Iterator[Wanted]:
    for one in at_work(facts, on):
        due = one.update_due_on
        if due > on:
            continue
        if turn := weekly(due, on):
            for person in facts.holding(Role.LEDARTROJA, one.id, on):
                yield Wanted(
                    person,
                    Kind.UPDATE_DUE,
                    one.id,
                    None,
                    due.isoformat(),
                    -7 * turn.number,
                    1,
                    due,
                    turn.send_on,
                )


def silence(facts: Facts, on: date) -> Iterator[Wanted]:
    """The occasion is the silence; each further cadence of it is one more thing to say, and no more."""
    for one in at_work(facts, on):
        due, cadence = one.update_due_on, timedelta(weeks=one.every_weeks)
        if due + cadence > on:
            continue
        turn = again(due, cadence, on)
        if turn is None or turn.number < 1:
            continue
        for person in _told_of_silence(facts, one, turn.number, on):
            yield Wanted(
                person,
                Kind.SILENCE,
                one.id,
                None,
                due.isoformat(),
                -turn.number * cadence.days,
                1,
                due,
                turn.send_on,
            )


def _told_of_silence(facts: Facts, one: Running, missed: int, on: date) -> list[int]:
    """Once, whatever roles they have. The ledartröjor have their own reminder."""
    asked = set(facts.holding(Role.LEDARTROJA, one.id, on))
    people = [
        person
        for from_missed, roles in LEVELS
        if missed >= from_missed
        for role in roles
        for person in facts.holding(role, one.round if role == Role.LOTS else one.id, on)
    ]
    return [person for person in dict.fromkeys(people) if person not in asked]


def why_no_update(case: Case) -> str:
    same_silence = any(one.occasion == case.reminder.occasion for one in case.same)
    return reasons.REPLACED if same_silence else reasons.DONE


# --- Pause -------------------------------------------------------------------------------------
def pause_over(facts: Facts, on: date) -> Iterator[Wanted]:
    """Once, to those who can prolong it. An update says that the team is at work again."""
    for one in facts.initiatives:
        until = one.paused_until
        if until is None or not is_news(until, on) or one.round_ends_on < on:
            continue
        if one.updated_on and one.updated_on >= until:
            continue
        people = [
            *facts.holding(Role.LEDARTROJA, one.id, on),
            *facts.holding(Role.LOTS, one.round, on),
        ]
        send_on = workday_on_or_after(until)
        if send_on <= on:
            for person in dict.fromkeys(people):
                yield Wanted(
                    person,
                    Kind.PAUSE_OVER,
                    one.id,
                    None,
                    f"paus {until.isoformat()}",
                    0,
                    1,
                    until,
                    send_on,
                )


def why_no_pause(case: Case) -> str:
    one = case.facts.running[case.reminder.initiative_id]
    if one.paused_until != case.reminder.due_on:
        return reasons.PAUSE_CHANGED
    if one.updated_on and one.updated_on >= one.paused_until:
        return reasons.DONE
    return reasons.TOO_OLD


RULES = (
    Rule(
        Kind.PREPARATION_DUE,
        preparation_due,
        why_no_preparation,
        (Role.LEDARTROJA,),
        stops_at_pause=True,
    ),
    Rule(Kind.UPDATE_DUE, update_due, why_no_update, (Role.LEDARTROJA,), stops_at_pause=True),
    Rule(
        Kind.SILENCE,
        silence,
        why_no_update,
        (Role.COACH, Role.LOTS, Role.FADDER),
        stops_at_pause=True,
    ),
    Rule(Kind.PAUSE_OVER, pause_over, why_no_pause, (Role.LEDARTROJA, Role.LOTS)),
)
