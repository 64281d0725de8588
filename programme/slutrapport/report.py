"""The slutrapport as data: what page, PDF and archive are made from."""

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from prioinit.documents import Previous, Report
from programme.slutrapport.sections import (
    adoption,
    benefits,
    communication,
    decisions,
    documents,
    effects,
    ideas,
    lessons,
    mission,
    need,
    obstacles,
    outcome,
    said,
    tests,
    trail,
    updates,
)
from programme.slutrapport.sections.adoption import Adopted
from programme.slutrapport.sections.benefits import Benefits
from programme.slutrapport.sections.communication import Communication
from programme.slutrapport.sections.decisions import Decisions
from programme.slutrapport.sections.documents import Documents
from programme.slutrapport.sections.effects import Effects
from programme.slutrapport.sections.ideas import Ideas
from programme.slutrapport.sections.lessons import Lessons
from programme.slutrapport.sections.mission import Mission
from programme.slutrapport.sections.need import Need
from programme.slutrapport.sections.obstacles import Obstacles
from programme.slutrapport.sections.outcome import Outcome
from programme.slutrapport.sections.said import Voices
from programme.slutrapport.sections.tests import Tests
from programme.slutrapport.sections.trail import WholeWalk
from programme.slutrapport.sections.updates import Updates

# In the order they are read: how it ended, then from the mission to what is left behind.
# A section is added here, as a field below, and as a template of its name.
SECTIONS: dict[str, ModuleType] = {
    "outcome": outcome,
    "mission": mission,
    "trail": trail,
    "need": need,
    "ideas": ideas,
    "tests": tests,
    "updates": updates,
    "obstacles": obstacles,
    "decisions": decisions,
    "said": said,
    "adoption": adoption,
    "communication": communication,
    "effects": effects,
    "benefits": benefits,
    "lessons": lessons,
    "documents": documents,
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
    ideas: Ideas | None = None
    tests: Tests | None = None
    adoption: Adopted | None = None
    communication: Communication | None = None
    effects: Effects | None = None
    benefits: Benefits | None = None
    documents: Documents | None = None

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """The template of each section that has something to say, and what it says."""
        told = ((name, getattr(self, name)) for name in SECTIONS)
        return [(f"programme/slutrapport/_{name}.html", part) for name, part in told if part]
