"""A kind of thing that happens to an initiative: where it is read, and how it is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast, JSONObject
from django.utils.functional import Promise

from initiatives.models import Initiative


@dataclass(frozen=True)
class Told:
    """`what` in a few words, `text` in the team's own."""

    what: str
    text: str = ""
    url: str = ""
    by: str = ""


@dataclass(frozen=True)
class Source:
    """`kind` is it in an address. `rows` are (on, kind, row, said); `tell` makes words of a row."""

    kind: str
    label: str | Promise
    rows: Callable[[Initiative], QuerySet]
    tell: Callable[[int, dict[str, Any]], Told]
    offered: bool = False  # to the team that prepares a checkpoint, to tell of


def source(
    kind: str,
    label: str | Promise,
    found: Callable[[Initiative], QuerySet],
    on: str | Expression,
    tell: Callable[[int, dict[str, Any]], Told],
    *,
    offered: bool = False,
    **said: str,
) -> Source:
    """`on` names a date, or is an expression for one; `said` what is read, by the name `tell` knows it by."""
    happened = Cast(F(on), DateField()) if isinstance(on, str) else on

    def rows(initiative: Initiative) -> QuerySet:
        named = {
            "happened_on": happened,
            "happened_kind": Value(kind),
            "happened_row": F("pk"),
            "happened_said": JSONObject(**said),
        }
        return found(initiative).order_by().annotate(**named).values_list(*named)

    return Source(kind, label, rows, tell, offered)


@dataclass(frozen=True)
class Happening:
    on: date
    kind: str
    row: int
    label: str
    told: Told

    @property
    def key(self) -> str:
        """insikt-12"""
        return f"{self.kind}-{self.row}"


def read(
    initiative: Initiative,
    sources: Iterable[Source],
    *,
    since: date = date.min,
    begin: int = 0,
    count: int,
) -> list[Happening]:
    """Newest first, in one query, whatever the number of sources."""
    by_kind = {source.kind: source for source in sources}
    first, *others = [
        source.rows(initiative).filter(happened_on__gte=since) for source in by_kind.values()
    ]
    rows = first.union(*others, all=True) if others else first
    newest = rows.order_by("-happened_on", "happened_kind", "-happened_row")[begin : begin + count]
    return [
        Happening(on, kind, row, str(by_kind[kind].label), by_kind[kind].tell(row, said))
        for on, kind, row, said in newest
    ]
