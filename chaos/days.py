"""Without processes: every day of ten years, and random lives of a round."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import time_machine
from dateutil.easter import easter
from django.db import transaction

from chaos.checker import Findings
from chaos.clock import STOCKHOLM
from chaos.rows import Row, Run, timed
from prioinit.calendar import is_send_time, next_send_moment

FIRST, LAST = date(2026, 1, 1), date(2035, 12, 31)


# --- Ten years ---------------------------------------------------------------------------------
def days_off(year: int) -> set[date]:
    """The Swedish law and custom, written down here again so that the calendar is not its own judge."""
    sunday = easter(year)
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    moving = [sunday + timedelta(days=n) for n in (-2, 0, 1, 39, 49)]
    midsummer = next(date(year, 6, n) for n in range(19, 26) if date(year, 6, n).weekday() == 4)
    all_saints = next(
        day
        for day in (date(year, 10, 31) + timedelta(days=n) for n in range(7))
        if day.weekday() == 5
    )
    eves = [midsummer, midsummer + timedelta(days=1), all_saints]
    return {*(date(year, month, day) for month, day in fixed), *moving, *eves}


@timed
def ten_years_of_days(run: Run) -> Row:
    """A turn every quarter of an hour, both clock changes included: when may mail leave, and how often?"""
    findings, off = Findings(), set()
    for year in range(FIRST.year, LAST.year + 1):
        off |= days_off(year)
    mornings: dict[date, int] = {}
    at = datetime(FIRST.year, 1, 1, tzinfo=UTC)
    was_open = False
    turns = 0
    while at.date() <= LAST:
        turns += 1
        local, is_open = at.astimezone(STOCKHOLM), is_send_time(at)
        allowed = local.weekday() < 5 and 7 <= local.hour < 17 and local.date() not in off
        if is_open != allowed:
            findings.problems.append(f"{local:%Y-%m-%d %H:%M}: {is_open}, by hand {allowed}")
        if is_open and not was_open:
            mornings[local.date()] = mornings.get(local.date(), 0) + 1
            if (local.hour, local.minute) != (7, 0):
                findings.problems.append(f"{local}: opens late")
        leaves = next_send_moment(at)
        if leaves < at or (is_open and leaves != at) or not is_send_time(leaves):
            findings.problems.append(f"{local}: would leave {leaves}")
        was_open = is_open
        at += timedelta(minutes=15)
    findings.twice = sum(n - 1 for n in mornings.values())
    if findings.twice:
        findings.problems.append(f"{findings.twice} mornings came twice")
    return Row("every quarter of an hour 2026-2035", 0, findings, f"{turns} moments")


# --- Random lives ------------------------------------------------------------------------------
@timed
def random_histories(run: Run) -> Row:
    """Checkpoints moved, cancelled and prepared, roles ended, mail servers down: tests/checkpoints tells."""
    from tests.checkpoints.histories import History  # noqa: PLC0415

    findings, dice, sent = Findings(), run.dice(), 0
    lives = run.of(10, 2)
    with run.stage.scene(pace=1) as scene:
        scene.clock.stop()
        for _ in range(lives):
            seed = dice.randrange(10**6)
            with rolled_back(), frozen() as freeze:
                history = History(seed, freeze)
                history.live()
            findings.problems += [f"history {seed}: {one}" for one in history.wrong]
            sent += len(history.sent)
    if not sent:
        findings.problems.append("no mail was sent in any history")
    return Row("random histories of moves", 0, findings, f"{lives} lives, {sent} things said")


@contextmanager
def rolled_back():
    """What the sender wants to be the outermost transaction is let be an inner one, as in a TestCase."""
    outer = transaction.atomic()
    outer._from_testcase = True
    with outer:
        yield
        transaction.set_rollback(True)


@contextmanager
def frozen():
    """The clock stands still until it is set again."""
    with time_machine.travel(0, tick=False) as traveller:
        yield traveller.move_to


ALL = (ten_years_of_days, random_histories)
