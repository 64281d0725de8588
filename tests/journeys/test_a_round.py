"""The main job, once, on a real round: from a workbook to the ledningsgrupp's pack."""

import re
from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from checkpoints.models import Checkpoint
from initiatives.models import Initiative, Round
from prioinit.calendar import is_workday
from programme.models import Pack
from roles.models import Person, Unit
from tests.journeys.story import EVA, LISA, MIKAEL, TYRESO, Story, words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def workbook(tmp_path) -> Path:
    """Tyresö's round, where one initiative has lost its coach."""
    book = openpyxl.load_workbook(TYRESO)
    roles = book["Roller"]
    for row in reversed(range(2, roles.max_row + 1)):
        if roles.cell(row, 1).value == "GEMENSKAP" and roles.cell(row, 2).value == "coach":
            roles.delete_rows(row)
    path = tmp_path / "tyreso.xlsx"
    book.save(path)
    return path


def test_a_round_from_workbook_to_pack(workbook, frozen_time, sink, browser_for, live_server):
    frozen_time("2024-01-16 09:00")
    story = Story(frozen_time, sink, browser_for, live_server.url)
    Person.objects.create_superuser(
        "drift@tyreso.example", "en lång och hemlig mening", name="Drift"
    )

    import_the_round(story, workbook)
    accept_the_invitation(story)
    gemenskap = Initiative.objects.get(code="GEMENSKAP")
    fix_the_rigg(story, gemenskap)
    accept_the_mandate(story, gemenskap)
    start(story, gemenskap)
    publish_two_updates(story, gemenskap)
    go_back_and_forward(story, gemenskap)
    checkpoint = Checkpoint.objects.get(name="Checkpoint 1")
    reminders_arrive(story, checkpoint)
    prepare(story, checkpoint, gemenskap)
    make_the_pack(story, gemenskap.round)


# --- The steps ---------------------------------------------------------------------------------
def import_the_round(story: Story, workbook: Path) -> None:
    page = story.browser_for()
    page.goto("/")
    page.get_by_label("E-postadress").fill("drift@tyreso.example")
    page.get_by_label("Lösenord", exact=True).fill("en lång och hemlig mening")
    page.get_by_role("button", name="Logga in").click()
    page.goto("/las-in/")
    page.locator("input[type=file]").set_input_files(workbook)
    page.get_by_role("button", name="Granska filen").click()
    expect(page.locator("main")).to_contain_text("GEMENSKAP")
    page.get_by_role("button", name="Läs in", exact=True).click()
    page.get_by_role("button", name="Bjud in alla nya").click()
    page.get_by_role("dialog").get_by_role("button", name="Bjud in alla nya").click()
    expect(page.locator("main")).to_contain_text("28 personer är inbjudna.")
    counts = (Initiative.objects.count(), Unit.objects.count(), Checkpoint.objects.count())
    assert counts == (9, 10, 3)
    assert Person.objects.exclude(email="drift@tyreso.example").count() == 28


def accept_the_invitation(story: Story) -> None:
    story.tick()
    (invitation,) = story.mails_to(LISA)
    page = story.browser_for()
    page.goto(story.link_in(invitation))
    for field in page.locator("input[type=password]").all():
        field.fill("blåbär i skogen om hösten")
    page.get_by_role("button", name="Spara lösenordet").click()
    expect(page.get_by_role("link", name="Helheten", exact=True)).to_be_visible()


def fix_the_rigg(story: Story, initiative: Initiative) -> None:
    page = story.page(LISA)
    page.goto(f"/initiativ/{initiative.pk}/rigg/")
    expect(page.locator("main")).to_contain_text("2 saker saknas innan initiativet kan starta")
    page.get_by_role("link", name="Lägg till coach").click()
    person = page.get_by_label("Person", exact=True)
    petra = person.locator("option", has_text="Petra Vinter").get_attribute("value")
    person.select_option(petra)
    page.get_by_role("button", name="Ge rollen").click()
    expect(page.locator("main")).to_contain_text("1 sak saknas")
    page.get_by_role("link", name="Skriv mandatet").click()
    page.get_by_label("Uppdraget").fill(
        "Ni får öppna köken i våra lokaler för den som vill äta ihop."
    )
    page.get_by_role("button", name="Spara mandatet").click()
    expect(page.locator("main")).to_contain_text("har inte accepterat än")


def accept_the_mandate(story: Story, initiative: Initiative) -> None:
    for email in (EVA, MIKAEL):
        page = story.page(email)
        page.goto("/")
        page.get_by_role("link", name="Läs mandatet").click()
        page.get_by_role("button", name="Jag accepterar mandatet").click()
        expect(page.locator("main")).to_contain_text("Tack! Du har accepterat mandatet.")


def start(story: Story, initiative: Initiative) -> None:
    page = story.page(LISA)
    page.goto(f"/initiativ/{initiative.pk}/rigg/")
    page.get_by_role("button", name="Starta initiativet").click()
    expect(page.locator("main")).to_contain_text("är igång")
    initiative.refresh_from_db()
    assert (initiative.state, initiative.phase) == ("running", "test")


