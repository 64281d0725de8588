"""The coach log, as it is shown on the initiative's page to those who may read it, and to nobody else."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Expression, OuterRef
from django.db.models.functions import JSONObject, Left

from initiatives.models import CoachNote

NEWEST = 2
SHOWN = 200  # characters of a step


@dataclass(frozen=True)
class Step:
    id: int
    on: date
    next_step: str
    due_on: date | None
    is_done: bool

    def is_late(self, on: date) -> bool:
        return self.due_on is not None and self.due_on < on and not self.is_done


@dataclass(frozen=True)
class CoachLog:
    newest: tuple[Step, ...]


def facts() -> Expression:
    notes = CoachNote.objects.kept().filter(initiative=OuterRef("pk"))
    step = JSONObject(
        id="pk", on="on", next_step=Left("next_step", SHOWN), due_on="due_on", done_at="done_at"
    )
    return JSONObject(newest=ArraySubquery(notes.values(json=step)[:NEWEST]))


def read(told: dict) -> CoachLog:
    return CoachLog(tuple(_step(one) for one in told["newest"]))


def _step(one: dict) -> Step:
    due_on = date.fromisoformat(one["due_on"]) if one["due_on"] else None
    on = date.fromisoformat(one["on"])
    return Step(one["id"], on, one["next_step"], due_on, one["done_at"] is not None)
