"""The workbook going out: the empty template, and a round that is there, in the same format."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from checkpoints.models import Checkpoint
from initiatives.models import Goal, Initiative, Round
from initiatives.models.removable import Removable
from programme.workbook.known import rows_of
from programme.workbook.layout import (
    BASE,
    CHECKPOINTS,
    GOALS,
    INITIATIVES,
    MAX_ROWS,
    PEOPLE,
    README_SHEET,
    RECORDS,
    ROLES_SHEET,
    ROUND,
    SHEETS,
    UNITS,
    Column,
    Kind,
    Record,
    Sheet,
)
from programme.workbook.reading import clean
from roles.access import permitted
from roles.models import Assignment, LeadershipMembership, Person, Unit

PICK_ROWS = 1_000  # so far down the lists to pick from reach
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_HEAD_FONT = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1F3A4D")


def template() -> bytes:
    """The empty workbook, with an instruction sheet and lists to pick from."""
    workbook = Workbook()
    _write_readme(workbook.active)
    for sheet in (*BASE, *(sheet for sheet in RECORDS if not sheet.export_only)):
        _write_sheet(workbook.create_sheet(), sheet, ())
    return _bytes(workbook)


def export(round: Round, *, by: Person | None) -> bytes:
    """The round as it is now, as far as `by` may read it; reading it in again changes nothing.

    `by=None` is the server's own console, which may read everything.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    rows = _rows_of(round)
    for sheet in BASE:
        _write_sheet(workbook.create_sheet(), sheet, rows[sheet.name])
    for record in RECORDS:
        _write_sheet(workbook.create_sheet(), record, _records(record, round, by))
    return _bytes(workbook)


def _bytes(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


# --- What stands in the sheets -----------------------------------------------------------------
def _rows_of(round: Round) -> dict[str, list[dict[str, Any]]]:
    initiatives = Initiative.objects.filter(round=round).prefetch_related("units", "goals")
    return {
        ROUND.name: [_fields(ROUND, round)],
        UNITS.name: [_fields(UNITS, unit) for unit in Unit.objects.order_by("pk")],
        PEOPLE.name: _people(round),
        GOALS.name: [_fields(GOALS, goal) for goal in Goal.objects.order_by("pk")],
        INITIATIVES.name: [_initiative(each) for each in initiatives.order_by("pk")],
        ROLES_SHEET.name: _roles(round),
        CHECKPOINTS.name: [
            _fields(CHECKPOINTS, each)
            for each in Checkpoint.objects.held().filter(round=round).order_by("starts_at", "pk")
        ],
    }


def _records(sheet: Record, round: Round, by: Person | None) -> list[dict[str, Any]]:
    rows = rows_of(sheet, round)
    if issubclass(sheet.model, Removable):
        rows = rows.filter(removed_at=None)
    if by is not None:
        rows = permitted(rows, by, sheet.reads)
    found = ({column.key: column.of(each) for column in sheet.columns} for each in rows)
    # What hangs on something that has been taken away is not there either.
    needed = [column.key for column in sheet.columns if column.required]
    return [row for row in found if all(row[key] is not None for key in needed)]


def _fields(sheet: Sheet, row) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in sheet.columns}


def _people(round: Round) -> list[dict[str, Any]]:
    """Everybody active, to pick from; if they are too many for a sheet, those the round concerns."""
    seated = set(
        LeadershipMembership.objects.filter(starts_on__lte=round.ends_on)
        .filter(Q(ends_on=None) | Q(ends_on__gte=round.starts_on))
        .values_list("person_id", flat=True)
    )
    concerned = Q(pk__in=seated) | Q(pk__in=_assignments(round).values("person_id"))
    people = Person.objects.filter(concerned | Q(is_active=True)).select_related("unit")
    if people.count() > MAX_ROWS:
        people = people.filter(concerned)
    return [
        {
            "name": person.name,
            "email": person.email,
            "unit": person.unit.code if person.unit else None,
            "title": person.title,
            "in_leadership": True if person.pk in seated else None,
        }
        for person in people.order_by("pk")
    ]


def _initiative(initiative: Initiative) -> dict[str, Any]:
    row = {
        column.key: getattr(initiative, column.key)
        for column in INITIATIVES.columns
        if column.kind is not Kind.CODES
    }
    for name in ("units", "goals"):
        row[name] = sorted(
            (each.code for each in getattr(initiative, name).all()), key=str.casefold
        )
    return row


def _assignments(round: Round):
    return Assignment.objects.filter(Q(round=round) | Q(initiative__round=round))


