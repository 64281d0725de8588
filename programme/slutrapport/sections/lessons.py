"""Lärdomarna: what lives on."""

from dataclasses import dataclass

from initiatives.models import Initiative
from roles.models import Person


@dataclass(frozen=True)
class Learned:
    text: str
    advice: str
    kind: str
    phase: str


@dataclass(frozen=True)
class Lessons:
    learned: tuple[Learned, ...]


def build(initiative: Initiative, reader: Person | None) -> Lessons | None:
    found = tuple(
        Learned(one.text, one.advice, str(one.get_kind_display()), str(one.get_phase_display()))
        for one in initiative.lessons.kept().in_phase_order()
    )
    return Lessons(found) if found else None
