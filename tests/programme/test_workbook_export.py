"""The way back out: what was read in is written as it was, and can be read in again."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from checkpoints.models import Checkpoint, Reminder
from initiatives.models import Goal, Initiative, Round
from programme.workbook.importing import examine
from programme.workbook.layout import INITIATIVES
from programme.workbook.writing import export
from roles.models import Assignment, LeadershipMembership, Person, Unit
from tests.factories import RoundFactory
from tests.programme.imported import NOTHING, TYRESO_ROWS, import_, import_tyreso, rows
from tests.programme.workbooks import TYRESO, content_of

pytestmark = pytest.mark.django_db


def empty() -> None:
    Reminder.objects.all().delete()
    for initiative in Initiative.objects.all():
        initiative.units.clear()
        initiative.goals.clear()
    for model in (
        Checkpoint,
        Assignment,
        LeadershipMembership,
        Initiative,
        Round,
        Goal,
        Person,
        Unit,
    ):
        model.objects.all().delete()


def test_round_trip_through_an_empty_database():
    import_tyreso()
    first = export(Round.objects.get(), by=None)
    empty()
    assert rows() == NOTHING
    import_(first)
    assert rows() == TYRESO_ROWS
    assert content_of(export(Round.objects.get(), by=None)) == content_of(first)


def test_the_export_holds_what_the_file_held():
    import_tyreso()
    original, exported = (
        content_of(TYRESO.read_bytes()),
        content_of(export(Round.objects.get(), by=None)),
    )
    assert list(exported)[: len(original)] == list(original)
    for sheet in ("Omgång", "Enheter", "Personer", "Roller", "Checkpoints"):
        assert exported[sheet] == original[sheet], sheet
    codes = INITIATIVES.columns[6:8]
    for ours, theirs in zip(exported["Initiativ"], original["Initiativ"], strict=True):
        assert [set(str(cell).split(", ")) for cell in ours] == [
            set(str(cell).split(", ")) for cell in theirs
        ], codes


def test_the_export_read_in_again_changes_nothing():
    import_tyreso()
    assert examine(export(Round.objects.get(), by=None), by=None).plan.changes_nothing


def test_a_day_that_was_allowed_here_is_no_fault_in_the_export():
    import_tyreso()
    Initiative.objects.filter(code="GEMENSKAP").update(noticed_by=date(2026, 5, 1))
    assert examine(export(Round.objects.get(), by=None), by=None).plan.changes_nothing


def test_export_round_writes_the_file(tmp_path, capsys):
    import_tyreso()
    out = tmp_path / "ut.xlsx"
    call_command("export_round", "kommungemensamma utmaningar 2024", "--out", str(out))
    assert load_workbook(io.BytesIO(out.read_bytes())).sheetnames[0] == "Omgång"


def test_export_round_of_a_round_that_is_not_there(tmp_path):
    RoundFactory(name="Hösten")
    with pytest.raises(CommandError, match="De som finns: Hösten"):
        call_command("export_round", "Våren", "--out", str(tmp_path / "ut.xlsx"))
