"""Many people to choose among, many filters on a small screen."""

import pytest
from playwright.sync_api import expect

from roles.models import Assignment
from roles.permissions import Role
from tests.factories import PersonFactory, UnitFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def many(world):
    unit = UnitFactory(name="Räddningstjänsten")
    for number in range(30):
        PersonFactory(name=f"Person {number:02}", unit=unit)
    return PersonFactory(name="Åsa Öberg", unit=unit)


def test_a_person_is_found_with_the_keyboard(world, many, browser_for):
    page = browser_for(world.lots)
    page.goto(f"/initiativ/{world.own.pk}/roller/ny/?roll=coach")
    search, people = page.get_by_label("Sök på en del av namnet"), page.get_by_label("Person")
    search.focus()
    page.keyboard.type("räddn")
    expect(page.get_by_role("status").filter(has_text="Träffar: 31")).to_be_visible()
    expect(people.locator("option")).to_have_count(31)
    page.keyboard.type(" öBERG")
    expect(page.get_by_role("status").filter(has_text="Träffar: 1")).to_be_visible()
    page.keyboard.press("Enter")  # to the list, not off with the form
    expect(people).to_be_focused()
    expect(people).to_have_value(str(many.pk))
    page.get_by_role("button", name="Ge rollen").click()
    page.wait_for_url(f"**/initiativ/{world.own.pk}/")
    assert Assignment.objects.filter(person=many, role=Role.COACH, initiative=world.own).exists()


def test_nobody_is_chosen_while_the_search_fits_several_or_nobody(world, many, browser_for):
    page = browser_for(world.lots)
    page.goto(f"/initiativ/{world.own.pk}/roller/ny/?roll=coach")
    search, people = page.get_by_label("Sök på en del av namnet"), page.get_by_label("Person")
    people.select_option(str(many.pk))
    search.fill("person")
    expect(people).to_have_value("")
    search.fill("finns inte")
    expect(people.locator("option")).to_have_count(0)
    search.fill("")
    expect(people.locator("option").first).to_have_text("Välj en person")


def test_without_javascript_the_list_is_whole(world, many, browser_for):
    page = browser_for(world.lots, java_script_enabled=False)
    page.goto(f"/initiativ/{world.own.pk}/roller/ny/?roll=coach")
    expect(page.get_by_label("Sök på en del av namnet")).to_have_count(0)
    page.get_by_label("Person").select_option(str(many.pk))


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("address", ["/initiativ/", "/manniskor/"])
def test_filters_are_folded_on_a_small_screen_only(world, browser_for, address, script):
    small = browser_for(world.lots, width=390, java_script_enabled=script)
    small.goto(address)
    filters = small.get_by_role("search")
    expect(filters.get_by_label("Enhet")).to_be_hidden()
    assert filters.bounding_box()["height"] < 280
    filters.get_by_text("Filtrera", exact=True).click()
    expect(filters.get_by_label("Enhet")).to_be_visible()
    wide = browser_for(world.lots, java_script_enabled=script)
    wide.goto(address)
    expect(wide.get_by_role("search").get_by_label("Enhet")).to_be_visible()
    expect(wide.get_by_role("search").get_by_text("Filtrera", exact=True)).to_be_hidden()


def test_the_fold_follows_what_is_chosen(world, browser_for):
    page = browser_for(world.lots, width=390)
    page.goto("/initiativ/")
    page.get_by_text("Filtrera", exact=True).click()
    page.get_by_label("Läge").select_option("running")
    expect(page.locator("summary", has_text="Filtrera (1 vald)")).to_be_visible()
    expect(page.get_by_label("Läge")).to_be_visible()  # the fold stays open
