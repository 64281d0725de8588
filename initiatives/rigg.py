"""The rigg: who and what must be there for an initiative to hold (rule 1).

`Initiative.objects.with_rigg(on)` reads the facts in the initiative's own query, for one row or a
thousand; `rigg_of` judges them without touching the database.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    Expression,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils.formats import date_format
from django.utils.functional import Promise, lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.models.mandate import Mandate, MandateAcceptance
from prioinit.sql import Compiled
from roles.models import Assignment, LeadershipMembership
from roles.permissions import INITIATIVE_ROLES, Role

MIN_LEDARTROJOR = 2
FADDRAR = (1, 2)
MIN_COACHER = 1
MIN_UNITS = 2
NOTICED_WITHIN_MONTHS = 24


@dataclass(frozen=True)
class RiggPerson:
    id: int
    name: str
    role: str
    unit: str | None
    starts_on: date
    ends_on: date | None
    in_klg: bool  # read of faddrar alone, as the day they left it
    left_klg_on: date | None
    is_active: bool

    @property
    def role_label(self):
        return Role(self.role).label

    def holds_on(self, day: date) -> bool:
        return self.is_active and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True)
class RiggItem:
    """One line of the checklist. `gap` says what is missing, in words; empty when it is in place."""

    key: str
    label: str | Promise
    have: str | Promise
    gap: str = ""
    since: date | None = None
    warning: str = ""

    @property
    def ok(self) -> bool:
        return not self.gap


@dataclass(frozen=True)
class Rigg:
    items: tuple[RiggItem, ...]

    @cached_property
    def gaps(self) -> tuple[RiggItem, ...]:
        return tuple(item for item in self.items if not item.ok)

    @property
    def is_whole(self) -> bool:
        return not self.gaps

    @cached_property
    def warnings(self) -> tuple[RiggItem, ...]:
        return tuple(item for item in self.items if item.warning)


# --- Reading the facts -------------------------------------------------------------------------
@dataclass(frozen=True)
class RiggFacts:
    """What `with_rigg` reads about an initiative beside its own columns."""

    people: tuple[RiggPerson, ...]  # who hold or have held a role here, oldest first
    has_lots: bool
    units: int
    goals: int
    mandate: int | None  # number of the current one
    mandate_issued_on: date | None
    accepted_by: frozenset[int]  # ids of those who have accepted it


def annotate_rigg(queryset: QuerySet, on: date) -> QuerySet:
    return queryset.annotate(rigg_facts=_facts(queryset.model, on))


def facts_of(initiative) -> RiggFacts:
    read = json.loads(initiative.rigg_facts)
    mandate = read["mandate"] or {"number": None, "issued_on": None, "accepted_by": ()}
    return RiggFacts(
        people=tuple(_person(row) for row in read["people"]),
        has_lots=read["has_lots"],
        units=read["units"],
        goals=read["goals"],
        mandate=mandate["number"],
        mandate_issued_on=_day(mandate["issued_on"]),
        accepted_by=frozenset(mandate["accepted_by"]),
    )


def _person(row: dict) -> RiggPerson:
    days = {name: _day(row[name]) for name in ("starts_on", "ends_on", "left_klg_on")}
    return RiggPerson(**(row | days))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=8)
def _facts(model: type[Model], on: date) -> Expression:
    """One JSON text: cheap to fetch, and something that a judged row can be kept under."""
    held = Assignment.objects.active(on).filter(role=Role.LOTS).order_by().values("round")
    units = model.units.through.objects.filter(initiative=OuterRef("pk"))  # type: ignore[attr-defined]
    goals = model.goals.through.objects.filter(initiative=OuterRef("pk"))  # type: ignore[attr-defined]
    read = JSONObject(
        people=ArraySubquery(_people(on)),
        has_lots=Q(round__in=held),  # asked once, however many rows
        units=_count(units, "initiative"),
        goals=_count(goals, "initiative"),
        mandate=Subquery(_current_mandate()),
    )
    return Compiled(model, Cast(read, TextField()))


def _current_mandate() -> QuerySet:
    accepted = MandateAcceptance.objects.filter(mandate=OuterRef("pk")).order_by("pk")
    current = Mandate.objects.filter(initiative=OuterRef("pk")).order_by("-number")
    return current.values(
        json=JSONObject(
            number="number",
            issued_on="issued_on",
            accepted_by=ArraySubquery(accepted.values("person")),
        )
    )[:1]


def _count(rows: QuerySet, group: str):
    counted = rows.order_by().values(group).annotate(n=Count("*")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _people(on: date) -> QuerySet:
    seats = LeadershipMembership.objects.filter(person=OuterRef("person"))
    sits = Exists(seats.started(on).not_over(on))
    left = Subquery(seats.over(on).order_by("-ends_on").values("ends_on")[:1])
    return (
        Assignment.objects.started(on)
        .filter(initiative=OuterRef("pk"), role__in=INITIATIVE_ROLES)
        .order_by("starts_on", "pk")
        .values(
            json=JSONObject(
                id="person_id",
                name="person__name",
                role="role",
                unit="person__unit__name",
                starts_on="starts_on",
                ends_on="ends_on",
                in_klg=Case(When(role=Role.FADDER, then=sits), default=False),
                left_klg_on=Case(When(role=Role.FADDER, then=left)),
                is_active="person__is_active",
            )
        )
    )


# --- Judging them ------------------------------------------------------------------------------
def rigg_of(initiative, on: date | None = None, facts: RiggFacts | None = None) -> Rigg:
    """The checklist for an initiative read with `with_rigg(on)`; `facts` if they are already read."""
    on = on or localdate()
    if initiative.is_ended:  # nothing is wanted of it any more
        return Rigg(items=())
    facts = facts or facts_of(initiative)
    return Rigg(
        items=(
            _ledartrojor(facts.people, on),
            _faddrar(facts.people, on),
            _coacher(facts.people, on),
            _lots(facts.has_lots),
            _units(facts.units),
            _mandate(facts, on),
            _goals(facts.goals),
            _target_group(initiative),
            _noticed_by(initiative, on),
        )
    )


def holders(people: Sequence[RiggPerson], role: Role, on: date) -> list[RiggPerson]:
    return [person for person in people if person.role == role and person.holds_on(on)]


# What is in place is read on one page only, and put into words there.
_later = lazy(lambda tell: tell(), str)


def _names(people: Sequence[RiggPerson]) -> str:
    return ", ".join(person.name for person in people)


def _empty_since(people: Sequence[RiggPerson], role: Role, on: date) -> date | None:
    """The first day without the one who last left the role, when someone has."""
    still = {person.id for person in holders(people, role, on)}
    ends = [p.ends_on for p in people if p.role == role and p.ends_on and p.id not in still]
    return max(ends) + timedelta(days=1) if ends else None


def _ledartrojor(people: Sequence[RiggPerson], on: date) -> RiggItem:
    there = holders(people, Role.LEDARTROJA, on)
    missing = MIN_LEDARTROJOR - len({person.id for person in there})
    gap = warning = ""
    if missing > 0:
        gap = ngettext("%(n)s ledartröja saknas", "%(n)s ledartröjor saknas", missing) % {
            "n": missing
        }
    elif len({person.unit for person in there}) == 1 and there[0].unit:
        warning = _("Alla ledartröjor kommer från samma enhet.")
    return RiggItem(
        "ledartroja",
        gettext_lazy("Minst två ledartröjor"),
        _names(there),
        gap,
        _empty_since(people, Role.LEDARTROJA, on) if gap else None,
        warning,
    )


def _faddrar(people: Sequence[RiggPerson], on: date) -> RiggItem:
    there = holders(people, Role.FADDER, on)
    outside = [person for person in there if not person.in_klg]
    gap, since = "", None
    if not there:
        gap, since = _("fadder saknas"), _empty_since(people, Role.FADDER, on)
    elif outside:
        gap = _("%(name)s sitter inte i ledningsgruppen") % {"name": outside[0].name}
        since = outside[0].left_klg_on and outside[0].left_klg_on + timedelta(days=1)
    elif len(there) > FADDRAR[1]:
        gap = _("%(n)s faddrar, högst två") % {"n": len(there)}
    return RiggItem(
        "fadder", gettext_lazy("En eller två faddrar ur ledningsgruppen"), _names(there), gap, since
    )


def _coacher(people: Sequence[RiggPerson], on: date) -> RiggItem:
    there = holders(people, Role.COACH, on)
    gap = "" if len(there) >= MIN_COACHER else _("coach saknas")
    since = _empty_since(people, Role.COACH, on) if gap else None
    return RiggItem("coach", gettext_lazy("En coach"), _names(there), gap, since)


def _lots(there: bool) -> RiggItem:
    have, gap = (gettext_lazy("finns"), "") if there else ("", _("omgången har ingen lots"))
    return RiggItem("lots", gettext_lazy("En lots för omgången"), have, gap)


def _units(n: int) -> RiggItem:
    have = _later(lambda: ngettext("%(n)s enhet", "%(n)s enheter", n) % {"n": n}) if n else ""
    gap = ""
    if n == 0:
        gap = _("ingen enhet deltar")
    elif n < MIN_UNITS:
        gap = _("bara en enhet deltar")
    return RiggItem("enheter", gettext_lazy("Minst två enheter deltar"), have, gap)


def _mandate(facts: RiggFacts, on: date) -> RiggItem:
    label = gettext_lazy("Ett mandat som varje ledartröja har accepterat")
    if facts.mandate is None:
        return RiggItem("mandat", label, "", _("mandat saknas"))
    waiting = [
        person
        for person in holders(facts.people, Role.LEDARTROJA, on)
        if person.id not in facts.accepted_by
    ]
    gap = (
        _("%(names)s har inte accepterat mandatet") % {"names": _names(waiting)} if waiting else ""
    )
    have = _later(lambda: _("Mandat %(number)s") % {"number": facts.mandate})
    return RiggItem("mandat", label, have, gap)


def _goals(n: int) -> RiggItem:
    gap = "" if n else _("mål saknas")
    have = _later(lambda: _("%(n)s mål") % {"n": n}) if n else ""
    return RiggItem("mal", gettext_lazy("Minst ett mål"), have, gap)


def _target_group(initiative) -> RiggItem:
    gap = "" if initiative.target_group else _("målgrupp saknas")
    return RiggItem("malgrupp", gettext_lazy("En målgrupp"), initiative.target_group, gap)


def _noticed_by(initiative, on: date) -> RiggItem:
    by = initiative.noticed_by
    gap = ""
    if by is None:
        gap = _("datum saknas")
    elif not initiative.is_running:
        # Judged from the start: a running initiative that passes its date is late, not broken.
        if by > latest_noticed_by(on):
            gap = _("datumet ligger mer än 24 månader bort")
        elif by <= on:
            gap = _("datumet har redan varit")
    elif by > latest_noticed_by(initiative.started_on):
        gap = _("datumet ligger mer än 24 månader efter starten")
    return RiggItem(
        "senast",
        gettext_lazy("Ett datum inom 24 månader när målgruppen märker skillnad"),
        _later(lambda: date_format(by, "j F Y")) if by else "",
        gap,
    )


@lru_cache(maxsize=1024)
def latest_noticed_by(start: date) -> date:
    return start + relativedelta(months=NOTICED_WITHIN_MONTHS)
