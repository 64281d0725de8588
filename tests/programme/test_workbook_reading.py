"""What is understood, and what is said about what is not."""

from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from checkpoints.models import Checkpoint
from initiatives.models import Initiative, Phase, Round
from programme.workbook.cells import Unreadable, convert
from programme.workbook.importing import examine, import_workbook
from programme.workbook.layout import CHECKPOINTS, INITIATIVES, PEOPLE, ROLES_SHEET, ROUND, UNITS
from programme.workbook.reading import Cell, clean, fold
from roles.models import Assignment, LeadershipMembership, Person
from roles.permissions import Role
from tests.factories import PersonFactory, UnitFactory
from tests.programme.workbooks import TYRESO, bytes_of, tyreso_with

A_DATE = ROUND.column("starts_on")
A_MOMENT = CHECKPOINTS.column("starts_at")


# --- One cell ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "written",
    [
        datetime(2025, 12, 1),
        date(2025, 12, 1),
        "2025-12-01",
        " 2025-12-01 ",
        "2025-12-01 00:00:00",
        "2025/12/1",
        "20251201",
        20251201,
        20251201.0,
        "1/12 2025",
        "1/12-2025",
        "1/12/2025",
        "1.12.2025",
        "01.12.2025",
        "1 december 2025",
        "1 dec 2025",
        "1 Dec. 2025",
        "den 1 december 2025",
        "2025\u201112\u201101".replace("\u2011", "-"),
        "2025-12-01\u00a0",
    ],
)
def test_a_date_as_people_write_it(written):
    assert convert(A_DATE, Cell(written)) == date(2025, 12, 1)


@pytest.mark.parametrize(
    "written",
    [
        "31/2 2025",
        "2025-13-01",
        "12/31/2025",
        "25-12-01",
        "snart",
        "1 xyz 2025",
        45992,
        "202512",
        "2025-12-01x",
        True,
    ],
)
def test_what_is_no_date(written):
    with pytest.raises(Unreadable, match="är inget datum"):
        convert(A_DATE, Cell(written))


@pytest.mark.parametrize("written", ["1925-12-01", "2225-12-01", datetime(1900, 1, 1)])
def test_a_year_that_cannot_be_meant(written):
    with pytest.raises(Unreadable, match="är inte rimligt"):
        convert(A_DATE, Cell(written))


@pytest.mark.parametrize(
    "written",
    [
        datetime(2025, 12, 1, 13, 0),
        datetime(2025, 12, 1, 12, 59, 59, 999_997),
        "2025-12-01 13:00",
        "2025-12-01T13:00:00",
        "1/12 2025 13.00",
        "1 december 2025 kl. 13.00",
        "1 december 2025 klockan 13:00",
    ],
)
def test_a_moment_as_people_write_it(written):
    value = convert(A_MOMENT, Cell(written))
    assert value.isoformat() == "2025-12-01T13:00:00+01:00"


def test_an_hour_that_the_clock_skips():
    with pytest.raises(Unreadable, match="sommartid"):
        convert(A_MOMENT, Cell("2026-03-29 02:30"))


@pytest.mark.parametrize("written", ["2025-12-01 25:00", "2025-12-01 13:61", "kl 13"])
def test_what_is_no_moment(written):
    with pytest.raises(Unreadable, match="ingen dag med klockslag"):
        convert(A_MOMENT, Cell(written))


@pytest.mark.parametrize("written", [9, 9.0, "9", " 9 "])
def test_a_number_as_text(written):
    assert convert(ROUND.column("cap"), Cell(written)) == 9


@pytest.mark.parametrize("written", [0, -1, 101, 999_999])
def test_a_number_out_of_range(written):
    with pytest.raises(Unreadable, match="utanför det som går") as problem:
        convert(ROUND.column("cap"), Cell(written))
    assert problem.value.do == "Skriv ett tal från 1 till 100."


@pytest.mark.parametrize("written", ["nio", 2.5, "1e3", "9999999"])
def test_what_is_no_number(written):
    with pytest.raises(Unreadable, match="inget heltal"):
        convert(ROUND.column("cap"), Cell(written))


@pytest.mark.parametrize("written", ["idé", "Idé", " IDÉ ", "ide", "ide\u0301"])
def test_a_word_in_any_case_and_form(written):
    assert convert(INITIATIVES.column("phase"), Cell(written)) == Phase.IDE


