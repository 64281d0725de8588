"""What waits for an answer: a rigg that does not hold, obstacles, inputs, decisions."""

from collections.abc import Iterator
from datetime import date

from checkpoints.reminders.facts import Facts, Owed, Stuck, gap_of
from checkpoints.reminders.planning import reasons
from checkpoints.reminders.planning.rules.base import Case, Kind, Rule
from checkpoints.reminders.planning.rules.days import before, weekly, workdays_after
from checkpoints.reminders.planning.shapes import Wanted
from roles.permissions import Role

OBSTACLE_FADDER_AFTER = 5  # workdays
OBSTACLE_LOTS_AFTER = 10
INPUT_AFTER = 5
DECISION_FADDER_AFTER = 2
DECISIONS_LOTS_BEFORE = 3  # days before the checkpoint where KLG decides


# --- Rigg --------------------------------------------------------------------------------------
def rigg_broken(facts: Facts, on: date) -> Iterator[Wanted]:
    for one in facts.initiatives:
        if one.round_ends_on < on:
            continue
        for gap in one.gaps:
            since = gap.since or facts.on
            occasion = f"{gap.key} {since.isoformat()}"
            if gap.since is None:
                occasion = facts.told_gaps.get((one.id, gap.key), occasion)
            for person in facts.holding(Role.LOTS, one.round, on):
                yield Wanted(
                    person, Kind.RIGG_BROKEN, one.id, None, occasion, 0, 1, since, facts.on
                )


def why_no_gap(case: Case) -> str:
    gap = gap_of(case.reminder.occasion)
    return (
        reasons.REPLACED
        if any(gap_of(one.occasion) == gap for one in case.same)
        else reasons.MENDED
    )


# --- Obstacles ---------------------------------------------------------------------------------
def obstacle_waiting(facts: Facts, on: date) -> Iterator[Wanted]:
    """Each is told once. Raised again it is a new occasion; with KLG it is the lots who looks after it."""
    for stuck in facts.stuck:
        one = facts.running.get(stuck.initiative)
        if one is None or one.round_ends_on < on:
            continue
        for role, place, since, after in _asked_about(stuck, one.round):
            send_on = workdays_after(since, after)
            if send_on > on:
                continue
            for person in facts.holding(role, place, on):
                yield Wanted(
                    person,
                    Kind.OBSTACLE_WAITING,
                    one.id,
                    None,
                    f"hinder {stuck.id} {since.isoformat()}",
                    -after,
                    1,
                    send_on,
                    send_on,
                )


def _asked_about(stuck: Stuck, round_: int) -> Iterator[tuple[Role, int, date, int]]:
    if stuck.lifted_on:
        yield Role.LOTS, round_, stuck.lifted_on, OBSTACLE_FADDER_AFTER
    else:
        yield Role.FADDER, stuck.initiative, stuck.raised_on, OBSTACLE_FADDER_AFTER
        yield Role.LOTS, round_, stuck.raised_on, OBSTACLE_LOTS_AFTER


def why_no_obstacle(case: Case) -> str:
    return _replaced_or_done(case, {stuck.id for stuck in case.facts.stuck})


def _replaced_or_done(case: Case, waiting: set[int]) -> str:
    return reasons.REPLACED if case.id in waiting else reasons.DONE


# --- Inputs ------------------------------------------------------------------------------------
def input_waiting(facts: Facts, on: date) -> Iterator[Wanted]:
    """One line with the number of them. What was given the round as a whole is the lots's to answer."""
    for owed in facts.owed:
        due = workdays_after(owed.since, INPUT_AFTER)
        turn = weekly(due, on) if due <= on else None
        if turn is None:
            continue
        for person in _answering(facts, owed, on):
            yield Wanted(
                person,
                Kind.INPUT_WAITING,
                owed.initiative,
                None,
                f"medskick {owed.since.isoformat()}",
                -7 * turn.number,
                1,
                due,
                turn.send_on,
                None if owed.initiative else owed.round,
            )


def _answering(facts: Facts, owed: Owed, on: date) -> list[int]:
    if owed.initiative is None:
        return facts.holding(Role.LOTS, owed.round, on)
    one = facts.running.get(owed.initiative)
    if one is None or one.round_ends_on < on:
        return []
    return facts.holding(Role.LEDARTROJA, one.id, on)


def why_no_input(case: Case) -> str:
    return reasons.REPLACED if case.same else reasons.DONE


# --- Decisions ---------------------------------------------------------------------------------
def decision_waiting(facts: Facts, on: date) -> Iterator[Wanted]:
    yield from _asked_of_fadder(facts, on)
    yield from _asked_of_klg(facts, on)


def _asked_of_fadder(facts: Facts, on: date) -> Iterator[Wanted]:
    for asked in facts.asked:
        one = facts.running.get(asked.initiative)
        if not asked.of_fadder or one is None or one.round_ends_on < on:
            continue
        due = workdays_after(asked.on, DECISION_FADDER_AFTER)
        turn = weekly(due, on) if due <= on else None
        if turn is None:
            continue
        for person in facts.holding(Role.FADDER, one.id, on):
            yield Wanted(
                person,
                Kind.DECISION_WAITING,
                one.id,
                None,
                f"beslut {asked.id}",
                -7 * turn.number,
                1,
                due,
                turn.send_on,
            )


def _asked_of_klg(facts: Facts, on: date) -> Iterator[Wanted]:
    """The lots, once before the checkpoint where they are to be decided, however many they are."""
    for round_, coming in facts.occasions.items():
        if not coming or not for_klg(facts, round_, coming[0].id):
            continue
        checkpoint = coming[0]
        send_on = before(checkpoint.day, DECISIONS_LOTS_BEFORE)
        if not send_on <= on <= checkpoint.day:
            continue
        for person in facts.holding(Role.LOTS, round_, on):
            yield Wanted(
                person,
                Kind.DECISION_WAITING,
                None,
                checkpoint.id,
                f"checkpoint {checkpoint.id} {checkpoint.day.isoformat()}",
                DECISIONS_LOTS_BEFORE,
                1,
                checkpoint.day,
                send_on,
                round_,
            )


def for_klg(facts: Facts, round_: int, checkpoint: int) -> int:
    """How many decisions wait for KLG at a round's next checkpoint."""
    return sum(
        not one.of_fadder and one.round == round_ and one.checkpoint in (None, checkpoint)
        for one in facts.asked
    )


def why_no_decision(case: Case) -> str:
    checkpoint = case.reminder.checkpoint
    if checkpoint is None:
        return _replaced_or_done(case, {asked.id for asked in case.facts.asked})
    if checkpoint.is_cancelled:
        return reasons.CANCELLED
    if checkpoint.day != case.reminder.due_on:
        return reasons.MOVED
    return reasons.PASSED if checkpoint.has_started() else reasons.DONE


RULES = (
    Rule(Kind.RIGG_BROKEN, rigg_broken, why_no_gap, (Role.LOTS,)),
    Rule(Kind.OBSTACLE_WAITING, obstacle_waiting, why_no_obstacle, (Role.FADDER, Role.LOTS)),
    Rule(Kind.INPUT_WAITING, input_waiting, why_no_input, (Role.LEDARTROJA, Role.LOTS)),
    Rule(Kind.DECISION_WAITING, decision_waiting, why_no_decision, (Role.FADDER, Role.LOTS)),
)
