"""Hindren och svaren: what the team could not clear alone, and who cleared it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.timezone import localdate

from initiatives.models import Initiative, Obstacle, ObstacleStep
from roles.models import Person


@dataclass(frozen=True)
class Stuck:
    stops_us: str
    we_need: str
    raised_on: date
    state: str
    answer: str
    answered_by: str


@dataclass(frozen=True)
class Obstacles:
    raised: tuple[Stuck, ...]


def build(initiative: Initiative, reader: Person | None) -> Obstacles | None:
    answers = ObstacleStep.objects.filter(kind=ObstacleStep.Kind.ANSWERED).select_related("by")
    told = Prefetch("steps", answers.order_by("-pk"), to_attr="answers")
    found = initiative.obstacles.prefetch_related(told).order_by("raised_at", "pk")
    raised = tuple(_stuck(one) for one in found)
    return Obstacles(raised) if raised else None


def _stuck(one: Obstacle) -> Stuck:
    answer = next(iter(one.answers), None)  # type: ignore[attr-defined]
    return Stuck(
        stops_us=one.stops_us,
        we_need=one.we_need,
        raised_on=localdate(one.raised_at),
        state=str(one.get_state_display()),
        answer=answer.text if answer else "",
        answered_by=answer.by.name if answer else "",
    )
