"""Utkast: what has been begun in a form is kept in the browser and on the server, for its writer alone."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now
from playwright.sync_api import expect

from checkpoints.reminders.clockwork import turn
from initiatives.models import WrittenDraft
from initiatives.models.draft import MOST_DRAFTS
from initiatives.services.drafts import keep_draft

ADDRESS = reverse("initiatives:drafts")
KEY = "behov-actor-1"
WORDS = "Föreningen Kvällsljus, som har nyckel till lokalen"


def begun(browser, text="Halv", key=KEY):
    return browser.post(ADDRESS, {"nyckel": key, "text": text})


def found(browser, *keys):
    return browser.get(ADDRESS, {"nyckel": keys or (KEY,)}).json()


# --- On the server -----------------------------------------------------------------------------
def test_a_draft_is_its_writers_own(world, client, client_for):
    mine = client_for(world.ledartroja)
    assert begun(mine).status_code == 204
    assert begun(mine, "Halvfärdig").status_code == 204
    assert found(client_for(world.ledartroja)) == {KEY: "Halvfärdig"}
    for other in (world.ledartroja2, world.lots, world.admin):
        assert found(client_for(other)) == {}
    begun(client_for(world.lots), "")
    assert found(mine) == {KEY: "Halvfärdig"}
    assert begun(client).status_code == client.get(ADDRESS).status_code == 302
    assert mine.put(ADDRESS).status_code == 405


def test_what_may_not_be_saved_may_be_begun(world, client_for):
    browser = client_for(world.ledartroja)
    text = json.dumps({"values": [["text", "Ring 811218-9876 \0 <script>", None]]})
    begun(browser, text)
    assert found(browser)[KEY] == text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"nyckel": "", "text": "x"},
        {"nyckel": "x" * 101, "text": "x"},
        {"nyckel": KEY, "text": "x\0"},
        {"nyckel": "x\0", "text": "x"},
        {"nyckel": KEY, "text": "x" * 200_001},
    ],
)
def test_what_no_browser_of_ours_sends_is_refused(world, client_for, sent):
    browser = client_for(world.ledartroja)
    assert browser.post(ADDRESS, sent).status_code == 422
    assert browser.get(ADDRESS, {"nyckel": "x\0"}).json() == {}
    assert not WrittenDraft.objects.exists()


def test_a_saved_form_needs_its_draft_no_more(world, client_for):
    browser = client_for(world.ledartroja)
    address = reverse("initiatives:actor_new", args=[world.own.pk])
    begun(browser)
    begun(client_for(world.lots))
    refused = browser.post(address, {"name": "", "side": "inside", "utkast": KEY})
    assert (refused.status_code, found(browser)) == (422, {KEY: "Halv"})
    saved = browser.post(address, {"name": "Biblioteket", "side": "inside", "utkast": KEY})
    assert (saved.status_code, found(browser)) == (302, {})
    assert found(client_for(world.lots)) == {KEY: "Halv"}
    odd = {"name": "Simhallen", "side": "inside", "utkast": "x\0"}
    assert browser.post(address, odd).status_code == 302


def test_drafts_go_after_thirty_days_and_the_oldest_gives_way(world):
    for day in range(MOST_DRAFTS + 2):
        keep_draft(by=world.lots, key=f"nyckel-{day}", content="x")
        WrittenDraft.objects.filter(key=f"nyckel-{day}").update(
            saved_at=now() - timedelta(days=60 - day)
        )
    assert WrittenDraft.objects.count() == MOST_DRAFTS
    assert not WrittenDraft.objects.filter(key__in=["nyckel-0", "nyckel-1"]).exists()
    turn()
    kept = set(WrittenDraft.objects.values_list("key", flat=True))
    assert kept == {f"nyckel-{day}" for day in range(31, MOST_DRAFTS + 2)}


def test_queries(world, client_for, expect_queries):
    browser = client_for(world.ledartroja)
    for number in (1, 20):
        for one in range(number):
            begun(browser, key=f"nyckel-{one}")
        keys = [f"nyckel-{one}" for one in range(number)]
        with expect_queries(3):  # the session, the person with their roles, the drafts
            assert len(found(browser, *keys)) == number


# --- In a browser, on a train ------------------------------------------------------------------
def need_page(world):
    return reverse("initiatives:need", args=[world.own.pk])


def brings(page):
    return page.locator("#aktor_brings")


def begin(page, world):
    page.goto(need_page(world))
    page.get_by_text("Lägg till en aktör").click()
    page.locator("#aktor_name").fill("Föreningen Kvällsljus")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        brings(page).fill(WORDS)
    assert answer.value.status == 204


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_text_is_there_when_the_train_comes_out_of_the_tunnel(world, browser_for):
    page = browser_for(world.ledartroja)
    begin(page, world)
    page.context.set_offline(True)
    page.locator("form", has=brings(page)).get_by_role("button", name="Lägg till").click()
    expect(page.locator(".toast")).to_contain_text("det är inte sparat")
    expect(brings(page)).to_have_value(WORDS)
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(brings(page)).to_be_visible()
    expect(brings(page)).to_have_value(WORDS)
    elsewhere = browser_for(world.ledartroja, width=390)
    elsewhere.goto(need_page(world))
    expect(brings(elsewhere)).to_have_value(WORDS)
    expect(elsewhere.get_by_text("Det är inte sparat än.")).to_be_visible()
    assert not world.own.actors.exists()
    page.locator("form", has=brings(page)).get_by_role("button", name="Lägg till").click()
    expect(page.locator("#behov").get_by_text(WORDS, exact=True)).to_be_visible()
    assert not WrittenDraft.objects.exists()
    colleague = browser_for(world.ledartroja2)
    colleague.goto(need_page(world))
    expect(brings(colleague)).to_have_value("")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_draft_can_be_thrown_away(world, browser_for):
    begin(browser_for(world.ledartroja), world)
    page = browser_for(world.ledartroja)
    page.goto(need_page(world))
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Släng utkastet").click()
    expect(brings(page)).to_have_value("")
    assert not WrittenDraft.objects.exists()
    page.reload()
    expect(page.get_by_role("button", name="Släng utkastet")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_form_on_a_page_of_its_own_is_not_left_without_a_network(world, browser_for):
    page = browser_for(world.ledartroja)
    page.goto(reverse("initiatives:obstacle_new", args=[world.own.pk]))
    page.locator("[name=stops_us]").fill(WORDS)
    page.context.set_offline(True)
    page.locator("form", has=page.locator("[name=stops_us]")).get_by_role("button").first.click()
    expect(page.locator(".toast")).to_contain_text("det är inte sparat")
    expect(page.locator("[name=stops_us]")).to_have_value(WORDS)
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.context.set_offline(False)
    assert sent.value.status == 204
    assert WORDS in WrittenDraft.objects.get().content
