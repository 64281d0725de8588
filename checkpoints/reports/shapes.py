"""The report before and after a checkpoint as data: what page, PDF and archive are made from.

Plain values only; a final one is kept as JSON, so what a dataclass gets later needs a default. Nothing
here says who gave a medskick.
"""

from dataclasses import dataclass
from datetime import date, datetime

from checkpoints.inputs.ni_sa import NiSa, Said
from checkpoints.models import Decision, FinalReport
from initiatives.effect_reading import EffectFigures
from initiatives.kept_trail import Walk
from initiatives.work.tests import TellsOfTests, ToldTest
from prioinit.documents import Previous, Report


@dataclass(frozen=True)
class Occasion:
    id: int
    name: str
    starts_at: datetime
    ends_at: datetime
    place: str


# --- In both -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Wish:
    """A decision that somebody asks for."""

    initiative: str
    text: str
    note: str


@dataclass(frozen=True)
class Todo:
    """An åtgärd. No initiative: it is the whole round's."""

    initiative: str
    what: str
    how: str
    who: str
    due_on: date
    is_late: bool


# --- Before ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Turn:
    """A line of the agenda. Without a running order nobody has said when."""

    title: str
    initiative_id: int | None
    presenters: tuple[str, ...]
    begins_at: datetime | None
    minutes: int | None


@dataclass(frozen=True)
class Happened:
    on: date
    what: str
    text: str


@dataclass(frozen=True)
class Prepared:
    """What a team that is ready has written."""

    how_far: str
    learned: str
    questions: tuple[str, ...]
    decision_wanted: str
    presenters: tuple[str, ...]
    happened: tuple[Happened, ...] = ()  # not in the older ones


@dataclass(frozen=True)
class Stuck:
    """An obstacle that is not closed."""

    text: str
    need: str
    note: str


@dataclass(frozen=True)
class Page(TellsOfTests, Walk):
    """One initiative's page."""

    id: int
    name: str
    question: str
    units: tuple[str, ...]
    prepared: Prepared | None
    obstacles: tuple[Stuck, ...]
    todos: tuple[Todo, ...]
    said: tuple[Said, ...]  # the first of them
    said_left_out: int
    paused_until: date | None
    pause_reason: str
    target_group_met: int | None = None  # not counted in the older ones
    tested: tuple[ToldTest, ...] = ()  # closed since the checkpoint before
    effect: EffectFigures | None = None  # nor read


@dataclass(frozen=True)
class Before:
    agenda: tuple[Turn, ...]
    decisions: tuple[Wish, ...]
    ni_sa: NiSa | None  # the sum; what was said to those who have a page stands there
    todos: tuple[Todo, ...]  # of nobody who has a page
    pages: tuple[Page, ...]

    @property
    def is_timed(self) -> bool:
        return any(turn.begins_at for turn in self.agenda)


# --- After -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Attendance:
    is_noted: bool
    called: int
    came: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    initiative: str
    wanted: str
    outcome: str
    outcome_label: str
    text: str
    reason: str
    by: str
    on: date
    responsible: str
    due_on: date | None

    @property
    def tone(self) -> str:
        return "ok" if self.outcome == Decision.Outcome.JA else "neutral"


@dataclass(frozen=True)
class OfKind:
    """How many medskick of one sort, as it was called then."""

    label: str
    n: int


@dataclass(frozen=True)
class Given:
    """The medskick that one initiative got. No initiative: they were about the whole checkpoint."""

    initiative: str
    counts: tuple[OfKind, ...]
    answered: int
    said: tuple[Said, ...]  # the first of them
    asked: tuple[str, ...] = ()  # the questions that were answered

    @property
    def given_kinds(self) -> list[OfKind]:
        return [one for one in self.counts if one.n]

    @property
    def total(self) -> int:
        return sum(one.n for one in self.counts)

    @property
    def left_out(self) -> int:
        return self.total - sum(len(one.texts) for one in self.said)


@dataclass(frozen=True)
class After:
    attendance: Attendance
    decided: tuple[Decided, ...]
    waiting: tuple[Wish, ...]
    todos: tuple[Todo, ...]
    given: tuple[Given, ...]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.given)

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.given)


@dataclass(frozen=True)
class CheckpointReport(Report):
    kind: str
    checkpoint: Occasion
    previous: Previous | None
    before: Before | None = None
    after: After | None = None

    @property
    def is_before(self) -> bool:
        return self.kind == FinalReport.Kind.BEFORE
