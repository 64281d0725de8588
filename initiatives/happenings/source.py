"""A kind of thing that happens to an initiative: where it is read, and how it is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast, JSONObject
from django.utils.functional import Promise


@dataclass(frozen=True)
class Told:
    """`what` in a few words, `text` in the team's own."""

    what: str
    text: str = ""
    url: str = ""
    by: str = ""


@dataclass(frozen=True)
class Source:
    """`kind` is it in an address. `rows`, of some initiatives, are (on, kind, row, said); `tell` makes words of one."""

    kind: str
    label: str | Promise
    rows: Callable[[Iterable[int]], QuerySet]
    tell: Callable[[int, dict[str, Any]], Told]
    offered: bool = False  # to the team that prepares a checkpoint, to tell of


def source(
    kind: str,
    label: str | Promise,
    found: Callable[[], QuerySet],
    on: str | Expression,
    tell: Callable[[int, dict[str, Any]], Told],
    *,
    of: str = "initiative",
    offered: bool = False,
    **said: str,
) -> Source:
    """`on` names a date, or is an expression for one; `of` leads to the initiative; `said` is what `tell` is told
    besides the initiative, by the name it knows it by."""
    happened = Cast(F(on), DateField()) if isinstance(on, str) else on

    def rows(initiatives: Iterable[int]) -> QuerySet:
        named = {
            "happened_on": happened,
            "happened_kind": Value(kind),
            "happened_row": F("pk"),
            "happened_said": JSONObject(initiative=of, **said),
        }
        return (
            found()
            .filter(**{f"{of}__in": initiatives})
            .order_by()
            .annotate(**named)
            .values_list(*named)
        )

    return Source(kind, label, rows, tell, offered)


@dataclass(frozen=True)
class Happening:
    initiative: int
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
    initiatives: Iterable[int],
    sources: Iterable[Source],
    *,
    since: date = date.min,
    begin: int = 0,
    count: int,
) -> list[Happening]:
    """Newest first, in one query, whatever the number of sources."""
    by_kind = {source.kind: source for source in sources}
    first, *others = [
        source.rows(initiatives).filter(happened_on__gte=since) for source in by_kind.values()
    ]
    rows = first.union(*others, all=True) if others else first
    newest = rows.order_by("-happened_on", "happened_kind", "-happened_row")[begin : begin + count]
    return [
        Happening(
            said["initiative"],
            on,
            kind,
            row,
            str(by_kind[kind].label),
            by_kind[kind].tell(row, said),
        )
        for on, kind, row, said in newest
    ]
