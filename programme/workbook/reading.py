"""From bytes to cells: which sheets and columns there are, and what stands in them."""

import io
import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from programme.workbook.guard import Refused, check_file
from programme.workbook.layout import MAX_COLUMNS, MAX_ROWS, README_SHEET, SHEETS, Sheet

# Zero-width and direction marks come along from web pages and hide differences between two codes.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


@dataclass(frozen=True)
class Cell:
    value: Any
    is_formula: bool = False
    is_fault: bool = False  # #N/A, #REF! and their like


@dataclass(frozen=True)
class RawRow:
    number: int
    cells: dict[str, Cell]  # column key -> what stands there; blank cells are absent


@dataclass(frozen=True)
class RawSheet:
    letters: dict[str, str]  # column key -> its letter in this file
    rows: tuple[RawRow, ...]
    unknown_titles: tuple[tuple[str, str], ...] = ()  # (letter, title)
    double_titles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Book:
    sheets: dict[str, RawSheet]  # by the layout's name
    unknown_sheets: tuple[str, ...]
    double_sheets: tuple[str, ...]


def clean(value: Any, *, lines: bool = False) -> str:
    """Text as it was meant: one form of å ä ö, no stray spaces, no invisible characters."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", str(value)))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    if not lines:
        return " ".join(text.split())
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def fold(value: Any) -> str:
    """What two spellings of the same code, title or name have in common."""
    return clean(value).casefold()


def read(data: bytes) -> Book:
    """The workbook's cells. Raises `Refused` for a file that is not to be trusted."""
    check_file(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells about styles and validations it skips
            workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            return _read_sheets(workbook)
    except Refused:
        raise
    except Exception as error:  # openpyxl meets a malformed part with whatever error comes first
        raise Refused(
            _(
                "Filen gick inte att läsa. Öppna den i Excel eller LibreOffice, spara som "
                "Excel-arbetsbok (.xlsx) och försök igen."
            )
        ) from error


def _read_sheets(workbook) -> Book:
    wanted = {fold(sheet.name): sheet for sheet in SHEETS}
    found: dict[str, RawSheet] = {}
    unknown, double = [], []
    for worksheet in workbook.worksheets:
        sheet = wanted.get(fold(worksheet.title))
        if sheet is None:
            if fold(worksheet.title) != fold(README_SHEET) and worksheet.sheet_state == "visible":
                unknown.append(clean(worksheet.title))
        elif sheet.name in found:
            double.append(sheet.name)
        else:
            found[sheet.name] = _read_sheet(worksheet, sheet)
    return Book(found, tuple(unknown), tuple(double))


def _read_sheet(worksheet, sheet: Sheet) -> RawSheet:
    worksheet.reset_dimensions()  # what the file says about its own size may be wrong
    rows = _filled_rows(worksheet, sheet)
    header = next(rows, None)
    if header is None:
        return RawSheet({}, ())
    titles = {fold(column.title): column.key for column in sheet.columns}
    keys: dict[int, str] = {}
    unknown, double = [], []
    for index, cell in header[1].items():
        key = titles.get(fold(cell.value))
        place = (get_column_letter(index), clean(cell.value))
        if key is None:
            unknown.append(place)
        elif key in keys.values():
            double.append(place)
        else:
            keys[index] = key
    letters = {key: get_column_letter(index) for index, key in keys.items()}
    read_rows = (
        RawRow(number, {keys[index]: cell for index, cell in cells.items() if index in keys})
        for number, cells in rows
    )
    return RawSheet(
        letters, tuple(row for row in read_rows if row.cells), tuple(unknown), tuple(double)
    )


def _filled_rows(worksheet, sheet: Sheet) -> Iterator[tuple[int, dict[int, Cell]]]:
    """(row number, {column number: cell}) of every row with something in it, the header first."""
    seen = 0
    for number, row in enumerate(worksheet.iter_rows(max_col=MAX_COLUMNS + 1), start=1):
        cells = {
            index: Cell(cell.value, cell.data_type == "f", cell.data_type == "e")
            for index, cell in enumerate(row, start=1)
            if cell.value is not None and (not isinstance(cell.value, str) or clean(cell.value))
        }
        if not cells:
            continue
        seen += 1
        if seen > MAX_ROWS + 1 or MAX_COLUMNS + 1 in cells:
            raise Refused(
                _(
                    "Bladet %(sheet)s har fler än %(rows)s rader eller %(columns)s kolumner. Dela "
                    "upp filen eller ta bort det som inte hör till omgången."
                )
                % {
                    "sheet": sheet.name,
                    "rows": f"{MAX_ROWS:,}".replace(",", " "),
                    "columns": MAX_COLUMNS,
                }
            )
        yield number, cells
