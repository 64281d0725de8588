"""The pages of checkpoints: who may, the list, the form, and how much they ask."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, localtime, now

from checkpoints.models import Checkpoint, Preparation
from tests.checkpoints.addresses import url
from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    PreparationFactory,
    at_hour,
    in_days,
)


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round, name="Checkpoint 3")


def form_data(**changes) -> dict:
    return {
        "name": "Checkpoint 4",
        "day": in_days(30).isoformat(),
        "begins": "13:00",
        "ends": "16:00",
        "place": "Stadshuset",
        "video_link": "",
        "open_to": "medarbetare",
        "preparation_due_on": "",
        "lead_days": "7, 14 1",
        "version": "1",
        **changes,
    }


# --- Who may -----------------------------------------------------------------------------------
ALLOWED = {
    "list": {"lots", "second_lots", "ledartroja", "medarbetare", "klg", "admin", "external_member"},
    "checkpoint": {"lots", "second_lots", "ledartroja", "medarbetare", "klg", "external_member"},
    "checkpoint_new": {"lots"},
    "checkpoint_edit": {"lots"},
    "checkpoint_cancel": {"lots"},
    "preparation": {"lots", "medarbetare", "klg", "ledartroja", "external_member"},
    "preparation_edit": {"lots", "ledartroja", "ledartroja2"},
}
REFUSED = {
    "list": {"external": 403, "inactive": 302},
    "checkpoint": {"external": 404},
    "checkpoint_new": {"second_lots": 403, "ledartroja": 403, "admin": 403, "external": 404},
    "checkpoint_edit": {"second_lots": 403, "ledartroja": 403, "klg": 403, "external": 404},
    "checkpoint_cancel": {"second_lots": 403, "ledartroja": 403, "external": 404},
    "preparation": {"external": 404},
    "preparation_edit": {
        "teammedlem": 403,
        "other_ledartroja": 403,
        "second_lots": 403,
        "fadder": 403,
        "ended": 403,
        "external": 404,
    },
}


def address(name, world, checkpoint) -> str:
    if name == "list":
        return url(name)
    if name == "checkpoint_new":
        return url(name, world.round)
    if name.startswith("preparation"):
        return url(name, checkpoint, world.own)
    return url(name, checkpoint)


@pytest.mark.parametrize("name", ALLOWED)
def test_who_may_read_and_write(world, checkpoint, client_for, name):
    expected = dict.fromkeys(ALLOWED[name], 200) | REFUSED[name]
    found = {
        who: client_for(getattr(world, who)).get(address(name, world, checkpoint)).status_code
        for who in expected
    }
    assert found == expected


@pytest.mark.parametrize("name", ["preparation_save", "preparation_reopen"])
def test_what_only_takes_a_post(world, checkpoint, client_for, name):
    address = url(name, checkpoint, world.own)
    assert client_for(world.ledartroja).get(address).status_code == 405
    assert client_for(world.teammedlem).post(address).status_code == 403
    assert client_for(world.external).post(address).status_code == 404


@pytest.mark.parametrize("name", ["list", "checkpoint", "preparation"])
def test_what_is_only_read(world, checkpoint, client_for, name):
    browser = client_for(world.lots)
    assert browser.post(address(name, world, checkpoint)).status_code == 405


def test_checkpoint_of_another_round_is_not_found(world, client_for):
    far = CheckpointFactory(round=world.second_round)
    browser = client_for(world.ledartroja)
    for name in ("preparation", "preparation_edit"):
        assert browser.get(url(name, far, world.own)).status_code == 404


def test_draft_is_for_the_team_and_a_ready_one_for_everyone(world, checkpoint, client_for):
    preparation = PreparationFactory(
        checkpoint=checkpoint, initiative=world.own, how_far="Halvfärdigt", questions=["Hur?"]
    )
    page, overview = preparation.get_absolute_url(), checkpoint.get_absolute_url()
    readers = {"ledartroja": 200, "teammedlem": 200, "coach": 200, "fadder": 200, "lots": 200}
    others = {"medarbetare": 403, "klg": 403, "other_ledartroja": 403, "admin": 403}
    for who, status in {**readers, **others}.items():
        browser = client_for(getattr(world, who))
        assert browser.get(page).status_code == status, who
        assert ("Hur?" in browser.get(overview).text) == (status == 200), who
    Preparation.objects.update(state="ready", ready_at=now())
    for who in others:
        browser = client_for(getattr(world, who))
        assert "Halvfärdigt" in browser.get(page).text
        assert "Hur?" in browser.get(overview).text


# --- Checkpoints -------------------------------------------------------------------------------


def test_list_has_the_nearest_first(world, client_for):
    for days in (40, 12, -20, 26, -2):
        starts_at = at_hour(in_days(days), 13)
        CheckpointFactory(
            round=world.round,
            name=f"Dag {days}",
            starts_at=starts_at,
            preparation_due_on=localdate(starts_at),
        )
    CheckpointFactory(round=world.round, name="Snödag", cancelled=True)
    text = client_for(world.medarbetare).get(url("list")).text
    order = [text.index(f"Dag {days}<") for days in (12, 26, 40, -2, -20)]
    assert order == sorted(order)
    assert "Inställd" in text


def test_new_checkpoint_is_planned_in_one_form(world, client_for):
    response = client_for(world.lots).post(url("checkpoint_new", world.round), form_data())
    made = Checkpoint.objects.get()
    assert response.url == made.get_absolute_url()
    assert localtime(made.starts_at).hour == 13
    assert (made.day, made.lead_days) == (in_days(30), [14, 7, 1])
    assert made.preparation_due_on <= in_days(23)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Namn"),
        ({"day": "2020-01-01"}, "Den dagen har redan varit."),
        ({"ends": "12:00"}, "slutar innan den börjar"),
        ({"preparation_due_on": "2099-01-01"}, "Välj en dag före"),
        ({"lead_days": "två veckor"}, "Skriv dagarna som tal"),
        ({"lead_days": "365"}, "som mest 90 dagar"),
        ({"lead_days": "1,2,3,4,5,6,7"}, "högst sex gånger"),
        ({"video_link": "javascript:alert(1)"}, "Länk till videomötet"),
        ({"place": "Hos 19121212-1212"}, "personnummer"),
    ],
)
def test_faulty_form_is_shown_again_with_what_was_typed(world, client_for, changes, says):
    response = client_for(world.lots).post(
        url("checkpoint_new", world.round),
        form_data(place="Biblioteket", **changes)
        if "place" not in changes
        else form_data(**changes),
    )
    assert response.status_code == 422
    assert says in response.text
    assert "Biblioteket" in response.text or "place" in changes
    assert not Checkpoint.objects.exists()


def test_name_twice_in_a_round_is_refused(world, checkpoint, client_for):
    response = client_for(world.lots).post(
        url("checkpoint_new", world.round), form_data(name=checkpoint.name)
    )
    assert response.status_code == 422
    assert "redan en checkpoint som heter Checkpoint 3" in response.text


def test_moved_checkpoint(world, checkpoint, client_for):
    browser = client_for(world.lots)
    data = form_data()
    asked = browser.post(url("checkpoint_edit", checkpoint), data)
    assert (asked.status_code, "Varför flyttas den?" in asked.text) == (422, True)
    data["move_reason"] = "Salen är upptagen."
    response = browser.post(url("checkpoint_edit", checkpoint), data, follow=True)
    checkpoint.refresh_from_db()
    assert (checkpoint.due_version, checkpoint.day) == (2, in_days(30))
    assert "Påminnelserna följer det nya datumet" in response.text


def test_edit_form_is_filled_with_what_is_stored(world, checkpoint, client_for):
    text = client_for(world.lots).get(url("checkpoint_edit", checkpoint)).text
    assert 'value="Checkpoint 3"' in text
    assert 'value="13:00"' in text
    assert 'value="14, 7, 1"' in text


def test_edit_on_top_of_someone_elses_shows_both(world, checkpoint, client_for):
    Checkpoint.objects.update(version=2, place="Deras plats")
    browser = client_for(world.lots)
    response = browser.post(
        url("checkpoint_edit", checkpoint), form_data(place="Min plats", move_reason="Krock.")
    )
    assert response.status_code == 409
    assert "Deras plats" in response.text
    assert "Min plats" in response.text
    assert 'name="version" value="2"' in response.text
    assert Checkpoint.objects.get().place == "Deras plats"


def test_checkpoint_that_has_begun_is_not_edited(world, checkpoint, client_for):
    Checkpoint.objects.update(starts_at=now() - timedelta(minutes=1))
    browser = client_for(world.lots)
    for name in ("checkpoint_edit", "checkpoint_cancel"):
        assert browser.get(url(name, checkpoint)).url == checkpoint.get_absolute_url()
    assert browser.post(url("checkpoint_edit", checkpoint), form_data()).status_code == 422
    assert "Ändra eller flytta" not in browser.get(checkpoint.get_absolute_url()).text


def test_cancelled_with_a_reason_that_everyone_reads(world, checkpoint, client_for):
    browser = client_for(world.lots)
    assert browser.post(url("checkpoint_cancel", checkpoint), {"reason": ""}).status_code == 422
    browser.post(url("checkpoint_cancel", checkpoint), {"reason": "Storm"})
    checkpoint.refresh_from_db()
    assert checkpoint.is_cancelled
    assert "Storm" in client_for(world.medarbetare).get(checkpoint.get_absolute_url()).text


def test_lots_sees_who_is_missing(world, checkpoint, client_for):
    PreparationFactory(checkpoint=checkpoint, initiative=world.own, ready=True)
    text = client_for(world.lots).get(checkpoint.get_absolute_url()).text
    assert "1 initiativ är inte redo" in text
    assert "1 av 2 initiativ redo" in text
    assert "är inte redo" not in client_for(world.klg).get(checkpoint.get_absolute_url()).text


# --- Queries -----------------------------------------------------------------------------------
@pytest.mark.parametrize("n", [1, 25])
@pytest.mark.parametrize(("name", "queries"), [("list", 6), ("checkpoint", 15)])
def test_queries_are_as_many_for_one_and_for_many(
    world, client_for, expect_queries, name, queries, n
):
    checkpoint = CheckpointFactory(round=world.round)
    for number in range(n):
        CheckpointFactory(round=world.round)
        initiative = InitiativeFactory(round=world.round, running=True)
        PreparationFactory(
            checkpoint=checkpoint,
            initiative=initiative,
            ready=bool(number % 2),
            questions=["A?", "B?"],
            presenters=[world.lots],
        )
    browser = client_for(world.lots)
    browser.get(address(name, world, checkpoint))
    with expect_queries(queries):
        browser.get(address(name, world, checkpoint))
