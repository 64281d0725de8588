"""The way of the real files in: import, again, corrected, and who may."""

from datetime import date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkpoints.models import Checkpoint, Reminder
from initiatives.models import Initiative, Phase, Round
from prioinit.errors import DomainError
from programme.workbook.importing import PlanChanged, examine, import_workbook
from programme.workbook.layout import INITIATIVES, PEOPLE, ROLES_SHEET
from programme.workbook.writing import export
from roles.models import Assignment, LeadershipMembership, Person
from roles.permissions import Role
from tests.factories import PersonFactory, RoundFactory, UnitFactory, give, give_new
from tests.programme.imported import NOTHING, TYRESO_ROWS, import_, import_tyreso, rows
from tests.programme.workbooks import FAULTY, TYRESO, content_of, tyreso_with

pytestmark = pytest.mark.django_db


# --- The command -------------------------------------------------------------------------------
def test_import_round_creates_the_real_round():
    call_command("import_round", str(TYRESO))
    assert rows() == TYRESO_ROWS


def test_import_round_check_saves_nothing(capsys):
    call_command("import_round", str(TYRESO), "--check")
    assert rows() == NOTHING
    assert "Initiativ: 9 nya, 0 ändras, 0 lämnas" in capsys.readouterr().out


def test_import_round_the_same_file_twice_changes_nothing(capsys):
    call_command("import_round", str(TYRESO))
    before = content_of(export(Round.objects.get(), by=None))
    capsys.readouterr()
    call_command("import_round", str(TYRESO))
    assert capsys.readouterr().out.startswith("Inget ändras")
    assert content_of(export(Round.objects.get(), by=None)) == before
    assert Round.objects.get().version == 1
    assert set(Initiative.objects.values_list("version", flat=True)) == {1}


def test_import_round_faulty_reports_everything_and_saves_nothing(capsys):
    with pytest.raises(CommandError, match=r"Inget har sparats\. Antal fel: 11"):
        call_command("import_round", str(FAULTY))
    out = capsys.readouterr().out
    assert out.count("Fel: ") == 11
    assert out.count("Varning: ") == 1
    assert "Fel: Initiativ, rad 4, F Senast: ”31/2 2025” är inget datum. " in out
    assert rows() == NOTHING


def test_import_round_by_a_stranger(capsys):
    with pytest.raises(CommandError, match=r"Ingen aktiv person har adressen x@y\.example"):
        call_command("import_round", str(TYRESO), "--by", "x@y.example")


def test_import_round_missing_file():
    with pytest.raises(CommandError, match="går inte att läsa"):
        call_command("import_round", "/finns/inte.xlsx")


# --- The faulty file ---------------------------------------------------------------------------
def test_the_faulty_file_has_exactly_its_faults():
    findings = examine(FAULTY.read_bytes(), by=None).findings
    assert [(each.sheet, each.row, each.column) for each in findings.errors] == [
        ("Personer", 31, "B E-post"),
        ("Personer", 32, "C Enhet"),
        ("Initiativ", 4, "F Senast"),
        ("Initiativ", 5, "I Fas"),
        ("Initiativ", 7, "H Mål"),
        ("Initiativ", 8, "F Senast"),
        ("Initiativ", 11, "A Kod"),
        ("Roller", 42, "C E-post"),
        ("Roller", 43, "B Roll"),
        ("Roller", 44, "E Till"),
        ("Checkpoints", 3, "C Slut"),
    ]
    assert [(each.sheet, each.row, each.column) for each in findings.warnings] == [
        ("Initiativ", 6, "G Deltagande enheter")
    ]
    assert all(each.what and each.do for each in findings.found)


def test_the_real_file_has_no_findings():
    assert examine(TYRESO.read_bytes(), by=None).findings.found == []


# --- What an import makes ----------------------------------------------------------------------
def test_an_imported_initiative_is_planned_in_its_phase():
    import_tyreso()
    initiative = Initiative.objects.get(code="CIRKULÄRT")
    assert (initiative.state, initiative.phase) == (Initiative.State.PLANNED, Phase.TEST)
    assert initiative.noticed_by == date(2025, 6, 1)
    assert {unit.code for unit in initiative.units.all()} == {"SBF", "KLF", "BUF"}
    assert {goal.code for goal in initiative.goals.all()} == {"M4", "A12"}


def test_an_imported_person_is_not_invited_and_cannot_sign_in():
    import_tyreso()
    person = Person.objects.get(email="asa.oberg@tyreso.example")
    assert person.invited_at is None
    assert not person.has_usable_password()
    assert not person.is_staff


def test_a_seat_in_the_ledningsgrupp_counts_from_the_start_of_the_round():
    import_tyreso()
    assert set(LeadershipMembership.objects.values_list("starts_on", "ends_on")) == {
        (date(2024, 1, 15), None)
    }


