"""Ledningsgruppens underlag as data: what page, PDF and archive are made from.

Plain values only, so that a final one is kept as JSON and says the same thing for ever. Pictures are
drawn again from their facts.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from initiatives.effect_reading import EffectFigures
from initiatives.kept_trail import Walk
from initiatives.trail import ConfidenceLine, confidence_line
from initiatives.work.tests import TellsOfTests, ToldTest
from prioinit.documents import Previous, Report

SIDE_BY_SIDE = 1000  # characters of decisions and news that still stand well in two columns


@dataclass(frozen=True)
class Reading:
    """A published update."""

    number: int
    on: date
    by: str
    since_last: str
    next_step: str
    help_wanted: str
    confidence: int


@dataclass(frozen=True)
class Gap:
    key: str
    text: str
    since: date | None


@dataclass(frozen=True)
class Member:
    id: int
    name: str
    role: str
    role_label: str
    unit: str


@dataclass(frozen=True)
class Prepared:
    """What a team that is ready wants at the next checkpoint."""

    questions: tuple[str, ...]
    decision_wanted: str


@dataclass(frozen=True)
class Section(TellsOfTests, Walk):
    """One initiative's page."""

    id: int
    name: str
    question: str
    target_group: str
    difference: str
    noticed_by: date | None
    units: tuple[str, ...]
    goals: tuple[str, ...]
    confidences: tuple[int, ...]
    age_days: int
    is_overdue: bool
    is_silent: bool
    latest: Reading | None
    unseen: Reading | None  # the one before it, when it came after the previous pack
    gaps: tuple[Gap, ...]
    team: tuple[Member, ...]
    prepared: Prepared | None
    changes: tuple[str, ...] = ()
    paused_until: date | None = None
    pause_reason: str = ""
    target_group_met: int | None = None  # not counted in the older ones
    tested: tuple[ToldTest, ...] = ()  # closed since the pack before
    effect: EffectFigures | None = None  # nor read

    @cached_property
    def confidence(self) -> ConfidenceLine:
        return confidence_line(self.confidences)

    @property
    def latest_number(self) -> int:
        return self.latest.number if self.latest else 0


@dataclass(frozen=True)
class Decision:
    initiative: str
    text: str
    note: str


@dataclass(frozen=True)
class OpenObstacle:
    """Nobody has answered it yet."""

    initiative: str
    text: str
    need: str
    note: str


@dataclass(frozen=True)
class EndedSince:
    """Since the previous pack."""

    name: str
    outcome_label: str
    on: date
    words: str
    lesson: str  # what others should do


@dataclass(frozen=True)
class Occasion:
    name: str
    day: date


@dataclass(frozen=True)
class PackReport(Report):
    meeting_on: date
    previous: Previous | None
    checkpoint: Occasion | None
    decisions: tuple[Decision, ...]
    news: tuple[str, ...]
    sections: tuple[Section, ...]
    obstacles: tuple[OpenObstacle, ...] = ()
    ended: tuple[EndedSince, ...] = ()

    @property
    def is_side_by_side(self) -> bool:
        decisions = sum(len(one.initiative + one.text + one.note) for one in self.decisions)
        return decisions < SIDE_BY_SIDE and sum(map(len, self.news)) < SIDE_BY_SIDE

    @property
    def asking(self) -> list[Section]:
        """Those who ask for help in their latest update."""
        return [one for one in self.sections if one.latest and one.latest.help_wanted]

    @property
    def content(self) -> "PackReport":
        """Whatever meeting it is for."""
        return replace(self, meeting_on=self.on, seal=None)
