"""Årshjulet: the year's days as a picture and as a table, with the same numbers."""

from datetime import date, timedelta

import pytest

from programme.year import build_year
from programme.year_drawing import CLEAR, draw
from tests.factories import CheckpointFactory, GatheringFactory, RoundFactory, at_hour


@pytest.fixture(autouse=True)
def monday(frozen_time):
    return frozen_time("2026-11-23 09:00")


def checkpoint(round_, day, **fields):
    times = {"starts_at": at_hour(day, 13), "ends_at": at_hour(day, 16)}
    return CheckpointFactory(round=round_, **times, **fields)


def gathering(round_, day, **fields):
    times = {"starts_at": at_hour(day, 9), "ends_at": at_hour(day, 11)}
    return GatheringFactory(round=round_, **times, **fields)


def test_what_the_year_holds_in_order(world):
    checkpoint(world.round, date(2027, 3, 4), name="Checkpoint 4")
    gathering(world.round, date(2027, 2, 3), name="Träff")
    checkpoint(world.round, date(2027, 1, 4), name="Checkpoint 3")
    checkpoint(world.round, date(2028, 1, 4), name="Nästa år")
    found = build_year(world.medarbetare, 2027)
    rows = [(one.number, one.title) for one in found.happenings if one.kind not in ("round", "due")]
    assert rows == [(1, "Checkpoint 3"), (2, "Träff"), (3, "Checkpoint 4")]
    due = [one.day for one in found.happenings if one.kind == "due"]
    assert due == [date(2027, 1, 2), date(2027, 3, 2)]


def test_new_years_eve_in_sweden_belongs_to_its_own_year(world):
    CheckpointFactory(
        round=world.round,
        name="Nyår",
        starts_at=at_hour(date(2028, 1, 1), 0, 30),
        ends_at=at_hour(date(2028, 1, 1), 2),
        preparation_due_on=date(2027, 12, 30),
    )
    assert [one.kind for one in build_year(world.lots, 2027).happenings if one.kind != "round"] == [
        "due"
    ]
    assert [one.title for one in build_year(world.lots, 2028).drawn] == ["Nyår"]


def test_cancelled_stands_in_the_table_and_not_in_the_wheel(world, client_for):
    checkpoint(world.round, date(2027, 3, 4), name="Stormens", cancelled=True)
    found = build_year(world.lots, 2027)
    assert found.drawn == []
    assert "Stormens" in client_for(world.lots).get("/arshjul/?ar=2027").text


def test_only_rounds_that_may_be_read(world):
    checkpoint(world.round, date(2027, 3, 4), name="Vår")
    checkpoint(world.second_round, date(2027, 3, 5), name="Deras")
    assert [one.title for one in build_year(world.external_member, 2027).drawn] == ["Vår"]
    assert [one.title for one in build_year(world.medarbetare, 2027).drawn] == ["Vår", "Deras"]


def test_dots_that_would_meet_are_drawn_apart(world):
    for number in range(4):
        checkpoint(world.round, date(2027, 3, 4) + timedelta(days=number), name=f"C{number}")
    dots = draw(build_year(world.lots, 2027)).dots
    for one in dots:
        for other in dots:
            away = (float(one.x) - float(other.x)) ** 2 + (float(one.y) - float(other.y)) ** 2
            assert one is other or away > CLEAR**2 * 0.98


def test_january_is_at_the_top_and_april_to_the_right(world):
    gathering(world.round, date(2027, 1, 1))
    gathering(world.round, date(2027, 4, 2))
    first, second = draw(build_year(world.lots, 2027)).dots
    assert (first.x, float(first.y) < 200) == ("200.0", True)
    assert float(second.x) > 290


def test_a_year_with_nothing_says_what_will_come(world, client_for):
    text = client_for(world.medarbetare).get("/arshjul/?ar=2050").text
    assert "Inget är planerat det året" in text
    assert 'href="?ar=2049"' in text
    assert '<svg class="year-wheel"' not in text


@pytest.mark.parametrize("asked", ["", "x", "99999", "1999", "2101", "٢٠٢٧", "-1"])
def test_a_year_that_makes_no_sense_is_this_one(world, client_for, asked):
    response = client_for(world.medarbetare).get("/arshjul/", {"ar": asked})
    assert response.status_code == 200
    assert "Årshjul 2026" in response.text or "Årshjul 2027" in response.text


@pytest.mark.parametrize("n", [1, 25])
def test_the_page_takes_the_same_queries(world, client_for, expect_queries, n):
    for number in range(n):
        day = date(2026, 12, 1) + timedelta(days=number)
        checkpoint(world.round, day)
        gathering(RoundFactory(), day)
    browser = client_for(world.medarbetare)
    browser.get("/arshjul/")
    with expect_queries(5):
        browser.get("/arshjul/")


def test_read_by_those_with_a_place_here(world, client, client_for):
    assert client.get("/arshjul/").status_code == 302
    assert client_for(world.external).get("/arshjul/").status_code == 403
    assert client_for(world.medarbetare).post("/arshjul/").status_code == 405
