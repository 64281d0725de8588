"""Hostile cells and broken rules in what teams write down: each is said once, with its place."""

import pytest

from initiatives.models import Insight, Round
from programme.workbook.importing import examine, import_workbook
from programme.workbook.layout import BENEFIT_YEARS, EFFECTS, IDEAS, MEASUREMENTS, TESTS
from programme.workbook.layout.adopting import ADOPTION, STAIRS
from programme.workbook.layout.around import CLASSIFICATION, COMMUNICATION, LINKS
from programme.workbook.layout.need import ACTORS, INSIGHTS, NEEDS, TO_MEET
from programme.workbook.writing import export
from tests.programme.workbooks import content_of
from tests.programme.written import CODE, ROWS, errors_in, reader, with_cell, workbook_with

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sheet", "row", "title", "value", "said"),
    [
        (INSIGHTS, 3, "Det här lärde vi oss", "x" * 10_001, "Texten är 10001 tecken lång."),
        (INSIGHTS, 3, "Det här lärde vi oss", "Ring 850709-9805.", "personnummer"),
        (INSIGHTS, 3, "Datum", "1900-01-01", "Året 1900 är inte rimligt."),
        (INSIGHTS, 3, "Datum", "2999-01-01", "Året 2999 är inte rimligt."),
        (INSIGHTS, 3, "Datum", "2099-01-01", "Dagen har inte varit än."),
        (INSIGHTS, 3, "Källa", "spådom", "”spådom” finns inte att välja."),
        (INSIGHTS, 3, "Hur många", "många", "”många” är inget heltal."),
        (INSIGHTS, 3, "Hur många", 4, "Data och omvärld har inget antal personer."),
        (INSIGHTS, 2, "Hur många", None, "Skriv hur många ur målgruppen ni mötte."),
        (INSIGHTS, 2, "Hur många", 0, "Antalet är mellan 1 och 10 000."),
        (INSIGHTS, 2, "Hur många", 10_001, "Antalet är mellan 1 och 10 000."),
        (INSIGHTS, 3, "Initiativ", "FINNS-INTE", "Initiativet FINNS-INTE finns inte."),
        (INSIGHTS, 2, "Länk", "javascript:alert(1)", "är ingen webbadress."),
        (LINKS, 2, "Adress", "ftp://kommun.example", "är ingen webbadress."),
        (TO_MEET, 2, "Gav insikten", "Något annat.", "Det finns inget sådant i bladet Insikter"),
        (NEEDS, 3, "Varför ni ändrade", None, "Skriv varför ni ändrar meningen."),
        (NEEDS, 3, "Nummer", 4, "Nummer 3 saknas före det här."),
        (NEEDS, 3, "Nummer", 1, "Det står redan på rad 2, med annat innehåll."),
        (ACTORS, 2, "Enhet", "XYZ", "Enheten XYZ finns inte."),
        (IDEAS, 3, "Varför parkerad", None, "Skriv varför ni parkerar idén."),
        (TESTS, 2, "Vi lärde", None, "Ett test avslutas med vad ni såg"),
        (TESTS, 3, "Till", "2024-09-01", "Testet slutar tidigast den dag det börjar."),
        (TESTS, 2, "Ansvarig", "asa.oberg@tyreso.example", "är inte med i teamet."),
        (TESTS, 2, "Ansvarig", "x@y.example", "Ingen person har adressen x@y.example."),
        (TESTS, 2, "Idé", "Ballongen", "Det finns inget sådant i bladet Idéer"),
        (EFFECTS, 2, "Mål", 31.5, "Målet är detsamma som utgångsläget."),
        (EFFECTS, 2, "Mål", "tjugo", "”tjugo” är inget tal vi kan ta emot."),
        (EFFECTS, 2, "Mål", 2 * 10**11, "Talet är för stort."),
        (EFFECTS, 2, "Nått senast", "2024-08-01", "Målet nås efter den dag utgångsläget mättes."),
        (MEASUREMENTS, 3, "Datum", "2024-08-01", "Mätningen är äldre än utgångsläget."),
        (MEASUREMENTS, 3, "Datum", "2024-10-01", "Det står redan på rad 2, med annat innehåll."),
        (MEASUREMENTS, 3, "Effektmål", "Annat", "Det finns inget sådant i bladet Effektmål"),
        (BENEFIT_YEARS, 3, "Planerat", 5, "Kvalitet berättas i ord, inte i tal."),
        (BENEFIT_YEARS, 2, "År", 1999, "Året är mellan 2000 och 2100."),
        (ADOPTION, 2, "Beslutat av", None, "Skriv vad som är beslutat, av vem och vilken dag."),
        (STAIRS, 2, "Hur det märks", None, "Skriv hur det märks att ni är där."),
        (COMMUNICATION, 2, "Klar", None, "Det som inte är gjort har inte gett något än."),
        (CLASSIFICATION, 2, "Riktighet", 5, "Nivån är mellan 1 och 4."),
    ],
)  # fmt: skip
def test_one_fault_is_said_in_its_place(sheet, row, title, value, said):
    found = [
        each for each in errors_in(workbook_with(with_cell(sheet, row, title, value)), reader())
        if each[0] == sheet.name
    ]  # fmt: skip
    assert len(found) == 1, found
    assert found[0][1] == row
    assert said in found[0][3]
    assert title in found[0][2] or said.startswith(
        ("Data och", "Mätningen", "Kvalitet", "Det står")
    )


