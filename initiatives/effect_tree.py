"""The effect tree: what we do, what it is to give, which goals that helps. Drawn from what exists.

Nobody has said which activity gives which effect, so each column is joined to the next by a common trunk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from initiatives.trail_drawing import decimal, text_width

_n = decimal

WIDTH, FONT, LINE = 760, 14, 18
GAP, BETWEEN, PAD, HEAD = 64, 12, 10, 30
MOST_LINES = 4
MOST_BOXES = 12  # of a column


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    kind: str
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Drawing:
    height: int
    heads: tuple[Text, ...]
    boxes: tuple[Box, ...]
    trunks: str
    width: int = WIDTH + 2  # with half a line on either side


@dataclass(frozen=True)
class Column:
    kind: str  # activity | effect | goal
    label: str
    items: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The picture has room for so many; the list beside it has them all."""
        left = len(self.items) - MOST_BOXES
        return self.items if left <= 0 else (*self.items[: MOST_BOXES - 1], f"+ {left + 1}")


@dataclass(frozen=True)
class Tree:
    columns: tuple[Column, ...]  # those that have something in them

    @property
    def is_drawn(self) -> bool:
        return len(self.columns) > 1

    @cached_property
    def drawing(self) -> Drawing:
        return draw(self.columns)


def build_tree(columns: Sequence[Column]) -> Tree:
    return Tree(tuple(column for column in columns if column.items))


def draw(columns: Sequence[Column]) -> Drawing:
    width = (WIDTH - GAP * (len(columns) - 1)) / len(columns)
    placed = [_stack(column, i * (width + GAP), width) for i, column in enumerate(columns)]
    tallest = max(_bottom(boxes) for boxes in placed)
    centred = [_moved(boxes, (tallest - _bottom(boxes)) / 2) for boxes in placed]
    return Drawing(
        height=round(tallest + 4),
        heads=tuple(
            Text(round(i * (width + GAP), 1), FONT + 2, column.label)
            for i, column in enumerate(columns)
        ),
        boxes=tuple(box for boxes in centred for box in boxes),
        trunks="".join(_trunk(left, right) for left, right in pairwise(centred)),
    )


def _stack(column: Column, x: float, width: float) -> list[Box]:
    boxes: list[Box] = []
    y = float(HEAD)
    for item in column.shown:
        lines = _wrap(item, width - 2 * PAD)
        height = len(lines) * LINE + 2 * PAD - 4
        texts = tuple(
            Text(round(x + PAD, 1), round(y + PAD + FONT - 3 + n * LINE, 1), line)
            for n, line in enumerate(lines)
        )
        boxes.append(Box(round(x, 1), round(y, 1), round(width, 1), height, column.kind, texts))
        y += height + BETWEEN
    return boxes


def _bottom(boxes: Sequence[Box]) -> float:
    return boxes[-1].y + boxes[-1].height


def _moved(boxes: Sequence[Box], down: float) -> list[Box]:
    return [
        Box(
            box.x,
            round(box.y + down, 1),
            box.width,
            box.height,
            box.kind,
            tuple(Text(line.x, round(line.y + down, 1), line.text) for line in box.lines),
        )
        for box in boxes
    ]


def _trunk(left: Sequence[Box], right: Sequence[Box]) -> str:
    """From every box of one column to a common line, and on to every box of the next."""
    outs = [round(box.y + box.height / 2, 1) for box in left]
    ins = [round(box.y + box.height / 2, 1) for box in right]
    out_x, in_x = left[0].x + left[0].width, right[0].x
    middle = round((out_x + in_x) / 2, 1)
    path = "".join(f"M{_n(out_x)} {_n(y)}H{_n(middle)}" for y in outs)
    path += f"M{_n(middle)} {_n(min(outs + ins))}V{_n(max(outs + ins))}"
    return path + "".join(f"M{_n(middle)} {_n(y)}H{_n(in_x)}" for y in ins)


def _wrap(text: str, room: float) -> list[str]:
    """Lines no wider than the box. What has no room is cut, and ends with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        tried = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(tried, room):
            lines[-1] = tried
            continue
        if len(lines) == MOST_LINES:
            lines[-1] = _cut(f"{lines[-1]} …", room)
            break
        lines.append(_cut(word, room))
    return lines or [""]


def _fits(text: str, room: float) -> bool:
    return text_width(text) * FONT <= room


def _cut(text: str, room: float) -> str:
    while not _fits(text, room):
        text = text.rstrip("…")[:-1].rstrip() + "…"
    return text
