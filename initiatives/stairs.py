"""Processtrappan as a picture: what is reached, and which step was the latest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from initiatives.models import AdoptionPhase, AdoptionStep, Step

WIDTH, STEP_WIDTH, GAP = 360, 36, 4
LOWEST, RISE, BASE = 26, 13, 148
PHASE_Y = BASE + 10


@dataclass(frozen=True)
class Tread:
    """One step of the drawing."""

    step: Step
    x: int
    y: int
    height: int
    reached_on: date | None
    is_latest: bool

    @property
    def middle(self) -> int:
        return self.x + STEP_WIDTH // 2

    @property
    def number_y(self) -> int:
        return self.y + 17

    @property
    def look(self) -> str:
        if self.is_latest:
            return "now"
        return "done" if self.reached_on else "todo"


@dataclass(frozen=True)
class Span:
    """A phase, under its steps."""

    phase: AdoptionPhase
    x1: int
    x2: int

    @property
    def middle(self) -> int:
        return (self.x1 + self.x2) // 2


@dataclass(frozen=True)
class Stairs:
    treads: tuple[Tread, ...]
    spans: tuple[Span, ...]
    reached: int
    latest: Step | None

    total = len(Step)
    width, height, phase_y = WIDTH, PHASE_Y + 24, PHASE_Y
    step_width, base = STEP_WIDTH, BASE


def draw_stairs(rows: Iterable[AdoptionStep]) -> Stairs:
    reached = {Step(row.step): row.reached_on for row in rows if row.reached_on}
    latest = max(reached, key=lambda step: (reached[step], step), default=None)
    treads = tuple(_tread(step, reached.get(step), step == latest) for step in Step)
    spans = tuple(_span(phase, treads) for phase in AdoptionPhase)
    return Stairs(treads, spans, len(reached), latest)


def _tread(step: Step, reached_on: date | None, is_latest: bool) -> Tread:
    height = LOWEST + RISE * (step - 1)
    x = (step - 1) * (STEP_WIDTH + GAP) + GAP // 2
    return Tread(step, x, BASE - height, height, reached_on, is_latest)


def _span(phase: AdoptionPhase, treads: tuple[Tread, ...]) -> Span:
    own = [tread for tread in treads if tread.step.phase == phase]
    return Span(phase, own[0].x, own[-1].x + STEP_WIDTH)
