"""What the planning of reminders is a function of: read once, with a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Max, QuerySet
from django.utils.timezone import localdate, now

from checkpoints.models import Checkpoint, Preparation, Reminder
from initiatives.models import Initiative, PhaseChange, StatusUpdate
from initiatives.rigg import RiggItem, rigg_of
from roles.models import Assignment
from roles.permissions import ROUND_ROLES, Role

PHASE_NEWS_DAYS = 14
TOLD_ROLES = (Role.LEDARTROJA, Role.FADDER, Role.LOTS)


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

    @property
    def update_due_on(self) -> date:
        return (self.updated_on or self.started_on) + timedelta(weeks=self.every_weeks)


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


@dataclass
class Facts:
    on: date
    initiatives: list[Running]
    holders: dict[tuple[str, int], list[Holder]] = field(default_factory=lambda: defaultdict(list))
    occasions: dict[int, list[Occasion]] = field(default_factory=lambda: defaultdict(list))
    ready: frozenset[tuple[int, int]] = frozenset()
    steps: list[PhaseStep] = field(default_factory=list)
    told_gaps: dict[tuple[int, str], str] = field(default_factory=dict)

    def holding(self, role: Role, place: int, on: date) -> list[int]:
        held = self.holders.get((role, place), ())
        return list(dict.fromkeys(holder.person for holder in held if holder.holds(on)))


def read_facts(
    on: date,
    *,
    initiatives: QuerySet[Initiative] | None = None,
    people: set[int] | None = None,
    kinds: set[str] | None = None,
) -> Facts:
    """Everything the rules ask about, as it stands; narrowed to some initiatives, people or kinds."""
    wanted = set(Reminder.Kind.values if kinds is None else kinds)
    rows = Initiative.objects.all() if initiatives is None else initiatives
    running = _running(rows.running(on), on, wanted)
    facts = Facts(on, running)
    if not running:
        return facts
    ids = None if initiatives is None else [one.id for one in running]
    rounds = {one.round for one in running}
    _read_holders(facts, ids, rounds, people)
    if Reminder.Kind.PREPARATION_DUE in wanted:
        _read_occasions(facts, ids, rounds)
    if Reminder.Kind.PHASE_CHANGED in wanted:
        facts.steps = _steps(on, ids)
    if Reminder.Kind.RIGG_BROKEN in wanted:
        facts.told_gaps = _told_gaps(ids)
    return facts


def _running(rows: QuerySet[Initiative], on: date, wanted: set[str]) -> list[Running]:
    with_rigg = Reminder.Kind.RIGG_BROKEN in wanted
    # Two columns instead of a Round for each of the thousands of initiatives.
    rows = rows.order_by("pk").annotate(
        round_ends_on=F("round__ends_on"), every_weeks=F("round__update_every_weeks")
    )
    latest = _latest_updates(rows) if Reminder.Kind.UPDATE_DUE in wanted else {}
    found = rows.with_rigg(on) if with_rigg else rows
    # One at a time: ten thousand whole riggar are more than Python likes to look after.
    return [
        Running(
            id=one.pk,
            round=one.round_id,
            round_ends_on=one.round_ends_on,
            every_weeks=one.every_weeks,
            started_on=one.started_on,
            updated_on=latest.get(one.pk),
            gaps=rigg_of(one, on).gaps if with_rigg else (),
        )
        for one in found.iterator(chunk_size=1000)
    ]


def _latest_updates(initiatives: QuerySet[Initiative]) -> dict[int, date]:
    latest = (
        StatusUpdate.objects.final()
        .filter(initiative__in=initiatives.order_by().values("pk"))
        .order_by()
        .values_list("initiative")
        .annotate(latest=Max("published_at"))
    )
    return {initiative: localdate(at) for initiative, at in latest}


def _read_holders(facts: Facts, ids, rounds: set[int], people: set[int] | None) -> None:
    rows = Assignment.objects.of_role(*TOLD_ROLES).filter(person__is_active=True).order_by()
    if ids is not None:
        rows = rows.filter(initiative__in=ids) | rows.filter(round__in=rounds)
    if people is not None:
        rows = rows.filter(person__in=people)
    columns = ("role", "initiative_id", "round_id", "person_id", "starts_on", "ends_on")
    for role, initiative, round_, person, starts_on, ends_on in rows.values_list(*columns):
        place = round_ if role in ROUND_ROLES else initiative
        facts.holders[role, place].append(Holder(person, starts_on, ends_on))


def _read_occasions(facts: Facts, ids, rounds: set[int]) -> None:
    coming = Checkpoint.objects.held().filter(starts_at__gt=now(), round__in=rounds)
    for one in coming.order_by("starts_at", "pk"):
        facts.occasions[one.round_id].append(
            Occasion(
                id=one.pk,
                round=one.round_id,
                day=one.day,
                due_on=one.preparation_due_on,
                due_version=one.due_version,
                lead_days=tuple(one.lead_days),
            )
        )
    if facts.occasions:
        ready = Preparation.objects.filter(
            state=Preparation.State.READY,
            checkpoint__in=[one.id for several in facts.occasions.values() for one in several],
        )
        if ids is not None:
            ready = ready.filter(initiative__in=ids)
        facts.ready = frozenset(ready.order_by().values_list("checkpoint_id", "initiative_id"))


def _steps(on: date, ids) -> list[PhaseStep]:
    recent = PhaseChange.objects.filter(
        from_phase__isnull=False,
        created_at__date__gt=on - timedelta(days=PHASE_NEWS_DAYS),
        initiative__state=Initiative.State.RUNNING,
    )
    if ids is not None:
        recent = recent.filter(initiative__in=ids)
    columns = ("pk", "initiative_id", "on", "created_at", "decided_by_id")
    return [
        PhaseStep(pk, initiative, day, localdate(created_at), decided_by)
        for pk, initiative, day, created_at, decided_by in recent.order_by("pk").values_list(
            *columns
        )
    ]


def _told_gaps(ids) -> dict[tuple[int, str], str]:
    """Gaps the lots already knows about and that have not been mended: (initiative, gap) -> occasion."""
    told = Reminder.objects.open_gaps()
    if ids is not None:
        told = told.filter(initiative__in=ids)
    return {
        (initiative, gap_of(occasion)): occasion
        for initiative, occasion in told.order_by("pk").values_list("initiative_id", "occasion")
    }


def gap_of(occasion: str) -> str:
    return occasion.partition(" ")[0]
