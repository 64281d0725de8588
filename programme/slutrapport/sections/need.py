"""Behovet: in one sentence, how many of the target group were met, and what they taught."""

from dataclasses import dataclass
from datetime import date

from initiatives.models import Initiative
from programme.slutrapport.limits import latest, short
from roles.models import Person


@dataclass(frozen=True)
class Learned:
    text: str
    source: str
    people: int | None
    from_target_group: bool
    on: date


@dataclass(frozen=True)
class Need:
    sentence: str
    wordings: int
    target_group_met: int
    insights: tuple[Learned, ...]
    left_out: int


def build(initiative: Initiative, reader: Person | None) -> Need | None:
    said = list(initiative.need_statements.values_list("text", flat=True))
    found = list(initiative.insights.kept().order_by("on", "pk"))
    if not said and not found:
        return None
    shown, left_out = latest(found)
    met = sum(one.people or 0 for one in found if one.from_target_group)
    told = tuple(
        Learned(
            text=short(one.text),
            source=str(one.get_source_display()),
            people=one.people,
            from_target_group=one.from_target_group,
            on=one.on,
        )
        for one in shown
    )
    return Need(said[0] if said else "", len(said), met, told, left_out)
