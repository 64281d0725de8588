"""Så gick det: how it ended, and who takes over."""

from dataclasses import dataclass
from datetime import date

from initiatives.models import Initiative
from roles.models import Person


@dataclass(frozen=True)
class Outcome:
    label: str
    on: date
    words: str
    by: str
    processledare: str
    unit: str
    merged_into: str


def build(initiative: Initiative, reader: Person | None) -> Outcome | None:
    rows = initiative.endings.standing().select_related(
        "by", "processledare", "unit", "merged_into"
    )
    ending = rows.first()
    if ending is None:
        return None
    return Outcome(
        label=str(ending.get_outcome_display()),
        on=ending.on,
        words=ending.words,
        by=ending.by.name,
        processledare=ending.processledare.name if ending.processledare else "",
        unit=ending.unit.name if ending.unit else "",
        merged_into=ending.merged_into.name if ending.merged_into else "",
    )
