"""An initiative's walk through the phases as plain values: what final reports keep, and draw again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from initiatives.models import Phase
from initiatives.portfolio import PhaseStep
from initiatives.trail import Trail, build_trail


@dataclass(frozen=True)
class Step:
    from_phase: str | None
    to_phase: str
    on: date
    reason: str


def plain_steps(steps: Iterable[PhaseStep]) -> tuple[Step, ...]:
    return tuple(Step(one.from_phase, one.to_phase, one.on, one.reason) for one in steps)


def labels_now() -> tuple[str, ...]:
    return tuple(str(phase.label) for phase in Phase)


@dataclass(frozen=True, kw_only=True)
class Walk:
    phase: str
    phase_labels: tuple[str, ...]  # in the order of the phases, as they were worded then
    started_on: date
    steps: tuple[Step, ...]

    @property
    def labels(self) -> dict[str, str]:
        return dict(zip(Phase.values, self.phase_labels, strict=True))

    @property
    def phase_label(self) -> str:
        return self.labels[self.phase]

    @cached_property
    def trail(self) -> Trail:
        steps = [vars(step) for step in self.steps]
        return build_trail(steps, self.phase, self.started_on, self.labels)
