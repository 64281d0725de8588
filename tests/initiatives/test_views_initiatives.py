"""The list, an initiative's page, its form, its rigg and its start."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from initiatives.models import Initiative
from initiatives.services.rounds import change_initiative
from roles.models import Assignment
from roles.permissions import Role
from tests.client import parse
from tests.factories import (
    ActionFactory,
    AnswerFactory,
    CheckpointFactory,
    CoachNoteFactory,
    ContactNoteFactory,
    DecisionFactory,
    EffectFactory,
    GoalFactory,
    IdeaFactory,
    InitiativeFactory,
    InputFactory,
    InsightFactory,
    LessonFactory,
    MeasurementFactory,
    NeedStatementFactory,
    ObstacleFactory,
    PreparationFactory,
    StatusUpdateFactory,
    TestFactory,
    UnitFactory,
    complete_rigg,
    give_new,
    in_days,
)

# What a team writes between checkpoints: each stands on the page, or is counted there.
WORK = (
    *(InsightFactory, NeedStatementFactory, IdeaFactory, TestFactory),
    *(ObstacleFactory, ContactNoteFactory, CoachNoteFactory, LessonFactory),
)
LIST = reverse("initiatives:list")
ROWS = {"HX-Request": "true", "HX-Target": "initiativ-lista"}


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def text_of(page, element_id) -> str:
    [found] = [e for e in parse(page.text).iter() if e.get("id") == element_id]
    return " ".join("".join(found.itertext()).split())


def row_names(page) -> list[str]:
    return [
        link.text
        for link in parse(page.text).iter("a")
        if link.get("class") == "title-link" and "/initiativ/" in link.get("href")
    ]


def links(page) -> set[str]:
    return {link.get("href") for link in parse(page.text).iter("a")}


# --- The list ----------------------------------------------------------------------------------
def test_list_shows_what_one_may_read(world, client_for):
    everything = ["Annat initiativ", "Eget initiativ", "Fjärran initiativ"]
    assert row_names(client_for(world.medarbetare).get(LIST)) == everything
    assert row_names(client_for(world.external_member).get(LIST)) == ["Eget initiativ"]


def test_list_says_when_nothing_fits_and_when_there_is_nothing(world, client_for):
    page = client_for(world.medarbetare).get(LIST, {"q": "finns inte"})
    assert "Inget initiativ passar det du har valt." in page.text
    Assignment.objects.filter(person=world.external_member).update(initiative=world.own)
    assert row_names(page) == []


def test_list_keeps_the_choices_from_page_to_page(world, client_for):
    InitiativeFactory.create_batch(60, round=world.round)
    browser = client_for(world.medarbetare)
    first = browser.get(LIST, {"q": "initiativ", "sortera": "namn", "omgang": world.round.pk})
    assert len(row_names(first)) == 50
    [following] = [link for link in links(first) if link and "sida=2" in link]
    assert "q=initiativ" in following
    assert f"omgang={world.round.pk}" in following
    second = browser.get(LIST + following)
    assert len(row_names(second)) == 12
    assert set(row_names(second)).isdisjoint(row_names(first))
    assert len(row_names(browser.get(LIST, {"sida": "9999"}))) == 13
    assert len(row_names(browser.get(LIST, {"sida": "x"}))) == 50


@pytest.mark.parametrize("address", ["", "?q=eget", "?q=finns+inte", "?lage=planned&fas=test"])
def test_list_fragment_on_the_old_page_is_the_fresh_page(world, client_for, address):
    browser = client_for(world.medarbetare)
    fresh = browser.get(LIST + address)
    fragment = browser.get(LIST + address, headers=ROWS)
    section, chosen = list(parse(fragment.text))
    assert (section.tag, section.get("id")) == ("section", "initiativ-lista")
    assert chosen.get("id") == "valda-filter"
    swapped = fragment.text.strip().replace(' data-hx-swap-oob="true"', "").partition("<span id=")
    assert swapped[0].strip() in fresh.text
    assert swapped[1] + swapped[2] in fresh.text
    assert browser.get(LIST + address, headers={"HX-Request": "true"}).text.startswith("<!doctype")
    back = {**ROWS, "HX-History-Restore-Request": "true"}
    assert browser.get(LIST + address, headers=back).text.startswith("<!doctype")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("?q=eget&sortera=fas", "Filtrera</span>"),
        ("?lage=running", "Filtrera (1 vald)</span>"),
        ("?lage=running&fas=test&mina=on&fas=okänd", "Filtrera (2 valda)</span>"),
    ],
)
def test_folded_filters_say_how_many_are_chosen(world, client_for, address, said):
    assert said in client_for(world.medarbetare).get(LIST + address).text


@pytest.mark.parametrize("rows", [1, 60])
def test_list_asks_seven_questions(world, client_for, queries, rows):
    for _ in range(rows):
        initiative = InitiativeFactory(running=True, units=[world.own.units.first()])
        give_new(Role.LEDARTROJA, initiative, unit=None)
        StatusUpdateFactory(published=True, initiative=initiative, edited_by=world.ledartroja)
    browser = client_for(world.lots)
    with queries(7):
        browser.get(LIST)
    with queries(4):
        browser.get(LIST, headers=ROWS)


# --- The page ----------------------------------------------------------------------------------
def test_page_offers_what_one_may_do(world, client_for):
    def offered(person):
        found = links(client_for(person).get(world.own.get_absolute_url()))
        return {name for name in NAMES if url(name, world.own) in found}

    NAMES = ["update_write", "phase_change", "rigg", "mandate_new", "initiative_edit"]
    assert offered(world.lots) == set(NAMES)
    assert offered(world.ledartroja) == {"update_write", "phase_change", "rigg"}
    assert offered(world.fadder) == offered(world.coach) == {"rigg"}
    assert offered(world.medarbetare) == offered(world.klg) == set()


def test_page_shows_the_last_published_and_no_draft(world, client_for):
    StatusUpdateFactory(published=True, initiative=world.own, since_last="Äldre text")
    StatusUpdateFactory(published=True, initiative=world.own, since_last="Senaste texten")
    StatusUpdateFactory(initiative=world.own, since_last="Hemligt utkast")
    page = client_for(world.medarbetare).get(world.own.get_absolute_url()).text
    assert "Senaste texten" in page
    assert "Äldre text" not in page
    assert "Hemligt" not in page


def test_page_names_a_broken_rigg_and_since_when(world, client_for):
    Assignment.objects.filter(person=world.coach).update(ends_on=localdate() - timedelta(days=1))
    page = client_for(world.medarbetare).get(world.own.get_absolute_url()).text
    assert "coach saknas" in page
    day = date_format(localdate(), "j b")
    assert f"sedan {day}" in page


def test_page_of_a_planned_one_says_what_is_missing(world, client_for):
    planned = InitiativeFactory(round=world.round)
    page = client_for(world.lots).get(planned.get_absolute_url())
    assert text_of(page, "h-riggas") == "Initiativet riggas"
    assert "8 saker saknas innan det kan starta: 2 ledartröjor saknas, fadder saknas" in " ".join(
        page.text.split()
    )


@pytest.mark.parametrize("rows", [1, 60])
@pytest.mark.parametrize("who", ["lots", "medarbetare"])
def test_page_asks_eight_questions(world, client_for, queries, rows, who):
    for _ in range(rows):
        StatusUpdateFactory(published=True, initiative=world.own, edited_by=world.ledartroja)
        world.own.goals.add(GoalFactory())
        world.own.units.add(UnitFactory())
        checkpoint = CheckpointFactory(round=world.round)
        PreparationFactory(checkpoint=checkpoint, initiative=world.own, edited_by=world.coach)
        InputFactory(checkpoint=checkpoint, initiative=world.own, shown=True)
        AnswerFactory(initiative=world.own)
        DecisionFactory(initiative=world.own, checkpoint=checkpoint)
        ActionFactory(initiative=world.own)
        MeasurementFactory(effect=EffectFactory(initiative=world.own))
        for factory in WORK:
            factory(initiative=world.own)
    browser = client_for(getattr(world, who))
    with queries(8):
        browser.get(world.own.get_absolute_url())


# --- The form ----------------------------------------------------------------------------------
def form_data(initiative=None, **fields):
    data = {"name": "Trygga kvällar", "code": "TRYGG", "question": "Hur kan vi?"}
    if initiative:
        data |= {
            "name": initiative.name,
            "code": initiative.code,
            "question": initiative.question,
            "version": initiative.version,
        }
    return data | fields


def test_new_initiative_leads_to_its_rigg(world, client_for):
    unit, goal = UnitFactory(), GoalFactory()
    response = client_for(world.lots).post(
        url("initiative_new", world.round),
        form_data(units=[unit.pk], goals=[goal.pk], noticed_by=in_days(90).isoformat()),
        follow=True,
    )
    made = Initiative.objects.get(code="TRYGG")
    assert response.redirect_chain == [(url("rigg", made), 302)]
    assert (made.round, made.state, made.noticed_by) == (world.round, "planned", in_days(90))
    assert (list(made.units.all()), list(made.goals.all())) == ([unit], [goal])


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": ""}, "Namn:"),
        ({"question": "Fråga 811218-9876"}, "personnummer"),
        ({"code": "mitt"}, "Ett annat initiativ i omgången har redan den koden."),
        ({"units": ["987654321"]}, "987654321"),
    ],
)
def test_refused_initiative_keeps_what_was_typed(world, client_for, fields, error):
    InitiativeFactory(round=world.round, code="MITT")
    data = form_data(difference="Det blir lugnare.") | fields
    page = client_for(world.lots).post(url("initiative_new", world.round), data)
    assert page.status_code == 422
    assert "<title>Fel: " in page.text
    assert error.lower() in page.text.lower()
    assert "Det blir lugnare." in page.text
    assert not Initiative.objects.filter(code__iexact="TRYGG").exists()


def test_noticed_by_may_lie_24_months_from_today_or_the_rounds_start(world, client_for):
    limit = localdate() + relativedelta(months=24)
    browser, address = client_for(world.lots), url("initiative_new", world.round)
    page = browser.post(address, form_data(noticed_by=(limit + timedelta(days=1)).isoformat()))
    assert page.status_code == 422
    said = f"mer än 24 månader efter {date_format(localdate(), 'j F Y')}."
    assert said in page.text
    assert browser.post(address, form_data(noticed_by=limit.isoformat())).status_code == 302


def test_editing_an_initiative(world, client_for):
    data = form_data(world.own, name="Nytt namn", registry_number="KS 2026/12")
    response = client_for(world.lots).post(url("initiative_edit", world.own), data)
    assert response.url == world.own.get_absolute_url()
    stored = Initiative.objects.get(pk=world.own.pk)
    assert (stored.name, stored.registry_number, stored.version) == ("Nytt namn", "KS 2026/12", 2)


def test_code_of_itself_is_no_hindrance(world, client_for):
    data = form_data(world.own, code=world.own.code.lower())
    assert client_for(world.lots).post(url("initiative_edit", world.own), data).status_code == 302
    data = form_data(world.own, version=2, code=world.other.code.lower())
    assert client_for(world.lots).post(url("initiative_edit", world.own), data).status_code == 422


def test_edit_on_top_of_someone_elses_shows_both(world, client_for):
    data = form_data(world.own, name="Mitt namn", noticed_by="2027-05-01", units=[])
    change_initiative(
        by=world.lots, initiative=world.own, version=1, name="Deras namn", noticed_by=None
    )
    browser = client_for(world.lots)
    page = browser.post(url("initiative_edit", world.own), data)
    assert page.status_code == 409
    shown = " ".join(page.text.split())
    for text in ("Deras namn", "Mitt namn", "1 maj 2027", world.own.units.first().name):
        assert text in shown
    assert 'name="version" value="2"' in page.text
    assert Initiative.objects.get(pk=world.own.pk).name == "Deras namn"
    assert browser.post(url("initiative_edit", world.own), data | {"version": 2}).status_code == 302
    assert Initiative.objects.get(pk=world.own.pk).name == "Mitt namn"


# --- The rigg and the start --------------------------------------------------------------------
@pytest.fixture
def whole(world):
    initiative = InitiativeFactory(round=world.round, name="Redo")
    complete_rigg(initiative)
    return initiative


def test_rigg_offers_the_start_when_it_is_whole(world, whole, client_for):
    page = client_for(world.lots).get(url("rigg", whole))
    assert "Allt är på plats. Initiativet kan starta." in page.text
    assert url("initiative_start", whole) in page.text
    whole.goals.clear()
    page = client_for(world.lots).get(url("rigg", whole))
    assert "1 sak saknas innan initiativet kan starta." in page.text
    assert url("initiative_start", whole) not in page.text
    leader = whole.assignments.filter(role=Role.LEDARTROJA).first().person
    assert url("initiative_edit", whole) not in client_for(leader).get(url("rigg", whole)).text


def test_rigg_asks_the_same_whoever_is_there(world, whole, client_for, queries):
    browser = client_for(world.lots)
    with queries(5):
        browser.get(url("rigg", whole))
    for _ in range(20):
        give_new(Role.COACH, whole)
    with queries(5):
        browser.get(url("rigg", whole))


def test_start_is_one_press(world, whole, client_for):
    response = client_for(world.lots).post(url("initiative_start", whole), follow=True)
    assert response.redirect_chain == [(whole.get_absolute_url(), 302)]
    assert "Redo är igång." in response.text
    assert Initiative.objects.get(pk=whole.pk).is_running


def test_start_of_a_broken_rigg_is_refused_in_words(world, whole, client_for):
    whole.goals.clear()
    response = client_for(world.lots).post(url("initiative_start", whole), follow=True)
    assert response.redirect_chain == [(url("rigg", whole), 302)]
    assert "Riggen är inte hel: mål saknas." in response.text


def test_start_over_the_cap_asks_for_the_reason_and_keeps_it(world, whole, client_for):
    world.round.cap = 2
    world.round.save()
    browser, address = client_for(world.lots), url("initiative_start", whole)
    asked = browser.post(address)
    assert asked.status_code == 200
    assert "Varför ni går över taket" in asked.text or "varför ni går över taket" in asked.text
    assert browser.post(address, {"over_cap_reason": " "}).status_code == 422
    refused = browser.post(address, {"over_cap_reason": "Ring 811218-9876"})
    assert refused.status_code == 422
    assert "personnummer" in refused.text
    goal = whole.goals.get()
    whole.goals.clear()
    page = browser.post(address, {"over_cap_reason": "Skolorna väntar."})
    assert page.status_code == 422
    assert "mål saknas" in page.text
    assert "Skolorna väntar." in page.text
    whole.goals.add(goal)
    assert browser.post(address, {"over_cap_reason": "Skolorna väntar."}).status_code == 302
    assert "Skolorna väntar." in browser.get(whole.get_absolute_url()).text


def test_start_of_a_running_one_leads_to_it(world, client_for):
    browser = client_for(world.lots)
    for response in (
        browser.get(url("initiative_start", world.own)),
        browser.post(url("initiative_start", world.own)),
    ):
        assert (response.status_code, response.url) == (302, world.own.get_absolute_url())