def _roles(round: Round) -> list[dict[str, Any]]:
    rows = _assignments(round).select_related("person", "initiative").order_by("pk")
    return [
        {
            "initiative": each.initiative.code if each.initiative else None,
            "role": each.role,
            "email": each.person.email,
            "starts_on": each.starts_on,
            "ends_on": each.ends_on,
        }
        for each in rows
    ]


# --- How it is written -------------------------------------------------------------------------
def _write_sheet(worksheet: Worksheet, sheet: Sheet, rows: Iterable[dict[str, Any]]) -> None:
    worksheet.title = sheet.name
    worksheet.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, start=1):
        head = worksheet.cell(row=1, column=number, value=column.title)
        head.font, head.fill = _HEAD_FONT, _HEAD_FILL
        worksheet.column_dimensions[get_column_letter(number)].width = column.width
        if pick := _pick_list(column):
            worksheet.add_data_validation(pick)
            letter = get_column_letter(number)
            pick.add(f"{letter}2:{letter}{PICK_ROWS}")
    for row_number, row in enumerate(rows, start=2):
        for number, column in enumerate(sheet.columns, start=1):
            _write_cell(worksheet.cell(row=row_number, column=number), column, row[column.key])


def _write_cell(cell: Cell, column: Column, value: Any) -> None:
    if value is None or value in ("", []):
        return
    if isinstance(value, datetime):
        cell.value = localtime(value).replace(tzinfo=None, second=0, microsecond=0)
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif column.kind in (Kind.NUMBER, Kind.DECIMAL):
        cell.value = value
    else:
        _write_text(cell, _text(column, value))


def _text(column: Column, value: Any) -> str:
    if column.words:
        return column.word_for(value)
    if column.kind is Kind.CODES:
        return ", ".join(value)
    return clean(value, lines=column.kind is Kind.TEXT)


def _write_text(cell: Cell, text: str) -> None:
    """Always as text: what a person wrote never becomes a formula, here or when the cell is edited."""
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _pick_list(column: Column) -> DataValidation | None:
    """A list to pick from. Another value is let through: reading says what is wrong, in full."""
    if column.words:
        source, stop = f'"{",".join(column.words)}"', True
    elif column.lookup and column.kind is not Kind.CODES:
        sheet_name, title = column.lookup
        sheet = next(each for each in SHEETS if each.name == sheet_name)
        titles = [each.title for each in sheet.columns]
        letter = get_column_letter(titles.index(title) + 1)
        source, stop = f"'{sheet_name}'!${letter}$2:${letter}${PICK_ROWS}", False
    else:
        return None
    pick = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    pick.errorStyle = "stop" if stop else "warning"
    pick.errorTitle = "Välj ur listan"
    pick.error = f"Kolumnen {column.title} tar bara det som finns i listan."
    return pick


_INTRODUCTION = (
    "Så fyller du i en omgång",
    "Fyll i de sju första bladen. De andra är för det som teamen skriver: fyll i dem du vill, eller "
    "ta bort dem. Läs sedan in filen på sidan Läs in från Excel: där ser du först vad som "
    "skapas, ändras och lämnas, och alla fel på en gång. Inget sparas förrän du säger ja.",
    "En tom cell lämnar det som redan finns. Det som inte står i filen tas inte bort.",
    "Du kan läsa in filen flera gånger. Då ändras bara det som du har ändrat i den.",
    "Skriv datum som 2026-12-01 och tider som 2026-12-01 13:00. Skriv värden, inte formler.",
    "Skriv aldrig personnummer.",
)


def _write_readme(worksheet: Worksheet) -> None:
    worksheet.title = README_SHEET
    for letter, width in zip("ABCD", (16, 24, 12, 90), strict=True):
        worksheet.column_dimensions[letter].width = width
    for number, line in enumerate(_INTRODUCTION, start=1):
        worksheet.cell(row=number, column=1, value=line).font = Font(
            bold=number == 1, size=14 if number == 1 else 11
        )
    first = len(_INTRODUCTION) + 2
    for number, title in enumerate(("Blad", "Kolumn", "Måste?", "Vad du skriver"), start=1):
        head = worksheet.cell(row=first, column=number, value=title)
        head.font, head.fill = _HEAD_FONT, _HEAD_FILL
    with override("sv"):
        for number, line in enumerate(_instructions(), start=first + 1):
            for index, text in enumerate(line, start=1):
                worksheet.cell(row=number, column=index, value=text)


def _instructions() -> Iterable[tuple[str, str, str, str]]:
    for sheet in SHEETS:
        only = "Bara export. " if isinstance(sheet, Record) and sheet.export_only else ""
        yield sheet.name, "", "", f"{only}{sheet.help}"
        for column in sheet.columns:
            yield "", column.title, "ja" if column.required else "", str(column.help)
