"""Reading what can wait for someone: obstacles, inputs, decisions, actions; and what is new."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Min, Q, QuerySet
from django.utils.timezone import localdate

from checkpoints.models import Action, Announcement, Decision, Input
from checkpoints.reminders.facts.shapes import Announced, Asked, Given, Owed, PhaseStep, Stuck, Todo
from initiatives.models import Initiative, Obstacle, PhaseChange
from roles.models import Assignment

NEWS_DAYS = 14  # as long something is told as news


class Scope(NamedTuple):
    """Whose matters are read: of these initiatives, and of these rounds as wholes. None: everybody's."""

    initiatives: QuerySet[Initiative] | None
    rounds: set[int]

    def narrow(self, rows: QuerySet, initiative: str = "initiative", round_: str = "") -> QuerySet:
        if self.initiatives is None:
            return rows
        inside = Q(**{f"{initiative}__in": self.initiatives.order_by().values("pk")})
        if round_:
            inside |= Q(**{f"{initiative}__isnull": True, f"{round_}__in": self.rounds})
        return rows.filter(inside)


def phase_steps(on: date, scope: Scope) -> list[PhaseStep]:
    recent = PhaseChange.objects.filter(
        from_phase__isnull=False,
        created_at__date__gt=on - timedelta(days=NEWS_DAYS),
        initiative__state=Initiative.State.RUNNING,
    )
    columns = ("pk", "initiative_id", "on", "created_at", "decided_by_id")
    rows = scope.narrow(recent).order_by("pk").values_list(*columns)
    return [
        PhaseStep(pk, initiative, day, localdate(created_at), decided_by)
        for pk, initiative, day, created_at, decided_by in rows
    ]


def unanswered_obstacles(scope: Scope) -> list[Stuck]:
    columns = ("pk", "initiative_id", "raised_at", "lifted_at")
    rows = scope.narrow(Obstacle.objects.unanswered()).order_by("pk").values_list(*columns)
    return [Stuck(pk, initiative, localdate(at), _day(up)) for pk, initiative, at, up in rows]


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None


def unanswered_inputs(scope: Scope) -> list[Owed]:
    """One per initiative: how many, and the day that the oldest is counted from."""
    rows = (
        scope.narrow(Input.objects.unanswered(), round_="round")
        .order_by("round_id", "initiative_id")
        .values_list("round_id", "initiative_id", "checkpoint__starts_at")
        .annotate(n=Count("pk"), first=Min("created_at"))
    )
    found: dict[tuple, Owed] = {}
    for round_, initiative, held_at, n, first in rows:
        key, since = (round_, initiative), _counted_from(held_at, first)
        if before := found.get(key):
            since, n = min(since, before.since), n + before.n
        found[key] = Owed(round_, initiative, since, n)
    return list(found.values())


def _counted_from(held_at: datetime | None, first: datetime) -> date:
    """The checkpoint's day; without one the Friday of its week, so that a week's inputs are one matter."""
    if held_at:
        return localdate(held_at)
    day = localdate(first)
    return day + timedelta(days=4 - day.weekday()) if day.weekday() < 5 else day


def waiting_decisions(scope: Scope) -> list[Asked]:
    columns = (
        *("pk", "initiative_id", "initiative__round_id", "requested_at"),
        *("asked_of", "checkpoint_id"),
    )
    rows = scope.narrow(Decision.objects.waiting()).order_by("pk").values_list(*columns)
    return [
        Asked(pk, initiative, round_, localdate(at), of == Decision.AskedOf.FADDER, checkpoint)
        for pk, initiative, round_, at, of, checkpoint in rows
    ]


def actions(on: date, scope: Scope) -> Iterator[Todo]:
    """Of rounds that are not over; whatever their initiative is doing."""
    followed_up = Q(state=Action.State.DONE, follow_up_on__gt=on - timedelta(days=NEWS_DAYS))
    rows = Action.objects.filter(
        Q(state=Action.State.OPEN) | followed_up, round__ends_on__gte=on
    ).order_by("pk")
    columns = (
        *("pk", "initiative_id", "round_id"),
        *("responsible_id", "responsible__is_active", "created_by_id", "created_by__is_active"),
        *("created_at", "due_on", "follow_up_on", "state"),
    )
    for row in scope.narrow(rows, round_="round").values_list(*columns):
        pk, initiative, round_, doer, doer_here, creator, creator_here, made, due, look, state = row
        yield Todo(
            id=pk,
            initiative=initiative,
            round=round_,
            responsible=doer if doer_here else None,
            created_by=creator if creator_here else None,
            created_on=localdate(made),
            due_on=due,
            follow_up_on=look,
            is_open=state == Action.State.OPEN,
        )


def given_roles(on: date, scope: Scope, people: set[int] | None) -> Iterator[Given]:
    """Also in initiatives that are still being rigged."""
    recent = (
        Assignment.objects.not_over(on)
        .filter(given_at__date__gt=on - timedelta(days=NEWS_DAYS), person__is_active=True)
        .exclude(initiative__round__ends_on__lt=on)
        .exclude(round__ends_on__lt=on)
        .order_by("pk")
    )
    if people is not None:
        recent = recent.filter(person__in=people)
    elif scope.initiatives is not None:
        recent = scope.narrow(recent, round_="round")
    columns = ("pk", "person_id", "initiative_id", "round_id", "given_at", "given_by_id")
    for pk, person, initiative, round_, at, by in recent.values_list(*columns):
        if person != by:
            yield Given(pk, person, initiative, round_, localdate(at))


def announcements(on: date, rounds: set[int]) -> list[Announced]:
    recent = Announcement.objects.filter(
        round__in=rounds, at__date__gt=on - timedelta(days=NEWS_DAYS)
    )
    columns = ("pk", "round_id", "at", "by_id")
    rows = recent.order_by("pk").values_list(*columns)
    return [Announced(pk, round_, localdate(at), by) for pk, round_, at, by in rows]
