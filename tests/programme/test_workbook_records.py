"""What teams write down goes out in the workbook and comes in again."""

from datetime import datetime

import pytest
from django.db import connection

from initiatives.models import Round
from programme.workbook.importing import examine, import_workbook
from programme.workbook.writing import export
from roles.permissions import Role
from tests.factories import PersonFactory, give
from tests.programme.workbooks import content_of
from tests.programme.written import IMPORTED, ROWS, workbook_with

pytestmark = pytest.mark.django_db


def reader():
    """Who reads in: an administrator, first among the people."""
    person = PersonFactory(email="adam@kommun.example", name="Adam Admin", unit=None)
    give(person, Role.ADMIN)
    return person


def empty_municipality() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "TRUNCATE roles_person, roles_unit, initiatives_round, initiatives_goal CASCADE"
        )
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def plain(rows: list[tuple]) -> list[tuple]:
    """As the sheet has it: days without a time of day."""
    return [
        tuple(cell.date() if isinstance(cell, datetime) else cell for cell in row) for row in rows
    ]


def test_every_sheet_comes_back_as_it_was():
    import_workbook(workbook_with(ROWS), by=reader())
    first = content_of(export(Round.objects.get(), by=None))
    for sheet in IMPORTED:
        head, *rows = first[sheet.name]
        written = [
            tuple("LEDARE" if isinstance(cell, str) and "@" in cell else cell for cell in row)
            for row in plain(rows)
        ]
        assert written == ROWS[sheet.name], sheet.name
        assert all(any(row[n] is not None for row in rows) for n in range(len(head))), sheet.name


def test_the_export_fills_an_empty_municipality():
    import_workbook(workbook_with(ROWS), by=reader())
    first = export(Round.objects.get(), by=None)
    empty_municipality()
    import_workbook(first, by=reader())
    second = content_of(export(Round.objects.get(), by=None))
    assert {name: second[name] for name in second if name != "Uppföljningar"} == {
        name: rows for name, rows in content_of(first).items() if name != "Uppföljningar"
    }


def test_the_export_read_in_again_changes_nothing():
    import_workbook(workbook_with(ROWS), by=reader())
    assert examine(export(Round.objects.get(), by=None), by=None).plan.changes_nothing
