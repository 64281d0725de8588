"""What teams write down: which row of the file is which that is stored, and how it would be when read in.

A row has no number of its own that a person would know it by, so it is known by what it says: an insight by
its text, an idea by its title, a test by what it believes and its first day (`Record.key`). Of several that
say the same, the first is the first.
"""

import copy
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from django.db.models import DateTimeField, Model
from django.utils.timezone import localdate, make_aware, now
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from programme.workbook.checking import Contents
from programme.workbook.findings import Row
from programme.workbook.items import Act, Item, plain
from programme.workbook.known import Known
from programme.workbook.layout import RECORDS, Record, Ref
from programme.workbook.reading import fold
from programme.workbook.signing import sign
from programme.workbook.standing import standing
from roles.models import Person

Key = tuple[str, ...]
NOON = time(12)


@dataclass
class Draft:
    """A row that could be read: what becomes of it, and the row as it would be stored."""

    row: Row
    item: Item
    faults: list[tuple[str, str, str]] = field(default_factory=list)  # column, what, what to do

    @property
    def is_written(self) -> bool:
        return self.item.act is not Act.LEAVE

    @property
    def ready(self) -> Any:
        return self.item.ready


@dataclass
class Written:
    """All of it, by sheet."""

    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    there: dict[str, dict[Key, list[Model]]] = field(default_factory=dict)  # once it is read in
    gone: dict[str, set[Key]] = field(
        default_factory=dict
    )  # taken away here, or said in other words since
    unsure: dict[str, set[Key]] = field(default_factory=dict)  # in rows that could not be read

    def rows(self, sheet: Record) -> list[Any]:
        """Every row of the sheet as it would be, those included that the file does not speak of."""
        return [row for rows in self.there.get(sheet.name, {}).values() for row in rows]


def gather(contents: Contents, known: Known) -> Written:
    written = Written()
    for sheet in RECORDS:
        stored = known.records.get(sheet.name, [])
        if contents.rows(sheet) or stored:
            _Gathering(sheet, contents, known, written).run(stored)
    return written


def key_of(sheet: Record, said) -> Key:
    return tuple(_plain(said(key)) for key in sheet.key)


def _plain(value: Any) -> str:
    return "" if value is None else fold(value)