def test_nothing_is_read_in_of_a_file_with_one_fault():
    data = workbook_with(with_cell(IDEAS, 3, "Läge", "förlorad"))
    assert import_workbook(data, by=reader()) is None
    assert not Round.objects.exists()
    assert not Insight.objects.exists()


def test_an_idea_is_not_tried_without_a_test():
    idea = (CODE, "Appen", *[None] * 5, "provad", None, None, None)
    assert errors_in(workbook_with({"Idéer": [idea]}), reader()) == [
        ("Idéer", 2, "H Läge", "Idén har inget test.")
    ]


def test_a_formula_is_refused():
    data = workbook_with(ROWS, formulas=True)
    assert [each[:3] for each in errors_in(data, reader())] == [
        ("Insikter", 3, "B Det här lärde vi oss")
    ]


def test_numbers_and_words_as_people_write_them():
    rows = {
        **ROWS,
        "Effektmål": [
            (CODE.lower(), *ROWS["Effektmål"][0][1:3], "31,5", *ROWS["Effektmål"][0][4:])
        ],
        "Mätningar": [(CODE, " Matsvinn  per ELEV ", "1 029,25", "1 oktober 2024", "x" * 10_000)],
        "Länkar": [(CODE, "Rummet", "kommun.example/rum", None)],
    }
    import_workbook(workbook_with(rows), by=reader())
    sheets = content_of(export(Round.objects.get(), by=None))
    assert sheets["Effektmål"][1][3] == 31.5
    assert sheets["Mätningar"][1][2] == 1029.25
    assert sheets["Mätningar"][1][4] == "x" * 10_000
    assert sheets["Länkar"][1][2] == "https://kommun.example/rum"


def test_two_parents_of_the_same_name_are_not_guessed_between():
    twice = [ROWS["Idéer"][1], (*ROWS["Idéer"][1][:2], "En annan app.", *ROWS["Idéer"][1][3:])]
    test = (CODE, "Appen", *ROWS["Tester"][1][2:])
    found = errors_in(workbook_with({"Idéer": twice, "Tester": [test]}), reader())
    assert [each[:3] for each in found] == [("Tester", 2, "B Idé")]
    assert "går inte att se vilken" in found[0][3]


def test_a_missing_column_of_a_sheet_that_is_there_is_said():
    data = workbook_with(ROWS, without=("Länkar", "Adress"))
    assert errors_in(data, reader()) == [
        ("Länkar", None, "Adress", "Kolumnen Adress saknas."),
    ]


def test_a_baseline_is_not_moved_past_a_reading(frozen_time):
    frozen_time("2024-11-15 10:00")
    by = reader()
    import_workbook(workbook_with(ROWS), by=by)
    moved = with_cell(EFFECTS, 2, "Mätt den", "2024-10-15")
    found = errors_in(workbook_with({"Effektmål": moved["Effektmål"]}), None)
    assert found[0] == ("Effektmål", 2, "E Mätt den", "Det finns en mätning från 1 oktober 2024.")


def test_five_thousand_insights_are_planned_in_one_breath(frozen_time):
    rows = [(CODE, f"Insikt {n}", "data", None, None, None, None) for n in range(4_999)]
    plan = examine(workbook_with({"Insikter": rows}), by=reader()).plan
    assert len(plan.of(INSIGHTS).created) == 4_999
