"""Lyckade missar: found across initiatives, by those who may."""

import pytest
from django.urls import reverse

from tests.factories import TestFactory

MISSES = reverse("initiatives:misses")


def test_lyckade_missar_are_found_across_initiatives(world, client_for):
    for place, believe in [(world.own, "Musik lugnar."), (world.far, "Fler lampor räcker.")]:
        TestFactory(initiative=place, believe=believe, closed=True, decision="stop")
    TestFactory(initiative=world.own, believe="Det gick bra.", closed=True)
    browser = client_for(world.medarbetare)
    page = browser.get(MISSES).text
    assert page.index("Fler lampor räcker.") < page.index("Musik lugnar.")
    assert "2 lyckade missar" in page
    assert "Det gick bra." not in page
    only = browser.get(MISSES, {"q": "musik"}).text
    assert "Musik lugnar." in only
    assert "Fler lampor" not in only
    narrowed = {"HX-Request": "true", "HX-Target": "missar"}
    there = browser.get(MISSES, {"omgang": world.second_round.pk}, headers=narrowed).text
    assert there.strip().startswith('<div id="missar"')
    assert "Fler lampor räcker." in there
    assert "Musik lugnar." not in there
    assert "Ingen lyckad miss passar" in browser.get(MISSES, {"q": "finns inte"}).text
    assert "2 lyckade missar" in browser.get(MISSES, {"omgang": "x"}).text


def test_an_outsider_sees_the_lyckade_missar_of_the_own_initiative_alone(world, client_for):
    for place, believe in [(world.own, "Musik lugnar."), (world.far, "Fler lampor räcker.")]:
        TestFactory(initiative=place, believe=believe, closed=True, decision="stop")
    page = client_for(world.external_member).get(MISSES).text
    assert "Musik lugnar." in page
    assert "Fler lampor" not in page
    assert client_for(world.external).get(MISSES).status_code == 403


@pytest.mark.parametrize("rows", [1, 50])
def test_lyckade_missar_ask_six_questions(world, client_for, queries, rows):
    TestFactory.create_batch(rows, initiative=world.own, closed=True, decision="stop")
    browser = client_for(world.lots)
    with queries(6):
        browser.get(MISSES)
