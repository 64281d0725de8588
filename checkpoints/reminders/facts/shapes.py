"""The shapes of what the rules ask about. Plain values, so that a rule is a pure function of them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from initiatives.rigg import RiggItem
from roles.permissions import Role

EVERYWHERE = 0  # the place of a role that is held nowhere in particular


@dataclass(frozen=True)
class Holder:
    person: int
    starts_on: date
    ends_on: date | None

    def holds(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


@dataclass(frozen=True)
class Running:
    """A running initiative."""

    id: int
    round: int
    round_ends_on: date
    every_weeks: int
    started_on: date
    updated_on: date | None
    gaps: tuple[RiggItem, ...]  # in its rigg, when they were asked for
    paused_until: date | None = None
    resumed_on: date | None = None

    @property
    def update_due_on(self) -> date:
        """One cadence after the last update, or after the team began, and began again after a pause."""
        since = self.updated_on or self.started_on
        for began_again in (self.paused_until, self.resumed_on):
            if began_again and began_again > since:
                since = began_again
        return since + timedelta(weeks=self.every_weeks)

    def is_paused(self, on: date) -> bool:
        return self.paused_until is not None and on < self.paused_until


@dataclass(frozen=True)
class Occasion:
    """A checkpoint that has not begun and is not cancelled."""

    id: int
    round: int
    day: date
    due_on: date
    due_version: int
    lead_days: tuple[int, ...]


@dataclass(frozen=True)
class PhaseStep:
    id: int
    initiative: int
    on: date
    known_on: date
    decided_by: int


@dataclass(frozen=True)
class Stuck:
    """An obstacle that nobody has answered."""

    id: int
    initiative: int
    raised_on: date
    lifted_on: date | None  # to KLG


@dataclass(frozen=True)
class Owed:
    """Inputs that are shown and unanswered: those of one initiative, or of the round as a whole."""

    round: int
    initiative: int | None
    since: date  # the oldest of them is counted from this day
    n: int


@dataclass(frozen=True)
class Asked:
    """A decision that waits."""

    id: int
    initiative: int
    round: int
    on: date
    of_fadder: bool  # else of KLG
    checkpoint: int | None


@dataclass(frozen=True)
class Todo:
    """An action that is open, or done and still to be followed up. Those who have left are None."""

    id: int
    initiative: int | None
    round: int
    responsible: int | None
    created_by: int | None
    created_on: date
    due_on: date
    follow_up_on: date | None
    is_open: bool


@dataclass(frozen=True)
class Given:
    """A role that was given to someone, by someone else."""

    id: int
    person: int
    initiative: int | None
    round: int | None
    on: date


@dataclass(frozen=True)
class Announced:
    id: int
    round: int
    on: date
    by: int


@dataclass(frozen=True)
class Later:
    """A follow-up of an effect that nobody has answered. Its round may be over for long."""

    id: int
    initiative: int
    round: int
    due_on: date


@dataclass(frozen=True)
class Reading:
    """An effect of a running initiative, and the day it is to be read again."""

    effect: int
    initiative: int
    due_on: date


@dataclass
class Facts:
    on: date
    initiatives: list[Running]
    holders: dict[tuple[str, int], list[Holder]] = field(default_factory=lambda: defaultdict(list))
    occasions: dict[int, list[Occasion]] = field(default_factory=lambda: defaultdict(list))
    ready: frozenset[tuple[int, int]] = frozenset()
    steps: list[PhaseStep] = field(default_factory=list)
    told_gaps: dict[tuple[int, str], str] = field(default_factory=dict)
    stuck: list[Stuck] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    todos: list[Todo] = field(default_factory=list)
    later: list[Later] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)

    def holding(self, role: Role, place: int, on: date) -> list[int]:
        held = self.holders.get((role, place), ())
        return list(dict.fromkeys(holder.person for holder in held if holder.holds(on)))

    @cached_property
    def running(self) -> dict[int, Running]:
        return {one.id: one for one in self.initiatives}

    @cached_property
    def by_round(self) -> dict[int, list[Running]]:
        found = defaultdict(list)
        for one in self.initiatives:
            found[one.round].append(one)
        return found