@pytest.mark.parametrize(
    ("written", "means"), [("Ja", True), (True, True), ("x", True), ("NEJ", False)]
)
def test_yes_and_no(written, means):
    assert convert(PEOPLE.column("in_leadership"), Cell(written)) is means


def test_an_unknown_role_is_told_what_there_is():
    with pytest.raises(Unreadable) as problem:
        convert(ROLES_SHEET.column("role"), Cell("chef"))
    assert (
        problem.value.do
        == "Skriv något av: ledartröja, fadder, coach, teammedlem, lots, processledare."
    )


def test_the_role_administrator_is_not_given_by_a_file():
    with pytest.raises(Unreadable):
        convert(ROLES_SHEET.column("role"), Cell("administratör"))


def test_codes_with_any_sign_between():
    cell = Cell(" BUF; KFF,\nASF , buf,")
    assert convert(INITIATIVES.column("units"), cell) == ("buf", "KFF", "ASF")


def test_an_address_is_folded():
    cell = Cell(" Asa.Oberg@Tyreso.Example ")
    assert convert(PEOPLE.column("email"), cell) == "asa.oberg@tyreso.example"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (PEOPLE.column("title"), "rektor 811218-9876"),
        (INITIATIVES.column("question"), "Ring 19811218-9876 om det"),
        (UNITS.column("code"), "8112189876"),
    ],
)
def test_a_personnummer_is_refused(column, text):
    with pytest.raises(Unreadable, match="personnummer"):
        convert(column, Cell(text))


def test_a_text_that_is_too_long_says_how_much():
    with pytest.raises(Unreadable, match="121 tecken") as problem:
        convert(INITIATIVES.column("name"), Cell("x" * 121))
    assert problem.value.do == "Korta den till högst 120 tecken."


def test_a_formula_is_refused_and_a_text_that_looks_like_one_is_not():
    with pytest.raises(Unreadable, match="formel"):
        convert(INITIATIVES.column("name"), Cell("=1+1", is_formula=True))
    assert convert(INITIATIVES.column("name"), Cell("=1+1")) == "=1+1"


def test_an_excel_fault_is_named():
    with pytest.raises(Unreadable, match="#N/A"):
        convert(INITIATIVES.column("name"), Cell("#N/A", is_fault=True))


def test_clean_takes_away_what_is_not_seen():
    assert clean(" A\u030a\u00a0 b\u200b\x07\tc ") == "Å b c"
    assert clean("en \r\n  två", lines=True) == "en\ntvå"
    assert fold("ÅTERBRUK ") == fold("a\u030aterbruk")


# --- A whole file ------------------------------------------------------------------------------
def findings(data: bytes) -> list[tuple]:
    found = examine(data, by=None).findings.found
    return [(each.is_error, each.sheet, each.row, each.column, each.what) for each in found]


def shuffled() -> bytes:
    """Tyresö, as it comes back after having been through many hands: nothing in it is an error."""
    original = load_workbook(TYRESO)
    workbook = load_workbook(TYRESO)
    for sheet in workbook:
        rows = [list(row) for row in original[sheet.title].iter_rows(values_only=True)]
        sheet.delete_rows(1, sheet.max_row)
        for number, row in enumerate(rows):
            row = [f"  {value} " if isinstance(value, str) else value for value in reversed(row)]
            sheet.append([value.upper() for value in row] if number == 0 else row)
            sheet.append([None, "  "])
        sheet.insert_rows(1)
        sheet.title = f"{sheet.title.lower()} "
    workbook.move_sheet("roller ", -5)
    return bytes_of(workbook)


@pytest.mark.django_db
def test_stray_spaces_blank_rows_case_and_column_order_do_not_matter():
    import_workbook(TYRESO.read_bytes(), by=None)
    examined = examine(shuffled(), by=None)
    assert examined.findings.found == []
    assert examined.plan.changes_nothing
    assert examined.plan.counts["left"] == 98


