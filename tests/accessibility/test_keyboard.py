"""Whole tasks with Tab, Space, Enter, arrows and letters; no mouse, and one always sees where one is."""

import re

import pytest
from playwright.sync_api import Page, expect

from initiatives.models import StatusUpdate
from tests.factories import InitiativeFactory, StatusUpdateFactory, complete_rigg

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUSED = """() => {
  const at = document.activeElement, ticked = at.matches("[type=radio], [type=checkbox]") && at.closest(".ds-field");
  const drawn = getComputedStyle(at.matches(".scale-step input") ? at.nextElementSibling : ticked || at);
  const box = at.getBoundingClientRect();
  return {
    tag: at.tagName, id: at.id, name: at.name || "",
    text: (at.labels?.[0]?.textContent || at.getAttribute("aria-label") || at.textContent).trim().replace(/\\s+/g, " "),
    // The calendar in a date has a ring of its own, from the browser.
    outlined: at.type === "date" || (drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) >= 2),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""
LONGEST = 80  # presses


def focused(page: Page) -> dict:
    return page.evaluate(FOCUSED)


def tab_to(page: Page, wanted: str, *, tag: str = "", key: str = "Tab") -> dict:
    """Press until the focus is on what is called `wanted`; every stop on the way shows itself."""
    passed = []
    for _ in range(LONGEST):
        page.keyboard.press(key)
        now = focused(page)
        if now["tag"] == "BODY":
            continue
        assert now["outlined"], f"no visible focus on {now}"
        assert now["seen"], f"focus outside the window on {now}"
        passed.append(now["text"] or now["name"])
        if re.search(wanted, now["text"]) and tag.upper() in ("", now["tag"]):
            return now
    pytest.fail(f"{wanted} was not reached by {key}: {passed}")


def rewrite(page: Page, text: str) -> None:
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def test_a_ledartroja_publishes_an_update(world, browser_for):
    StatusUpdateFactory(initiative=world.own, confidence=4, published=True)
    page = browser_for(world.ledartroja)
    page.goto("/")
    tab_to(page, "^Eget initiativ$", tag="a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eget initiativ")
    tab_to(page, "^Uppdatera läget$", tag="a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/uppdatera/")
    tab_to(page, "^Sedan sist", tag="textarea")
    rewrite(page, "Skrivet utan mus.")
    tab_to(page, "^4$", tag="input")  # what was chosen last time
    page.keyboard.press("ArrowRight")
    assert focused(page)["text"].startswith("5")
    tab_to(page, "^Publicera$", tag="button")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Lägesuppdateringen är publicerad")
    latest = StatusUpdate.objects.final().filter(initiative=world.own).latest("number")
    assert (latest.since_last, latest.confidence) == ("Skrivet utan mus.", 5)


def test_a_lots_starts_an_initiative(world, browser_for):
    """The rigg is whole: what is left is to start."""
    ready = InitiativeFactory(name="Redo att starta", round=world.round)
    complete_rigg(ready)
    page = browser_for(world.lots)
    page.goto(f"/initiativ/{ready.pk}/")
    tab_to(page, "^Se riggen$", tag="a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Riggen")
    tab_to(page, "^Starta initiativet$")
    page.keyboard.press("Space")
    expect(page.locator("main")).to_contain_text("är igång")
    ready.refresh_from_db()
    assert ready.is_running


def test_the_skip_link_leads_past_the_menu(world, browser_for):
    page = browser_for(world.lots)
    page.goto("/")
    page.keyboard.press("Tab")
    assert focused(page)["text"] == "Hoppa till innehållet"
    expect(page.locator(".ds-skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page)["id"] == "innehall"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_menus_open_and_close_and_give_the_focus_back(world, browser_for):
    page = browser_for(world.lots, width=390)
    page.goto("/")
    tab_to(page, "^Meny$", tag="summary")
    page.keyboard.press("Enter")
    tab_to(page, "^Initiativ$", tag="a")
    page.keyboard.press("Escape")
    expect(page.locator(".site-menu .menu-panel")).to_be_hidden()
    assert focused(page)["text"] == "Meny"


def test_a_question_keeps_the_focus_and_gives_it_back(world, browser_for):
    page = browser_for(world.lots)
    page.goto("/utskick/")
    tab_to(page, "^Stoppa all post$", tag="button")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        within = (
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert page.evaluate(within), focused(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert focused(page)["text"] == "Stoppa all post"


def test_after_errors_the_focus_is_on_the_summary_and_its_links_lead_to_the_fields(
    world, browser_for
):
    page = browser_for(world.ledartroja)
    page.goto(f"/initiativ/{world.own.pk}/uppdatera/")
    tab_to(page, "^Sedan sist", tag="textarea")
    rewrite(page, " ")
    tab_to(page, "^Publicera$", tag="button")
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page)["name"] == "since_last"
    described = page.evaluate(
        "document.activeElement.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id).textContent.trim())"
    )
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert all(described)
