"""The running order changed by mouse, by touch, by keyboard, and without JavaScript; and two at once."""

import re

import pytest
from playwright.sync_api import Page, expect

from checkpoints.agenda.entries import order_of, version_of
from checkpoints.models import AgendaItem
from checkpoints.services import agenda as services
from checkpoints.services.agenda import save_order
from prioinit.errors import EditConflict
from tests.accessibility.test_keyboard import rewrite, tab_to
from tests.factories import AgendaItemFactory, CheckpointFactory, InitiativeFactory
from tests.initiatives.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Alfa", "Beta", "Gamma", "Delta")


@pytest.fixture
def checkpoint(world):
    """Alfa, Beta, Gamma, Delta; the other initiatives of the round are not in it."""
    checkpoint = CheckpointFactory(round=world.round)
    for place, name in enumerate(NAMES, start=1):
        initiative = InitiativeFactory(name=name, round=world.round, running=True)
        AgendaItemFactory(checkpoint=checkpoint, initiative=initiative, position=place)
    return checkpoint


def address(checkpoint) -> str:
    return f"/checkpoints/{checkpoint.pk}/korordning/"


def stored(checkpoint) -> str:
    return " ".join(str(item)[0] for item in checkpoint.agenda.select_related("initiative"))


def line(page: Page, name: str):
    return page.locator("[data-line]", has_text=name)


def shown(page: Page, *names: str) -> None:
    expect(page.locator(".agenda-line .agenda-what")).to_contain_text(list(names))


def said(page: Page):
    return page.locator("#korordning-sagt")


def point_at(page: Page, name: str, part: str) -> tuple[float, float]:
    box = line(page, name).locator(part).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.browser
def test_dragged_by_mouse(world, checkpoint, browser_for):
    page = browser_for(world.lots)
    page.goto(address(checkpoint))
    page.mouse.move(*point_at(page, "Delta", "[data-handle]"))
    page.mouse.down()
    x, y = point_at(page, "Beta", "[data-handle]")
    page.mouse.move(x, y - 10, steps=8)
    expect(line(page, "Beta")).to_have_attribute("data-drop", "before")
    page.mouse.up()
    shown(page, "Alfa", "Delta", "Beta", "Gamma")
    expect(said(page)).to_have_text("Delta är nu nummer 2 av 4.")
    assert stored(checkpoint) == "A D B G"
    expect(line(page, "Delta").locator(".agenda-time")).to_have_text("13.10–13.20")


@pytest.mark.browser
def test_escape_lets_go_of_what_is_dragged(world, checkpoint, browser_for):
    page = browser_for(world.lots)
    page.goto(address(checkpoint))
    page.mouse.move(*point_at(page, "Alfa", "[data-handle]"))
    page.mouse.down()
    page.mouse.move(*point_at(page, "Delta", "[data-handle]"), steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("[data-drop], [data-dragged]")).to_have_count(0)
    shown(page, *NAMES)
    assert stored(checkpoint) == "A B G D"


@pytest.mark.browser
def test_focus_goes_to_the_order_when_the_button_that_had_it_is_gone(world, browser_for):
    checkpoint = CheckpointFactory(round=world.round)
    page = browser_for(world.lots)
    page.goto(address(checkpoint))
    page.get_by_role("button", name="Använd förslaget").press("Enter")
    expect(page.get_by_role("heading", name="Ordningen", exact=True)).to_be_focused()
    assert checkpoint.agenda.exists()


@pytest.mark.browser
def test_dragged_by_touch(world, checkpoint, browser_for):
    page = browser_for(world.lots, width=390, has_touch=True)
    page.goto(address(checkpoint))
    line(page, "Alfa").scroll_into_view_if_needed()
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    x, y = point_at(page, "Alfa", "[data-handle]")
    _x, to = point_at(page, "Gamma", "[data-handle]")
    send("touchStart", (x, y))
    for step in range(1, 9):
        send("touchMove", (x, y + (to - 20 - y) * step / 8))
    send("touchEnd")
    shown(page, "Beta", "Alfa", "Gamma", "Delta")
    expect(said(page)).to_have_text("Alfa är nu nummer 2 av 4.")
    assert stored(checkpoint) == "B A G D"


