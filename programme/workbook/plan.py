"""What reading in the workbook would create, change and leave: the preview shows it, apply carries it out."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from checkpoints.services.checkpoints import default_preparation_due
from prioinit.calendar import workday_on_or_before
from programme.workbook.checking import Contents
from programme.workbook.findings import Row, day_in_words
from programme.workbook.known import Known
from programme.workbook.layout import (
    CHECKPOINTS,
    GOALS,
    INITIATIVES,
    PEOPLE,
    ROLES_SHEET,
    ROUND,
    SHEETS,
    UNITS,
    Sheet,
)
from programme.workbook.reading import clean, fold
from programme.workbook.role_rules import matching, new_seat, place_of
from roles.permissions import Role


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
        return next(each for each in self.sheets if each.sheet is sheet)

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


def make_plan(contents: Contents, known: Known) -> Plan:
    planners = {
        ROUND.name: _round,
        UNITS.name: _unit,
        PEOPLE.name: _person,
        GOALS.name: _goal,
        INITIATIVES.name: _initiative,
        ROLES_SHEET.name: _role,
        CHECKPOINTS.name: _checkpoint,
    }
    return Plan(
        tuple(
            SheetPlan(
                sheet,
                tuple(planners[sheet.name](row, contents, known) for row in contents.rows(sheet)),
            )
            for sheet in SHEETS
        ),
        known,
    )


def _plain(row: Row, stored, label: str, *, frozen=(), notes=()) -> Item:
    """A row whose columns are the model's own: a blank cell leaves what is there."""
    values = {key: value for key, value in row.values.items() if key not in frozen}
    if stored is None:
        return Item(row.sheet, row.number, label, Act.CREATE, values, notes=tuple(notes))
    changed, changes = {}, []
    for key, value in values.items():
        before = _stored_value(stored, key)
        if not _same(before, value):
            changed[key] = value
            column = row.sheet.column(key)
            changes.append(Change(column.title, shown(column, before), shown(column, value)))
    act = Act.CHANGE if changed else Act.LEAVE
    return Item(
        row.sheet, row.number, label, act, changed, tuple(changes), tuple(notes), stored=stored
    )


def _stored_value(stored, key: str):
    if key in ("units", "goals"):
        return tuple(each.code for each in getattr(stored, key).all())
    value = getattr(stored, key)
    return value.code if key == "unit" and value else value


def _same(before, value) -> bool:
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
    return column.word_for(value) or str(value)


def _name(row: Row, stored) -> str:
    """What the reader knows it as: the name it has now, if the file gives it another."""
    return stored.name if stored else row.values["name"]


def _round(row: Row, contents: Contents, known: Known) -> Item:
    return _plain(row, known.round, row.values["name"], frozen={"name"} if known.round else ())


def _own_data(row: Row, stored, known: Known, label: str, key: str) -> Item:
    """Units and people that are there: who is no administrator leaves them as they are."""
    item = _plain(
        row, stored, label, frozen={key, "in_leadership"} if stored else {"in_leadership"}
    )
    if stored is None or known.may_administer or item.act is Act.LEAVE:
        return item
    note = _("Finns redan och lämnas som den är. Bara en administratör ändrar den: %(titles)s.")
    titles = ", ".join(change.title for change in item.changes)
    return replace(item, act=Act.LEAVE, values={}, changes=(), notes=(note % {"titles": titles},))


