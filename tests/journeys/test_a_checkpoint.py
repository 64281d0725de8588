"""A checkpoint that asks and answers: planned, called, ordered, shown, answered, decided, told, and its loop closed."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import pytest
from ics import Calendar
from playwright.sync_api import expect
from pypdf import PdfReader

from checkpoints.models import Checkpoint, Decision, FinalReport, Input, Preparation
from initiatives.models import Initiative
from tests.journeys.story import EVA, LISA, Story, fetch, furnish, words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASA = "asa.oberg@tyreso.example"  # in the ledningsgrupp
PHONES = 30
GUEST = "gunnel@exempel.se"
QUESTION = "Var saknar du någon att äta med?"
DECIDED = "Köken får vara öppna på söndagar."
BECAUSE = "Vi frågar biblioteket redan i november."


def test_a_checkpoint_from_plan_to_closed_loop(frozen_time, sink, browser_for, live_server):
    story = Story(frozen_time, sink, browser_for, live_server.url)
    story.clock("2024-01-16 09:00")
    furnish()
    gemenskap = Initiative.objects.get(code="GEMENSKAP")
    centre = Checkpoint.objects.get(name="Checkpoint 3 i centrum")

    story.clock("2024-10-14 09:00")
    following = plan_the_next(story)
    call_people(story, centre)
    answer_from_the_mail(story, centre)
    prepare(story, centre, gemenskap)
    put_in_order(story, centre)

    story.clock("2024-11-09 11:02")
    control, room = show(story, centre, gemenskap)
    phones_answer(story, centre)
    a_guest_answers(story, centre)
    review(story, control, room, centre)
    decide(story, centre)
    close(control, room)
    report(story, centre)

    answer_all(story, gemenskap)
    the_loop_is_closed(story, following, gemenskap)


def plan_the_next(story: Story) -> Checkpoint:
    """One form, filled in from the last one but for the day."""
    page = story.page(LISA)
    round_ = Initiative.objects.first().round
    page.goto(f"/omgangar/{round_.pk}/checkpoints/ny/?kopiera")
    page.get_by_label("Dag", exact=True).fill("2025-01-14")
    due = page.get_by_label(re.compile("Sista dag för förberedelsen", re.IGNORECASE))
    due.fill("2025-01-07")
    page.get_by_role("button", name="Planera").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Checkpoint 4")
    return Checkpoint.objects.get(starts_at__date=date(2025, 1, 14))


def call_people(story: Story, checkpoint: Checkpoint) -> None:
    page = story.page(LISA)
    page.goto(f"/checkpoints/{checkpoint.pk}/")
    page.get_by_role("link", name="Kallelser", exact=True).first.click()
    page.get_by_role("button", name=re.compile(r"Skicka \d+ kallelser")).click()
    expect(page.locator("main")).to_contain_text("Alla på listan är kallade")
    story.tick()
    (mail,) = story.mails_to(EVA, checkpoint.name)
    (part,) = [p for p in mail.message.walk() if p.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    (event,) = Calendar(part.get_content()).events
    assert (event.name, event.begin.datetime) == (checkpoint.name, checkpoint.starts_at)


def answer_from_the_mail(story: Story, checkpoint: Checkpoint) -> None:
    """Without signing in: the link, and one press."""
    (mail,) = story.mails_to(EVA, checkpoint.name)
    page = story.browser_for(width=390)
    page.goto(story.link_in(mail, before="Ja:"))
    page.get_by_role("button").first.click()
    assert checkpoint.invitations.get(person__email=EVA).reply == "ja"


def prepare(story: Story, checkpoint: Checkpoint, initiative: Initiative) -> None:
    story.clock("2024-10-28 09:00")
    page = story.page(EVA)
    page.goto(f"/checkpoints/{checkpoint.pk}/forberedelse/{initiative.pk}/skriv/")
    page.get_by_label(re.compile("så långt har vi kommit", re.IGNORECASE)).fill("Tre långbord.")
    page.get_by_label(re.compile("lärt oss", re.IGNORECASE)).fill("Man vill bjuda.")
    page.get_by_label(re.compile("fråga 1", re.IGNORECASE)).fill(QUESTION)
    page.get_by_label(re.compile("beslut", re.IGNORECASE)).fill("Att köken får vara öppna.")
    page.get_by_label("Eva Norling").check()
    page.get_by_role("button", name="Vi är redo").click()
    expect(page.get_by_role("button", name="Vi är redo")).to_have_count(0)
    assert Preparation.objects.get(checkpoint=checkpoint).state == "ready"


def put_in_order(story: Story, checkpoint: Checkpoint) -> None:
    """The proposal holds all nine; the keyboard moves the last of them to the top; it fits."""
    story.clock("2024-11-08 15:00")
    page = story.page(LISA)
    page.goto(f"/checkpoints/{checkpoint.pk}/korordning/")
    page.get_by_role("button", name="Använd förslaget").click()
    expect(page.get_by_role("heading", name="Ordningen", exact=True)).to_be_visible()
    lines = page.locator(".agenda-line")
    place = [line.inner_text() for line in lines.all()]
    steps = next(n for n, text in enumerate(place) if "Trygghet, mening och gemenskap" in text)
    for step in range(steps, 0, -1):
        page.get_by_role("button", name="Flytta upp: Trygghet, mening och gemenskap").press("Enter")
        expect(lines.nth(step - 1)).to_contain_text("Trygghet, mening och gemenskap")
    expect(page.locator("main")).to_contain_text("Det får plats")
    first = checkpoint.agenda.first()
    assert first.initiative.code == "GEMENSKAP"
    assert checkpoint.agenda.filter(kind="initiative").count() == 9


# --- On the day --------------------------------------------------------------------------------
def show(story: Story, checkpoint: Checkpoint, initiative: Initiative):
    """The lots steers from a phone; the computer at the projector follows."""
    room = story.page(LISA, width=1920)
    room.goto(f"/checkpoints/{checkpoint.pk}/visa/")
    expect(room.get_by_role("heading", level=1)).to_contain_text(checkpoint.name)
    control = story.page(LISA, width=390)
    control.goto(f"/checkpoints/{checkpoint.pk}/styr/")
    control.get_by_role("button", name="Starta", exact=True).click()
    go_to(control, initiative.name)
    expect(room.get_by_role("heading", name=initiative.name).first).to_be_visible()
    return control, room


def go_to(control, title: str) -> None:
    control.locator(".control-items button", has_text=title).first.click()
    expect(control.locator("#h-nu")).to_contain_text(title)


def phones_answer(story: Story, checkpoint: Checkpoint) -> None:
    """Thirty of them at once, each with a form of its own that has been read for a while."""
    question = Preparation.objects.get(checkpoint=checkpoint).questions.get()
    address = f"{story.site}/m/{checkpoint.code}/{question.pk}/"
    with ThreadPoolExecutor(8) as phones:
        forms = list(phones.map(fetch, [address] * PHONES))
        assert all(QUESTION in form for form in forms)
        story.clock("2024-11-09 11:03")
        answers = [
            {
                "formular": re.search(r'name="formular" value="([^"]+)"', form)[1],
                "kind": "tanke",
                "text": f"Prata med biblioteket, {number}.",
            }
            for number, form in enumerate(forms)
        ]
        list(phones.map(fetch, [address] * PHONES, answers))
    assert Input.objects.filter(checkpoint=checkpoint, state="waiting").count() == PHONES


def a_guest_answers(story: Story, checkpoint: Checkpoint) -> None:
    """From the QR code: one load, one submit, no account."""
    phone = story.browser_for(width=390)
    phone.goto(f"/m/{checkpoint.code}/")
    if phone.get_by_label("Ditt svar").count() == 0:
        phone.get_by_role("link", name=QUESTION).click()
    phone.get_by_label("Ditt svar").fill("I Trollbäcken, på söndagar.")
    phone.get_by_label("E-post", exact=True).fill(GUEST)
    phone.get_by_label(re.compile("Ja, spara mitt namn")).check()
    story.clock("2024-11-09 11:04")
    phone.get_by_role("button", name="Skicka").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Tack")


def review(story: Story, control, room, checkpoint: Checkpoint) -> None:
    """Nobody sees it before the lots has let it through; then the room does."""
    expect(control.locator(".control-input")).to_contain_text(f"{PHONES + 1} att granska")
    assert "Trollbäcken" not in room.content()
    page = story.page(LISA)
    page.goto(f"/checkpoints/{checkpoint.pk}/medskick/granska/")
    page.get_by_role("button", name=f"Visa alla {PHONES + 1}").click()
    expect(control.locator(".control-input")).to_contain_text(f"{PHONES + 1} visas")
    control.get_by_role("button", name="Visa medskick i rummet").click()
    control.locator("#styr-nasta").click()
    expect(room.locator("[data-kind=question]").first).to_be_visible()
    expect(room.locator("#medskick")).to_contain_text("I Trollbäcken, på söndagar.")


def decide(story: Story, checkpoint: Checkpoint) -> None:
    page = story.page(LISA)
    page.goto(f"/checkpoints/{checkpoint.pk}/beslut/")
    page.get_by_label("Skäl").fill("Köken står tomma på helgerna.")
    page.get_by_label(re.compile(r"^Beslut( |$)")).fill(DECIDED)
    asa = page.get_by_label("Beslutat av").locator("option", has_text="Åsa Öberg")
    page.get_by_label("Beslutat av").select_option(asa.get_attribute("value"))
    page.get_by_role("button", name="Ja", exact=True).click()
    expect(page.locator("main")).to_contain_text("Alla beslut är inskrivna.")
    decision = Decision.objects.get(checkpoint=checkpoint)
    assert (decision.state, decision.outcome, decision.decided_by.email) == ("decided", "ja", ASA)


def close(control, room) -> None:
    control.get_by_role("button", name="Avsluta").click()
    expect(control.locator("#h-nu")).to_contain_text("avslutad")
    expect(room.locator("[data-kind=end]")).to_be_visible()


def report(story: Story, checkpoint: Checkpoint) -> None:
    """Within the hour, with what the room said and what was decided; page and paper say the same."""
    story.clock("2024-11-09 14:20")
    page = story.page(LISA)
    page.goto(f"/checkpoints/{checkpoint.pk}/narvaro/")
    page.get_by_label(re.compile("Eva Norling")).first.check()
    page.get_by_role("button", name="Spara").first.click()
    page.goto(f"/checkpoints/{checkpoint.pk}/")
    page.get_by_role("link", name=re.compile("Rapport efter")).click()
    page.get_by_role("button", name="Fastställ").click()
    expect(page.locator("main")).to_contain_text(DECIDED)
    final = FinalReport.objects.get(checkpoint=checkpoint)
    paper = words(" ".join(p.extract_text() for p in PdfReader(BytesIO(bytes(final.pdf))).pages))
    for said in (DECIDED, "Köken står tomma på helgerna.", QUESTION, "I Trollbäcken, på söndagar."):
        assert words(said) in paper, said
        expect(page.locator("main")).to_contain_text(said)
    assert GUEST not in page.content()
    assert words(GUEST) not in paper


# --- Afterwards --------------------------------------------------------------------------------
def answer_all(story: Story, initiative: Initiative) -> None:
    """One answer to thirty-one; the guest who left an address gets it in a mail."""
    story.clock("2024-11-11 09:00")
    page = story.page(EVA)
    page.goto(f"/initiativ/{initiative.pk}/")
    page.get_by_role("link", name="Svara på medskick").click()
    for box in page.locator("input[name=inputs]").all():
        box.check()
    page.get_by_label(re.compile("tar med", re.IGNORECASE)).first.check()
    page.get_by_label("Därför att").fill(BECAUSE)
    page.get_by_role("button", name="Svara", exact=True).click()
    expect(page.locator("main")).to_contain_text("Alla medskick är besvarade")
    assert Input.objects.filter(answer__because=BECAUSE).count() == PHONES + 1
    story.tick()
    (mail,) = story.mails_to(GUEST)
    assert BECAUSE in mail.text


def the_loop_is_closed(story: Story, following: Checkpoint, initiative: Initiative) -> None:
    """The next one opens with it: for the team that prepares, and for the room."""
    story.clock("2025-01-02 09:00")
    page = story.page(EVA)
    page.goto(f"/checkpoints/{following.pk}/forberedelse/{initiative.pk}/skriv/")
    told = page.locator("section", has=page.get_by_role("heading", name="Ni sa – vi gjorde"))
    expect(told).to_contain_text(BECAUSE)
    story.clock("2025-01-14 11:00")
    room = story.page(LISA, width=1920)
    room.goto(f"/checkpoints/{following.pk}/visa/")
    room.keyboard.press("ArrowRight")
    slide = room.locator("[data-kind=ni-sa]")
    expect(slide).to_be_visible()
    expect(slide).to_contain_text(BECAUSE)
