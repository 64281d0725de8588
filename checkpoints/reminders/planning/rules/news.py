"""What has happened. Told once, for two weeks, to those who were there then; never to who did it."""

from collections.abc import Iterator
from datetime import date

from checkpoints.reminders.facts import EVERYWHERE, Facts
from checkpoints.reminders.planning import reasons
from checkpoints.reminders.planning.rules.base import Case, Kind, Rule
from checkpoints.reminders.planning.rules.days import is_news
from checkpoints.reminders.planning.shapes import Wanted
from prioinit.calendar import workday_on_or_after
from roles.permissions import Role


def phase_changed(facts: Facts, on: date) -> Iterator[Wanted]:
    for step in facts.steps:
        if not is_news(step.known_on, on):
            continue
        then = set(facts.holding(Role.FADDER, step.initiative, step.known_on))
        for person in facts.holding(Role.FADDER, step.initiative, on):
            if person in then and person != step.decided_by:
                yield Wanted(
                    person,
                    Kind.PHASE_CHANGED,
                    step.initiative,
                    None,
                    f"fasbyte {step.id}",
                    0,
                    1,
                    step.on,
                    workday_on_or_after(step.known_on),
                )


def role_given(facts: Facts, on: date) -> Iterator[Wanted]:
    for given in facts.given:
        if is_news(given.on, on):
            yield Wanted(
                given.person,
                Kind.ROLE_GIVEN,
                given.initiative,
                None,
                f"roll {given.id}",
                0,
                1,
                given.on,
                workday_on_or_after(given.on),
                given.round,
            )


def report_final(facts: Facts, on: date) -> Iterator[Wanted]:
    """KLG, and the faddrar and ledartröjor of what runs in the round."""
    for announced in facts.announced:
        if not is_news(announced.on, on):
            continue
        then = _concerned(facts, announced.round, announced.on)
        for person in _concerned(facts, announced.round, on):
            if person in then and person != announced.by:
                yield Wanted(
                    person,
                    Kind.REPORT_FINAL,
                    None,
                    None,
                    f"underlag {announced.id}",
                    0,
                    1,
                    announced.on,
                    workday_on_or_after(announced.on),
                    announced.round,
                )


def _concerned(facts: Facts, round_: int, on: date) -> dict[int, None]:
    people = facts.holding(Role.KLG, EVERYWHERE, on)
    for one in facts.by_round.get(round_, ()):
        people += facts.holding(Role.FADDER, one.id, on)
        people += facts.holding(Role.LEDARTROJA, one.id, on)
    return dict.fromkeys(people)


def why_no_news(case: Case) -> str:
    return reasons.TOO_OLD


def why_no_role(case: Case) -> str:
    still = any(given.id == case.id for given in case.facts.given)
    return reasons.TOO_OLD if still else reasons.ROLE_ENDED


def why_no_report(case: Case) -> str:
    reminder = case.reminder
    here = reminder.person_id in _concerned(case.facts, reminder.round_id, case.on)
    return reasons.TOO_OLD if here else reasons.ROLE_ENDED


RULES = (
    Rule(Kind.PHASE_CHANGED, phase_changed, why_no_news, (Role.FADDER,)),
    Rule(Kind.ROLE_GIVEN, role_given, why_no_role, only_running=False),
    Rule(Kind.REPORT_FINAL, report_final, why_no_report, only_running=False),
)
