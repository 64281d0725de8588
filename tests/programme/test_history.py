"""Historik: who changed what, read by those who may read the record."""

import re

import pytest
from django.urls import reverse

from initiatives.models import Insight
from initiatives.services import written
from programme.history import ELSEWHERE, NEEDS, changes_of, kinds_for, tracked_elsewhere
from programme.history_query import models_of_an_initiative
from roles.models import Person
from tests.factories import (
    CheckpointFactory,
    ContactNoteFactory,
    EffectFactory,
    InputFactory,
    InsightFactory,
    MeasurementFactory,
    PreparationFactory,
    StatusUpdateFactory,
    UnitFactory,
    in_days,
)


def page(initiative, query="") -> str:
    return reverse("programme:history", args=[initiative.pk]) + query


def changes(person, initiative, kind=""):
    """In a test all is one transaction, and so one moment: only within a kind is there an order."""
    kinds = [one for one in kinds_for(person, initiative) if kind in ("", one.name)]
    return changes_of(initiative, kinds)[0]


def told(change) -> dict:
    return {one.label: (one.before, one.after) for one in change.differences}


def written_through_a_page(client_for, person, insight, **fields):
    """Who did it is known from the request."""
    url = reverse("initiatives:insight_edit", args=[insight.pk])
    data = {"text": insight.text, "source": "intervju", "on": insight.on.isoformat(), "link": ""}
    response = client_for(person).post(url, data | {"people": "4", "version": "1"} | fields)
    assert response.status_code == 302


def test_a_change_tells_who_and_how_it_stood_before(world, client_for):
    insight = InsightFactory(initiative=world.own, people=3, text="Bilarna skrämmer.")
    written_through_a_page(client_for, world.ledartroja, insight, source="observation")
    change = changes(world.medarbetare, world.own, "insight")[0]
    assert (change.who, change.what, change.kind.label) == (
        world.ledartroja.name,
        "update",
        "Insikt",
    )
    assert told(change) == {"Källa": ("intervju", "observation"), "Hur många": ("3", "4")}


def test_a_new_record_tells_what_it_said_and_names_rows_by_their_words(world):
    unit = UnitFactory(name="Räddningstjänsten")
    written.add(
        world.own.actors.model,
        by=world.lots,
        initiative=world.own,
        name="Brandmän",
        side="inside",
        unit=unit,
        brings="",
    )
    (change,) = changes(world.medarbetare, world.own, "actor")
    assert (change.what, change.who) == ("insert", "")
    assert told(change) == {
        "Aktör": ("", "Brandmän"),
        "Var": ("", "i kommunen"),
        "Enhet": ("", "Räddningstjänsten"),
    }


def test_a_change_of_what_no_person_reads_is_no_line(world):
    insight = InsightFactory(initiative=world.own)
    before = len(changes(world.lots, world.own))
    Insight.objects.filter(pk=insight.pk).update(version=9)
    assert len(changes(world.lots, world.own)) == before


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("medarbetare", set()),
        ("coach", {"lägesuppdatering", "kontakt med fadder", "förberedelse"}),
        ("ledartroja", {"lägesuppdatering", "kontakt med fadder", "förberedelse"}),
        ("lots", {"lägesuppdatering", "kontakt med fadder", "förberedelse", "medskick"}),
    ],
)
def test_drafts_and_hidden_input_are_for_those_who_may_read_them(world, client_for, name, seen):
    StatusUpdateFactory(initiative=world.own, since_last="Utkast.")
    ContactNoteFactory(initiative=world.own)
    PreparationFactory(initiative=world.own)
    InputFactory(initiative=world.own)
    labels = {one.kind.label.lower() for one in changes(getattr(world, name), world.own)}
    private = {"lägesuppdatering", "kontakt med fadder", "förberedelse", "medskick"}
    assert labels & private == seen
    text = client_for(getattr(world, name)).get(page(world.own)).text
    assert ("Utkast." in text) is ("lägesuppdatering" in seen)


def test_what_needs_more_than_reading_is_still_tracked():
    labels = {model._meta.label for model in models_of_an_initiative()}
    assert {*NEEDS, *ELSEWHERE} <= labels


def test_every_history_that_is_not_shown_is_meant_to_be(world):
    assert tracked_elsewhere() == {
        "checkpoints.Checkpoint",
        "checkpoints.FinalReport",
        "checkpoints.Gathering",
        "checkpoints.Invitation",
        "checkpoints.MailPreference",
        "initiatives.Goal",
        "initiatives.RetrospectiveNote",
        "initiatives.Round",
        "programme.CalendarFeed",
        "programme.Pack",
        "roles.LeadershipMembership",
        "roles.Person",
        "roles.Unit",
    }