@pytest.mark.django_db
def test_decomposed_letters_are_the_same_letters():
    import_workbook(TYRESO.read_bytes(), by=None)
    data = tyreso_with(
        Initiativ__A4="CIRKULA\u0308RT", Initiativ__G3="KFF, A\u0308OF, TBAB, FO\u0308R"
    )
    assert examine(data, by=None).plan.changes_nothing


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"Omgång__D2": 0}, (True, "Omgång", 2, "D Högst antal samtidigt")),
        ({"Omgång__C2": "2024-01-15"}, (True, "Omgång", 2, "C Slut")),
        (
            {"Omgång__A3": "En till", "Omgång__B3": "2024-01-01", "Omgång__C3": "2024-02-01"},
            (True, "Omgång", 3, "A Namn"),
        ),
        ({"Enheter__C2": "avdelning"}, (True, "Enheter", 2, "C Typ")),
        ({"Enheter__A9": "klf"}, (True, "Enheter", 9, "A Kod")),
        ({"Enheter__B3": "Kommunledningsförvaltningen"}, (True, "Enheter", 3, "B Namn")),
        (
            {"Personer__A30": "Ny", "Personer__B30": "asa.oberg@tyreso.example"},
            (True, "Personer", 30, "B E-post"),
        ),
        ({"Personer__A3": None}, (True, "Personer", 3, "A Namn")),
        ({"Personer__D3": "811218-9876"}, (True, "Personer", 3, "D Titel")),
        ({"Mål__C2": 18}, (True, "Mål", 2, "C Agenda 2030")),
        ({"Mål__A7": "m1"}, (True, "Mål", 7, "A Kod")),
        ({"Initiativ__B2": "x" * 121}, (True, "Initiativ", 2, "B Namn")),
        ({"Initiativ__B2": "=A1"}, (True, "Initiativ", 2, "B Namn")),
        ({"Initiativ__C2": None}, (True, "Initiativ", 2, "C Utmaning")),
        ({"Initiativ__F2": "2024-01-15"}, (True, "Initiativ", 2, "F Senast")),
        ({"Initiativ__G2": "BUF, XYZ"}, (True, "Initiativ", 2, "G Deltagande enheter")),
        ({"Initiativ__G2": None}, (False, "Initiativ", 2, "G Deltagande enheter")),
        ({"Roller__B2": "chef"}, (True, "Roller", 2, "B Roll")),
        ({"Roller__B2": None}, (True, "Roller", 2, "B Roll")),
        ({"Roller__A2": None}, (True, "Roller", 2, "A Initiativ")),
        ({"Roller__A2": "OKÄNT"}, (True, "Roller", 2, "A Initiativ")),
        ({"Roller__A40": "IDÉER"}, (True, "Roller", 40, "A Initiativ")),
        ({"Roller__C2": "ingen@tyreso.example"}, (True, "Roller", 2, "C E-post")),
        ({"Roller__C3": "sofia.rehn@tyreso.example"}, (True, "Roller", 3, "C E-post")),
        ({"Roller__E2": "2024-01-01"}, (True, "Roller", 2, "E Till")),
        ({"Checkpoints__B2": "2024-03-14"}, (False, "Checkpoints", 2, "B Start")),
        (
            {"Checkpoints__B4": "2025-11-09 11:00", "Checkpoints__C4": "2025-11-09 14:00"},
            (False, "Checkpoints", 4, "B Start"),
        ),
        ({"Checkpoints__A3": "checkpoint 1"}, (True, "Checkpoints", 3, "A Namn")),
        ({"Checkpoints__E2": "alla"}, (True, "Checkpoints", 2, "E Öppen för")),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) else "",
)
def test_one_fault_gives_one_finding(cells, found):
    assert [each[:4] for each in findings(tyreso_with(**cells))] == [found]


@pytest.mark.django_db
def test_a_missing_sheet_is_one_error_and_nothing_follows_from_it():
    workbook = load_workbook(TYRESO)
    del workbook["Personer"]
    assert [
        each[1:] for each in findings(bytes_of(workbook)) if "ledningsgruppen" not in each[4]
    ] == [("Personer", None, "", "Bladet saknas.")]


@pytest.mark.django_db
def test_a_missing_column_is_one_error():
    assert findings(tyreso_with(Mål__C1=None))[:1] == [
        (True, "Mål", None, "Agenda 2030", "Kolumnen Agenda 2030 saknas.")
    ]