@pytest.mark.browser
def test_moved_by_keyboard_and_the_focus_stays_on_the_line(world, checkpoint, browser_for):
    page = browser_for(world.lots)
    page.goto(address(checkpoint))
    tab_to(page, "^Flytta ner: Alfa$", tag="button")
    for place in (2, 3, 4):
        page.keyboard.press("Enter")
        expect(said(page)).to_have_text(f"Alfa är nu nummer {place} av 4.")
        expect(page.get_by_role("button", name="Flytta ner: Alfa")).to_be_focused()
    assert stored(checkpoint) == "B G D A"
    page.keyboard.press("Enter")  # it is last already
    expect(said(page)).to_have_text("Alfa är nu nummer 4 av 4.")
    tab_to(page, "^Flytta upp: Alfa$", key="Shift+Tab")
    page.keyboard.press("Space")
    shown(page, "Beta", "Gamma", "Alfa", "Delta")
    expect(page.get_by_role("button", name="Flytta upp: Alfa")).to_be_focused()


@pytest.mark.browser
def test_removed_and_put_back_by_keyboard(world, checkpoint, browser_for):
    page = browser_for(world.lots)
    page.goto(address(checkpoint))
    tab_to(page, "^Ta bort: Gamma$", tag="button")
    page.keyboard.press("Enter")
    shown(page, "Alfa", "Beta", "Delta")
    expect(page.get_by_role("button", name="Ångra senaste ändringen")).to_be_focused()
    page.keyboard.press("Enter")
    shown(page, *NAMES)
    expect(page.get_by_role("heading", name="Ordningen", exact=True)).to_be_focused()
    assert stored(checkpoint) == "A B G D"


@pytest.mark.browser
def test_minutes_are_saved_when_left_and_nothing_typed_is_lost(world, checkpoint, browser_for):
    page = browser_for(world.lots)
    page.goto(address(checkpoint))
    held = []
    page.route("**/korordning/andra/", lambda route: held.append(route))
    tab_to(page, "^Minuter för Alfa$", tag="input")
    rewrite(page, "25")
    tab_to(page, "^Minuter för Beta$", tag="input")
    with page.expect_request("**/korordning/andra/"):
        pass
    rewrite(page, "7")  # while the first is on its way
    held[0].continue_()
    page.unroute("**/korordning/andra/")
    expect(line(page, "Beta").locator(".agenda-time")).to_have_text("13.25–13.35")
    expect(page.get_by_label("Minuter för Beta")).to_be_focused()
    expect(page.get_by_label("Minuter för Beta")).to_have_value("7")
    page.keyboard.press("Enter")
    expect(line(page, "Gamma").locator(".agenda-time")).to_have_text("13.32–13.42")
    assert [item.minutes for item in checkpoint.agenda.all()] == [25, 7, 10, 10]


@pytest.mark.browser
def test_minutes_typed_before_a_press_go_with_it(world, checkpoint, browser_for):
    page = browser_for(world.lots)
    page.goto(address(checkpoint))
    page.get_by_label("Minuter för Alfa").fill("40")
    page.get_by_role("button", name="Flytta ner: Alfa").click()
    expect(said(page)).to_have_text("Alfa är nu nummer 2 av 4.")
    expect(line(page, "Alfa").locator(".agenda-time")).to_have_text("13.10–13.50")
    assert stored(checkpoint) == "B A G D"
    page.get_by_label("Minuter för Alfa").fill("0")
    page.get_by_label("Minuter för Alfa").blur()
    expect(page.locator("#korordning")).to_contain_text("Skriv ett antal minuter mellan 1 och 480.")
    expect(said(page)).to_have_text("Inte sparat. Rätta det som är markerat.")


@pytest.mark.browser
def test_a_double_click_adds_one(world, checkpoint, browser_for):
    page = browser_for(world.lots)
    page.goto(address(checkpoint))
    page.get_by_role("button", name="Lägg till annan punkt").dblclick()
    title = page.get_by_label("Rubrik")
    expect(title).to_be_focused()
    page.keyboard.type("Information från HR")  # over what is selected
    page.keyboard.press("Tab")
    expect(said(page)).to_contain_text("Sparat.")
    expect(title).to_have_count(1)
    titles = checkpoint.agenda.exclude(title="").values_list("title", flat=True)
    assert list(titles) == ["Information från HR"]


