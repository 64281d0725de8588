"""The presentation as the room has it: by keyboard and remote control, without a network, without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from checkpoints.models import Showing
from checkpoints.services import showing as services
from checkpoints.showing.slides import for_showing, show_of
from tests.factories import AgendaItemFactory, CheckpointFactory, InputFactory, PreparationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOWN = ".slide:visible"
SOON = 8_000  # ms: a poll or two, on a machine that has other things to do


@pytest.fixture
def checkpoint(world):
    made = CheckpointFactory(
        round=world.round,
        name="Checkpoint 3",
        starts_at=now() - timedelta(minutes=10),
        ends_at=now() + timedelta(hours=2),
        guest_link="open",
    )
    AgendaItemFactory(checkpoint=made, position=1, initiative=world.own, minutes=12)
    AgendaItemFactory(checkpoint=made, position=2, title="Kaffe", minutes=15)
    AgendaItemFactory(checkpoint=made, position=3, initiative=world.other, minutes=10)
    PreparationFactory(
        checkpoint=made, initiative=world.own, ready=True, questions=["Var börjar vi?"]
    )
    return made


@pytest.fixture
def at_projector(world, checkpoint, browser_for):
    page = browser_for(world.lots)
    page.goto(f"/checkpoints/{checkpoint.pk}/visa/")
    expect(page.locator(SHOWN)).to_have_count(1)
    return page


@pytest.fixture
def in_hand(world, checkpoint, browser_for):
    """The lots' phone."""
    page = browser_for(world.lots, width=390)
    page.goto(f"/checkpoints/{checkpoint.pk}/styr/")
    return page


def press(phone, name: str) -> None:
    phone.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).click()


def expect_slide(page, heading: str) -> None:
    expect(page.locator(SHOWN).locator("h2").first).to_have_text(heading, timeout=SOON)


def test_by_keyboard_and_remote_control(at_projector):
    page = at_projector
    for key, heading in [
        ("ArrowRight", "Eget initiativ"),
        ("PageDown", "Var börjar vi?"),
        ("Space", "Kaffe"),
        ("ArrowLeft", "Var börjar vi?"),
        ("PageUp", "Eget initiativ"),
        ("Shift+Space", "Checkpoint 3"),
        ("ArrowLeft", "Checkpoint 3"),  # the first stays
        ("End", "Tack för i dag!"),
        ("ArrowRight", "Tack för i dag!"),
        ("Home", "Checkpoint 3"),
        ("ArrowDown", "Eget initiativ"),
    ]:
        page.keyboard.press(key)
        expect_slide(page, heading)
        expect(page.locator(SHOWN)).to_have_count(1)
    assert page.evaluate("document.activeElement.classList.contains('slide')")  # read aloud
    page.keyboard.press("b")
    expect(page.locator("[data-blank]")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-blank]")).to_be_hidden()
    page.keyboard.press("f")
    page.wait_for_function("!!document.fullscreenElement")
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/checkpoints/\d+/$"))


def test_a_text_that_does_not_fit_is_scrolled_before_the_next_slide(world, checkpoint, browser_for):
    preparation = checkpoint.preparations.get()
    preparation.how_far = "Vi har provat. " * 400
    preparation.save()
    page = browser_for(world.lots, width=1024)
    page.goto(f"/checkpoints/{checkpoint.pk}/visa/#bild-i{world.own.pk}")
    expect_slide(page, "Eget initiativ")
    presses = 0
    while page.locator(SHOWN).get_attribute("data-kind") == "turn":
        page.keyboard.press("PageDown")
        presses += 1
        assert presses < 40
    assert presses > 2
    expect_slide(page, "Var börjar vi?")