@pytest.mark.django_db
def test_unknown_sheets_and_columns_are_told_and_passed_over():
    workbook = load_workbook(TYRESO)
    workbook.create_sheet("Anteckningar").append(["hej"])
    workbook["Mål"]["D1"] = "Färg"
    assert [each[:4] for each in findings(bytes_of(workbook))] == [
        (False, "Mål", None, "D Färg"),
        (False, "Anteckningar", None, ""),
    ]


@pytest.mark.django_db
def test_a_new_round_without_lots_is_warned_about():
    data = tyreso_with(**{f"Roller__{column}{row}": None for column in "BCD" for row in (40, 41)})
    assert [each[:3] for each in findings(data)] == [(False, "Roller", None)]


@pytest.mark.django_db
def test_a_round_that_nobody_can_rig_yet_is_warned_about(frozen_time):
    frozen_time("2023-12-01 09:00")
    assert [each[1:] for each in findings(TYRESO.read_bytes())] == [
        ("Roller", None, "", "Ingen är lots för omgången före den 15 januari 2024.")
    ]
    assert findings(tyreso_with(Roller__D40=None)) == []
    import_workbook(tyreso_with(Roller__D40=None), by=None)
    first = Assignment.objects.of_role(Role.LOTS).order_by("starts_on").first()
    assert first.starts_on == date(2023, 12, 1)
    assert examine(tyreso_with(Roller__D40=None), by=None).plan.changes_nothing


@pytest.mark.django_db
def test_units_goals_and_people_that_are_here_need_not_be_in_the_file():
    UnitFactory(code="XYZ")
    PersonFactory(email="ingen@tyreso.example")
    data = tyreso_with(Initiativ__G2="BUF, XYZ", Roller__C2="Ingen@tyreso.example")
    assert findings(data) == []
    import_workbook(data, by=None)
    assert Initiative.objects.get(code="UNGA-TJEJER").units.filter(code="XYZ").exists()


@pytest.mark.django_db
def test_a_fadder_with_a_seat_here_needs_no_yes_in_the_file():
    person = PersonFactory(email="sofia.rehn@tyreso.example")
    data = tyreso_with(
        Roller__A42="GEMENSKAP", Roller__B42="fadder", Roller__C42="sofia.rehn@tyreso.example"
    )
    assert [each[:4] for each in findings(data)] == [(True, "Roller", 42, "C E-post")]
    LeadershipMembership.objects.create(person=person, starts_on=date(2024, 1, 15))
    assert findings(data) == []


@pytest.mark.django_db
def test_a_seat_that_begins_after_the_fadder_does_is_not_enough():
    person = PersonFactory(email="henrik.alander@tyreso.example")
    LeadershipMembership.objects.create(person=person, starts_on=date(2024, 6, 1))
    assert {each[1:4] for each in findings(TYRESO.read_bytes())} == {
        ("Roller", 4, "C E-post"),
        ("Roller", 21, "C E-post"),
    }


@pytest.mark.django_db
def test_a_role_with_another_first_day_than_the_one_here():
    import_workbook(TYRESO.read_bytes(), by=None)
    ((is_error, *place, what),) = findings(tyreso_with(Roller__D2="2024-02-01"))
    assert (is_error, place) == (True, ["Roller", 2, "D Från"])
    assert what == "Personen har redan rollen, från 15 januari 2024."


@pytest.mark.django_db
def test_someone_who_has_left_gets_no_new_role():
    PersonFactory(email="sofia.rehn@tyreso.example", is_active=False)
    assert findings(TYRESO.read_bytes()) == [
        (True, "Roller", 2, "C E-post", f"{Person.objects.get()} har slutat.")
    ]


@pytest.mark.django_db
def test_a_blank_first_day_is_the_start_of_the_round():
    import_workbook(tyreso_with(Roller__D2=None, Initiativ__I2=None, Checkpoints__E2=None), by=None)
    assert set(Assignment.objects.values_list("starts_on", flat=True)) == {date(2024, 1, 15)}
    assert Initiative.objects.get(code="UNGA-TJEJER").phase == Phase.BEHOV
    assert Checkpoint.objects.get(name="Checkpoint 1").open_to == Checkpoint.OpenTo.MEDARBETARE
    assert Assignment.objects.of_role(Role.LOTS).filter(round=Round.objects.get()).count() == 2
