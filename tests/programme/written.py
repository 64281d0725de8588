"""What teams write down, as rows of a workbook: every column of every sheet that is read in has something."""

from datetime import date

from openpyxl import load_workbook

from programme.workbook.importing import examine
from programme.workbook.layout import RECORDS
from roles.models import Person
from roles.permissions import Role
from tests.factories import PersonFactory, give
from tests.programme.workbooks import TYRESO, bytes_of

CODE = "CIRKULÄRT"
IMPORTED = [sheet for sheet in RECORDS if not sheet.export_only]

ROWS: dict[str, list[tuple]] = {
    "Insikter": [
        (CODE, "De slänger för att\nvägen är lång.", "intervju", 4, "ja", date(2024, 9, 2),
         "https://kommun.example/rapport"),
        (CODE, "=Hälften av veckans avfall är mat.", "data", None, "nej", date(2024, 9, 3), None),
    ],
    "Att möta": [
        (CODE, "Vaktmästare", "De ser vad som slängs.", "De slänger för att\nvägen är lång.", None),
        (CODE, "Handlare", None, None, date(2024, 9, 5)),
    ],
    "Behov i en mening": [
        (CODE, 1, "Köket behöver veta hur många som äter.", None, date(2024, 9, 6)),
        (CODE, 2, "Köket behöver veta i tid.", "Antalet räckte inte.", date(2024, 9, 9)),
    ],
    "Aktörer": [(CODE, "Köksråden", "utanför", "BUF", "Tid och erfarenhet.")],
    "Idéer": [
        (CODE, "Vågen", "Vi väger allt.", "Eleverna väger.", "väl", "lite", "modig", "provad", None,
         date(2024, 9, 12), date(2024, 9, 10)),
        (CODE, "Appen", None, None, "lite", "mycket", "trygg", "parkerad", "Den kräver en ny lag.",
         date(2024, 9, 13), date(2024, 9, 10)),
    ],
    "Tester": [
        (CODE, "Vågen", "Den som ser vikten tar mindre.", "En våg i två veckor.", "Under 20 gram.",
         "Två skolor", date(2024, 9, 16), date(2024, 9, 27), "LEDARE", "Rektorerna har sagt ja.",
         "24 gram per elev.", "Köerna tog tiden.", "lägg ner", "Vi flyttar vågen.",
         date(2024, 9, 28)),
        (CODE, None, "Den som ser vikten tar mindre.", "En skylt.", "Under 20 gram.", None,
         date(2024, 9, 30), None, None, None, "Fler läser än vi trodde.", None, None, None, None),
    ],
    "Effektmål": [
        (CODE, "matsvinn per elev", "gram", 31.5, date(2024, 9, 1), 20, date(2025, 6, 1),
         "Vägning i köket.", "varje månad", "ja"),
    ],
    "Mätningar": [
        (CODE, "matsvinn per elev", 29.25, date(2024, 10, 1), "Två skolor av nio."),
        (CODE, "matsvinn per elev", -1, date(2024, 11, 1), None),
    ],
    "Nyttor": [
        (CODE, "Köken", "pengar", "Köper mindre mat.", 120000, 4500.5),
        (CODE, "Köken", "kvalitet", "Köper mindre mat.", 0, 0),
    ],
    "Nytta per år": [
        (CODE, "Köken", "pengar", "Köper mindre mat.", 2025, 300000, 0, "Första året."),
        (CODE, "Köken", "kvalitet", "Köper mindre mat.", 2025, None, None, "Lugnare kök."),
    ],
    "Införande": [
        (CODE, "BUF", "Ring köksråden först.", "Alla kök väger.", "Ylva Nordin, chef",
         date(2024, 10, 3)),
    ],
    "Processtrappan": [
        (CODE, "Kartlagd", date(2024, 9, 20), "Ritad med köken.", "Måltidschefen"),
        (CODE, "Mål finns", None, None, "Controllern"),
    ],
    "Kommunikation": [
        (CODE, "Frukost", "Vi bjuder.", "De ska veta.", "Kökspersonal", "Personalmötet", "internt",
         date(2024, 9, 18), "Kommunikatören", date(2024, 9, 18), "Tolv kom."),
    ],
    "Informationsklassning": [
        (CODE, 1, 2, "Namn.", 3, "Fel antal.", 1, "Går att ringa.", 2, "Loggen räcker.",
         "Sara Lövgren, chef", date(2024, 9, 4)),
    ],
    "Länkar": [(CODE, "Rummet", "https://kommun.example/rum", "Anteckningar.")],
    "Lärdomar": [
        (CODE, "test", "arbetssätt", "Väg före lunch.", "Ställ vågen vid dörren.",
         date(2024, 10, 2)),
    ],
    "Tillbakablick": [("behåll", "Fredagsmötena."), ("prova", "Kortare checkpoints.")],
}  # fmt: skip


def workbook_with(
    rows: dict[str, list[tuple]], *, formulas: bool = False, without: tuple[str, str] | None = None
) -> bytes:
    """The real round, and these rows in sheets of their own. LEDARE is who leads the initiative."""
    workbook = load_workbook(TYRESO)
    leader = next(
        row[2]
        for row in workbook["Roller"].iter_rows(values_only=True)
        if row[:2] == (CODE, "ledartröja")
    )
    for sheet in IMPORTED:
        if sheet.name in rows:
            worksheet = workbook.create_sheet(sheet.name)
            worksheet.append([column.title for column in sheet.columns])
            for row in rows[sheet.name]:
                worksheet.append([leader if cell == "LEDARE" else cell for cell in row])
    for worksheet in workbook:
        for row in worksheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and not formulas:
                    cell.data_type = "s"  # a text that only looks like a formula
    if without:
        name, title = without
        titles = [cell.value for cell in workbook[name][1]]
        workbook[name].delete_cols(titles.index(title) + 1)
    return bytes_of(workbook)


def with_cell(sheet, row: int, title: str, value) -> dict[str, list[tuple]]:
    """ROWS with one cell changed; the rows are counted as in the file."""
    rows = [list(each) for each in ROWS[sheet.name]]
    rows[row - 2][[column.title for column in sheet.columns].index(title)] = value
    return {**ROWS, sheet.name: [tuple(each) for each in rows]}


def reader() -> Person:
    """Who reads in: an administrator, first among the people."""
    person = PersonFactory(email="adam@kommun.example", name="Adam Admin", unit=None)
    give(person, Role.ADMIN)
    return person


def errors_in(data: bytes, by: Person | None) -> list[tuple]:
    errors = examine(data, by=by).findings.errors
    return [(each.sheet, each.row, each.column, each.what) for each in errors]
