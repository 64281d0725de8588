"""Besluten, and why they were taken."""

from dataclasses import dataclass

from checkpoints.reports.parts import decided
from checkpoints.reports.shapes import Decided
from initiatives.models import Initiative
from roles.models import Person


@dataclass(frozen=True)
class Decisions:
    decided: tuple[Decided, ...]


def build(initiative: Initiative, reader: Person | None) -> Decisions | None:
    rows = initiative.decisions.decided().select_related("initiative", "decided_by", "responsible")
    found = tuple(decided(one) for one in rows.order_by("decided_on", "pk"))
    return Decisions(found) if found else None
