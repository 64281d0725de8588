"""Förverkliga, as it is shown on other pages than its own."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Expression, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localdate

from initiatives.models import Adoption, AdoptionStep, Step
from roles.models import Assignment
from roles.permissions import Role


@dataclass(frozen=True)
class Taken:
    """How far up the stairs, and who has taken over."""

    reached: int
    latest: Step | None
    processledare: str
    unit: str
    is_decided: bool

    total = len(Step)


def facts() -> Expression:
    here = {"initiative": OuterRef("pk")}
    steps = AdoptionStep.objects.filter(**here, reached_on__isnull=False)
    adoption = Adoption.objects.filter(**here)
    held = Assignment.objects.of_role(Role.PROCESSLEDARE).filter(**here, person__is_active=True)
    # Whose role is held today is said when it is read: the query is kept from day to day.
    holder = JSONObject(name="person__name", starts_on="starts_on", ends_on="ends_on")
    return JSONObject(
        steps=ArraySubquery(steps.order_by("reached_on", "step").values("step")),
        unit=Subquery(adoption.values("receiving_unit__name")),
        decided_on=Subquery(adoption.values("decided_on")),
        holders=ArraySubquery(held.order_by("-starts_on", "-pk").values(json=holder)),
    )


def read(told: dict) -> Taken:
    today = localdate()
    names = (one["name"] for one in told["holders"] if _holds(one, today))
    steps = told["steps"]
    return Taken(
        reached=len(steps),
        latest=Step(steps[-1]) if steps else None,
        processledare=next(names, ""),
        unit=told["unit"] or "",
        is_decided=told["decided_on"] is not None,
    )


def _holds(one: dict, today: date) -> bool:
    started = date.fromisoformat(one["starts_on"]) <= today
    return started and (one["ends_on"] is None or date.fromisoformat(one["ends_on"]) >= today)