def test_an_imported_checkpoint_is_prepared_a_week_before_on_a_workday():
    import_tyreso()
    checkpoint = Checkpoint.objects.get(name="Checkpoint 3 i centrum")  # a Saturday
    assert checkpoint.preparation_due_on == date(2024, 11, 1)
    assert checkpoint.open_to == Checkpoint.OpenTo.ALLMANHETEN


def test_the_number_of_queries():
    with CaptureQueriesContext(connection) as checked:
        examine(TYRESO.read_bytes(), by=None)
    with CaptureQueriesContext(connection) as imported:
        import_tyreso()
    with CaptureQueriesContext(connection) as checked_again:
        examine(TYRESO.read_bytes(), by=None)
    assert (len(checked), len(imported), len(checked_again)) == (4, 37, 10)


# --- A corrected file --------------------------------------------------------------------------
def changes_of(data: bytes, sheet) -> list[tuple]:
    plan = examine(data, by=None).plan
    return [
        (item.label, change.title, change.before, change.after)
        for item in plan.of(sheet).changed
        for change in item.changes
    ]


def test_a_corrected_file_updates_what_differs_and_nothing_else():
    import_tyreso()
    corrected = tyreso_with(
        Omgång__D2=7,
        Personer__D2="kommunchef",
        Initiativ__B3="Gemenskap hela livet",
        Initiativ__G3="KFF, ÄOF",
        Initiativ__I3="förverkliga",
        Roller__E2=date(2024, 6, 30),
    )
    plan = examine(corrected, by=None).plan
    assert plan.counts == {"created": 0, "changed": 4, "left": 94}
    import_(corrected)
    initiative = Initiative.objects.get(code="GEMENSKAP")
    assert (initiative.name, initiative.phase, initiative.version) == (
        "Gemenskap hela livet",
        Phase.FORVERKLIGA,
        2,
    )
    assert {unit.code for unit in initiative.units.all()} == {"KFF", "ÄOF"}
    assert {goal.code for goal in initiative.goals.all()} == {"M1", "A3"}
    assert Round.objects.get().cap == 7
    assert Person.objects.get(email="asa.oberg@tyreso.example").title == "kommunchef"
    ended = Assignment.objects.exclude(ends_on=None).get()
    assert (ended.person.name, ended.ends_on) == ("Sofia Rehn", date(2024, 6, 30))
    assert rows() == TYRESO_ROWS
    assert examine(corrected, by=None).plan.changes_nothing


def test_the_preview_says_what_stands_and_what_it_becomes():
    import_tyreso()
    assert changes_of(
        tyreso_with(Initiativ__F3="2025-11-01", Initiativ__I3="idé"), INITIATIVES
    ) == [
        ("Trygghet, mening och gemenskap", "Senast", "1 oktober 2025", "1 november 2025"),
        ("Trygghet, mening och gemenskap", "Fas", "test", "idé"),
    ]


def test_a_blank_cell_leaves_what_is_there():
    import_tyreso()
    blank = tyreso_with(Personer__D2=None, Initiativ__D3=None, Initiativ__G3=None, Roller__D2=None)
    assert examine(blank, by=None).plan.changes_nothing


def test_what_is_not_in_the_file_stays():
    import_tyreso()
    import_(tyreso_with(Enheter__A9=None, Enheter__B9=None, Enheter__C9=None))
    assert rows() == TYRESO_ROWS


def test_a_role_that_was_ended_here_is_not_opened_again():
    import_tyreso()
    assignment = Assignment.objects.filter(role=Role.COACH).first()
    assignment.ends_on = date(2024, 3, 1)
    assignment.save()
    plan = examine(TYRESO.read_bytes(), by=None).plan
    assert plan.changes_nothing
    assert [item.notes for item in plan.of(ROLES_SHEET).left_with_notes] == [
        ("Avslutad 1 mars 2024, och det lämnas så.",)
    ]


def test_a_running_initiative_keeps_its_phase_and_state():
    import_tyreso()
    Initiative.objects.filter(code="GEMENSKAP").update(
        state=Initiative.State.RUNNING, started_on=date(2024, 2, 1), phase=Phase.IDE
    )
    corrected = tyreso_with(Initiativ__B3="Gemenskap hela livet")
    plan = examine(corrected, by=None).plan
    (item,) = plan.of(INITIATIVES).changed
    assert [change.title for change in item.changes] == ["Namn"]
    assert "Är igång i fasen idé" in item.notes[0]
    import_(corrected)
    initiative = Initiative.objects.get(code="GEMENSKAP")
    assert (initiative.name, initiative.phase, initiative.state) == (
        "Gemenskap hela livet",
        Phase.IDE,
        Initiative.State.RUNNING,
    )


