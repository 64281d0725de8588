"""The portfolio row: everything a list says about an initiative, read in one query.

Helheten, Min sida, the initiative list and the ledningsgrupp's pack all stand on these rows.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Expression, Model, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from initiatives import trials
from initiatives.models import (
    ContactNote,
    Ending,
    Initiative,
    Obstacle,
    Phase,
    PhaseChange,
    StatusUpdate,
)
from initiatives.rigg import Rigg, RiggPerson, facts_of, rigg_of
from initiatives.trail import ConfidenceLine, Trail, build_trail, confidence_line
from initiatives.trials import NO_TRIALS, Trials
from prioinit.calendar import workdays_between
from prioinit.sql import Compiled
from roles.models import Unit
from roles.permissions import INITIATIVE_ROLES, Role

CONFIDENCE_READINGS = 6


def for_portfolio(queryset: QuerySet, on: date) -> QuerySet:
    """Annotated with rigg, trail, the last readings and the units: one query, however many rows."""
    return queryset.with_rigg(on).select_related("round").annotate(told_facts=_facts())


_OBSTACLE = JSONObject(
    id="pk",
    state="state",
    stops_us="stops_us",
    we_need="we_need",
    needed_by="needed_by",
    raised_at="raised_at",
    raised_by="raised_by__name",
    taken_by="taken_by",
    lifted_at="lifted_at",
    lifted_by="lifted_by__name",
)


@lru_cache(maxsize=1)
def _facts() -> Expression:
    """What has been told of an initiative, as one JSON text; see `rigg._facts`."""
    steps = PhaseChange.objects.filter(initiative=OuterRef("pk")).order_by("on", "pk")
    final = StatusUpdate.objects.final().filter(initiative=OuterRef("pk")).order_by("-number")
    units = Unit.objects.filter(initiatives=OuterRef("pk")).order_by("sort_key")
    step = JSONObject(from_phase="from_phase", to_phase="to_phase", on="on", reason="reason")
    open_ones = Obstacle.objects.open().filter(initiative=OuterRef("pk")).order_by("raised_at")
    contacts = ContactNote.objects.filter(initiative=OuterRef("pk")).order_by("-on", "-pk")
    endings = Ending.objects.standing().filter(initiative=OuterRef("pk"))
    contact = JSONObject(on="on", next_on="next_on", next_step="next_step", by="by__name")
    read = JSONObject(
        steps=ArraySubquery(steps.values(json=step)),
        readings=ArraySubquery(final.standing().values("confidence")[:CONFIDENCE_READINGS]),
        updated_at=Subquery(final.values("published_at")[:1]),
        units=ArraySubquery(units.values("name")),
        obstacles=ArraySubquery(open_ones.values(json=_OBSTACLE)),
        contacts=ArraySubquery(contacts.values(json=contact)[:1]),
        trials=trials.facts(),
        outcome=Subquery(endings.values("outcome")[:1]),
    )
    return Compiled(Initiative, Cast(read, TextField()))


@dataclass(frozen=True)
class PhaseStep:
    """A change of phase, and how it is told in a list of news."""

    from_phase: str | None
    to_phase: str
    on: date
    reason: str

    @property
    def is_return(self) -> bool:
        before, to = self.from_phase, Phase(self.to_phase)
        return bool(before) and to.position < Phase(before).position

    @property
    def told(self) -> str:
        to = Phase(self.to_phase)
        if not self.from_phase:
            return _("Startade i %(phase)s.") % {"phase": to.label}
        if self.is_return:
            words = {"phase": to.label, "reason": self.reason}
            return _("Tillbaka till %(phase)s: %(reason)s") % words
        return _("Vidare till %(phase)s.") % {"phase": to.label}


@dataclass(frozen=True)
class OpenObstacle:
    id: int
    state: str
    stops_us: str
    we_need: str
    needed_by: date | None
    raised_on: date
    raised_by: str
    taken_by: int | None
    lifted_on: date | None
    lifted_by: str | None

    @property
    def url(self) -> str:
        return reverse("initiatives:obstacle", args=[self.id])

    @property
    def state_label(self) -> str:
        return str(Obstacle.State(self.state).label)

    @property
    def is_answered(self) -> bool:
        return self.state == Obstacle.State.ANSWERED

    @property
    def is_lifted(self) -> bool:
        return self.state == Obstacle.State.LIFTED

    def waited(self, on: date) -> int:
        """Working days since it was raised, for the last time if it was opened again."""
        return workdays_between(self.raised_on, on)

    def where_it_stands(self, on: date) -> str:
        """väntar på fadder, 5 arbetsdagar; nobody waits for what is answered."""
        if self.is_answered:
            return self.state_label
        days = self.waited(on)
        waited = ngettext("%(n)s arbetsdag", "%(n)s arbetsdagar", days) % {"n": days}
        return _("%(state)s, %(days)s") % {"state": self.state_label, "days": waited}


@dataclass(frozen=True)
class Contact:
    """The fadder's latest with the team."""

    on: date
    next_on: date | None
    next_step: str
    by: str


