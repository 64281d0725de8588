"""Medskicken och svaren: what people said along the way, and what the team did with it. No names of theirs."""

from dataclasses import dataclass

from checkpoints.inputs.ni_sa import Said, say_together, with_what_came_of_it
from checkpoints.models import Input
from checkpoints.reports import parts
from initiatives.models import Initiative
from roles.models import Person


@dataclass(frozen=True)
class Voices:
    total: int
    answered: int
    said: tuple[Said, ...]

    @property
    def left_out(self) -> int:
        return self.total - parts.number_of(self.said)


def build(initiative: Initiative, reader: Person | None) -> Voices | None:
    shown = Input.objects.shown().filter(initiative=initiative)
    rows = list(with_what_came_of_it(shown))
    if not rows:
        return None
    said = parts.shortened(sorted(say_together(rows), key=lambda one: not one.verdict))
    return Voices(len(rows), sum(one.answer_id is not None for one in rows), said)
