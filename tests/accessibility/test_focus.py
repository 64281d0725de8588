"""Whoever uses the keyboard goes on where they were, also when the button they pressed is no longer there."""

import pytest
from playwright.sync_api import expect

from tests.accessibility.test_keyboard import tab_to
from tests.factories import (
    AgendaItemFactory,
    CheckpointFactory,
    InputFactory,
    InsightFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BUSY = ".htmx-request, .htmx-swapping, .htmx-settling"


def need_opened(world) -> str:
    row = InsightFactory(initiative=world.own)
    return f"/initiativ/{world.own.pk}/behov/?andra={row.anchor}"


def needs_many(world) -> str:
    InsightFactory.create_batch(2, initiative=world.own)
    return f"/initiativ/{world.own.pk}/behov/"


def pile(world) -> str:
    checkpoint = CheckpointFactory(round=world.round)
    InputFactory(checkpoint=checkpoint, initiative=world.own)
    return f"/checkpoints/{checkpoint.pk}/medskick/granska/"


def control(world) -> str:
    line = AgendaItemFactory(checkpoint__round=world.round, initiative=world.own)
    return f"/checkpoints/{line.checkpoint.pk}/styr/"


@pytest.mark.parametrize(
    ("place", "presses", "lands_on"),
    [
        (need_opened, ["^Avbryt$"], "li[id^=insikt-]"),
        (needs_many, ["^Visa$"], "#h-insikter"),
        (pile, ["^Visa det här$"], "#granska h2"),
        (pile, ["^Visa det här$", "^Ångra"], "#granska h2"),
        (control, ["^Starta$"], "#h-nu"),
        (control, ["^Starta$", "^Avsluta$"], "#h-nu"),
    ],
)
def test_after_a_press_in_place(world, browser_for, place, presses, lands_on):
    page = browser_for(world.lots)
    page.goto(place(world))
    for name in presses:
        tab_to(page, name)
        with page.expect_response(lambda answer: "hx-request" in answer.request.headers):
            page.keyboard.press("Enter")
        expect(page.locator(BUSY)).to_have_count(0)
    expect(page.locator(lands_on).first).to_be_focused()


def test_arrows_in_a_list_that_loads_the_page_anew(world, browser_for):
    page = browser_for(world.lots)
    page.goto(f"/initiativ/{world.own.pk}/tidslinje/")
    tab_to(page, "^Visa$", tag="select")
    chosen = []
    for _ in range(2):
        with page.expect_navigation():
            page.keyboard.press("ArrowDown")
        expect(page.locator("#id_vad")).to_be_focused()
        chosen.append(page.locator("#id_vad").input_value())
    assert len(set(chosen)) == 2
