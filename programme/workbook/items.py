"""What becomes of a row: created, changed or left, said as the preview shows it."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime

from prioinit.widgets import plain_number
from programme.workbook.findings import Row, day_in_words
from programme.workbook.known import Known
from programme.workbook.layout import Column, Kind, Sheet
from programme.workbook.reading import clean, fold


class Act(StrEnum):
    CREATE = "create"
    CHANGE = "change"
    LEAVE = "leave"


@dataclass(frozen=True)
class Change:
    title: str  # the column
    before: str
    after: str


@dataclass(frozen=True)
class Item:
    """One row of the file and what becomes of it."""

    sheet: Sheet
    row: int
    label: str
    act: Act
    values: dict[str, Any]  # every value for a new row, the changed ones for one that is there
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    stored: Any = None  # the database's row
    seat: Any = None  # a Span: the seat in the ledningsgrupp that this row gives
    ready: Any = None  # what a team wrote, as it would be stored


@dataclass(frozen=True)
class SheetPlan:
    sheet: Sheet
    items: tuple[Item, ...]

    def _with(self, act: Act) -> list[Item]:
        return [item for item in self.items if item.act == act]

    @property
    def created(self) -> list[Item]:
        return self._with(Act.CREATE)

    @property
    def changed(self) -> list[Item]:
        return self._with(Act.CHANGE)

    @property
    def left(self) -> list[Item]:
        return self._with(Act.LEAVE)

    @property
    def left_with_notes(self) -> list[Item]:
        return [item for item in self.left if item.notes]


@dataclass(frozen=True)
class Plan:
    sheets: tuple[SheetPlan, ...]
    known: Known = field(repr=False)

    def of(self, sheet: Sheet) -> SheetPlan:
        """Empty for a sheet that the file does not have."""
        found = (each for each in self.sheets if each.sheet is sheet)
        return next(found, SheetPlan(sheet, ()))

    @property
    def changes_nothing(self) -> bool:
        return not any(plan.created or plan.changed for plan in self.sheets)

    @property
    def counts(self) -> dict[str, int]:
        return {
            name: sum(len(getattr(plan, name)) for plan in self.sheets)
            for name in ("created", "changed", "left")
        }

    @property
    def digest(self) -> str:
        """Differs as soon as anything that would be done differs: the one who confirmed saw another plan."""
        said = [
            (
                (item.sheet.name, item.row, item.act, item.label),
                (repr(item.changes), repr(item.seat)),
                sorted((key, str(value)) for key, value in item.values.items()),
            )
            for plan in self.sheets
            for item in plan.items
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def plain(row: Row, stored, label: str, *, frozen=(), notes=()) -> Item:
    """A row whose columns are the model's own: a blank cell leaves what is there."""
    values = {key: value for key, value in row.values.items() if key not in frozen}
    if stored is None:
        return Item(row.sheet, row.number, label, Act.CREATE, values, notes=tuple(notes))
    changed, changes = {}, []
    for key, value in values.items():
        column = row.sheet.column(key)
        before = _stored_value(stored, column)
        if not same(before, value):
            changed[key] = value
            changes.append(Change(column.title, shown(column, before), shown(column, value)))
    act = Act.CHANGE if changed else Act.LEAVE
    return Item(
        row.sheet, row.number, label, act, changed, tuple(changes), tuple(notes), stored=stored
    )


def _stored_value(stored, column: Column):
    if column.kind is Kind.CODES:
        return tuple(each.code for each in getattr(stored, column.key).all())
    return column.of(stored)


def same(before, value) -> bool:
    if isinstance(value, tuple):
        return {fold(code) for code in before} == {fold(code) for code in value}
    if isinstance(value, str) and isinstance(before, str):
        return clean(before, lines=True) == value or clean(before) == value
    return before == value


def shown(column, value) -> str:
    """A value as the preview shows it."""
    if value in (None, "", ()):
        return ""
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, Decimal):
        return number_format(plain_number(value))
    return column.word_for(value) or str(value)
