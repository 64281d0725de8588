"""The year as a wheel: January at the top, clockwise. Numbers and geometry only; the template draws."""

import calendar
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from django.utils.dateformat import format as format_date

from programme.year import Happening, Year

SIZE = 400
MIDDLE = SIZE / 2
RIM, INNER, LABELS = 192, 56, 176
TRACKS = {"checkpoint": 138, "gathering": 96}
DOT = 13
CLEAR = 2 * DOT + 2  # between the middles of two dots


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    kind: str
    number: int


@dataclass(frozen=True)
class Line:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Label:
    x: str
    y: str
    text: str


@dataclass(frozen=True)
class Wheel:
    spokes: tuple[Line, ...]
    labels: tuple[Label, ...]
    dots: tuple[Dot, ...]
    today: Line | None
    size: int = SIZE
    middle: int = int(MIDDLE)
    rim: int = RIM
    inner: int = INNER
    dot: int = DOT


def draw(year: Year) -> Wheel:
    months = [month.first for month in year.months]
    return Wheel(
        spokes=tuple(_spoke(first, INNER, RIM) for first in months),
        labels=tuple(_label(first) for first in months),
        dots=tuple(_dots(year.drawn)),
        today=_spoke(year.today, INNER, RIM) if year.today.year == year.year else None,
    )


def _angle(day: date) -> float:
    days = 366 if calendar.isleap(day.year) else 365
    return 2 * pi * (day.timetuple().tm_yday - 1) / days


def _at(angle: float, radius: float) -> tuple[float, float]:
    return MIDDLE + radius * sin(angle), MIDDLE - radius * cos(angle)


def _spoke(day: date, inner: float, outer: float) -> Line:
    (x1, y1), (x2, y2) = _at(_angle(day), inner), _at(_angle(day), outer)
    return Line(*(f"{value:.1f}" for value in (x1, y1, x2, y2)))


def _label(first: date) -> Label:
    x, y = _at(_angle(first.replace(day=15)), LABELS)
    return Label(f"{x:.1f}", f"{y + 4:.1f}", format_date(first, "M").lower().rstrip("."))


def _dots(drawn: list[Happening]):
    """Each on its track; where two would meet, the later one moves inwards."""
    placed: list[tuple[float, float]] = []
    for one in drawn:
        radius = float(TRACKS[one.kind])
        spot = _at(_angle(one.day), radius)
        while radius > DOT and any(_touch(spot, other) for other in placed):
            radius -= DOT / 2
            spot = _at(_angle(one.day), radius)
        placed.append(spot)
        yield Dot(f"{spot[0]:.1f}", f"{spot[1]:.1f}", one.kind, one.number)


def _touch(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 < CLEAR**2
