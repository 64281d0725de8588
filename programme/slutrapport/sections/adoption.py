"""Förverkliga: who takes over, what was decided, and how far up processtrappan it has come."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from initiatives.models import Adoption, AdoptionStep, Initiative, Step
from initiatives.work import adoption
from prioinit.snapshots import from_plain
from programme.slutrapport.limits import shortened
from roles.models import Person


@dataclass(frozen=True)
class Tread:
    step: int
    label: str
    reached_on: date | None = None
    evidence: str = ""
    responsible: str = ""


@dataclass(frozen=True)
class Handed:
    note: str = ""
    decision: str = ""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True)
class Adopted:
    processledare: str
    unit: str
    handed: Handed
    treads: tuple[Tread, ...]  # all nine; none before the first is written

    @property
    def reached(self) -> int:
        return sum(one.reached_on is not None for one in self.treads)

    @property
    def remaining(self) -> list[Tread]:
        return [one for one in self.treads if one.reached_on is None]


def build(initiative: Initiative, reader: Person | None) -> Adopted | None:
    told = _asked(initiative)
    taken = adoption.read(told["taken"])
    handed = from_plain(Handed, next(iter(told["handed"]), {}))
    written = {one["step"]: one for one in told["steps"]}
    if not written and not any((taken.processledare, taken.unit, handed.note, handed.decision)):
        return None
    treads = tuple(_tread(step, written.get(step, {})) for step in Step) if written else ()
    return Adopted(taken.processledare, taken.unit, handed, treads)


def _asked(initiative: Initiative) -> dict:
    here = {"initiative": OuterRef("pk")}
    names = ("step", "reached_on", "evidence", "responsible")
    step = JSONObject(**{name: name for name in names})
    handed = JSONObject(
        note="handover_note",
        decision="decision",
        decided_by="decided_by_name",
        decided_on="decided_on",
    )
    rows = Initiative.objects.filter(pk=initiative.pk).values_list(
        JSONObject(
            taken=adoption.facts(),
            steps=ArraySubquery(AdoptionStep.objects.filter(**here).values(json=step)),
            handed=ArraySubquery(Adoption.objects.filter(**here).values(json=handed)),
        ),
        flat=True,
    )
    return rows.get()


def _tread(step: Step, told: dict) -> Tread:
    said = shortened(told, "evidence") | {"step": step.value, "label": str(step.label)}
    return from_plain(Tread, said)
