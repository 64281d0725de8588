"""Uppföljning: one field, long after, also when the round is over."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.models import FollowUp, Measurement
from initiatives.services.follow_ups import answer_follow_up, correct_answer, plan_follow_ups
from prioinit.errors import DomainError
from tests.factories import EffectFactory, FollowUpFactory, MeasurementFactory, in_days


@pytest.fixture
def asked(world):
    """In a round that is over."""
    world.round.starts_on, world.round.ends_on = in_days(-800), in_days(-1)
    world.round.save()
    return FollowUpFactory(initiative=world.own)


def address(row):
    return reverse("initiatives:follow_up", args=[row.pk])


def test_they_are_planned_once(world):
    for since in (date(2026, 8, 31), date(2027, 1, 1)):
        planned = plan_follow_ups(initiative=world.own, since=since)
    assert [(one.months, one.due_on) for one in planned] == [
        (6, date(2027, 2, 28)),
        (12, date(2027, 8, 31)),
        (24, date(2028, 8, 31)),
    ]
    assert not world.other.follow_ups.exists()


def test_one_number_is_a_reading_of_the_main_effect(asked, world, client_for):
    effect = EffectFactory(initiative=world.own, main=True)
    browser = client_for(world.ledartroja)
    page = browser.get(address(asked)).text
    assert "Värde i dag, %" in page
    assert "av unga känner sig trygga" in page
    for _ in range(2):  # an impatient thumb
        answer = browser.post(address(asked), {"value": "41,5", "answer": ""}, follow=True)
        assert "Tack. Svaret är sparat." in answer.text
    reading = Measurement.objects.get()
    assert (reading.effect, reading.value, reading.on) == (effect, Decimal("41.5"), localdate())
    asked.refresh_from_db()
    assert (asked.measurement, asked.answered_by) == (reading, world.ledartroja)
    assert "Besvarad av Lea Ledare" in browser.get(address(asked)).text


def test_without_a_main_effect_a_line_of_words_will_do(asked, world, client_for):
    EffectFactory(initiative=world.own)
    browser = client_for(world.teammedlem)
    assert 'name="value"' not in browser.get(address(asked)).text
    answer = browser.post(address(asked), {"answer": "Det lever vidare."}, follow=True)
    assert "Det lever vidare." in answer.text
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(
    ("main", "sent", "said"),
    [
        (True, {"value": ""}, "Skriv vad ni mätte."),
        (True, {"value": "många", "answer": "Ord"}, "tal"),
        (True, {"value": "900000000000"}, "Talet är för stort."),
        (True, {"value": "1", "answer": "811218-9876"}, "personnummer"),
        (False, {}, "Skriv en rad om hur det har gått."),
        (False, {"answer": "x" * 10_001}, "10000 tecken"),
    ],
)
def test_an_answer_that_will_not_do_comes_back(asked, world, client_for, main, sent, said):
    EffectFactory(initiative=world.own, is_main=main)
    answer = client_for(world.ledartroja).post(address(asked), sent)
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert FollowUp.objects.unanswered().count() == 1
    assert not Measurement.objects.exists()


def test_two_who_answer_see_what_was_answered(asked, world, client_for):
    client_for(world.lots).post(address(asked), {"answer": "<b>Bra</b>"})
    late = client_for(world.ledartroja).post(address(asked), {"answer": "Dåligt"})
    assert late.status_code == 422
    assert "Uppföljningen är redan besvarad." in late.text
    assert "&lt;b&gt;Bra&lt;/b&gt;" in late.text
    assert "Dåligt" in late.text


def test_an_answer_is_put_right_and_the_earlier_one_is_in_the_history(asked, world, client_for):
    browser = client_for(world.lots)
    browser.post(address(asked), {"answer": "Det lever."})
    page = browser.get(address(asked)).text
    seen = {"version": re.search(r'name="version" value="(\d+)"', page)[1]}
    assert browser.post(address(asked), seen | {"answer": ""}).status_code == 422
    right = seen | {"answer": "Det lever i två områden."}
    for _ in range(2):
        assert browser.post(address(asked), right).status_code == 302
    history = browser.get(reverse("programme:history", args=[world.own.pk]) + "?vad=followup").text
    assert "<del>Det lever.</del> <ins>Det lever i två områden.</ins>" in history
    late = client_for(world.ledartroja).post(address(asked), seen | {"answer": "Det är borta."})
    assert late.status_code == 409
    assert "två områden" in late.text
    assert "Det är borta." in late.text


def test_what_was_read_today_is_not_read_twice(asked, world):
    effect = EffectFactory(initiative=world.own, main=True)
    reading = MeasurementFactory(effect=effect, on=localdate(), value=38)
    with pytest.raises(DomainError, match="redan mätt till 38"):
        answer_follow_up(by=world.lots, row=asked, on=localdate(), value=Decimal(40))
    answer_follow_up(by=world.lots, row=asked, on=localdate(), value=Decimal(38))
    assert Measurement.objects.get() == reading


def test_an_effect_taken_away_meanwhile_is_answered_in_words(asked, world):
    with pytest.raises(DomainError, match="Skriv några ord"):
        answer_follow_up(by=world.lots, row=asked, on=localdate(), value=Decimal(38))


def test_no_personnummer_without_a_form_either(asked, world):
    said, said_no = {"by": world.lots, "row": asked}, "Ring 811218-9876."
    with pytest.raises(DomainError, match="personnummer"):
        answer_follow_up(on=localdate(), answer=said_no, **said)
    answered = answer_follow_up(on=localdate(), answer="Det lever.", **said)
    with pytest.raises(DomainError, match="personnummer"):
        correct_answer(version=answered.version, answer=said_no, **said)
