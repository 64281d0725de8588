"""The personal calendar address: what it gives, to whom, and how it is closed."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import now
from pghistory.models import Context

from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint
from checkpoints.services.invitations import send_invitations
from programme.calendar_feed import new_address
from programme.models import CalendarFeed
from roles.models import Person
from tests.checkpoints.calls import read
from tests.factories import (
    ActionFactory,
    CheckpointFactory,
    GatheringFactory,
    PreparationFactory,
    at_hour,
)

PAGE = "/min-profil/kalender/"


@pytest.fixture(autouse=True)
def monday(frozen_time):
    return frozen_time("2026-11-23 09:00")


def address(person) -> str:
    return reverse("programme:calendar_feed", args=[new_address(by=person)])


def titles(client, person) -> list[str]:
    response = client.get(address(person))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return [event.name for event in read(response.text).events]


# --- What it gives -----------------------------------------------------------------------------
def test_a_ledartroja_gets_meetings_preparations_and_actions(world, client):
    CheckpointFactory(round=world.round, name="Checkpoint 3")
    GatheringFactory(round=world.round, name="Träff om tester")
    CheckpointFactory(round=world.second_round, name="Någon annans")
    ActionFactory(round=world.round, responsible=world.ledartroja, due_on=date(2026, 12, 18))
    assert titles(client, world.ledartroja) == [
        "Träff om tester",
        "Förberedelsen till Checkpoint 3 ska vara klar",
        "Checkpoint 3",
        "En åtgärd ska vara klar",
    ]


def test_a_ready_preparation_and_others_actions_are_left_out(world, client):
    checkpoint = CheckpointFactory(round=world.round, name="Checkpoint 3")
    PreparationFactory(checkpoint=checkpoint, initiative=world.own, ready=True, questions=["A?"])
    ActionFactory(round=world.round, responsible=world.lots)
    assert titles(client, world.ledartroja) == ["Checkpoint 3"]


def test_klg_follows_every_checkpoint_and_an_outsider_nothing(world, client):
    CheckpointFactory(round=world.round, name="Checkpoint 3")
    CheckpointFactory(round=world.second_round, name="Checkpoint 9")
    GatheringFactory(round=world.round)
    assert sorted(titles(client, world.klg)) == ["Checkpoint 3", "Checkpoint 9"]
    assert titles(client, world.external) == []


def test_what_one_is_called_to_without_a_role(world, client):
    gathering = GatheringFactory(round=world.round, name="Träff om tester")
    gathering.invitations.create(person=world.external, called_at=now())
    assert titles(client, world.external) == ["Träff om tester"]


def test_titles_only(world, client):
    secret = "HEMLIGT"
    checkpoint = CheckpointFactory(
        round=world.round, place=secret, video_link=f"https://{secret}.example/"
    )
    ActionFactory(round=world.round, responsible=world.ledartroja, what=secret, how=secret)
    GatheringFactory(round=world.round, about=secret)
    send_invitations(by=world.lots, meeting=checkpoint)
    text = client.get(address(world.ledartroja)).text
    for word in (secret, "@kommun", "ATTENDEE", "ORGANIZER", "DESCRIPTION", "URL", "Lea"):
        assert word not in text


def test_uid_stays_when_it_moves_and_cancelled_is_said(world, client):
    checkpoint = CheckpointFactory(round=world.round)
    path = address(world.lots)
    before = read(client.get(path).text).lines[0]
    change_checkpoint(
        by=world.lots,
        checkpoint=checkpoint,
        version=1,
        move_reason="Krock.",
        starts_at=at_hour(date(2026, 12, 14), 13),
        ends_at=at_hour(date(2026, 12, 14), 16),
    )
    moved = read(client.get(path).text).lines[0]
    cancel_checkpoint(by=world.lots, checkpoint=checkpoint, reason="Storm.")
    cancelled = read(client.get(path).text).lines[0]
    three = (before, moved, cancelled)
    assert len({one["UID"].value for one in three}) == 1
    assert [one["SEQUENCE"].value for one in three] == ["0", "1", "2"]
    assert [one["STATUS"].value for one in three] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "DTSTART:20261214T120000Z" in client.get(path).text


def test_a_day_is_a_whole_day_also_when_the_clock_changes(world, client):
    ActionFactory(round=world.round, responsible=world.lots, due_on=date(2027, 3, 28))
    lines = read(client.get(address(world.lots)).text).lines[0]
    assert (lines["DTSTART"].value, lines["DTEND"].value) == ("20270328", "20270329")
    assert lines["DTSTART"].params["VALUE"] == ["DATE"]


@pytest.mark.parametrize("n", [1, 30])
@pytest.mark.parametrize(("who", "queries"), [("ledartroja", 8), ("lots", 6), ("klg", 6)])
def test_the_same_queries_however_much_there_is(world, client, expect_queries, who, queries, n):
    person = getattr(world, who)
    for _ in range(n):
        CheckpointFactory(round=world.round)
        GatheringFactory(round=world.round)
        ActionFactory(round=world.round, responsible=person)
    path = address(person)
    with expect_queries(queries):
        client.get(path)


# --- Fetching again ----------------------------------------------------------------------------
def test_unchanged_is_not_sent_again(world, client, frozen_time):
    CheckpointFactory(round=world.round)
    path = address(world.ledartroja)
    first = client.get(path)
    frozen_time("2026-11-23 12:00")
    for headers in (
        {"If-None-Match": first["ETag"]},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        again = client.get(path, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
    assert client.head(path).status_code == 200
    assert first["Cache-Control"] == "private, no-cache"


def test_a_role_that_ends_counts_as_a_change(world, client, frozen_time):
    CheckpointFactory(round=world.round)
    path = address(world.ledartroja)
    first = client.get(path)
    frozen_time("2026-11-24 12:00")
    world.ledartroja.assignments.update(ends_on=date(2026, 11, 23))
    again = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 200


# --- The address -------------------------------------------------------------------------------
def test_it_is_shown_once_and_only_its_hash_is_kept(world, client_for):
    browser = client_for(world.ledartroja)
    assert "Skapa min adress" in browser.get(PAGE).text
    text = browser.post(PAGE).text
    feed = CalendarFeed.objects.get()
    token = text.partition("/kalender/")[2].partition(".ics")[0].rpartition("/")[2]
    assert len(token) == 43
    assert "webcal://" in text
    assert token not in str(vars(feed))
    later = browser.get(PAGE).text
    assert token not in later
    assert "<dd>aldrig</dd>" in later
    assert client_for(world.lots).get(f"/kalender/{token}.ics").status_code == 200
    assert not [row for row in Context.objects.all() if token in str(row.metadata)]
    assert "<dd>aldrig</dd>" not in browser.get(PAGE).text


def test_a_new_one_closes_the_old(world, client, client_for):
    old = address(world.ledartroja)
    client_for(world.ledartroja).post(PAGE)
    assert client.get(old).status_code == 404
    assert CalendarFeed.objects.count() == 1


def test_closed_by_the_person(world, client, client_for):
    path = address(world.ledartroja)
    browser = client_for(world.ledartroja)
    assert browser.get("/min-profil/kalender/stang-av/").status_code == 405
    browser.post("/min-profil/kalender/stang-av/")
    assert client.get(path).status_code == 404


def test_who_has_left_gives_nothing(world, client):
    path = address(world.ledartroja)
    Person.objects.filter(pk=world.ledartroja.pk).update(is_active=False)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "x" * 3000, "%00", "<script>"])
def test_a_made_up_address_is_not_found(world, client, token):
    assert client.get(f"/kalender/{token}.ics").status_code == 404
    assert client.post(f"/kalender/{token}.ics").status_code == 405


def test_nobody_reaches_the_page_without_signing_in(db, client):
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE).status_code == 302
    assert not CalendarFeed.objects.exists()
