"""Tidslinje: everything that happened, told in words, by those who may read the initiative."""

import re

import pytest
from django.urls import reverse

from initiatives.happenings import read
from programme.views.timeline import SOURCES
from tests.factories import (
    AnswerFactory,
    AssignmentFactory,
    CheckpointFactory,
    DecisionFactory,
    InsightFactory,
    MandateFactory,
    NeedStatementFactory,
    ObstacleFactory,
    PhaseChangeFactory,
    PreparationFactory,
    StatusUpdateFactory,
    at_hour,
    in_days,
)


def page(initiative, query="") -> str:
    return reverse("programme:timeline", args=[initiative.pk]) + query


def told(initiative) -> dict[str, list[str]]:
    """What each kind says, with its text."""
    found: dict[str, list[str]] = {}
    for one in read([initiative.pk], SOURCES, count=50):
        found.setdefault(one.kind, []).append(f"{one.told.what} {one.told.text}".strip())
    return found


@pytest.fixture
def lived(world):
    """An initiative to which one of each has happened."""
    own = world.own
    PhaseChangeFactory(initiative=own, from_phase="behov", to_phase="ide", reason="Vi vet nog.")
    PhaseChangeFactory(initiative=own, from_phase="ide", to_phase="behov", reason="Fel målgrupp.")
    StatusUpdateFactory(initiative=own, published=True, since_last="Två kvällar.")
    StatusUpdateFactory(initiative=own, since_last="Bara ett utkast.")
    NeedStatementFactory(initiative=own, text="Unga behöver ett rum.")
    InsightFactory(initiative=own, text="Bilarna skrämmer.")
    InsightFactory(initiative=own, text="Borttagen insikt.", removed=True)
    ObstacleFactory(initiative=own, stops_us="Avtalet.", answered=True, answer="Jag ringer.")
    last = CheckpointFactory(
        round=own.round,
        name="Checkpoint 1",
        starts_at=at_hour(in_days(-9), 13),
        ends_at=at_hour(in_days(-9), 16),
    )
    PreparationFactory(checkpoint=last, initiative=own, ready=True, how_far="Halvvägs.")
    coming = CheckpointFactory(round=own.round, name="Checkpoint 2")
    PreparationFactory(checkpoint=coming, initiative=own, ready=True, how_far="Inte än.")
    AnswerFactory(round=own.round, initiative=own, because="Det går fort att prova.")
    DecisionFactory(initiative=own, decided=True, text="Ni får prova.")
    return own


def test_each_kind_is_told_in_its_own_words(lived):
    said = told(lived)
    assert said["fas"][:2] == ["Tillbaka till behov: Fel målgrupp.", "Vidare till idé. Vi vet nog."]
    assert said["lage"] == ["Lägesuppdatering Två kvällar."]
    assert said["behov"] == ["Behovet i en mening Unga behöver ett rum."]
    assert said["insikt"] == ["Insikt: intervju Bilarna skrämmer."]
    assert said["hinder"] == ["Hinder lyft Avtalet."]
    assert said["hinder-svar"] == ["Hinder besvarat Jag ringer."]
    assert said["checkpoint"] == ["Checkpoint 1 Halvvägs."]
    assert said["svar"] == ["Svar på medskick: tar med Det går fort att prova."]
    assert said["beslut"] == ["Beslut: ja Ni får prova."]


def test_roles_begin_and_end(world):
    AssignmentFactory(
        initiative=world.own,
        person=world.medarbetare,
        role="teammedlem",
        starts_on=in_days(-30),
        ends_on=in_days(-2),
    )
    AssignmentFactory(
        initiative=world.other, person=world.medarbetare, role="teammedlem", ends_on=in_days(9)
    )
    said = told(world.own)
    assert "Maja Medarbetare blir teammedlem" in said["roll"]
    assert "Maja Medarbetare slutar som teammedlem" in said["roll-slut"]
    assert "roll-slut" not in told(world.other)


def test_a_mandate_is_told_with_its_text(world):
    MandateFactory(initiative=world.other, text="Ni ska få fler att cykla.")
    assert "Ni ska få fler att cykla." in told(world.other)["mandat"][0]


def test_newest_first_and_never_what_others_have(lived, world):
    days = [one.on for one in read([lived.pk], SOURCES, count=50)]
    assert days == sorted(days, reverse=True)
    assert "Unga behöver ett rum." not in str(told(world.other))


def test_the_page_filters_prints_and_hides_no_draft(lived, world, client_for):
    browser = client_for(world.medarbetare)
    everything = browser.get(page(lived)).text
    assert "Bara ett utkast." not in everything
    assert "Borttagen insikt." not in everything
    insights = browser.get(page(lived, "?vad=insikt")).text
    assert ("Bilarna skrämmer." in insights, "Ni får prova." in insights) == (True, False)
    assert "Inget av det slaget har hänt än." in browser.get(page(world.other, "?vad=beslut")).text
    assert browser.get(page(lived, "?vad=nonsens")).text.count("<li data-done>") == (
        everything.count("<li data-done>")
    )


def test_links_lead_to_the_record(lived, world, client_for):
    browser = client_for(world.medarbetare)
    text = browser.get(page(lived)).text
    links = set(re.findall(r'<strong><a href="([^"]+)"', text))
    assert len(links) == 4  # update, obstacle (twice), checkpoint's preparation, decision
    assert {browser.get(link).status_code for link in links} == {200}


def test_who_may_not_read_the_initiative_gets_nothing(world, client, client_for):
    assert client_for(world.external).get(page(world.own)).status_code == 404
    assert client_for(world.lots).post(page(world.own)).status_code == 405
    assert client.get(page(world.own)).status_code == 302
    assert client_for(world.lots).get(page(world.own, "?sida=x")).status_code == 404


def test_pages_of_a_hundred(world, client_for):
    InsightFactory.create_batch(120, initiative=world.own, text="Många.")
    browser = client_for(world.lots)
    first = browser.get(page(world.own, "?vad=insikt")).text
    assert (first.count("Många."), "sida=2" in first) == (100, True)
    assert browser.get(page(world.own, "?vad=insikt&sida=2")).text.count("Många.") == 20


@pytest.mark.parametrize("n", [1, 50])
def test_queries(lived, world, client_for, expect_queries, n):
    for _ in range(n):
        InsightFactory(initiative=lived)
        ObstacleFactory(initiative=lived)
    browser = client_for(world.lots)
    browser.get(page(lived))
    with expect_queries(4):
        browser.get(page(lived))


def test_every_source_has_a_name_of_its_own():
    kinds = [source.kind for source in SOURCES]
    assert len(set(kinds)) == len(kinds)
