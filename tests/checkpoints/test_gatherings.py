"""Träffar och utbildningar: planned, changed and cancelled on pages of their own."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now

from checkpoints.models import Gathering
from checkpoints.services.gatherings import cancel_gathering, change_gathering, plan_gathering
from prioinit.errors import DomainError
from tests.factories import GatheringFactory, in_days


@pytest.fixture
def gathering(world):
    return GatheringFactory(round=world.round, name="Träff om tester", place="Torget 1")


def url(name, gathering):
    return reverse(f"checkpoints:gathering_{name}", args=[gathering.pk])


def new(world):
    return reverse("checkpoints:gathering_new", args=[world.round.pk])


def form_data(**fields):
    return {
        "kind": "traff",
        "name": "Träff om tester",
        "day": in_days(5).isoformat(),
        "begins": "09:00",
        "ends": "11:00",
        "place": "Torget 1",
        "version": "1",
        **fields,
    }


def test_planned_and_then_the_list_of_callees(world, client_for):
    browser = client_for(world.lots)
    response = browser.post(new(world), form_data(), follow=True)
    assert "Träff om tester är planerad" in response.text
    assert "Lea Ledare" in response.text
    assert "Träff om tester" in browser.get(reverse("checkpoints:list")).text
    assert localtime(Gathering.objects.get().starts_at).hour == 9


def test_the_same_form_sent_twice_is_one(world, client_for):
    browser = client_for(world.lots)
    browser.post(new(world), form_data())
    again = browser.post(new(world), form_data())
    assert (again.status_code, Gathering.objects.count()) == (422, 1)
    assert "redan planerad" in again.text


def test_only_the_same_name_at_the_same_time_is_the_same(world, gathering):
    again = {"name": gathering.name, "starts_at": gathering.starts_at}
    again |= {"by": world.lots, "round_": world.round, "ends_at": gathering.ends_at}
    with pytest.raises(DomainError, match="redan planerad"):
        plan_gathering(**again)
    for other in (
        {"name": "Träff om mätning"},
        {"starts_at": gathering.starts_at - timedelta(minutes=30)},
        {"round_": world.second_round},
    ):
        assert plan_gathering(**again | other) != gathering
    cancelled = cancel_gathering(by=world.lots, gathering=gathering, reason="Snö.")
    assert cancelled.version == gathering.version + 1  # a form opened before conflicts
    assert plan_gathering(**again) != gathering


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"cancelled_at": now(), "cancel_reason": "Snö."}, "inställd"),
        ({"starts_at": now() - timedelta(hours=1)}, "börjat"),
    ],
)
def test_what_is_cancelled_or_has_begun_is_not_changed_without_a_form_either(world, fields, said):
    gathering = GatheringFactory(round=world.round, **fields)
    with pytest.raises(DomainError, match=said):
        change_gathering(by=world.lots, gathering=gathering, version=1, place="Ekasalen")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "måste fyllas i"),
        ({"ends": "08:00"}, "slutar innan den börjar"),
        ({"day": "2020-01-01"}, "har redan varit"),
        ({"about": "Ring 19121212-1212"}, "personnummer"),
        ({"about": "x" * 10_001}, "10000"),
        ({"video_link": "javascript:alert(1)"}, "giltig URL"),
    ],
)
def test_an_invalid_form_says_why_and_keeps_the_text(world, client_for, fields, said):
    response = client_for(world.lots).post(new(world), form_data(**fields))
    assert response.status_code == 422
    assert said in response.text
    assert "Torget 1" in response.text
    assert not Gathering.objects.exists()


def test_why_is_asked_only_when_it_moves(gathering, world, client_for):
    browser = client_for(world.lots)
    assert "Varför flyttas den?" not in browser.get(url("edit", gathering)).text
    data = form_data(day=in_days(6).isoformat())
    asked = browser.post(url("edit", gathering), data)
    assert (asked.status_code, "Varför flyttas den?" in asked.text) == (422, True)
    browser.post(url("edit", gathering), data | {"move_reason": "<script>Krock</script>"})
    gathering.refresh_from_db()
    assert (gathering.day, gathering.sequence) == (in_days(6), 1)
    text = browser.get(gathering.get_absolute_url()).text
    assert "&lt;script&gt;Krock&lt;/script&gt;" in text
    browser.post(url("edit", gathering), data | {"version": "2", "place": "Ekasalen"})
    gathering.refresh_from_db()
    assert (gathering.place, gathering.sequence) == ("Ekasalen", 2)


def test_two_who_change_at_once_see_both(gathering, world, client_for):
    browser = client_for(world.lots)
    browser.post(url("edit", gathering), form_data(place="Deras plats"))
    response = browser.post(url("edit", gathering), form_data(place="Min plats"))
    assert response.status_code == 409
    assert "Deras plats" in response.text
    assert "Min plats" in response.text


def test_cancelled_with_a_reason(gathering, world, client_for):
    browser = client_for(world.lots)
    assert browser.post(url("cancel", gathering), {"reason": ""}).status_code == 422
    assert (
        "inställd" in browser.post(url("cancel", gathering), {"reason": "Sjuk"}, follow=True).text
    )
    assert "Sjuk" in client_for(world.medarbetare).get(gathering.get_absolute_url()).text
    assert browser.post(url("cancel", gathering), {"reason": "Igen"}).status_code == 422
    assert browser.get(url("edit", gathering)).url == gathering.get_absolute_url()


def test_what_has_begun_is_not_changed(gathering, world, client_for):
    Gathering.objects.update(starts_at=now() - timedelta(minutes=1))
    browser = client_for(world.lots)
    assert browser.post(url("edit", gathering), form_data()).status_code == 422
    assert browser.get(url("cancel", gathering)).url == gathering.get_absolute_url()
    assert "Närvaro" in browser.get(gathering.get_absolute_url()).text


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [("ledartroja", 200, 403), ("medarbetare", 200, 403), ("external", 404, 404)],
)
def test_read_by_all_and_changed_by_those_who_run_the_round(
    gathering, world, client_for, who, read, write
):
    browser = client_for(getattr(world, who))
    assert browser.get(gathering.get_absolute_url()).status_code == read
    for address in (new(world), url("edit", gathering), url("cancel", gathering)):
        assert browser.get(address).status_code == write
        assert browser.post(address).status_code == write
    assert browser.post(gathering.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_takes_the_same_queries(world, client_for, expect_queries, n):
    for _ in range(n):
        GatheringFactory(round=world.round)
    browser = client_for(world.medarbetare)
    browser.get(reverse("checkpoints:list"))
    with expect_queries(5):
        browser.get(reverse("checkpoints:list"))
