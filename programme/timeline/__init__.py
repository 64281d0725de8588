"""Tidslinje: everything that happened to an initiative, in one query, told in words.

What a thing is and how it is told is a Source; see `sources`. Only what all who may read the initiative may
read: no drafts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from initiatives.models import Initiative
from programme.timeline.sources import SOURCES, Source, Told

__all__ = ["SOURCES", "Happening", "happenings_of"]

PER_PAGE = 100


@dataclass(frozen=True)
class Happening:
    on: date
    kind: str
    label: str
    told: Told


def happenings_of(
    initiative: Initiative, sources: Iterable[Source] = SOURCES, *, page: int = 1
) -> tuple[list[Happening], bool]:
    """Newest first; and whether there are older ones."""
    by_kind = {source.kind: source for source in sources}
    first, *others = [source.rows(initiative) for source in by_kind.values()]
    rows = first.union(*others, all=True) if others else first
    begin = (page - 1) * PER_PAGE
    newest = rows.order_by("-happened_on", "kind", "-row")
    found = list(newest[begin : begin + PER_PAGE + 1])
    told = [
        Happening(on, kind, str(by_kind[kind].label), by_kind[kind].tell(row, said))
        for on, kind, row, said in found[:PER_PAGE]
    ]
    return told, len(found) > PER_PAGE
