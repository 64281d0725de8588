"""Reading it all, with a fixed number of queries."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Max, Q, QuerySet
from django.utils.timezone import localdate, now

from checkpoints.models import Checkpoint, Preparation, Reminder
from checkpoints.reminders.facts import effects, matters
from checkpoints.reminders.facts.matters import Scope
from checkpoints.reminders.facts.shapes import EVERYWHERE, Facts, Holder, Occasion, Running
from initiatives.models import Initiative, StatusUpdate
from initiatives.rigg import rigg_of
from roles.models import Assignment, LeadershipMembership
from roles.permissions import ROUND_ROLES, Perm, Role, roles_with

Kind = Reminder.Kind
TOLD_ROLES = {Role.LEDARTROJA, Role.FADDER, Role.COACH, Role.LOTS} | roles_with(Perm.FOLLOW_UP)
ABOUT_UPDATES = {Kind.UPDATE_DUE, Kind.SILENCE, Kind.PAUSE_OVER}
ABOUT_CHECKPOINTS = {Kind.PREPARATION_DUE, Kind.DECISION_WAITING}
ABOUT_ACTIONS = {Kind.ACTION_DUE, Kind.ACTION_FOLLOW_UP}


def read_facts(
    on: date,
    *,
    initiatives: QuerySet[Initiative] | None = None,
    rounds: Iterable[int] = (),
    people: set[int] | None = None,
    kinds: set[str] | None = None,
) -> Facts:
    """Everything the rules ask about, as it stands; narrowed to some places, people or kinds.

    `rounds` are those whose own matters are asked about, beside those of `initiatives`.
    """
    wanted = set(Kind.values if kinds is None else kinds)
    scope = Scope(initiatives, set(rounds))
    rows = Initiative.objects.all() if initiatives is None else initiatives
    running = _running(rows.running(on), on, wanted)
    facts = Facts(on, running)
    if Kind.FOLLOW_UP_DUE in wanted:
        facts.later = effects.unanswered_follow_ups(scope)
    ids = None
    if initiatives is not None:
        ids = [one.id for one in running] + [one.initiative for one in facts.later]
    rounds_here = {one.round for one in (*running, *facts.later)} | scope.rounds
    _read_holders(facts, ids, rounds_here, people)
    if wanted & ABOUT_CHECKPOINTS:
        _read_occasions(facts, ids, rounds_here)
    if Kind.RIGG_BROKEN in wanted:
        facts.told_gaps = _told_gaps(ids)
    _read_matters(facts, on, scope, wanted)
    _read_news(facts, on, scope, rounds_here, people, wanted)
    return facts


def facts_about(reminders: list[Reminder], on: date) -> Facts:
    """What decides whether these are still wanted."""
    rounds = {one.round_id for one in reminders} - {None}
    return read_facts(
        on,
        initiatives=Initiative.objects.filter(
            Q(pk__in={one.initiative_id for one in reminders} - {None}) | Q(round__in=rounds)
        ),
        rounds=rounds,
        people={one.person_id for one in reminders},
        kinds={one.kind for one in reminders},
    )


def _read_matters(facts: Facts, on: date, scope: Scope, wanted: set[str]) -> None:
    if Kind.OBSTACLE_WAITING in wanted:
        facts.stuck = matters.unanswered_obstacles(scope)
    if Kind.INPUT_WAITING in wanted:
        facts.owed = matters.unanswered_inputs(scope)
    if Kind.DECISION_WAITING in wanted:
        facts.asked = matters.waiting_decisions(scope)
    if Kind.READING_DUE in wanted:
        facts.readings = effects.readings_due(on, scope)
    if wanted & ABOUT_ACTIONS:
        facts.todos = list(matters.actions(on, scope))


def _read_news(
    facts: Facts,
    on: date,
    scope: Scope,
    rounds: set[int],
    people: set[int] | None,
    wanted: set[str],
) -> None:
    if Kind.PHASE_CHANGED in wanted:
        facts.steps = matters.phase_steps(on, scope)
    if Kind.ROLE_GIVEN in wanted:
        facts.given = list(matters.given_roles(on, scope, people))
    if Kind.REPORT_FINAL in wanted:
        facts.announced = matters.announcements(on, rounds)
        _read_leadership(facts, people)


def _running(rows: QuerySet[Initiative], on: date, wanted: set[str]) -> list[Running]:
    with_rigg = Kind.RIGG_BROKEN in wanted
    # Two columns instead of a Round for each of the thousands of initiatives.
    rows = rows.order_by("pk").annotate(
        round_ends_on=F("round__ends_on"), every_weeks=F("round__update_every_weeks")
    )
    latest = _latest_updates(rows) if wanted & ABOUT_UPDATES else {}
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
            paused_until=one.paused_until,
            resumed_on=one.resumed_on,
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


def _read_leadership(facts: Facts, people: set[int] | None) -> None:
    seats = LeadershipMembership.objects.filter(person__is_active=True).order_by("pk")
    if people is not None:
        seats = seats.filter(person__in=people)
    for person, starts_on, ends_on in seats.values_list("person_id", "starts_on", "ends_on"):
        facts.holders[Role.KLG, EVERYWHERE].append(Holder(person, starts_on, ends_on))


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
    ready = Preparation.objects.filter(
        state=Preparation.State.READY,
        checkpoint__in=[one.id for several in facts.occasions.values() for one in several],
    )
    if ids is not None:
        ready = ready.filter(initiative__in=ids)
    facts.ready = frozenset(ready.order_by().values_list("checkpoint_id", "initiative_id"))


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