def test_what_hangs_on_a_record_is_read_with_the_initiative(world):
    effect = EffectFactory(initiative=world.own, what="av unga är trygga")
    reading = MeasurementFactory(effect=effect, value=38)
    MeasurementFactory(effect=EffectFactory(initiative=world.other), value=99)
    written.change(by=world.lots, row=reading, version=1, value=41)
    changed, new = changes(world.medarbetare, world.own, "measurement")
    assert told(changed) == {"Värde": ("38", "41")}
    assert told(new)["Effektmål"] == ("", "av unga är trygga")
    questions = PreparationFactory(initiative=world.own, questions=["Vad missar vi?"])
    assert told(changes(world.lots, world.own, "preparationquestion")[0]) == {
        "Förberedelse": ("", str(questions)),
        "Fråga": ("", "Vad missar vi?"),
    }
    assert changes(world.medarbetare, world.own, "preparationquestion") == []


def test_what_joins_and_leaves_is_told(world):
    unit = UnitFactory(name="Räddningstjänsten")
    before = len(changes(world.lots, world.own, "initiativeunit"))
    world.own.units.add(unit)
    world.own.units.remove(unit)
    world.other.units.add(unit)
    gone, joined, *_rest = changes(world.lots, world.own, "initiativeunit")
    assert (joined.what, told(joined)) == ("insert", {"Enhet": ("", "Räddningstjänsten")})
    assert (gone.what, told(gone)) == ("delete", {"Enhet": ("Räddningstjänsten", "")})
    assert len(changes(world.lots, world.own, "initiativeunit")) == before + 2


def test_one_kind_one_record_and_unknown_choices(world, client_for):
    first, _second = InsightFactory.create_batch(2, initiative=world.own)
    browser = client_for(world.medarbetare)
    found = {
        query: len(re.findall(r"<th scope=\"row\">", browser.get(page(world.own, query)).text))
        for query in ("?vad=insight", f"?vad=insight&rad={first.pk}", "?vad=nonsens&rad=1")
    }
    everything = len(changes(world.medarbetare, world.own))
    assert list(found.values()) == [2, 1, everything]
    assert browser.get(page(world.own, "?sida=0")).status_code == 404
    assert browser.get(page(world.own, "?vad=insight&rad=';--")).status_code == 200


def test_pages_of_25_newest_first(world, client_for):
    InsightFactory.create_batch(35, initiative=world.own, text="Många.")
    first = client_for(world.lots).get(page(world.own, "?vad=insight")).text
    assert (first.count("Många."), "sida=2" in first) == (25, True)
    second = client_for(world.lots).get(page(world.own, "?vad=insight&sida=2")).text
    assert (second.count("Många."), "sida=3" in second) == (10, False)


def test_who_may_not_read_the_initiative_gets_nothing(world, client, client_for):
    assert client_for(world.external).get(page(world.own)).status_code == 404
    assert client_for(world.lots).post(page(world.own)).status_code == 405
    assert client.get(page(world.own)).status_code == 302


@pytest.mark.parametrize("n", [1, 50])
@pytest.mark.parametrize(
    ("kind", "named"),
    [("insight", 0), ("measurement", 1), ("initiativeunit", 1), ("preparationquestion", 1)],
)
def test_queries(world, client_for, expect_queries, n, kind, named):
    """The session, the person, the initiative, the events; and one for each kind of thing they name."""
    effect = EffectFactory(initiative=world.own)
    for number in range(n):
        InsightFactory(initiative=world.own, text=f"Nummer {number}.")
        MeasurementFactory(effect=effect, on=in_days(-number))
        world.own.units.add(UnitFactory())
        checkpoint = CheckpointFactory(round=world.round)
        PreparationFactory(checkpoint=checkpoint, initiative=world.own, questions=["Vem vet?"])
    browser = client_for(world.lots)
    address = page(world.own, f"?vad={kind}")
    browser.get(address)
    with expect_queries(4 + named):
        browser.get(address)


def test_names_of_those_who_have_left_stay(world, client_for):
    insight = InsightFactory(initiative=world.own, people=3)
    written_through_a_page(client_for, world.ledartroja, insight)
    Person.objects.filter(pk=world.ledartroja.pk).update(is_active=False)
    assert changes(world.lots, world.own, "insight")[0].who == world.ledartroja.name
