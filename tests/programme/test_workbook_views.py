import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now
from openpyxl import load_workbook

from initiatives.models import Initiative, Round
from prioinit.models import OutgoingMail
from programme.models import UploadedWorkbook
from programme.workbook.layout import BASE, MAX_BYTES, README_SHEET, RECORDS
from programme.workbook.reading import read
from roles.models import Person
from roles.permissions import Role
from tests.factories import InitiativeFactory, PersonFactory, RoundFactory, UnitFactory, give
from tests.programme.workbooks import FAULTY, TYRESO, content_of, tyreso_with

pytestmark = pytest.mark.django_db

UPLOAD = "/las-in/"
REVIEW = "/las-in/granska/"
DONE = "/las-in/klart/"
INVITE = "/las-in/bjud-in/"
TEMPLATE = "/las-in/mall.xlsx"


def file(data: bytes, name: str = "omgång.xlsx") -> dict:
    return {"file": SimpleUploadedFile(name, data)}


def upload(browser, data: bytes):
    response = browser.post(UPLOAD, file(data))
    assert (response.status_code, response.url) == (302, REVIEW)
    return browser.get(REVIEW)


def confirm(browser, page):
    return browser.post(REVIEW, {"digest": page.context["plan"].digest})


def read_in(browser, data: bytes):
    return confirm(browser, upload(browser, data))


@pytest.fixture
def lots(world, client_for):
    return client_for(world.lots)


# --- Who and how -------------------------------------------------------------------------------
@pytest.mark.parametrize("url", [UPLOAD, REVIEW, DONE, TEMPLATE])
def test_who_may_not_create_a_round_gets_no_further(world, client_for, url):
    for person in (world.ledartroja, world.fadder, world.klg, world.medarbetare, world.external):
        assert client_for(person).get(url).status_code == 403
    assert client_for(world.ended).post(INVITE).status_code == 403


@pytest.mark.parametrize("url", [UPLOAD, TEMPLATE])
def test_lots_and_administrator_get_in(world, client_for, url):
    for person in (world.lots, world.admin):
        assert client_for(person).get(url).status_code == 200


@pytest.mark.parametrize("url", [DONE, TEMPLATE])
def test_pages_that_only_show(lots, url):
    assert lots.post(url).status_code == 405


def test_inviting_is_not_a_link(lots):
    assert lots.get(INVITE).status_code == 405


def test_export_is_for_the_rounds_lots(world, client_for):
    url = reverse("programme:workbook_export", args=[world.round.pk])
    assert client_for(world.lots).get(url).status_code == 200
    assert client_for(world.ledartroja).get(url).status_code == 403
    assert client_for(world.second_lots).get(url).status_code == 403
    assert client_for(world.external).get(url).status_code == 404
    assert client_for(world.lots).get("/omgangar/999999/excel/").status_code == 404


