"""Vägen dit: the walk through the phases, with the reason of every step."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from initiatives.kept_trail import Step, Walk, labels_now, plain_steps
from initiatives.models import Initiative, Phase
from initiatives.portfolio import PhaseStep
from initiatives.trail import Trail, build_trail
from roles.models import Person


@dataclass(frozen=True, kw_only=True)
class WholeWalk(Walk):
    ended_on: date | None

    @cached_property
    def trail(self) -> Trail:
        """Over: nothing in it is "now"."""
        steps = [vars(step) for step in self.steps]
        return build_trail(steps, self.phase, self.started_on, self.labels, ended=self.ended_on)

    @property
    def told(self) -> list[tuple[Step, str, bool]]:
        """Each step, where it led, and whether it was back."""
        return [(step, self.labels[step.to_phase], _is_back(step)) for step in self.steps]


def _is_back(step: Step) -> bool:
    return bool(step.from_phase) and (
        Phase(step.to_phase).position < Phase(step.from_phase).position
    )


def build(initiative: Initiative, reader: Person | None) -> WholeWalk | None:
    if initiative.started_on is None:
        return None
    columns = ("from_phase", "to_phase", "on", "reason")
    steps = initiative.phase_changes.order_by("on", "pk").values_list(*columns)
    return WholeWalk(
        phase=initiative.phase,
        phase_labels=labels_now(),
        started_on=cast(date, initiative.started_on),
        steps=plain_steps(PhaseStep(*step) for step in steps),
        ended_on=initiative.ended_on,
    )
