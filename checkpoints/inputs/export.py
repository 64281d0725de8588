"""All input of a checkpoint or a round as a file, at any time: what the reader may see, and never a formula."""

import csv
import io
import re
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font

from checkpoints.inputs.reading import readable_input, with_sender_and_answer
from checkpoints.models import Checkpoint, Input
from initiatives.models import Round
from roles.access import can
from roles.models import Person
from roles.permissions import Perm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Also after blanks and in full width: spreadsheets are generous readers.
_FORMULA = re.compile(r"[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDTHS = {"text": 60, "because": 50, "asked": 40}


@dataclass(frozen=True)
class Table:
    names: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def input_table(place: Checkpoint | Round, person: Person) -> Table:
    """Names and addresses of guests are for the lots alone."""
    runs = can(person, Perm.RUN_ROUND, place)
    where = {"checkpoint": place} if isinstance(place, Checkpoint) else {"round": place}
    inputs = with_sender_and_answer(readable_input(person).filter(**where))
    columns = _columns(runs)
    return Table(
        names=tuple(columns),
        head=tuple(columns.values()),
        rows=tuple(
            tuple(_row(row)[name] for name in columns)
            for row in inputs.select_related("checkpoint").order_by("created_at", "pk")
        ),
    )


def _columns(runs: bool) -> dict[str, str]:
    columns = {
        "at": _("Kom in"),
        "checkpoint": _("Checkpoint"),
        "initiative": _("Initiativ"),
        "asked": _("Fråga"),
        "kind": _("Sort"),
        "text": _("Medskick"),
        "sender": _("Från"),
        "state": _("Läge"),
        "verdict": _("Svar"),
        "because": _("Därför att"),
        "answered": _("Besvarat"),
    }
    return columns | {"name": _("Namn"), "contact": _("E-post")} if runs else columns


def _row(row: Input) -> dict[str, str]:
    answer = row.answer
    return {
        "at": _moment(row.created_at),
        "checkpoint": row.checkpoint.name if row.checkpoint else "",
        "initiative": row.initiative.name if row.initiative else "",
        "asked": row.asked,
        "kind": str(row.get_kind_display()),
        "text": row.text,
        "sender": row.person.name if row.person else _("gäst"),
        "state": str(row.get_state_display()),
        "verdict": str(answer.get_verdict_display()) if answer else "",
        "because": answer.because if answer else "",
        "answered": _moment(answer.answered_at) if answer else "",
        "name": row.name,
        "contact": row.contact,
    }


def _moment(at) -> str:
    return localtime(at).strftime("%Y-%m-%d %H:%M")


def harmless(text: str) -> str:
    """An apostrophe before what a spreadsheet would take for a formula; no characters XML cannot hold."""
    text = _NOT_XML.sub("", text)
    return f"'{text}" if _FORMULA.match(text) else text


def as_csv(table: Table) -> bytes:
    """With a byte order mark and semicolons: what a Swedish Excel opens by a double click."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.head)
    writer.writerows([harmless(value) for value in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Medskick")
    for column, (name, title) in enumerate(zip(table.names, table.head, strict=True), start=1):
        head = sheet.cell(1, column, title)
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = _WIDTHS.get(name, 18)
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            _write(sheet.cell(number, column), value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _write(cell: Cell, value: str) -> None:
    """Always text: as a string a formula is only words, and it stays so when the cell is edited."""
    cell.value = _NOT_XML.sub("", value)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if _FORMULA.match(value):
        cell.quotePrefix = True
