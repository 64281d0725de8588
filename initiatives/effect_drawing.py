"""The pictures of an effect as geometry: how far it has come, its readings over time, the time that is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from initiatives.trail_drawing import decimal, text_width

_n = decimal  # path data reads better with a short name

WIDTH, EDGE, FONT = 360, 10, 14
BAR_Y = 14.0
ROOM = 1.25  # the line goes on a bit beyond the target
FARTHEST = 2.5  # a reading beyond this stands at the end of the line


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    anchor: str
    text: str


@dataclass(frozen=True)
class Bar:
    """A line from where it began past the target, walked so far; what svg/effect_bar.html writes out."""

    state: str  # none | worse | under_way | reached
    height: int
    rest: str
    walked: str
    mark: str
    now: float | None
    labels: tuple[Label, ...]
    width: int = WIDTH
    y: float = BAR_Y


def progress(baseline: float, target: float, value: float) -> float:
    """0 where it began, 1 at the target, under 0 when it has become worse: upwards and downwards alike."""
    return (value - baseline) / (target - baseline)


def state_of(done: float | None) -> str:
    if done is None:
        return "none"
    if done >= 1:
        return "reached"
    return "worse" if done < 0 else "under_way"


def draw_bar(done: float | None, start: str, goal: str) -> Bar:
    """`done` is the progress, None when nothing has been read; the labels stand under both ends."""
    shown = None if done is None else max(-1.0, min(done, FARTHEST))
    low, high = min(0.0, shown or 0), max(ROOM, shown or 0)

    def x(at: float) -> float:
        return round(EDGE + (at - low) / (high - low) * (WIDTH - 2 * EDGE), 1)

    labels = _side_by_side(x(0), start, x(1), goal)
    return Bar(
        state=state_of(done),
        height=round(max(label.y for label in labels) + 6),
        rest=f"M{_n(x(low))} {_n(BAR_Y)}H{_n(x(high))}",
        walked=f"M{_n(x(0))} {_n(BAR_Y)}H{_n(x(shown))}" if shown else "",
        mark=f"M{_n(x(1))} {_n(BAR_Y - 12)}V{_n(BAR_Y + 12)}",
        now=None if shown is None else x(shown),
        labels=labels,
    )


def _side_by_side(start_x: float, start: str, goal_x: float, goal: str) -> tuple[Label, Label]:
    """Never on top of each other: one that has no room goes a line down."""
    left, right = text_width(start) * FONT, text_width(goal) * FONT
    begins = min(max(2.0, start_x - EDGE + 2), max(2.0, WIDTH - left - 2))
    ends = min(WIDTH - 2.0, max(goal_x + right / 2, right + 2))
    y = BAR_Y + 30
    down = y if begins + left + FONT / 2 < ends - right else y + FONT + 4
    return (
        Label(round(begins, 1), y, "start", start),
        Label(round(ends, 1), down, "end", goal),
    )


def draw_clock(begins: date, ends: date, on: date, start: str, goal: str) -> Bar:
    """How much of the time has gone."""
    whole = max((ends - begins).days, 1)
    gone = max(0.0, min((on - begins).days / whole, 1.0))
    bar = draw_bar(gone, start, goal)
    x1 = WIDTH - EDGE
    now = round(EDGE + gone * (WIDTH - 2 * EDGE), 1)
    return Bar(
        state="time",
        height=bar.height,
        rest=f"M{EDGE} {_n(BAR_Y)}H{x1}",
        walked=f"M{EDGE} {_n(BAR_Y)}H{_n(now)}" if gone else "",
        mark=f"M{x1} {_n(BAR_Y - 12)}V{_n(BAR_Y + 12)}",
        now=now,
        labels=_side_by_side(EDGE, start, x1, goal),
    )


# --- Over time ---------------------------------------------------------------------------------
LINE_WIDTH, LINE_HEIGHT = 360, 164
TOP, BOTTOM, SIDE = 20.0, 112.0, 12.0


@dataclass(frozen=True)
class Line:
    """Readings from the baseline on, and the straight way to the target; see svg/effect_line.html."""

    points: str
    dots: tuple[tuple[float, float], ...]
    now: tuple[float, float]
    plan: str
    goal: tuple[float, float]
    axis: str
    labels: tuple[Label, ...]
    width: int = LINE_WIDTH
    height: int = LINE_HEIGHT


def draw_line(
    readings: Sequence[tuple[date, float]], goal: tuple[date, float], words: Sequence[str]
) -> Line:
    """The first of the readings is the baseline. `words`: the first and last day, the baseline, the target."""
    days = [day.toordinal() for day, _value in (*readings, goal)]
    values = [value for _day, value in (*readings, goal)]
    first, last = min(days), max(days)
    low, high = min(values), max(values)

    def place(day: date, value: float) -> tuple[float, float]:
        x = SIDE + (day.toordinal() - first) / (last - first) * (LINE_WIDTH - 2 * SIDE)
        y = BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)
        return round(x, 1), round(y, 1)

    dots = tuple(place(*reading) for reading in readings)
    begin, end = dots[0], place(*goal)
    return Line(
        points=" ".join(f"{_n(x)},{_n(y)}" for x, y in dots) if len(dots) > 1 else "",
        dots=dots[:-1],
        now=dots[-1],
        plan=f"M{_n(begin[0])} {_n(begin[1])}L{_n(end[0])} {_n(end[1])}",
        goal=end,
        axis=f"M{_n(SIDE)} {_n(BOTTOM + 26)}H{_n(LINE_WIDTH - SIDE)}",
        labels=_line_labels(dots, end, words),
    )


def _line_labels(dots, end, words: Sequence[str]) -> tuple[Label, ...]:
    first, last, baseline, target = words
    y, begin = BOTTOM + 44, dots[0]
    up = end[1] < begin[1]
    # The target's stands beyond it, unless a reading does.
    reached = any((dot[1] <= end[1]) == up for dot in dots[1:])
    target_x = min(LINE_WIDTH - 2.0, end[0] + text_width(target) * FONT / 2)
    return (
        Label(2.0, y, "start", first),
        Label(LINE_WIDTH - 2.0, y, "end", last),
        Label(2.0, begin[1] + (-8 if not up else 18), "start", baseline),
        Label(round(target_x, 1), end[1] + (-8 if up != reached else 20), "end", target),
    )
