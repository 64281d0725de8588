"""What the demo tells of an initiative. Days count from today: -30 is a month ago."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Update:
    day: int
    by: str
    confidence: int
    since_last: str
    next_step: str
    help_wanted: str = ""


@dataclass(frozen=True)
class Preparation:
    state: str
    how_far: str
    learned: str
    questions: tuple[str, ...] = ()
    decision_wanted: str = ""


@dataclass(frozen=True)
class Initiative:
    code: str
    name: str
    question: str
    target_group: str
    difference: str
    noticed_by: int
    units: str
    goals: str
    ledartrojor: tuple[str, ...]
    faddrar: tuple[str, ...]
    coach: str
    mandate: str = ""
    team: tuple[str, ...] = ()
    phase: str = "behov"
    started: int | None = None
    # day, to, reason
    changes: tuple[tuple[int, str, str], ...] = ()
    updates: tuple[Update, ...] = ()
    left: tuple[tuple[str, int], ...] = ()  # who laid down the jersey, and when
    preparations: dict[str, Preparation] = field(default_factory=dict)
