"""Tempo: how soon and how often a team tries. Plain values in, plain values out; the picture too."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

QUARTERS = 6  # the latest, in table and picture


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    def before(self, steps: int) -> "Quarter":
        whole = self.year * 4 + self.number - 1 - steps
        return Quarter(whole // 4, whole % 4 + 1)

    @property
    def label(self) -> str:
        return _("kv %(number)s %(year)s") % {"number": self.number, "year": self.year}


@dataclass(frozen=True)
class Bar:
    quarter: Quarter
    tests: int
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + BAR_WIDTH / 2

    @property
    def short(self) -> str:
        return _("kv %(number)s") % {"number": self.quarter.number}


BAR_WIDTH, _GAP, _TALL, _TOP, _EDGE = 44, 20, 84, 20, 10


@dataclass(frozen=True)
class Tempo:
    tests: int
    running: int
    to_first_test: int | None  # days from the first idea
    since_closed: int | None  # days since the latest test was closed
    started: tuple[tuple[Quarter, int], ...]  # oldest first; empty before the first test
    since_step: int | None = None  # days since the latest step of processtrappan

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        most = max((number for _quarter, number in self.started), default=0) or 1
        return tuple(
            Bar(
                quarter,
                number,
                x=_EDGE + at * (BAR_WIDTH + _GAP),
                y=_TOP + _TALL - _TALL * number / most,
                height=_TALL * number / most,
            )
            for at, (quarter, number) in enumerate(self.started)
        )

    @property
    def bar_width(self) -> int:
        return BAR_WIDTH

    @property
    def base(self) -> int:
        return _TOP + _TALL

    @property
    def width(self) -> int:
        return 2 * _EDGE + len(self.started) * (BAR_WIDTH + _GAP) - _GAP

    @property
    def height(self) -> int:
        return self.base + 24

    @property
    def text(self) -> str:
        """The picture in words."""
        told = ", ".join(f"{quarter.label}: {number}" for quarter, number in self.started)
        return _("Startade tester per kvartal. %(told)s.") % {"told": told}


def tempo_of(
    first_idea: date | None,
    tests: Iterable[tuple[date, date | None]],
    on: date,
    latest_step: date | None = None,
) -> Tempo:
    """`tests`: the day each begins, and the day it was closed if it was. One that begins later waits."""
    begun = [(began, closed) for began, closed in tests if began <= on or closed]
    first = min((began for began, _closed in begun), default=None)
    closed_on = [closed for _began, closed in begun if closed]
    return Tempo(
        tests=len(begun),
        running=len(begun) - len(closed_on),
        to_first_test=max((first - first_idea).days, 0) if first and first_idea else None,
        since_closed=(on - max(closed_on)).days if closed_on else None,
        started=_per_quarter([began for began, _closed in begun], on),
        since_step=(on - latest_step).days if latest_step else None,
    )


def _per_quarter(days: list[date], on: date) -> tuple[tuple[Quarter, int], ...]:
    """The last quarters, from the first test on; a quarter without a test is a nought."""
    if not days:
        return ()
    counted = Counter(Quarter.of(day) for day in days)
    shown = [Quarter.of(on).before(steps) for steps in reversed(range(QUARTERS))]
    return tuple((one, counted[one]) for one in shown if one >= min(counted))


def quarters_of(several: Iterable[Tempo]) -> list[Quarter]:
    """The columns of a table of several."""
    return sorted({quarter for one in several for quarter, _number in one.started})