def test_a_person_who_has_left_is_left_alone():
    import_tyreso()
    Person.objects.filter(email="asa.oberg@tyreso.example").update(is_active=False)
    plan = examine(tyreso_with(Personer__D2="kommunchef"), by=None).plan
    assert plan.changes_nothing
    assert plan.of(PEOPLE).left_with_notes[0].notes == ("Har slutat och lämnas som hen är.",)


def test_a_moved_checkpoint_is_a_new_occasion(frozen_time):
    frozen_time("2024-02-01 09:00")
    import_tyreso()
    checkpoint = Checkpoint.objects.get(name="Checkpoint 1")
    initiative = Initiative.objects.first()
    reminder = Reminder.objects.create(
        person=Person.objects.first(),
        kind=Reminder.Kind.PREPARATION_DUE,
        initiative=initiative,
        checkpoint=checkpoint,
        occasion="x",
        due_on=checkpoint.preparation_due_on,
        send_on=checkpoint.preparation_due_on,
    )
    import_(
        tyreso_with(
            Checkpoints__B2=datetime(2024, 3, 21, 13, 0),
            Checkpoints__C2=datetime(2024, 3, 21, 16, 0),
        )
    )
    checkpoint.refresh_from_db()
    reminder.refresh_from_db()
    assert checkpoint.due_version == 2
    assert checkpoint.preparation_due_on == date(2024, 3, 14)
    assert reminder.state == Reminder.State.CANCELLED


def test_a_checkpoint_that_has_begun_is_left(frozen_time):
    import_tyreso()
    plan = examine(tyreso_with(Checkpoints__D2="Biblioteket"), by=None).plan
    assert plan.changes_nothing


# --- A round that is over ----------------------------------------------------------------------
def test_nothing_new_is_read_into_a_round_that_is_over():
    import_tyreso()  # read in when it is over already: history may be brought along
    assert Round.objects.get().is_over()
    assert examine(TYRESO.read_bytes(), by=None).plan.changes_nothing
    Checkpoint.objects.order_by("pk").first().delete()
    refused = examine(TYRESO.read_bytes(), by=None)
    assert refused.plan is None
    assert [found.what for found in refused.findings.errors] == [
        "Omgången är avslutad, så inget nytt kan läsas in i den."
    ]


# --- Two at once -------------------------------------------------------------------------------
def test_a_changed_database_stops_the_confirmed_plan():
    digest = examine(TYRESO.read_bytes(), by=None).plan.digest
    UnitFactory(code="KLF", name="Något annat")
    with pytest.raises(PlanChanged):
        import_workbook(TYRESO.read_bytes(), by=None, digest=digest)
    assert Round.objects.count() == 0


def test_everything_or_nothing(monkeypatch):
    def fail(*args, **kwargs):
        raise DomainError("nej")

    monkeypatch.setattr("programme.workbook.apply.plan_checkpoint", fail)
    with pytest.raises(DomainError):
        import_tyreso()
    assert rows() == NOTHING


def test_the_history_says_where_it_came_from():
    import_tyreso()
    event = Initiative.pgh_event_model.objects.first()
    assert event.pgh_context.metadata["source"] == "workbook"


# --- Who may -----------------------------------------------------------------------------------
def test_a_lots_of_another_round_cannot_change_this_one():
    import_tyreso()
    stranger = give_new(Role.LOTS, RoundFactory(name="En annan omgång"))
    findings = examine(TYRESO.read_bytes(), by=stranger).findings
    assert [(each.sheet, each.row, each.column) for each in findings.errors] == [
        ("Omgång", 2, "A Namn")
    ]


def test_the_rounds_own_lots_can():
    import_tyreso()
    lots = PersonFactory()
    give(lots, Role.LOTS, Round.objects.get())
    assert examine(TYRESO.read_bytes(), by=lots).plan.changes_nothing


def test_only_an_administrator_changes_people_and_units_that_are_there():
    import_tyreso()
    lots = PersonFactory()
    give(lots, Role.LOTS, Round.objects.get())
    corrected = tyreso_with(Personer__A2="Kapad Person", Enheter__B2="Kapad enhet")
    plan = examine(corrected, by=lots).plan
    assert plan.changes_nothing
    assert "Bara en administratör" in plan.of(PEOPLE).left_with_notes[0].notes[0]
    give(lots, Role.ADMIN)
    again = Person.objects.get(pk=lots.pk)
    assert examine(corrected, by=again).plan.counts["changed"] == 2


def test_only_an_administrator_gives_a_seat_to_one_who_is_there():
    lots = give_new(
        Role.LOTS, RoundFactory(name="En annan omgång"), email="lisa.ahlgren@tyreso.example"
    )
    data = tyreso_with(Personer__E8="ja")
    examined = examine(data, by=lots)
    assert [(each.sheet, each.row) for each in examined.findings.warnings] == [("Personer", 8)]
    import_(data, by=lots)
    assert not LeadershipMembership.objects.filter(person=lots).exists()
    assert LeadershipMembership.objects.count() == 6