def publish_two_updates(story: Story, initiative: Initiative) -> None:
    """One page load from the mail, one submit."""
    story.clock("2024-01-30 07:10")  # two weeks after the start
    story.tick()
    (reminder,) = story.mails_to(EVA, "ägesuppdatering")
    page = story.page(EVA)
    loads = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.goto(story.link_in(reminder))
    page.get_by_label("Sedan sist").fill(
        "Första långbordet i Bollmora: 34 personer åt tillsammans."
    )
    page.get_by_label("Härnäst").fill("Ett långbord till, i Trollbäcken.")
    page.locator("label.scale-step", has_text="4").click()
    page.get_by_role("button", name="Publicera").click()
    expect(page.locator("main")).to_contain_text("Lägesuppdateringen är publicerad")
    assert len(loads) == 2, "the form, and the page after the one submit"

    story.clock("2024-01-31 08:00")
    page = story.page(MIKAEL)
    page.goto(f"/initiativ/{initiative.pk}/uppdatera/")
    expect(page.locator("main")).to_contain_text("Klart – vill du lägga till?")
    expect(page.get_by_label("Sedan sist")).to_have_value(re.compile("34 personer"))
    page.get_by_label("Sedan sist").fill("34 personer åt tillsammans. Nio av dem bor ensamma.")
    page.get_by_role("button", name="Publicera").click()
    expect(page.locator("main")).to_contain_text("Nio av dem bor ensamma.")
    assert initiative.updates.final().count() == 2


def go_back_and_forward(story: Story, initiative: Initiative) -> None:
    page = story.page(EVA)
    for phase, reason in [
        ("Tillbaka till idé", "Långborden samlar dem som redan har sällskap."),
        ("Test", "Nu bjuder grannar in grannar i stället."),
    ]:
        page.goto(f"/initiativ/{initiative.pk}/fas/")
        page.get_by_label(re.compile(phase, re.IGNORECASE)).check()
        page.get_by_label("Varför").fill(reason)
        page.get_by_role("button", name="Byt fas").click()
    expect(page.locator("main")).to_contain_text("Långborden samlar dem som redan har sällskap.")
    assert [c.to_phase for c in initiative.phase_changes.all()] == ["test", "ide", "test"]


def reminders_arrive(story: Story, checkpoint: Checkpoint) -> None:
    """Every day from now to the last day of preparation, three ticks a day."""
    due = checkpoint.preparation_due_on
    wanted = {due - timedelta(days=lead) for lead in (14, 7, 1)}
    assert due == date(2024, 3, 7)
    assert all(is_workday(day) for day in wanted)
    before = len(story.sink.received)
    day = date(2024, 2, 1)
    arrived: dict[str, list[date]] = {EVA: [], MIKAEL: []}
    while day < due:
        for hour in ("06:30", "07:05", "15:00"):
            story.clock(f"{day} {hour}")
            already = len(story.sink.received)
            story.tick()
            for mail in story.sink.received[already:]:
                if mail.to in arrived and "Förberedelse" in mail.text:
                    arrived[mail.to].append(day)
        day += timedelta(days=1)
    assert {email: set(days) for email, days in arrived.items()} == {EVA: wanted, MIKAEL: wanted}
    assert {email: len(days) for email, days in arrived.items()} == {EVA: 3, MIKAEL: 3}
    per_day = Counter((m.to, m.message["Date"][:16]) for m in story.sink.received[before:])
    assert set(per_day.values()) == {1}, "at most one mail per person and day"


def prepare(story: Story, checkpoint: Checkpoint, initiative: Initiative) -> None:
    page = story.page(EVA)
    page.goto("/")
    page.get_by_role("link", name=re.compile("Förbered")).first.click()
    page.get_by_label(re.compile("så långt har vi kommit", re.IGNORECASE)).fill("Tre långbord.")
    page.get_by_label(re.compile("lärt oss", re.IGNORECASE)).fill(
        "Man vill bjuda, inte bli bjuden."
    )
    page.get_by_label(re.compile("fråga 1", re.IGNORECASE)).fill("Vem äter ensam hos er?")
    page.get_by_label(re.compile("beslut", re.IGNORECASE)).fill(
        "Att köken får vara öppna på söndagar."
    )
    page.get_by_role("button", name="Vi är redo").click()
    expect(page.get_by_role("button", name="Vi är redo")).to_have_count(0)
    story.clock("2024-03-07 07:05")
    already = len(story.sink.received)
    story.tick()
    told = {m.to for m in story.sink.received[already:] if "Förberedelse" in m.text}
    assert told.isdisjoint({EVA, MIKAEL})
    page = story.page(EVA)  # the night has ended the session
    page.goto(f"/checkpoints/{checkpoint.pk}/")
    expect(page.locator("main")).to_contain_text("Redo")


def make_the_pack(story: Story, round_: Round) -> None:
    page = story.page(LISA)
    page.goto("/helheten/")
    page.get_by_role("link", name="Gör ledningsgruppens underlag").click()
    page.get_by_role("button", name="Fastställ").click()
    expect(page.locator("main")).to_contain_text("2024-001")
    pack = Pack.objects.get(round=round_)
    assert pack.reference == "2024-001"
    pdf = page.request.get(f"/underlag/{pack.pk}/underlag.pdf").body()
    assert pdf == bytes(pack.pdf)
    on_paper = words(" ".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages))
    for said in (
        "Att köken får vara öppna på söndagar.",
        "34 personer åt tillsammans. Nio av dem bor ensamma.",
        "Långborden samlar dem som redan har sällskap.",
        "Vem äter ensam hos er?",
    ):
        assert words(said) in on_paper, said
        expect(page.locator("main")).to_contain_text(said)
