"""Kommunikationsplan: a table of what is to be told to whom, and what it gave."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.models import CommunicationActivity
from initiatives.services import communication as services
from initiatives.services import written
from prioinit.errors import DomainError
from tests.factories import CommunicationActivityFactory, in_days

POSTED = {
    "activity": "Frukost med hemtjänsten",
    "target_group": "Hemtjänstens personal",
    "side": "internal",
    "channel": "Personalmötet",
    "responsible": "Sara",
    "why": "De ska veta vart de ringer.",
    "how": "Vi bjuder på kaffe.",
}
IN_PLACE = {"HX-Request": "true", "HX-Target": "kommunikation"}


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def posted(**fields):
    return {**POSTED, "planned_on": in_days(9).isoformat(), **fields}


def activity(world, **fields):
    return CommunicationActivityFactory(initiative=world.own, **fields)


# --- What the database says --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"activity": ""}, "communication_says_what_to_whom"),
        ({"target_group": ""}, "communication_says_what_to_whom"),
        ({"gave": "Tolv kom."}, "communication_gave_when_done"),
        ({"removed": True, "removed_by": None}, "communication_removed_by_someone"),
    ],
)
def test_an_activity_that_cannot_be_true_is_refused(world, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        activity(world, **fields)


@pytest.mark.parametrize("fields", [{"done": True}, {"done": True, "gave": ""}, {"removed": True}])
def test_an_activity_that_can_be_true_is_kept(world, fields):
    assert activity(world, **fields).pk


# --- Planning ----------------------------------------------------------------------------------
def test_an_activity_is_one_load_and_one_press(world, client_for):
    activity(world, target_group="Föräldrar", side="external")
    browser = client_for(world.teammedlem)
    page = browser.get(url("communication", world.own)).text
    assert re.search(r'value="external"[^>]*checked', page)
    assert 'value="Föräldrar"' in page
    for _ in range(2):
        answer = browser.post(url("activity_new", world.own), posted(), follow=True)
        assert "Tillagt." in answer.text
    stored = CommunicationActivity.objects.get(activity="Frukost med hemtjänsten")
    assert (stored.side, stored.planned_on, stored.created_by) == (
        "internal",
        in_days(9),
        world.teammedlem,
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"activity": ""}, "Skriv vad ni ska göra."),
        ({"activity": "Ring 811218-9876"}, "personnummer"),
        ({"how": "x" * 10_001}, "10000 tecken"),
        ({"target_group": ""}, "Skriv vilka det är för."),
        ({"planned_on": ""}, "Skriv vilken dag."),
        ({"side": "hemligt"}, "giltigt"),
    ],
)
def test_what_will_not_do_comes_back_with_the_text_in_it(world, client_for, wrong, said):
    answer = client_for(world.ledartroja).post(url("activity_new", world.own), posted(**wrong))
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert "De ska veta vart de ringer." in answer.text
    assert not CommunicationActivity.objects.exists()


def test_hostile_words_are_words(world, client_for):
    hostile = posted(how="<script>alert(1)</script>" + "å" * 9_975)
    page = client_for(world.ledartroja).post(url("activity_new", world.own), hostile, follow=True)
    assert "&lt;script&gt;alert(1)" in page.text


# --- Done, and what it gave --------------------------------------------------------------------
def test_done_is_one_press_and_then_the_question(world, client_for):
    row = activity(world)
    browser = client_for(world.ledartroja)
    address = f"{url('activity_done', row)}?visa=kommande"
    for _ in range(2):
        asked = browser.post(address, follow=True)
    assert "Klart. Vad gav det?" in asked.text
    assert f'action="{url("activity_gave", row)}?visa=kommande"' in asked.text
    row.refresh_from_db()
    assert (row.done_on, row.version) == (localdate(), 2)
    given = {"gave": "Tolv kom, nio ringde.", "version": 2}
    answer = browser.post(url("activity_gave", row), given, follow=True)
    assert "Tolv kom, nio ringde." in answer.text


def test_the_question_comes_in_place_too(world, client_for):
    row = activity(world)
    answer = client_for(world.ledartroja).post(url("activity_done", row), headers=IN_PLACE)
    assert answer.text.strip().startswith('<div id="kommunikation"')
    assert url("activity_gave", row) in answer.text


@pytest.mark.parametrize(
    ("wrong", "status"), [({"gave": "För 811218-9876"}, 422), ({"version": 1}, 409)]
)
def test_what_it_gave_can_be_refused(world, client_for, wrong, status):
    row = activity(world, done=True, version=2, gave="")
    data = {"gave": "Tolv.", "version": 2, **wrong}
    answer = client_for(world.ledartroja).post(url("activity_gave", row), data)
    assert answer.status_code == status
    assert data["gave"] in answer.text
    row.refresh_from_db()
    assert row.gave == ""


def test_what_is_not_done_has_given_nothing(world, client_for):
    row = activity(world)
    data = {"gave": "Tolv.", "version": 1}
    answer = client_for(world.ledartroja).post(url("activity_gave", row), data)
    assert answer.status_code == 422
    assert "inte gett något än" in answer.text


def test_a_press_too_much_is_taken_back(world, client_for):
    row = activity(world, done=True)
    for _ in range(2):
        client_for(world.ledartroja).post(url("activity_undo", row))
    row.refresh_from_db()
    assert (row.done_on, row.gave, row.version) == (None, "", 2)
    written.remove(by=world.lots, row=row)
    with pytest.raises(DomainError, match="tagit bort"):
        services.finish(by=world.lots, row=row)


# --- Changed, taken away -----------------------------------------------------------------------
def test_a_done_one_is_changed_with_what_it_gave(world, client_for):
    row = activity(world, done=True)
    browser = client_for(world.ledartroja)
    opened = browser.get(f"{url('communication', world.own)}?andra={row.anchor}").text
    assert f'action="{url("activity_edit", row)}"' in opened
    assert "Tolv kom." in opened
    data = posted(version=1, done_on=in_days(-2).isoformat(), gave="Elva kom.")
    assert browser.post(url("activity_edit", row), data).status_code == 302
    row.refresh_from_db()
    assert (row.done_on, row.gave) == (in_days(-2), "Elva kom.")
    late = browser.post(url("activity_edit", row), {**data, "gave": "Min."})
    assert late.status_code == 409
    assert "Elva kom." in late.text
    future = browser.post(url("activity_edit", row), {**data, "done_on": "2999-01-01"})
    assert "inte en dag framåt" in future.text


def test_what_is_taken_away_can_be_put_back(world, client_for):
    row = activity(world)
    browser = client_for(world.ledartroja)
    for _ in range(2):
        gone = browser.post(url("activity_remove", row), follow=True)
    assert f'action="{url("activity_restore", row)}"' in gone.text
    assert "0 aktiviteter" in gone.text
    back = browser.post(url("activity_restore", row), follow=True)
    assert "Tillbaka igen." in back.text


# --- The table ---------------------------------------------------------------------------------
def test_the_table_is_sorted_and_filtered(world, client_for):
    activity(world, activity="Senare", planned_on=in_days(20))
    activity(world, activity="Snart", planned_on=in_days(2))
    activity(world, activity="Försenad", planned_on=in_days(-3))
    activity(world, activity="Gjord", planned_on=in_days(-30), done=True)
    browser, page = client_for(world.medarbetare), url("communication", world.own)

    def shown(query):
        text = browser.get(f"{page}{query}").text
        return sorted(("Senare", "Snart", "Försenad", "Gjord"), key=lambda one: text.find(one)), {
            one for one in ("Senare", "Snart", "Försenad", "Gjord") if f">{one}" in text
        }

    assert shown("")[0] == ["Gjord", "Försenad", "Snart", "Senare"]
    assert shown("?sortera=-datum")[0] == ["Senare", "Snart", "Försenad", "Gjord"]
    assert shown("?visa=klara")[1] == {"Gjord"}
    assert shown("?visa=kommande")[1] == {"Senare", "Snart", "Försenad"}
    assert len(shown("?visa=okänd&sortera=x")[1]) == 4
    assert browser.get(page).text.count("inte gjord") == 1


def test_a_fragment_put_in_the_old_page_is_a_fresh_page(world, client_for):
    def without_tokens(html):
        html = re.sub(r'<div role="status".*?</div>', "", html, flags=re.DOTALL)
        return re.sub(r'value="\w{64}"', "", html).strip()

    browser = client_for(world.ledartroja)
    answer = browser.post(url("activity_new", world.own), posted(), headers=IN_PLACE)
    fragment = without_tokens(answer.text)
    assert fragment in without_tokens(browser.get(url("communication", world.own)).text)


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(("who", "number"), [("ledartroja", 5), ("medarbetare", 4)])
def test_the_page_asks_the_same_few_questions(world, client_for, queries, rows, who, number):
    for _ in range(rows):
        activity(world)
    browser = client_for(getattr(world, who))
    with queries(number):
        browser.get(url("communication", world.own))


# --- Who and when ------------------------------------------------------------------------------
def test_readers_read_and_the_team_writes(world, client_for):
    activity(world, activity="Öppet hus")
    for who in (world.medarbetare, world.coach, world.processledare):
        page = client_for(who).get(url("communication", world.own)).text
        assert "Öppet hus" in page
        assert '<form method="post"' not in page.partition("<main")[2]
        assert client_for(who).post(url("activity_new", world.own), posted()).status_code == 403


@pytest.mark.parametrize(
    "name",
    [f"activity_{move}" for move in ("edit", "done", "gave", "undo", "remove", "restore")],
)
def test_a_round_that_is_over_is_only_read(world, client_for, name):
    row = activity(world)
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()
    browser = client_for(world.lots)
    assert browser.post(url(name, row), posted(version=1)).status_code == 409
    assert browser.post(url("activity_new", world.own), posted()).status_code == 409
    page = browser.get(url("communication", world.own)).text
    assert "Planen går att läsa, men inte att ändra." in page
