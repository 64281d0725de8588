"""The portfolio row: everything a list says about an initiative, read in one query.

Helheten, Min sida, the initiative list and the ledningsgrupp's pack all stand on these rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, Expression, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from initiatives.models import Initiative, Phase, PhaseChange, StatusUpdate
from initiatives.rigg import Rigg, RiggPerson, people_of, rigg_of
from initiatives.trail import ConfidenceLine, Trail, build_trail, confidence_line
from roles.models import Unit
from roles.permissions import INITIATIVE_ROLES, Role

CONFIDENCE_READINGS = 6


def for_portfolio(queryset: QuerySet, on: date) -> QuerySet:
    """Annotated with rigg, trail, the last readings and the units: one query, however many rows."""
    return queryset.with_rigg(on).select_related("round").annotate(**_facts())


@lru_cache(maxsize=1)
def _facts() -> Mapping[str, Expression]:
    steps = PhaseChange.objects.filter(initiative=OuterRef("pk")).order_by("on", "pk")
    final = StatusUpdate.objects.final().filter(initiative=OuterRef("pk")).order_by("-number")
    units = Unit.objects.filter(initiatives=OuterRef("pk")).order_by("sort_key")
    return {
        "steps": ArraySubquery(
            steps.values(
                json=JSONObject(
                    from_phase="from_phase", to_phase="to_phase", on="on", reason="reason"
                )
            )
        ),
        "readings": ArraySubquery(final.standing().values("confidence")[:CONFIDENCE_READINGS]),
        "updated_at": Subquery(final.values("published_at")[:1], output_field=DateTimeField()),
        "unit_names": ArraySubquery(units.values("name")),
    }


@dataclass(frozen=True)
class PhaseStep:
    """A change of phase, and how it is told in a list of news."""

    on: date
    source: str | None
    target: str
    reason: str

    @property
    def told(self) -> str:
        to = Phase(self.target)
        if self.source is None:
            return _("Startade i %(phase)s.") % {"phase": to.label}
        if to.position < Phase(self.source).position:
            words = {"phase": to.label, "reason": self.reason}
            return _("Tillbaka till %(phase)s: %(reason)s") % words
        return _("Vidare till %(phase)s.") % {"phase": to.label}


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
    accepted_by: frozenset[int]  # ids of those who have accepted it
    noticed_by: date | None
    on: date

    @property
    def age_days(self) -> int | None:
        """Days since the last published update, or since the start when there is none."""
        since = self.updated_on or self.started_on
        return (self.on - since).days if since else None

    @property
    def is_silent(self) -> bool:
        """Has missed its cadence by as long again: a forgotten fortnight is not yet silence."""
        return self.overdue_days > 0 and self.overdue_days >= self.cadence_days

    @property
    def overdue_days(self) -> int:
        """Days past the day the next update was due; 0 when it is not."""
        return max((self.on - self.update_due_on).days, 0) if self.update_due_on else 0

    @property
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
    updated_on = localdate(initiative.updated_at) if initiative.updated_at else None
    people = people_of(initiative)
    return PortfolioRow(
        id=initiative.pk,
        name=initiative.name,
        url=reverse("initiatives:initiative", args=[initiative.pk]),
        state=initiative.state,
        phase=initiative.phase,
        phase_label=Phase(initiative.phase).label,
        round_id=initiative.round_id,
        round_name=initiative.round.name,
        units=tuple(initiative.unit_names),
        trail=trail_of(initiative, on),
        confidence=confidence_line(list(reversed(initiative.readings))),
        started_on=initiative.started_on,
        updated_on=updated_on,
        update_due_on=update_due_on(initiative, updated_on, on),
        cadence_days=initiative.round.update_every_weeks * 7,
        rigg=rigg_of(initiative, on, people),
        people=tuple(people),
        steps=_steps(initiative),
        mandate=initiative.rigg_mandate,
        accepted_by=frozenset(initiative.rigg_accepted),
        noticed_by=initiative.noticed_by,
        on=on,
    )


def _steps(initiative: Initiative) -> tuple[PhaseStep, ...]:
    return tuple(
        PhaseStep(
            date.fromisoformat(step["on"]), step["from_phase"], step["to_phase"], step["reason"]
        )
        for step in initiative.steps
    )


def trail_of(initiative: Initiative, on: date | None = None) -> Trail:
    """The trail of an initiative read with `for_portfolio`."""
    return build_trail(
        [{**step, "on": date.fromisoformat(step["on"])} for step in initiative.steps],
        current=initiative.phase if initiative.is_running else None,
        started=initiative.started_on,
        ended=initiative.round.ends_on if initiative.round.is_over(on) else None,
    )


def update_due_on(initiative: Initiative, updated_on: date | None, on: date) -> date | None:
    """The day the next update is due: one cadence after the last, or after the start."""
    since = updated_on or initiative.started_on
    if not initiative.is_running or since is None or initiative.round.is_over(on):
        return None
    return since + timedelta(weeks=initiative.round.update_every_weeks)