def test_without_a_connection_it_goes_on_by_hand(world, checkpoint, at_projector):
    page = at_projector
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    page.wait_for_function("document.querySelector('[data-contact]').textContent === ''")
    page.wait_for_timeout(2500)  # has heard that it runs
    page.context.set_offline(True)
    expect(page.locator("[data-contact]")).to_have_text(re.compile("Ingen kontakt"), timeout=SOON)
    for heading in ("Eget initiativ", "Var börjar vi?", "Kaffe", "Annat initiativ"):
        page.keyboard.press("PageDown")
        expect_slide(page, heading)
    expect(page.locator(".show-clock")).to_have_text("10 min kvar")
    expect(page.locator(SHOWN).locator("svg.trail")).to_be_visible()
    page.keyboard.press("Escape")  # leads nowhere: it would be an error page
    expect_slide(page, "Annat initiativ")
    assert Showing.objects.get().slide == "start"
    page.context.set_offline(False)
    expect(page.locator("[data-contact]")).to_have_text("", timeout=SOON)
    page.wait_for_timeout(1500)
    assert Showing.objects.get().slide == f"i{world.other.pk}"  # told when it could be


def test_the_room_follows_the_lots_and_the_lots_sees_what_is_pressed_in_the_room(
    world, checkpoint, at_projector, in_hand
):
    room, phone = at_projector, in_hand
    press(phone, "Starta")
    expect(phone.locator("#h-nu")).to_have_text("Välkomna")
    press(phone, "Nästa")
    expect_slide(room, "Eget initiativ")
    expect(room.locator(".show-clock")).to_have_text("12 min kvar")
    expect(phone.locator("[data-clock]")).to_have_text(re.compile(r"^1[12]:\d\d kvar$"))
    press(phone, "+5 min")
    expect(room.locator(".show-clock")).to_have_text("17 min kvar", timeout=SOON)
    room.keyboard.press("PageDown")
    expect_slide(room, "Var börjar vi?")
    expect(phone.locator("#h-nu")).to_have_text("Eget initiativ: fråga 1 av 1", timeout=SOON)
    press(phone, "Nästa")
    expect_slide(room, "Kaffe")
    expect(room.locator("[data-until]:visible")).to_have_text(re.compile(r"^\d\d\.\d\d$"))
    phone.locator(f"#ga-i{world.other.pk}").click()
    expect_slide(room, "Annat initiativ")
    press(phone, "Avsluta")
    expect_slide(room, "Tack för i dag!")
    press(phone, "Fortsätt")
    expect_slide(room, "Annat initiativ")


def test_the_room_can_go_on_by_hand(world, checkpoint, at_projector):
    page = at_projector
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    page.wait_for_timeout(2500)
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Följer styrningen")).to_have_attribute(
        "aria-pressed", "false"
    )
    services.go_to(by=world.lots, checkpoint=checkpoint, slide="slut")
    page.keyboard.press("PageDown")
    page.wait_for_timeout(3000)
    expect_slide(page, "Eget initiativ")
    assert Showing.objects.get().slide == "slut"
    page.keyboard.press("s")
    expect_slide(page, "Tack för i dag!")


def test_a_double_tap_is_one_step(world, checkpoint, in_hand):
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    in_hand.reload()
    in_hand.locator("#styr-nasta").wait_for()
    in_hand.wait_for_timeout(500)  # it rests a moment before it takes a press
    in_hand.locator("#styr-nasta").dblclick(delay=20)
    in_hand.wait_for_timeout(1500)
    assert Showing.objects.get().slide == f"i{world.own.pk}"