@pytest.mark.browser
def test_someone_else_was_first(world, checkpoint, browser_for):
    page = browser_for(world.lots)
    page.goto(address(checkpoint))
    opened = order_of(checkpoint.agenda.all())
    save_order(
        by=world.lots,
        checkpoint=checkpoint,
        version=version_of(opened),
        order=opened[::-1],
    )
    page.get_by_role("button", name="Flytta ner: Alfa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Någon hann spara före dig")
    expect(page.locator("main ol.agenda-compared").first).to_contain_text(
        re.compile("Delta.*Gamma.*Beta.*Alfa", re.DOTALL)
    )
    page.get_by_role("button", name="Spara min ordning").click()
    shown(page, "Beta", "Alfa", "Gamma", "Delta")
    assert stored(checkpoint) == "B A G D"


@pytest.mark.browser
def test_without_javascript(world, checkpoint, browser_for):
    AgendaItem.objects.filter(checkpoint=checkpoint).delete()
    page = browser_for(world.lots, java_script_enabled=False)
    page.goto(f"/checkpoints/{checkpoint.pk}/")
    page.get_by_role("link", name="Se förslaget").click()
    expect(page.locator("[data-handle]").first).to_be_hidden()
    page.get_by_role("button", name="Använd förslaget").click()
    expect(page.locator("main")).to_contain_text("Sparat. Det får plats")
    page.get_by_role("button", name="Flytta ner: Alfa").click()
    expect(page.locator("main")).to_contain_text("Alfa är nu nummer")
    assert page.url.endswith(f"#rad-i{world.round.initiatives.get(name='Alfa').pk}")
    page.get_by_label("Minuter för Delta").fill("3")
    page.get_by_role("button", name="Spara ändringar").click()
    expect(page.locator("main")).to_contain_text("Sparat.")
    page.get_by_role("button", name="Ta bort: Paus").click()
    expect(page.locator("main")).to_contain_text("Borttaget.")
    page.get_by_role("button", name="Ångra senaste ändringen").click()
    expect(page.locator("main")).to_contain_text("Ändringen är ångrad.")
    assert checkpoint.agenda.filter(kind="break").count() == 1
    assert checkpoint.agenda.get(initiative__name="Delta").minutes == 3


# --- Two at once, in real transactions ---------------------------------------------------------
def two_orders(world, checkpoint):
    opened = order_of(checkpoint.agenda.all())
    wanted = [opened[::-1], (opened[1], opened[0], *opened[2:])]
    results = at_once(
        *(
            lambda order=order: save_order(
                by=world.lots, checkpoint=checkpoint, version=version_of(opened), order=order
            )
            for order in wanted
        )
    )
    return results, wanted


def test_of_two_at_once_one_is_saved_and_one_conflicts(world, checkpoint):
    results, wanted = two_orders(world, checkpoint)
    (won,) = [place for place, one in enumerate(results) if not isinstance(one, Exception)]
    assert isinstance(results[1 - won], EditConflict)
    assert order_of(checkpoint.agenda.all()) == wanted[won]
    assert [item.position for item in checkpoint.agenda.all()] == [1, 2, 3, 4]


def test_control_two_at_once_that_do_not_look_at_the_version(world, checkpoint, monkeypatch):
    monkeypatch.setattr(services, "version_of", lambda order: object.__hash__(order) and "same")
    results, _wanted = two_orders(world, checkpoint)
    assert not [one for one in results if isinstance(one, EditConflict)]


def test_the_same_proposal_sent_four_times_at_once_is_saved_once(world, checkpoint):
    opened = order_of(checkpoint.agenda.all())
    AgendaItem.objects.filter(checkpoint=checkpoint).delete()
    results = at_once(
        *[
            lambda: save_order(
                by=world.lots, checkpoint=checkpoint, version=version_of(()), order=opened
            )
        ]
        * 4
    )
    assert not [one for one in results if isinstance(one, Exception)], results
    assert stored(checkpoint) == "A B G D"
