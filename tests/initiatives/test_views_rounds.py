"""Rounds and goals."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.models import Goal, Round
from initiatives.services.rounds import change_round
from roles.models import Assignment
from roles.permissions import Role
from tests.factories import (
    CheckpointFactory,
    GoalFactory,
    InitiativeFactory,
    PersonFactory,
    RoundFactory,
    StatusUpdateFactory,
    give,
    in_days,
)

LIST = reverse("initiatives:round_list")
NEW = reverse("initiatives:round_new")
GOALS = reverse("initiatives:goals")


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def form_data(**fields):
    return {
        "name": "Omgång 6",
        "purpose": "Färre och större.",
        "starts_on": in_days(30).isoformat(),
        "ends_on": in_days(400).isoformat(),
        "cap": 5,
        "update_every_weeks": 3,
        "phase_decider": "fadder",
    } | fields


def test_list_shows_the_rounds_one_may_read(world, client_for):
    page = client_for(world.medarbetare).get(LIST).text
    assert page.index("Omgång två") < page.index("Omgång ett")
    assert "2 initiativ, 2 igång" in page
    own = client_for(world.external_member).get(LIST).text
    assert "Omgång ett" in own
    assert "Omgång två" not in own


def test_new_round_gets_its_lotsar(world, client_for):
    colleague = world.second_lots
    data = form_data(lotsar=[world.lots.pk, colleague.pk])
    response = client_for(world.lots).post(NEW, data)
    made = Round.objects.get(name="Omgång 6")
    assert response.url == made.get_absolute_url()
    assert (made.cap, made.update_every_weeks, made.phase_decider) == (5, 3, "fadder")
    given = Assignment.objects.filter(round=made).values_list("person", "role", "starts_on")
    assert set(given) == {(person.pk, "lots", localdate()) for person in (world.lots, colleague)}


def test_new_round_offers_only_those_who_are_lots_now(world, client_for):
    page = client_for(world.admin).get(NEW)
    offered = set(page.context["form"].fields["lotsar"].queryset)
    assert offered == {world.lots, world.second_lots, world.admin}


def test_lots_of_a_round_that_has_begun_counts_from_its_first_day(world, client_for):
    data = form_data(starts_on=in_days(-20).isoformat(), lotsar=[world.lots.pk])
    client_for(world.lots).post(NEW, data)
    assert Assignment.objects.get(round__name="Omgång 6").starts_on == in_days(-20)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": "omgång ETT"}, "En annan omgång heter redan så."),
        ({"ends_on": in_days(30).isoformat()}, "Omgången slutar innan den börjar."),
        ({"cap": 0}, "1"),
        ({"cap": ""}, "måste fyllas i"),
        ({"update_every_weeks": 27}, "26"),
        ({"lotsar": []}, "måste fyllas i"),
        ({"purpose": "Se 811218-9876"}, "personnummer"),
        ({"starts_on": "i går"}, "datum"),
    ],
)
def test_refused_round_keeps_what_was_typed(world, client_for, fields, error):
    data = form_data(lotsar=[world.lots.pk]) | fields
    page = client_for(world.lots).post(NEW, data)
    assert page.status_code == 422
    assert error in page.text
    assert data["purpose"] in page.text
    assert Round.objects.count() == 2


def test_editing_a_round(world, client_for):
    address = url("round_edit", world.round)
    form = client_for(world.lots).get(address).text
    assert 'name="version" value="1"' in form
    assert "lotsar" not in form  # given and ended one by one
    response = client_for(world.lots).post(address, form_data(name="Omgång ett", version=1))
    assert response.url == world.round.get_absolute_url()
    assert Round.objects.get(pk=world.round.pk).version == 2


def test_edit_on_top_of_someone_elses_shows_both(world, client_for):
    change_round(by=world.lots, round_=world.round, version=1, purpose="Deras", cap=9)
    page = client_for(world.lots).post(
        url("round_edit", world.round), form_data(purpose="Mitt", cap=4, version=1)
    )
    assert page.status_code == 409
    for text in ("Deras", "Mitt", ">9<", ">4<", "ledartröjorna, och fadder får veta"):
        assert text in page.text
    assert Round.objects.get(pk=world.round.pk).cap == 9


@pytest.mark.parametrize("rows", [1, 60])
def test_round_page_asks_ten_questions(world, client_for, queries, rows):
    for _ in range(rows):
        initiative = InitiativeFactory(running=True, round=world.round)
        StatusUpdateFactory(published=True, initiative=initiative, edited_by=world.ledartroja)
        CheckpointFactory(round=world.round)
        give(PersonFactory(unit=None), Role.LOTS, world.round)
    browser = client_for(world.lots)
    with queries(10):
        browser.get(world.round.get_absolute_url())
    RoundFactory.create_batch(rows)
    with queries(3):
        browser.get(LIST)


def test_round_page_says_how_many_places_are_left(world, client_for):
    browser = client_for(world.medarbetare)
    for cap, said in [(4, "2 platser kvar"), (3, "1 plats kvar"), (2, "fullt"), (1, "över taket")]:
        world.round.cap = cap
        world.round.save()
        assert said in browser.get(world.round.get_absolute_url()).text


def test_round_page_of_a_guest_shows_their_initiative_only(world, client_for):
    page = client_for(world.external_member).get(world.round.get_absolute_url()).text
    assert "Eget initiativ" in page
    assert "Annat initiativ" not in page


# --- Goals -------------------------------------------------------------------------------------
def test_goals_say_who_contributes(world, client_for):
    goal = GoalFactory(code="K1", name="Ett tryggt Havsvik")
    world.own.goals.add(goal)
    page = client_for(world.medarbetare).get(GOALS).text
    assert "Ett tryggt Havsvik" in page
    assert world.own.get_absolute_url() in page
    assert url("goal_edit", goal) not in page
    assert url("goal_edit", goal) in client_for(world.lots).get(GOALS).text


def test_goals_name_only_initiatives_one_may_read(world, client_for):
    """A guest of one initiative holds no goal at all: goals hang nowhere."""
    world.other.goals.add(GoalFactory())
    page = client_for(world.external_member).get(GOALS)
    assert "Annat initiativ" not in page.text


def test_new_goal_and_its_change(world, client_for):
    browser = client_for(world.lots)
    response = browser.post(
        reverse("initiatives:goal_new"), {"code": "K1", "name": "Trygghet", "agenda_2030": ""}
    )
    assert response.url == GOALS
    goal = Goal.objects.get(code="K1")
    browser.post(
        url("goal_edit", goal),
        {"code": "K1", "name": "Trygghet", "agenda_2030": "16", "version": 1},
    )
    assert Goal.objects.get(pk=goal.pk).agenda_2030 == 16


def test_goal_changed_on_top_of_someone_elses_shows_both(world, client_for):
    goal = GoalFactory(code="K1", name="Trygghet", agenda_2030=16)
    browser = client_for(world.lots)
    deras = {"code": "K1", "name": "Tryggare", "agenda_2030": "11", "version": 1}
    browser.post(url("goal_edit", goal), deras)
    page = browser.post(url("goal_edit", goal), deras | {"name": "Tryggast", "agenda_2030": "3"})
    assert page.status_code == 409
    for text in ("Tryggare", "Tryggast", ">11<", ">3<"):
        assert text in page.text
    assert Goal.objects.get(pk=goal.pk).name == "Tryggare"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"code": "k1"}, "Ett annat mål har redan den koden."),
        ({"agenda_2030": "18"}, "17"),
        ({"name": ""}, "måste fyllas i"),
    ],
)
def test_refused_goal_keeps_what_was_typed(world, client_for, fields, error):
    GoalFactory(code="K1")
    page = client_for(world.lots).post(
        reverse("initiatives:goal_new"), {"code": "K2", "name": "Skrivet"} | fields
    )
    assert page.status_code == 422
    assert error in page.text
    assert Goal.objects.filter(name="Skrivet").count() == 0


@pytest.mark.parametrize("rows", [1, 60])
def test_goals_ask_four_questions(world, client_for, queries, rows):
    for _ in range(rows):
        world.own.goals.add(GoalFactory())
    browser = client_for(world.lots)
    with queries(4):
        browser.get(GOALS)
