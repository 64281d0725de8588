"""The trail's geometry: ready-made path data, so that a portfolio of fifty costs a dozen nodes each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from initiatives.trail import Return, Step


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    anchor: str
    label: str
    date: str
    now: bool


@dataclass(frozen=True)
class Drawing:
    """Everything svg/trail.html writes out, in the units of its viewBox."""

    width: int
    height: int
    y: float
    date_y: float
    font: float
    date_font: float
    line: float  # stroke width
    rest: str
    walked: str
    returns: str
    arrows: str
    done: str
    todo: str
    now: tuple[float, float, float] | None  # x, y, r
    texts: tuple[Text, ...]

    @cached_property
    def id(self) -> str:
        """Equal drawings have equal ids: a page of fifty holds the few that differ."""
        return f"t{crc32(repr(self).encode()):x}"


@dataclass(frozen=True)
class Size:
    width: int
    edge: int  # from the side to the first and last dot
    font: float
    dot: float
    now: float
    line: float
    arc: float  # height of the lowest return
    arc_step: float  # and what each further one adds
    levels: int  # returns above this many share the highest
    dates: bool


SMALL = Size(240, 9, 11.5, 4.2, 7, 2.6, 11, 6, 3, dates=False)
LARGE = Size(640, 12, 15, 6, 10, 4, 20, 13, 5, dates=True)
# Advances of Source Sans 3 Bold in ems, rounded up: labels must not touch, whatever they say.
_NARROW, _WIDE = frozenset("fijlrtI .,-'"), frozenset("mwMWOÖQÅ@%")


def decimal(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


_n = decimal  # path data reads better with a short name


def draw(steps: Sequence[Step], returns: Sequence[Return], size: Size) -> Drawing:
    xs = _positions(len(steps), size)
    arcs = _levels(returns, size.levels)
    top = max((_arc_height(level, size) for _ret, level in arcs), default=0)
    y = round(max(top + size.line + 1, size.now + 2), 1)
    walked = _walked_to(steps)
    states = [step.state for step in steps]
    now = next((x for x, state in zip(xs, states, strict=True) if state == "now"), None)
    texts, font = _texts(steps, xs, y, size)
    label_y = texts[0].y
    date_font = round(size.font * 0.93, 1)
    return Drawing(
        width=size.width,
        height=round(label_y + (date_font * 1.3 if size.dates else 0) + font * 0.35 + 1),
        y=y,
        date_y=round(label_y + date_font * 1.3, 1),
        font=font,
        date_font=date_font,
        line=size.line,
        rest=f"M{_n(xs[walked])} {_n(y)}H{_n(xs[-1])}" if walked < len(xs) - 1 else "",
        walked=f"M{_n(xs[0])} {_n(y)}H{_n(xs[walked])}" if walked else "",
        returns="".join(_arc(xs, ret, level, y, size) for ret, level in arcs),
        arrows="".join(_arrow(xs, ret, level, y, size) for ret, level in arcs),
        done=_dots(xs, states, ("done",), y, size.dot),
        todo=_dots(xs, states, ("todo", "skipped"), y, size.dot - 0.4),
        now=(now, y, size.now) if now is not None else None,
        texts=texts,
    )


def _positions(count: int, size: Size) -> list[float]:
    step = (size.width - 2 * size.edge) / (count - 1)
    return [round(size.edge + step * index, 1) for index in range(count)]


def _walked_to(steps: Sequence[Step]) -> int:
    reached = [index for index, step in enumerate(steps) if step.state in ("done", "now")]
    return max(reached, default=0)


def _levels(returns: Sequence[Return], cap: int) -> list[tuple[Return, int]]:
    """Short returns lowest; one that spans or repeats another goes a level higher."""
    placed: list[tuple[Return, int]] = []
    for ret in sorted(returns, key=lambda ret: (ret.from_index - ret.to_index, ret.on)):
        taken = {
            level
            for other, level in placed
            if ret.to_index < other.from_index and other.to_index < ret.from_index
        }
        free = next(level for level in range(len(taken) + 1) if level not in taken)
        placed.append((ret, min(free, cap - 1)))
    return placed


def _arc_height(level: int, size: Size) -> float:
    return size.now + 1 + size.arc + level * size.arc_step - size.dot


def _arc(xs: Sequence[float], ret: Return, level: int, y: float, size: Size) -> str:
    """A flat-topped arc from just above one dot to just above another."""
    start, end = _ends(xs, ret, size)
    foot = y - size.now - 1
    peak = y - _arc_height(level, size)
    control = peak - (foot - peak) / 3  # a cubic reaches 3/4 of the way to its controls
    bend = (start - end) * 0.2
    return (
        f"M{_n(start)} {_n(foot)}"
        f"C{_n(start - bend)} {_n(control)} {_n(end + bend)} {_n(control)} {_n(end)} {_n(foot)}"
    )


def _arrow(xs: Sequence[float], ret: Return, level: int, y: float, size: Size) -> str:
    """The head that says which way it went."""
    _start, end = _ends(xs, ret, size)
    tip, wing = y - size.now + 1.5, size.line * 1.25
    return f"M{_n(end)} {_n(tip)}l{_n(-wing)} {_n(-wing * 1.5)}h{_n(2 * wing)}z"


def _ends(xs: Sequence[float], ret: Return, size: Size) -> tuple[float, float]:
    """Out to the left of the dot that was left, in to the right of the one returned to."""
    return xs[ret.from_index] - size.line, xs[ret.to_index] + size.line


def _dots(
    xs: Sequence[float], states: Sequence[str], wanted: Sequence[str], y: float, r: float
) -> str:
    d = 2 * r
    return "".join(
        f"M{_n(x - r)} {_n(y)}a{_n(r)} {_n(r)} 0 1 0 {_n(d)} 0a{_n(r)} {_n(r)} 0 1 0 {_n(-d)} 0z"
        for x, state in zip(xs, states, strict=True)
        if state in wanted
    )


def _texts(
    steps: Sequence[Step], xs: Sequence[float], y: float, size: Size
) -> tuple[tuple[Text, ...], float]:
    font, labels = _fit([step.label for step in steps], xs, size)
    label_y = round(y + size.now + font + 2, 1)
    anchors = ["start", *["middle"] * (len(steps) - 2), "end"]
    offsets = [-size.edge + 2, *[0.0] * (len(steps) - 2), size.edge - 2]
    texts = tuple(
        Text(
            round(x + offset, 1),
            label_y,
            anchor,
            label,
            step.date if size.dates and step.state != "todo" else "",
            step.state == "now",
        )
        for step, x, offset, anchor, label in zip(steps, xs, offsets, anchors, labels, strict=True)
    )
    return texts, font


def _fit(labels: Sequence[str], xs: Sequence[float], size: Size) -> tuple[float, list[str]]:
    """Reworded labels may be long: smaller type first, then a shorter word; never an overlap."""
    font = size.font
    while font > size.font * 0.85 and _overlap(labels, xs, font, size):
        font = round(font - 0.5, 1)
    fitted = list(labels)
    while _overlap(fitted, xs, font, size):
        longest = max(range(len(fitted)), key=lambda index: len(fitted[index]))
        fitted[longest] = fitted[longest].rstrip("…")[:-1] + "…"
    return font, fitted


def _overlap(labels: Sequence[str], xs: Sequence[float], font: float, size: Size) -> bool:
    widths = [text_width(label) * font for label in labels]
    left = [2.0, *(x - w / 2 for x, w in zip(xs[1:-1], widths[1:-1], strict=True))]
    left.append(size.width - 2 - widths[-1])
    gap = font * 0.5
    return any(
        left[index] + widths[index] + gap > left[index + 1] for index in range(len(labels) - 1)
    )


def text_width(label: str) -> float:
    return sum(0.38 if c in _NARROW else 0.86 if c in _WIDE else 0.57 for c in label)