@dataclass(frozen=True)
class PortfolioRow:
    id: int
    name: str
    url: str
    state: str
    phase: str
    phase_label: str
    round_id: int
    round_name: str
    units: tuple[str, ...]
    trail: Trail
    confidence: ConfidenceLine
    started_on: date | None
    updated_on: date | None
    update_due_on: date | None
    cadence_days: int
    rigg: Rigg
    people: tuple[RiggPerson, ...]
    steps: tuple[PhaseStep, ...]
    mandate: int | None  # number of the current one
    mandate_issued_on: date | None
    accepted_by: frozenset[int]  # ids of those who have accepted it
    noticed_by: date | None
    obstacles: tuple[OpenObstacle, ...]
    contact: Contact | None
    on: date
    paused_until: date | None = None  # while it is paused
    began_again: date | None = None  # after the latest pause
    trials: Trials = NO_TRIALS
    ended_on: date | None = None
    outcome: str | None = None  # Ending.Outcome

    # Kept: a row that says the same is the same row tomorrow.
    @cached_property
    def tempo(self) -> str:
        return self.trials.told(self.phase, self.on)

    @property
    def is_running(self) -> bool:
        return self.state == Initiative.State.RUNNING

    @property
    def outcome_label(self) -> str:
        return str(Ending.Outcome(self.outcome).label) if self.outcome else ""

    @cached_property
    def unanswered(self) -> tuple[OpenObstacle, ...]:
        return tuple(one for one in self.obstacles if not one.is_answered)

    @cached_property
    def age_days(self) -> int | None:
        """Days since the last published update, or since the start when there is none."""
        since = self.updated_on or self.started_on
        return (self.on - since).days if since else None

    @property
    def is_silent(self) -> bool:
        """Has missed its cadence by as long again: a forgotten fortnight is not yet silence."""
        return self.overdue_days > 0 and self.overdue_days >= self.cadence_days

    @cached_property
    def overdue_days(self) -> int:
        """Days past the day the next update was due; 0 when it is not."""
        return max((self.on - self.update_due_on).days, 0) if self.update_due_on else 0

    @cached_property
    def team(self) -> list[RiggPerson]:
        """Those who hold a role now, ledartröjor first."""
        return [person for role in INITIATIVE_ROLES for person in self.holders(role)]

    def steps_since(self, day: date) -> list[PhaseStep]:
        return [step for step in self.steps if step.on >= day]

    def holders(self, role: Role) -> list[RiggPerson]:
        return [p for p in self.people if p.role == role and p.holds_on(self.on)]


def read_portfolio(queryset: QuerySet, on: date | None = None) -> list[PortfolioRow]:
    """Rows of `queryset` (Initiative), as they stand on a day (today)."""
    on = on or localdate()
    return [build_row(initiative, on) for initiative in for_portfolio(queryset, on)]


def build_row(initiative: Initiative, on: date) -> PortfolioRow:
    """`initiative` must come from `for_portfolio`."""
    says = (
        *(on, get_language(), initiative.rigg_facts, initiative.told_facts),  # type: ignore[attr-defined]
        *_columns(initiative),
        *_columns(initiative.round),
    )
    return _row(_Read(says, initiative, on))


