"""Behovet: in one sentence, how many of the target group were met, and what they taught."""

from dataclasses import dataclass
from datetime import date

from initiatives.models import Initiative
from roles.models import Person

MOST = 20
LONGEST = 600  # characters of an insight: the rest can be read on its page


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
    met = sum(one.people or 0 for one in found if one.from_target_group)
    told = tuple(
        Learned(
            text=_short(one.text),
            source=str(one.get_source_display()),
            people=one.people,
            from_target_group=one.from_target_group,
            on=one.on,
        )
        for one in found[-MOST:]
    )
    return Need(said[0] if said else "", len(said), met, told, len(found) - len(told))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
