"""Changing phase: forward, back and past; the round says who decides."""

import pytest
from django.urls import reverse

from initiatives.models import Initiative, Round
from roles.permissions import Role
from tests.factories import InitiativeFactory, InsightFactory, StatusUpdateFactory, give

REASON = "Vi vet vad målgruppen behöver."


def url(row):
    return reverse("initiatives:phase_change", args=[row.pk])


def test_phase_forward(world, client_for):
    StatusUpdateFactory(published=True, initiative=world.own)
    InsightFactory(initiative=world.own, from_target_group=True)
    answer = client_for(world.ledartroja).post(
        url(world.own), {"to": "ide", "reason": REASON}, follow=True
    )
    assert answer.redirect_chain == [(world.own.get_absolute_url(), 302)]
    assert "Nu är ni i fasen idé." in answer.text
    assert "Noterat:" not in answer.text
    assert world.own.phase_changes.last().decided_by == world.ledartroja


def test_phase_skipped_is_noted_aloud(world, client_for):
    answer = client_for(world.ledartroja).post(
        url(world.own), {"to": "test", "reason": REASON}, follow=True
    )
    assert "Noterat: Ni hoppar över fasen idé." in answer.text


def test_phase_back_is_in_the_trail(world, client_for):
    browser = client_for(world.ledartroja)
    browser.post(url(world.own), {"to": "test", "reason": REASON})
    form = browser.get(url(world.own)).text
    assert "illbaka till behov" in form
    answer = browser.post(
        url(world.own), {"to": "behov", "reason": "Vi hade missat barnen."}, follow=True
    )
    assert "Vi hade missat barnen." in answer.text
    assert Initiative.objects.get(pk=world.own.pk).phase == "behov"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"to": "ide", "reason": ""}, "Skriv varför ni byter fas. En mening räcker."),
        ({"to": "", "reason": REASON}, "måste fyllas i"),
        ({"to": "behov", "reason": REASON}, "behov"),
        ({"to": "klart", "reason": REASON}, "klart"),
        ({"to": "ide", "reason": "Fråga 811218-9876"}, "personnummer"),
    ],
)
def test_refused_phase_change_keeps_what_was_typed(world, client_for, data, error):
    page = client_for(world.ledartroja).post(url(world.own), data)
    assert page.status_code == 422
    assert error in page.text
    assert data["reason"] in page.text
    assert world.own.phase_changes.count() == 1


def test_fadder_decides_where_the_round_says_so(world, client_for):
    Round.objects.update(phase_decider=Round.PhaseDecider.FADDER)
    data = {"to": "ide", "reason": REASON}
    asked = client_for(world.ledartroja).post(url(world.own), data)
    assert asked.url == reverse("checkpoints:decision_request", args=[world.own.pk])
    assert client_for(world.coach).post(url(world.own), data).status_code == 403
    assert client_for(world.fadder).post(url(world.own), data).status_code == 302
    assert world.own.phase_changes.get(to_phase="ide").decided_by == world.fadder


def test_planned_initiative_has_no_phase_to_change(world, client_for):
    planned = InitiativeFactory(round=world.round)
    give(world.ledartroja, Role.LEDARTROJA, planned)
    answer = client_for(world.ledartroja).get(url(planned), follow=True)
    assert answer.redirect_chain == [(planned.get_absolute_url(), 302)]
    assert "Initiativet är inte igång" in answer.text


def test_phase_form_asks_four_questions(world, client_for, queries):
    browser = client_for(world.ledartroja)
    with queries(4):
        browser.get(url(world.own))
