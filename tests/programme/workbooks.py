"""Workbooks for the tests: the two real files, and ways to bend them."""

import io
from pathlib import Path

from openpyxl import Workbook, load_workbook

DATA = Path(__file__).resolve().parent.parent / "data"
TYRESO = DATA / "tyreso-2024.xlsx"
FAULTY = DATA / "tyreso-2024-med-fel.xlsx"


def bytes_of(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def tyreso_with(**cells) -> bytes:
    """The real round with some cells changed: tyreso_with(Initiativ__C4="...")."""
    workbook = load_workbook(TYRESO)
    for place, value in cells.items():
        sheet, cell = place.split("__")
        workbook[sheet][cell] = value
    return bytes_of(workbook)


def content_of(data: bytes) -> dict[str, list[tuple]]:
    """Every sheet's cells, blank rows left out."""
    workbook = load_workbook(io.BytesIO(data))
    return {
        sheet.title: [row for row in sheet.iter_rows(values_only=True) if any(row)]
        for sheet in workbook
    }
