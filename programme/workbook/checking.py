"""From cells to rows of values: the sheets and columns are there, and every cell says something."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from programme.workbook.cells import Unreadable, convert
from programme.workbook.findings import Findings, Row
from programme.workbook.layout import (
    BASE,
    INITIATIVES,
    PEOPLE,
    RECORDS,
    ROLES_SHEET,
    ROUND,
    Sheet,
)
from programme.workbook.reading import Book, RawRow, RawSheet, fold
from roles.permissions import Role


@dataclass(frozen=True)
class Contents:
    by_sheet: dict[str, tuple[Row, ...]]
    unread: frozenset[str]  # sheets that are missing or lack a column: nothing follows from them

    def rows(self, sheet: Sheet) -> tuple[Row, ...]:
        return self.by_sheet.get(sheet.name, ())

    @cached_property
    def round(self) -> Row | None:
        return next(iter(self.rows(ROUND)), None)

    @cached_property
    def initiative_codes(self) -> set[str]:
        return {fold(row.values["code"]) for row in self.rows(INITIATIVES) if row.get("code")}

    @cached_property
    def names(self) -> dict[str, str | None]:
        """The people of the file by e-mail."""
        return {
            row.values["email"]: row.get("name") for row in self.rows(PEOPLE) if row.get("email")
        }

    @cached_property
    def fadder_from(self) -> dict[str, date]:
        """The first day that each fadder of the file is one, where it says so."""
        first: dict[str, date] = {}
        for row in self.rows(ROLES_SHEET):
            email, day = row.get("email"), row.get("starts_on")
            if row.get("role") == Role.FADDER and email and day:
                first[email] = min(day, first.get(email, day))
        return first


def check_cells(book: Book, findings: Findings) -> Contents:
    _check_sheets(book, findings)
    by_sheet, unread = {}, set()
    for sheet in _to_be_read(book):
        raw = book.sheets.get(sheet.name)
        if raw is None or not _columns_are_there(sheet, raw, findings):
            unread.add(sheet.name)
        if raw is not None:
            by_sheet[sheet.name] = tuple(_row(sheet, raw, each, findings) for each in raw.rows)
    return Contents(by_sheet, frozenset(unread))


def _to_be_read(book: Book) -> list[Sheet]:
    """What teams write down need not be in the file, and some of it is only written out."""
    there = [each for each in RECORDS if each.name in book.sheets and not each.export_only]
    return [*BASE, *there]


def _check_sheets(book: Book, findings: Findings) -> None:
    for sheet in BASE:
        if sheet.name not in book.sheets:
            findings.about_sheet(
                sheet.name,
                _("Bladet saknas."),
                _("Lägg till det, med rubrikerna från mallen. Det får vara tomt."),
            )
    for record in RECORDS:
        if record.export_only and record.name in book.sheets and book.sheets[record.name].rows:
            findings.about_sheet(
                record.name,
                _("Bladet är bara export: det läses inte in."),
                _("Du behöver inte göra något. Det som finns i tjänsten lämnas som det är."),
                is_error=False,
            )
    for name in book.double_sheets:
        findings.about_sheet(
            name, _("Bladet finns två gånger."), _("Behåll ett av dem eller byt namn på det andra.")
        )
    for name in book.unknown_sheets:
        findings.about_sheet(
            name,
            _("Bladet hör inte till formatet och läses inte."),
            _("Stavar du ett annat blad så? Rätta i så fall namnet, annars är allt som det ska."),
            is_error=False,
        )


def _columns_are_there(sheet: Sheet, raw: RawSheet, findings: Findings) -> bool:
    missing = [column for column in sheet.columns if column.key not in raw.letters]
    for column in missing:
        findings.about_sheet(
            sheet.name,
            _("Kolumnen %(title)s saknas.") % {"title": column.title},
            _("Skriv rubriken i den översta raden. Kolumnen får vara tom.")
            if not column.required
            else _("Skriv rubriken i den översta raden, som i mallen."),
            column=column.title,
        )
    for letter, title in raw.double_titles:
        findings.about_sheet(
            sheet.name,
            _("Kolumnen %(title)s finns två gånger.") % {"title": title},
            _("Behåll en av dem."),
            column=f"{letter} {title}",
        )
    for letter, title in raw.unknown_titles:
        findings.about_sheet(
            sheet.name,
            _("Kolumnen hör inte till formatet och läses inte."),
            _("Stavar du en annan rubrik så? Rätta i så fall, annars är allt som det ska."),
            column=f"{letter} {title}",
            is_error=False,
        )
    return not missing


def _row(sheet: Sheet, raw: RawSheet, raw_row: RawRow, findings: Findings) -> Row:
    values, problems = {}, {}
    for column in sheet.columns:
        cell = raw_row.cells.get(column.key)
        if cell is None:
            continue
        try:
            value = convert(column, cell)
        except Unreadable as problem:
            problems[column.key] = problem
        else:
            if value not in ("", ()):
                values[column.key] = value
    row = Row(sheet, raw_row.number, values, raw.letters, frozenset(problems))
    for key, unreadable in problems.items():
        findings.error(row, key, unreadable.what, unreadable.do)
    for column in sheet.columns:
        blank = column.key not in values and column.key not in problems
        if column.required and blank and column.key in raw.letters:
            findings.error(
                row, column.key, _("Cellen är tom."), _("Fyll i den, eller ta bort hela raden.")
            )
    return row