def _unit(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.units.get(fold(row.values["code"]))
    return _own_data(row, stored, known, _name(row, stored), "code")


def _person(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.people.get(row.values["email"])
    name = _name(row, stored)
    if stored and not stored.is_active:
        notes = (_("Har slutat och lämnas som hen är."),)
        return Item(row.sheet, row.number, name, Act.LEAVE, {}, notes=notes, stored=stored)
    item = _own_data(row, stored, known, name, "email")
    if (seat := new_seat(row, contents, known)) is None:
        return item
    taken = Change(
        row.sheet.column("in_leadership").title,
        "",
        _("plats från %(day)s") % {"day": day_in_words(seat.starts_on)},
    )
    act = Act.CREATE if stored is None else Act.CHANGE
    return replace(item, act=act, changes=(*item.changes, taken), seat=seat)


def _goal(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.goals.get(fold(row.values["code"]))
    label = f"{row.values['code']} {_name(row, stored)}"
    return _plain(row, stored, label, frozen={"code"} if stored else ())


def _initiative(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.initiatives.get(fold(row.values["code"]))
    frozen, notes = set(), []
    if stored:
        frozen.add("code")
        if stored.is_running:
            frozen.add("phase")
            if row.get("phase") not in (None, stored.phase):
                notes.append(
                    _(
                        "Är igång i fasen %(phase)s, och den lämnas. Byt fas på initiativets sida: "
                        "då syns varför."
                    )
                    % {"phase": stored.get_phase_display()}
                )
    return _plain(row, stored, _name(row, stored), frozen=frozen, notes=notes)


def _first_day(row: Row, round_starts_on: date) -> date:
    """A lots works before the round starts: from today, when that is earlier."""
    is_lots = row.values["role"] == Role.LOTS
    return min(round_starts_on, localdate()) if is_lots else round_starts_on


def _role(row: Row, contents: Contents, known: Known) -> Item:
    round_starts_on = contents.round.values["starts_on"]
    stored = matching(row, known, round_starts_on)
    email = row.values["email"]
    parts = [
        contents.names.get(email) or known.people[email].name,
        row.sheet.column("role").word_for(row.values["role"]),
    ]
    label = ", ".join([*parts, row.get("initiative", "")] if place_of(row) else parts)
    if stored is None:
        values = {"starts_on": _first_day(row, round_starts_on), **row.values}
        return Item(row.sheet, row.number, label, Act.CREATE, values)
    notes = []
    if stored.ends_on and not row.get("ends_on"):
        notes.append(
            _("Avslutad %(day)s, och det lämnas så.") % {"day": day_in_words(stored.ends_on)}
        )
    dates = Row(
        row.sheet,
        row.number,
        {key: row.values[key] for key in ("ends_on",) if key in row.values},
        row.letters,
    )
    return _plain(dates, stored, label, notes=notes)


def _checkpoint(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.checkpoints.get(fold(row.values["name"]))
    name = row.values["name"]
    item = _plain(row, stored, name, frozen={"name"} if stored else ())
    if item.act is not Act.CHANGE:
        return item
    if stored.is_cancelled or stored.has_started():
        note = (
            _("Är inställd och lämnas så.")
            if stored.is_cancelled
            else _("Har redan börjat och lämnas som den är.")
        )
        return Item(row.sheet, row.number, name, Act.LEAVE, {}, notes=(note,), stored=stored)
    if "starts_at" not in item.values:
        return item
    due_on = moved_due_on(stored, localdate(item.values["starts_at"]))
    moved = Change(
        _("Sista dag för förberedelsen"),
        day_in_words(stored.preparation_due_on),
        day_in_words(due_on),
    )
    return replace(
        item,
        values={**item.values, "preparation_due_on": due_on},
        changes=(*item.changes, *([moved] if moved.before != moved.after else [])),
    )


def moved_due_on(checkpoint, day: date) -> date:
    """The last day of preparation moves along; one that was chosen by hand keeps its distance."""
    if checkpoint.preparation_due_on == default_preparation_due(checkpoint.day):
        return default_preparation_due(day)
    return workday_on_or_before(day - (checkpoint.day - checkpoint.preparation_due_on))


def first_day_with_lots(plan: Plan) -> date | None:
    """Of a new round: the day from which somebody can rig it. None: nobody ever could."""
    return min(
        (
            item.values["starts_on"]
            for item in plan.of(ROLES_SHEET).created
            if item.values["role"] == Role.LOTS
        ),
        default=None,
    )
