"""The main tasks in a browser that runs no JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from checkpoints.models import Preparation
from initiatives.models import Initiative, Round, StatusUpdate
from tests.factories import CheckpointFactory
from tests.programme.workbooks import TYRESO

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page_of(browser_for):
    return lambda person: browser_for(person, java_script_enabled=False)


def test_update(world, page_of):
    page = page_of(world.ledartroja)
    page.goto(f"/initiativ/{world.own.pk}/uppdatera/")
    page.get_by_label("Sedan sist").fill("Ett utkast utan skript.")
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.locator("main")).to_contain_text("Utkastet är sparat")
    page.get_by_label("Sedan sist").fill("")
    page.get_by_role("button", name="Publicera").click()
    assert page.title().startswith("Fel: ")
    page.locator("label.scale-step", has_text="4").click()
    page.get_by_label("Sedan sist").fill("Publicerat utan skript.")
    page.get_by_role("button", name="Publicera").click()
    expect(page.locator("main")).to_contain_text("Lägesuppdateringen är publicerad")
    assert StatusUpdate.objects.final().filter(since_last="Publicerat utan skript.").exists()


def test_a_draft_can_be_thrown_away(world, page_of):
    page = page_of(world.ledartroja)
    page.goto(f"/initiativ/{world.own.pk}/uppdatera/")
    page.get_by_label("Sedan sist").fill("Ska bort.")
    page.get_by_role("button", name="Spara utkast").click()
    page.get_by_role("button", name="Släng utkastet").click()
    expect(page.locator("main")).to_contain_text("Utkastet är borta.")


def test_preparation(world, page_of):
    page = page_of(world.ledartroja)
    checkpoint = CheckpointFactory(round=world.round)
    page.goto(f"/checkpoints/{checkpoint.pk}/")
    page.get_by_role("link", name=re.compile("^Skriv ?: Eget initiativ")).click()
    page.get_by_label(re.compile("så långt har vi kommit", re.IGNORECASE)).fill("Utan skript.")
    page.get_by_label(re.compile("fråga 1", re.IGNORECASE)).fill("Vem vet?")
    page.get_by_role("button", name="Vi är redo").click()
    expect(page.locator("main")).to_contain_text("Förberedelsen är redo")
    saved = Preparation.objects.get(how_far="Utan skript.")
    assert saved.state == Preparation.State.READY


def test_phase_change(world, page_of):
    page = page_of(world.ledartroja)
    page.goto(f"/initiativ/{world.own.pk}/fas/")
    page.get_by_label("test").check()
    page.get_by_label("Varför").fill("Vi lärde oss något.")
    page.get_by_role("button", name="Byt fas").click()
    expect(page.locator("main")).to_contain_text("Nu är ni i fasen test.")
    assert world.own.phase_changes.filter(reason="Vi lärde oss något.").exists()


def test_filtering_the_initiatives(world, page_of):
    Initiative.objects.filter(pk=world.own.pk).update(phase="test")
    page = page_of(world.ledartroja)
    page.goto("/initiativ/")
    filters = page.get_by_role("search").filter(has=page.get_by_label("Fas"))
    filters.get_by_label("Fas").select_option("test")
    filters.get_by_role("button", name="Visa").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Eget initiativ")


def test_reading_in_a_workbook(world, page_of):
    page = page_of(world.lots)
    page.goto("/las-in/")
    page.locator("input[type=file]").set_input_files(TYRESO)
    page.get_by_role("button", name="Granska filen").click()
    expect(page.locator("main")).to_contain_text("GEMENSKAP")
    page.get_by_role("button", name="Läs in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Omgången är inläst")
    assert Round.objects.count() == 3
    assert Initiative.objects.filter(code="GEMENSKAP").exists()
