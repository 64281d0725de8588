"""The slutrapport as data: what page, PDF and archive are made from."""

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from prioinit.documents import Previous, Report
from programme.slutrapport.sections import (
    decisions,
    lessons,
    mission,
    need,
    obstacles,
    outcome,
    said,
    trail,
    updates,
)
from programme.slutrapport.sections.decisions import Decisions
from programme.slutrapport.sections.lessons import Lessons
from programme.slutrapport.sections.mission import Mission
from programme.slutrapport.sections.need import Need
from programme.slutrapport.sections.obstacles import Obstacles
from programme.slutrapport.sections.outcome import Outcome
from programme.slutrapport.sections.said import Voices
from programme.slutrapport.sections.trail import WholeWalk
from programme.slutrapport.sections.updates import Updates

# In the order they are read. A section is added here, as a field below, and as a template of its name.
SECTIONS: dict[str, ModuleType] = {
    "outcome": outcome,
    "mission": mission,
    "trail": trail,
    "need": need,
    "updates": updates,
    "obstacles": obstacles,
    "decisions": decisions,
    "said": said,
    "lessons": lessons,
}


@dataclass(frozen=True, kw_only=True)
class Closing(Report):
    initiative_id: int
    name: str
    question: str
    registry_number: str
    previous: Previous | None
    outcome: Outcome | None = None
    mission: Mission | None = None
    trail: WholeWalk | None = None
    need: Need | None = None
    updates: Updates | None = None
    obstacles: Obstacles | None = None
    decisions: Decisions | None = None
    said: Voices | None = None
    lessons: Lessons | None = None

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """The template of each section that has something to say, and what it says."""
        told = ((name, getattr(self, name)) for name in SECTIONS)
        return [(f"programme/slutrapport/_{name}.html", part) for name, part in told if part]