def test_input_is_seen_in_the_room_when_the_lots_wants_it(world, checkpoint, at_projector, in_hand):
    room, phone = at_projector, in_hand
    InputFactory(checkpoint=checkpoint, initiative=world.own, text="Börja med biblioteket")
    InputFactory(checkpoint=checkpoint, initiative=world.other, shown=True, text="Om något annat")
    press(phone, "Starta")
    expect(phone.locator("#h-nu")).to_have_text("Välkomna")
    question = show_of(for_showing().get(pk=checkpoint.pk)).slides[2].key
    services.go_to(by=world.lots, checkpoint=checkpoint, slide=question)
    expect_slide(room, "Var börjar vi?")
    expect(room.locator(".slide-live")).to_be_hidden()
    press(phone, "Visa medskick i rummet")
    expect(room.locator(".slide-live")).to_be_visible(timeout=SOON)
    expect(room.locator(".slide-live")).not_to_contain_text("Börja med biblioteket")
    phone.get_by_role("button", name=re.compile("Visa ?: Börja med biblioteket")).click()
    expect(room.locator(".slide-live")).to_contain_text("Börja med biblioteket", timeout=SOON)
    expect(room.locator(".slide-live")).not_to_contain_text("Om något annat")


def test_a_changed_running_order_reaches_an_open_presentation(world, checkpoint, at_projector):
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    new = AgendaItemFactory(
        checkpoint=checkpoint, position=9, kind="other", title="En punkt till", minutes=5
    )
    services.go_to(by=world.lots, checkpoint=checkpoint, slide=f"p{new.pk}")
    expect_slide(at_projector, "En punkt till")


def test_without_javascript_the_slides_follow_each_other(world, checkpoint, browser_for):
    page = browser_for(world.lots, java_script_enabled=False)
    page.goto(f"/checkpoints/{checkpoint.pk}/visa/")
    expect(page.locator(SHOWN)).to_have_count(6)
    expect(page.get_by_role("heading", name="Var börjar vi?")).to_be_visible()
    expect(page.locator(".show-bar")).to_be_hidden()
    page.get_by_role("link", name="Checkpoint 3").click()
    page.wait_for_url(re.compile(r"/checkpoints/\d+/$"))


def test_on_paper_every_slide_is_there(at_projector):
    at_projector.emulate_media(media="print")
    at_projector.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(at_projector.locator(SHOWN)).to_have_count(6)
    expect(at_projector.locator(".show-bar")).to_be_hidden()
    at_projector.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(at_projector.locator(SHOWN)).to_have_count(1)


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080), (683, 384), (390, 844)])
def test_no_slide_is_wider_than_the_screen(world, checkpoint, at_projector, size):
    """683 x 384 is a laptop at 200 %."""
    at_projector.set_viewport_size({"width": size[0], "height": size[1]})
    for _slide in range(6):
        wide = at_projector.evaluate(
            "(() => { const at = document.querySelector('.slide:not([hidden])');"
            " return at.scrollWidth - at.clientWidth; })()"
        )
        assert wide <= 0, at_projector.locator(SHOWN).get_attribute("data-key")
        at_projector.keyboard.press("ArrowRight")


@pytest.mark.parametrize("name", ["Utvecklingsdag", "Erfarenhetsmöte"])
def test_no_word_of_a_heading_is_broken(world, checkpoint, at_projector, name):
    """On a projector of 4:3 the QR code leaves it half the width."""
    checkpoint.name = name
    checkpoint.save(update_fields=["name"])
    at_projector.set_viewport_size({"width": 1024, "height": 768})
    at_projector.reload()
    heading = at_projector.locator(SHOWN).locator("h2")
    expect(heading).to_have_text(name)
    lines = heading.evaluate("(h) => h.clientHeight / parseFloat(getComputedStyle(h).lineHeight)")
    assert round(lines) == 1


def test_the_buttons_are_large_enough_for_a_thumb(world, checkpoint, in_hand):
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    InputFactory(checkpoint=checkpoint, initiative=world.own)
    in_hand.reload()
    small = in_hand.evaluate(
        "[...document.querySelectorAll('#styr button')].map((b) => [b.textContent, b.getBoundingClientRect()])"
        ".filter(([, box]) => box.height < 44 || box.width < 44).map(([text]) => text)"
    )
    assert small == []
    assert in_hand.evaluate("document.documentElement.scrollWidth") <= 390