def _columns(row: Model) -> Iterator[Any]:
    return (row.__dict__[field.attname] for field in row._meta.concrete_fields)


@dataclass(frozen=True)
class _Read:
    """An initiative as it was read. Those that say the same are equal."""

    says: tuple[Any, ...]
    initiative: Initiative = field(compare=False)
    on: date = field(compare=False)


@lru_cache(maxsize=512)  # most of what a portfolio shows stood there yesterday too
def _row(read: _Read) -> PortfolioRow:
    initiative, on = read.initiative, read.on
    rigg = facts_of(initiative)
    told = json.loads(initiative.told_facts)  # type: ignore[attr-defined]
    steps = tuple(_step(step) for step in told["steps"])
    updated_at = told["updated_at"]
    updated_on = localdate(datetime.fromisoformat(updated_at)) if updated_at else None
    return PortfolioRow(
        id=initiative.pk,
        name=initiative.name,
        url=reverse("initiatives:initiative", args=[initiative.pk]),
        state=initiative.state,
        phase=initiative.phase,
        phase_label=Phase(initiative.phase).label,
        round_id=initiative.round_id,
        round_name=initiative.round.name,
        units=tuple(told["units"]),
        trail=_trail(initiative, steps, on),
        confidence=confidence_line(reversed(told["readings"])),
        started_on=initiative.started_on,
        updated_on=updated_on,
        update_due_on=update_due_on(initiative, updated_on, on),
        cadence_days=initiative.round.update_every_weeks * 7,
        rigg=rigg_of(initiative, on, rigg),
        people=rigg.people,
        steps=steps,
        mandate=rigg.mandate,
        mandate_issued_on=rigg.mandate_issued_on,
        accepted_by=rigg.accepted_by,
        noticed_by=initiative.noticed_by,
        obstacles=tuple(_obstacle(one) for one in told["obstacles"]),
        contact=_contact(told["contacts"]),
        on=on,
        paused_until=initiative.paused_until if initiative.is_paused(on) else None,
        began_again=_began_again(initiative),
        trials=NO_TRIALS if initiative.round.is_over(on) else trials.read(told["trials"]),
        ended_on=initiative.ended_on,
        outcome=told["outcome"],
    )


def _step(told: dict) -> PhaseStep:
    day = date.fromisoformat(told["on"])
    return PhaseStep(told["from_phase"], told["to_phase"], day, told["reason"])


def _obstacle(told: dict) -> OpenObstacle:
    days = {"raised_on": _day(told.pop("raised_at")), "lifted_on": _day(told.pop("lifted_at"))}
    return OpenObstacle(**{**told, **days, "needed_by": _day(told["needed_by"])})


def _contact(told: list[dict]) -> Contact | None:
    if not told:
        return None
    (latest,) = told
    return Contact(**{**latest, "on": _day(latest["on"]), "next_on": _day(latest["next_on"])})


def _day(text: str | None) -> date | None:
    """Of a date, or of a moment as the clock here showed it."""
    if not text or "T" not in text:
        return date.fromisoformat(text) if text else None
    return localdate(datetime.fromisoformat(text))


def _trail(initiative: Initiative, steps: Iterable[PhaseStep], on: date) -> Trail:
    return build_trail(
        steps,
        current=initiative.phase if initiative.started_on else None,
        started=initiative.started_on,
        ended=initiative.ended_on
        or (initiative.round.ends_on if initiative.round.is_over(on) else None),
    )


def update_due_on(initiative: Initiative, updated_on: date | None, on: date) -> date | None:
    """The day the next update is due: one cadence after the last, the start, or the end of a pause."""
    since = updated_on or initiative.started_on
    if not initiative.is_running or since is None or initiative.round.is_over(on):
        return None
    if initiative.is_paused(on):
        return None
    since = max(since, _began_again(initiative) or since)
    return since + timedelta(weeks=initiative.round.update_every_weeks)


def _began_again(initiative: Initiative) -> date | None:
    return max(filter(None, (initiative.paused_until, initiative.resumed_on)), default=None)