class _Gathering:
    """Of one sheet. Those that it points to have been gathered."""

    def __init__(self, sheet: Record, contents: Contents, known: Known, written: Written):
        self.sheet, self.contents, self.known, self.written = sheet, contents, known, written
        self.waiting: dict[Key, list[Model]] = defaultdict(list)  # stored, and not yet spoken of
        self.there: dict[Key, list[Model]] = defaultdict(list)
        self.seen: dict[Key, list[Row]] = defaultdict(list)
        self.gone: set[Key] = set()

    def run(self, stored: list[Any]) -> None:
        for row in stored:
            key = self.key_of_stored(row)
            if "" in key:
                continue  # of something that has been taken away
            if getattr(row, "removed_at", None):
                self.gone.add(key)
            else:
                self.waiting[key].append(row)
        self.gone |= {
            self.key_of_stored(row) for row in self.known.earlier.get(self.sheet.name, ())
        }
        self.gone -= set(self.waiting)
        rows = self.contents.rows(self.sheet)
        drafts = [self.draft(row) for row in rows if is_whole(row)]
        for key, left in self.waiting.items():
            self.there[key] += left
        name = self.sheet.name
        self.written.drafts[name] = drafts
        self.written.unsure[name] = {
            key_of(self.sheet, row.get) for row in rows if not is_whole(row)
        }
        self.written.there[name], self.written.gone[name] = dict(self.there), self.gone

    def key_of_stored(self, row: Any) -> Key:
        return key_of(self.sheet, lambda name: self.sheet.column(name).of(row))

    def draft(self, row: Row) -> Draft:
        key = key_of(self.sheet, row.get)
        twin = next((one for one in self.seen[key] if one.values == row.values), None)
        self.seen[key].append(row)
        if twin:
            note = _("Står redan på rad %(row)s.") % {"row": twin.number}
            return Draft(row, self.left(row, note))
        parents, faults, is_gone = self.parents(row)
        if is_gone or key in self.gone:
            note = _("Är borttaget eller omskrivet här, och lämnas så.")
            return Draft(row, self.left(row, note))
        if len(parents) < len([ref for ref in self.sheet.refs if row.get(ref.keys[-1])]):
            return Draft(row, self.left(row, ""), faults)
        rows = self.waiting[key]
        stored = rows.pop(0) if rows else None
        kept = standing(self.sheet, row, stored)
        item = plain(row, stored, self.label(row), frozen=kept.columns, notes=kept.notes)
        item = replace(item, ready=self.ready(item, stored, parents))
        self.there[key].append(item.ready)
        return Draft(row, item)

    def left(self, row: Row, note: str) -> Item:
        return Item(row.sheet, row.number, self.label(row), Act.LEAVE, {}, notes=(note,))

    def label(self, row: Row) -> str:
        said = [
            self.sheet.column(key).word_for(row.get(key)) or str(row.get(key, ""))
            for key in self.sheet.key
        ]
        return ", ".join(text[:60] + "…" if len(text) > 60 else text for text in said)

    def parents(self, row: Row) -> tuple[dict[str, Model], list, bool]:
        """What it points to, what is wrong with that, and whether that has been taken away."""
        found, faults, is_gone = {}, [], False
        for ref in self.sheet.refs:
            key = tuple(_plain(row.get(name)) for name in ref.keys)
            rows = self.written.there.get(ref.sheet, {}).get(key, [])
            if not key[-1]:
                continue
            if len(rows) == 1:
                found[ref.field] = rows[0]
            elif not rows and key in self.written.gone.get(ref.sheet, ()):
                is_gone = True
            elif not (
                ref.sheet in self.contents.unread or key in self.written.unsure.get(ref.sheet, ())
            ):
                faults.append(_no_parent(ref, many=bool(rows)))
        return found, faults, is_gone

    def ready(self, item: Item, stored: Any, parents: dict[str, Model]) -> Any:
        ready = copy.copy(stored) if stored else self.sheet.model()
        pointing = {ref.field for ref in self.sheet.refs}
        for name, value in item.values.items():
            if self.sheet.column(name).attribute not in pointing:
                self.set(ready, name, value)
        for ref in self.sheet.refs:
            if ref.field in parents and any(name in item.values for name in ref.keys):
                setattr(ready, ref.field, parents[ref.field])
        if item.act is not Act.LEAVE:
            sign(ready, self.known.by or Person(), item.values)
        return ready

    def set(self, ready: Any, name: str, value: Any) -> None:
        column = self.sheet.column(name)
        model_field = self.sheet.model._meta.get_field(column.attribute)
        if model_field.is_relation:
            value = self.pointed_to(model_field.related_model, value)
        elif isinstance(model_field, DateTimeField):
            value = moment_of(value)
        setattr(ready, column.attribute, value)

    def pointed_to(self, model: type[Model], value: str) -> Model:
        """What is new in the file stands in for itself until it is stored."""
        if model is Person:
            return self.known.people.get(value) or Person(email=value)
        known = self.known.initiatives if model is Initiative else self.known.units
        return known.get(fold(value)) or model(code=value)


def is_whole(row: Row) -> bool:
    needed = (column.key for column in row.sheet.columns if column.required)
    return not row.broken and all(name in row.values for name in needed)


def _no_parent(ref: Ref, *, many: bool) -> tuple[str, str, str]:
    words = {"sheet": ref.sheet}
    if many:
        what = _("Flera rader i bladet %(sheet)s heter så, och det går inte att se vilken.")
        return ref.keys[-1], what % words, _("Ge dem olika ord först.")
    what = _("Det finns inget sådant i bladet %(sheet)s, för samma initiativ.")
    return ref.keys[-1], what % words, _("Skriv med samma ord där och här.")


def moment_of(day: date) -> datetime:
    """Some time that day: now, if it is today."""
    return now() if day == localdate() else make_aware(datetime.combine(day, NOON))


def drafts_of(written: Written, sheet: Record) -> Iterator[Draft]:
    """Those that would be created or changed."""
    return (draft for draft in written.drafts.get(sheet.name, ()) if draft.is_written)