# --- Upload ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "Välj en fil."),
        (file(b"", "tom.xlsx"), "Filen är tom."),
        (file(b"x", "gammal.xls"), "Filen slutar inte på .xlsx."),
        (file(b"x", "makron.xlsm"), "Filen slutar inte på .xlsx."),
        (file(b"<svg/>", "bild.xlsx"), "Filen är ingen Excel-arbetsbok"),
        (file(b"PK" + bytes(MAX_BYTES), "stor.xlsx"), "Filen är större än 5 MB."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_once(lots, data, says):
    response = lots.post(UPLOAD, data)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not UploadedWorkbook.objects.exists()


def test_a_person_keeps_one_file(world, client_for):
    browser = client_for(world.lots)
    upload(browser, FAULTY.read_bytes())
    upload(browser, TYRESO.read_bytes())
    kept = UploadedWorkbook.objects.get()
    assert (kept.person, bytes(kept.data)) == (world.lots, TYRESO.read_bytes())


def test_the_clock_throws_away_what_nobody_came_back_to(world):
    for person, hours in ((world.admin, 25), (world.lots, 23)):
        UploadedWorkbook.objects.create(
            person=person, name="f.xlsx", data=b"x", uploaded_at=now() - timedelta(hours=hours)
        )
    call_command("tick", stdout=io.StringIO())
    assert UploadedWorkbook.objects.get().person == world.lots


def test_review_without_a_file_leads_to_the_upload(lots):
    assert lots.get(REVIEW).url == UPLOAD


def test_review_of_a_file_that_is_too_old_leads_to_the_upload(lots):
    upload(lots, TYRESO.read_bytes())
    UploadedWorkbook.objects.update(uploaded_at=now() - timedelta(hours=25))
    assert lots.get(REVIEW).url == UPLOAD


def test_nobody_sees_another_persons_file(world, client_for):
    upload(client_for(world.lots), TYRESO.read_bytes())
    assert client_for(world.second_lots).get(REVIEW).url == UPLOAD


# --- Review ------------------------------------------------------------------------------------
def test_the_preview_counts_and_saves_nothing(lots):
    page = upload(lots, TYRESO.read_bytes())
    assert page.context["plan"].counts == {"created": 98, "changed": 0, "left": 0}
    assert "Psykisk hälsa bland unga tjejer" in page.content.decode()
    assert not Initiative.objects.filter(code="GEMENSKAP").exists()


def test_every_fault_is_on_the_page_and_there_is_nothing_to_confirm(lots):
    page = upload(lots, FAULTY.read_bytes())
    text = page.content.decode()
    assert "Rätta 11 fel i omgång.xlsx" in text
    assert text.count('data-label="Gör så här"') == 12
    assert 'name="digest"' not in text
    assert lots.post(REVIEW, {"digest": "x"}).status_code == 422
    assert not Round.objects.filter(name__startswith="Kommungemensamma").exists()


def test_confirming_reads_the_round_in(world, lots):
    response = read_in(lots, TYRESO.read_bytes())
    assert (response.status_code, response.url) == (302, DONE)
    assert Initiative.objects.filter(round__name="Kommungemensamma utmaningar 2024").count() == 9
    kept = UploadedWorkbook.objects.get()
    assert (bytes(kept.data), kept.new_people.count()) == (b"", 28)
    assert lots.get(REVIEW).url == UPLOAD


def test_confirming_twice_does_nothing_more(lots):
    page = upload(lots, TYRESO.read_bytes())
    confirm(lots, page)
    assert confirm(lots, page).url == UPLOAD
    assert Round.objects.filter(name="Kommungemensamma utmaningar 2024").count() == 1


def test_the_same_file_again_says_that_nothing_changes(world, client_for):
    browser = client_for(world.lots)
    read_in(browser, TYRESO.read_bytes())
    give(world.lots, Role.LOTS, Round.objects.get(name="Kommungemensamma utmaningar 2024"))
    text = upload(browser, TYRESO.read_bytes()).content.decode()
    assert "Inget ändras" in text
    assert 'name="digest"' not in text


def test_a_database_that_changed_meanwhile_shows_the_new_preview(lots):
    page = upload(lots, TYRESO.read_bytes())
    UnitFactory(code="KLF", name="Något annat")
    response = confirm(lots, page)
    assert response.status_code == 409
    assert "Något har ändrats här" in response.content.decode()
    assert not Initiative.objects.filter(code="GEMENSKAP").exists()
    assert confirm(lots, response).url == DONE


def test_another_file_chosen_meanwhile_is_not_read_in_unseen(lots):
    page = upload(lots, TYRESO.read_bytes())
    upload(lots, tyreso_with(Initiativ__B3="Något annat"))
    assert confirm(lots, page).status_code == 409


def test_text_from_the_file_is_text_on_the_page(lots):
    page = upload(lots, tyreso_with(Initiativ__B3="<script>alert(1)</script>"))
    assert "&lt;script&gt;" in page.content.decode()


def test_more_faults_than_anyone_reads_at_once(lots):
    workbook = load_workbook(TYRESO)
    for number in range(300):
        workbook["Mål"].append([f"X{number}", None, None])
    stream = io.BytesIO()
    workbook.save(stream)
    text = upload(lots, stream.getvalue()).content.decode()
    assert "Rätta 300 fel" in text
    assert "… och 100 till." in text


@pytest.mark.parametrize("path", [TYRESO, FAULTY], ids=lambda path: path.stem)
def test_queries_of_the_preview(lots, django_assert_num_queries, path):
    lots.post(UPLOAD, file(path.read_bytes()))
    with django_assert_num_queries(9):
        lots.get(REVIEW)


# --- After -------------------------------------------------------------------------------------
def test_nobody_is_invited_until_it_is_said(lots):
    read_in(lots, TYRESO.read_bytes())
    assert not OutgoingMail.objects.exists()
    page = lots.get(DONE)
    assert len(page.context["to_invite"]) == 28
    assert lots.post(INVITE).url == DONE
    assert OutgoingMail.objects.count() == 28
    assert Person.objects.filter(email__endswith="tyreso.example", invited_at=None).count() == 0
    lots.post(INVITE)
    assert OutgoingMail.objects.count() == 28


def test_only_those_who_came_with_the_file_are_invited(lots):
    waiting = PersonFactory(email="lisa.ahlgren@tyreso.example")
    read_in(lots, TYRESO.read_bytes())
    lots.post(INVITE)
    waiting.refresh_from_db()
    assert waiting.invited_at is None
    assert OutgoingMail.objects.count() == 27


def test_done_before_anything_is_done(lots):
    assert lots.get(DONE).status_code == 404
    assert lots.post(INVITE).status_code == 404


# --- The files to fetch ------------------------------------------------------------------------
def downloaded(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_template_holds_the_sheets_lists_and_instructions(lots):
    response = lots.get(TEMPLATE)
    assert 'attachment; filename="omgang-mall.xlsx"' in response.headers["Content-Disposition"]
    data = downloaded(response)
    workbook = load_workbook(io.BytesIO(data))
    sheets = [*BASE, *(sheet for sheet in RECORDS if not sheet.export_only)]
    assert workbook.sheetnames == [README_SHEET, *(sheet.name for sheet in sheets)]
    lists = {
        (sheet.title, str(each.sqref)): each.formula1
        for sheet in workbook.worksheets[: len(BASE) + 1]
        for each in sheet.data_validations.dataValidation
    }
    assert lists == {
        ("Enheter", "C2:C1000"): '"förvaltning,bolag,extern part"',
        ("Personer", "C2:C1000"): "'Enheter'!$A$2:$A$1000",
        ("Personer", "E2:E1000"): '"ja,nej"',
        ("Initiativ", "I2:I1000"): '"behov,idé,test,förverkliga"',
        ("Roller", "A2:A1000"): "'Initiativ'!$A$2:$A$1000",
        ("Roller", "B2:B1000"): '"ledartröja,fadder,coach,teammedlem,lots,processledare"',
        ("Roller", "C2:C1000"): "'Personer'!$B$2:$B$1000",
        ("Checkpoints", "E2:E1000"): '"ledningsgruppen,medarbetare,allmänheten"',
    }
    for sheet in sheets:
        assert content_of(data)[sheet.name] == [tuple(each.title for each in sheet.columns)]


def test_an_empty_template_is_told_what_it_lacks(lots):
    page = upload(lots, downloaded(lots.get(TEMPLATE)))
    assert [each.what for each in page.context["errors"]] == ["Ingen omgång är ifylld."]
    assert page.context["warnings"] == []


def test_the_export_is_named_after_the_round(world, client_for):
    round_ = RoundFactory(name='Våren "2027"/../x')
    give(world.lots, Role.LOTS, round_)
    url = reverse("programme:workbook_export", args=[round_.pk])
    header = client_for(world.lots).get(url).headers["Content-Disposition"]
    assert header == "attachment; filename*=utf-8''V%C3%A5ren%202027x.xlsx"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_text_becomes_a_formula_in_the_export(world, client_for, start):
    text = f"{start}HYPERLINK(1)"
    InitiativeFactory(round=world.round, code="FARLIG", name=text)
    url = reverse("programme:workbook_export", args=[world.round.pk])
    data = downloaded(client_for(world.lots).get(url))
    cells = [cell for row in load_workbook(io.BytesIO(data))["Initiativ"] for cell in row]
    (cell,) = [cell for cell in cells if cell.value == text]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    rows = read(data).sheets["Initiativ"].rows
    assert text in [row.cells["name"].value for row in rows if not row.cells["name"].is_formula]
