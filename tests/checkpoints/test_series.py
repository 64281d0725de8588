"""Several checkpoints at once, and a new one that begins as the last."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from checkpoints.meetings.series import copy_of_last, propose
from checkpoints.models import Checkpoint
from prioinit.calendar import is_workday
from tests.factories import CheckpointFactory, RoundFactory, at_hour


@pytest.fixture(autouse=True)
def autumn(frozen_time):
    return frozen_time("2026-11-23 09:00")


def series(world):
    return reverse("checkpoints:checkpoint_series", args=[world.round.pk])


def rhythm(**fields):
    return {
        "name": "Checkpoint",
        "first": "2026-12-03",
        "last": "2027-05-20",
        "every_weeks": "8",
        "begins": "13:00",
        "ends": "16:00",
        "place": "Ekasalen",
        "open_to": "medarbetare",
        **fields,
    }


def days(*rows, skip=()):
    data = {"dagar-TOTAL_FORMS": len(rows), "dagar-INITIAL_FORMS": len(rows)}
    for number, (name, day) in enumerate(rows):
        data |= {f"dagar-{number}-name": name, f"dagar-{number}-day": day}
        if number in skip:
            data[f"dagar-{number}-skip"] = "on"
    return data


# --- The days ----------------------------------------------------------------------------------
def test_every_eighth_week_and_days_off_are_moved_and_said():
    found = propose(
        first=date(2027, 3, 11),
        last=date(2027, 5, 20),
        every_weeks=8,
        name="Checkpoint",
        taken=["Checkpoint 3", "checkpoint 12 extra", "Avslut"],
    )
    assert [(one.name, one.day) for one in found] == [
        ("Checkpoint 13", date(2027, 3, 11)),
        ("Checkpoint 14", date(2027, 5, 7)),
    ]
    assert [one.note for one in found] == [
        "",
        "Torsdag 6 maj är Kristi himmelsfärdsdag. Vi föreslår fredag 7 maj i stället.",
    ]


@pytest.mark.parametrize("weeks", [1, 2, 3, 8, 52])
def test_no_proposal_falls_on_a_day_off(weeks):
    for start in (date(2026, 1, 1), date(2027, 4, 2), date(2028, 6, 23), date(2030, 12, 24)):
        found = propose(
            first=start,
            last=date(start.year + 1, 12, 31),
            every_weeks=weeks,
            name="C",
            taken=[],
        )
        assert found
        assert all(is_workday(one.day) for one in found)


# --- The page ----------------------------------------------------------------------------------
def test_first_the_days_then_the_checkpoints(world, client_for):
    browser = client_for(world.lots)
    shown = browser.post(series(world), rhythm(do="show"))
    assert shown.status_code == 200
    assert 'value="2026-12-03"' in shown.text
    assert not Checkpoint.objects.exists()
    chosen = days(
        ("Checkpoint 1", "2026-12-03"),
        ("Vinterns checkpoint", "2027-01-28"),
        ("Checkpoint 3", "2027-03-25"),
        skip=[2],
    )
    browser.post(series(world), rhythm(do="plan") | chosen)
    made = Checkpoint.objects.order_by("starts_at")
    assert [(one.name, localtime(one.starts_at).hour, one.place) for one in made] == [
        ("Checkpoint 1", 13, "Ekasalen"),
        ("Vinterns checkpoint", 13, "Ekasalen"),
    ]
    assert [one.preparation_due_on for one in made] == [date(2026, 11, 26), date(2027, 1, 21)]


def test_sent_twice_it_is_planned_once(world, client_for):
    browser = client_for(world.lots)
    data = rhythm(do="plan") | days(("Checkpoint 1", "2026-12-03"), ("Två", "2027-01-28"))
    browser.post(series(world), data)
    again = browser.post(series(world), data)
    assert (again.status_code, Checkpoint.objects.count()) == (422, 2)
    assert "redan en checkpoint som heter Checkpoint 1" in again.text


def test_all_or_none(world, client_for):
    CheckpointFactory(round=world.round, name="Två")
    data = rhythm(do="plan") | days(("Ett", "2026-12-03"), ("Två", "2027-01-28"))
    assert client_for(world.lots).post(series(world), data).status_code == 422
    assert Checkpoint.objects.count() == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("A", "2020-01-01")], "har redan varit"),
        ([("", "2026-12-03")], "måste fyllas i"),
        ([("A", "2026-12-03"), ("B", "2026-12-03")], "på samma dag"),
        ([], "Behåll minst en"),
    ],
)
def test_days_that_do_not_hold_are_refused(world, client_for, rows, said):
    response = client_for(world.lots).post(series(world), rhythm(do="plan") | days(*rows))
    assert response.status_code == 422
    assert said in response.text
    assert not Checkpoint.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"last": "2026-12-01"}, "Sista dagen är före den första"),
        ({"last": "2099-12-01", "every_weeks": "1"}, "Dela upp dem"),
        ({"first": "2020-01-01"}, "har redan varit"),
        ({"every_weeks": "0"}, "större än eller lika med 1"),
        ({"ends": "12:00"}, "slutar innan den börjar"),
    ],
)
def test_a_rhythm_that_does_not_hold_is_refused(world, client_for, fields, said):
    response = client_for(world.lots).post(series(world), rhythm(do="show", **fields))
    assert response.status_code == 422
    assert said in response.text


def test_without_rows_nothing_is_planned(world, client_for):
    response = client_for(world.lots).post(series(world), rhythm(do="plan"))
    assert response.status_code == 422
    assert not Checkpoint.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ledartroja", 403), ("external", 404)])
def test_only_those_who_run_the_round(world, client_for, who, status):
    browser = client_for(getattr(world, who))
    assert browser.get(series(world)).status_code == status
    assert browser.post(series(world), rhythm(do="plan")).status_code == status
    assert client_for(world.lots).put(series(world)).status_code == 405


# --- As the last -------------------------------------------------------------------------------
def test_a_copy_comes_as_long_after_as_the_last_one_did(world, client_for):
    for number, day in ((2, date(2026, 10, 1)), (3, date(2026, 11, 26))):
        CheckpointFactory(
            round=world.round,
            name=f"Checkpoint {number}",
            starts_at=at_hour(day, 10),
            ends_at=at_hour(day, 12),
            place="Biblioteket",
        )
    copied = copy_of_last(world.round)
    assert (copied["name"], copied["day"]) == ("Checkpoint 4", date(2027, 1, 21))
    assert (copied["begins"], copied["ends"]) == (time(10), time(12))
    browser = client_for(world.lots)
    form = reverse("checkpoints:checkpoint_new", args=[world.round.pk])
    assert "Kopiera från förra" in browser.get(form).text
    text = browser.get(form, {"kopiera": ""}).text
    assert 'value="Checkpoint 4"' in text
    assert 'value="Biblioteket"' in text


def test_a_copy_of_a_numbered_name_with_a_place_in_it_is_the_next_number(world):
    CheckpointFactory(round=world.round, name="Checkpoint 3 i centrum")
    assert copy_of_last(world.round)["name"] == "Checkpoint 4"


def test_nothing_to_copy_in_an_empty_round(db):
    assert copy_of_last(RoundFactory()) is None
