"""Idé: written, compared, chosen, parked and taken up again, on one page."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from initiatives.models import Idea
from initiatives.policy.ideas import MOVES, moves_of
from initiatives.services import ideas as services
from prioinit.errors import DomainError
from tests.factories import IdeaFactory, NeedStatementFactory, TestFactory, in_days

TITLE = "Öppet bibliotek på kvällen"
POSTED = {"title": TITLE, "text": "", "others": "", "fit": "3", "effort": "2", "courage": ""}
IN_PLACE = {"HX-Request": "true", "HX-Target": "ideer"}


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def decided(row):
    row.refresh_from_db()
    return row.state, row.parked_why, row.decided_by, row.version


# --- What the database says --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"title": ""}, "idea_says_what"),
        ({"fit": 0}, "idea_fit_1_to_3"),
        ({"effort": 4}, "idea_effort_1_to_3"),
        ({"courage": 4}, "idea_courage_1_to_3"),
        ({"parked": True, "parked_why": ""}, "idea_parked_says_why"),
        ({"parked_why": "Den är dyr."}, "idea_parked_says_why"),
        ({"chosen": True, "decided_by": None}, "idea_decided_by_someone"),
        ({"chosen": True, "state": "open"}, "idea_decided_by_someone"),
        ({"removed": True, "removed_by": None}, "idea_removed_by_someone"),
    ],
)
def test_an_idea_that_cannot_be_true_is_refused(world, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        IdeaFactory(initiative=world.own, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"fit": 1, "effort": 3, "courage": 2},
        {"chosen": True},
        {"parked": True},
        {"chosen": True, "state": "tried"},
        {"removed": True},
    ],
)
def test_an_idea_that_can_be_true_is_kept(world, fields):
    assert IdeaFactory(initiative=world.own, **fields).pk


# --- Written -----------------------------------------------------------------------------------
def test_an_idea_is_one_load_and_one_press_also_when_pressed_twice(world, client_for):
    browser = client_for(world.teammedlem)
    assert url("idea_new", world.own) in browser.get(url("ideas", world.own)).text
    for _ in range(2):
        answer = browser.post(url("idea_new", world.own), POSTED, follow=True)
    assert "Idén är sparad." in answer.text
    (idea,) = world.own.ideas.all()
    assert (idea.title, idea.fit, idea.effort, idea.courage) == (TITLE, 3, 2, None)
    assert (idea.state, idea.created_by) == ("open", world.teammedlem)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Skriv idén i korthet."),
        ({"title": "å" * 121}, "120 tecken"),
        ({"text": "Ring 811218-9876"}, "personnummer"),
        ({"others": "x" * 10_001}, "10000 tecken"),
        ({"fit": "4"}, "giltigt"),
        ({"courage": "modig"}, "giltigt"),
    ],
)
def test_what_will_not_do_comes_back_with_the_text_in_it(world, client_for, wrong, said):
    answer = client_for(world.ledartroja).post(url("idea_new", world.own), POSTED | wrong)
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert wrong.get("title", TITLE) in answer.text
    assert not world.own.ideas.exists()


def test_hostile_words_are_words(world, client_for):
    hostile = "<script>alert(1)</script>"
    data = POSTED | {"title": hostile, "text": hostile + "å" * 9_975, "others": hostile}
    page = client_for(world.ledartroja).post(url("idea_new", world.own), data, follow=True)
    assert page.text.count("&lt;script&gt;alert(1)") >= 3
    assert hostile not in page.text


def test_two_who_change_the_same_idea_see_both_texts(world, client_for):
    idea = IdeaFactory(initiative=world.own)
    theirs, mine = POSTED | {"title": "Deras", "version": 1}, POSTED | {"title": "Min"}
    assert client_for(world.lots).post(url("idea_edit", idea), theirs).status_code == 302
    browser = client_for(world.ledartroja)
    late = browser.post(url("idea_edit", idea), mine | {"version": 1})
    assert late.status_code == 409
    assert "Deras" in late.text
    assert "Min" in late.text
    assert browser.post(url("idea_edit", idea), mine).status_code == 409  # and without a version
    assert browser.post(url("idea_edit", idea), mine | {"version": 2}).status_code == 302


def test_what_is_taken_away_can_be_put_back(world, client_for):
    idea = IdeaFactory(initiative=world.own)
    browser = client_for(world.ledartroja)
    for _ in range(2):  # an impatient thumb
        gone = browser.post(url("idea_remove", idea), follow=True)
    assert f'action="{url("idea_restore", idea)}"' in gone.text
    assert "?andra=" not in gone.text
    for _ in range(2):
        back = browser.post(url("idea_restore", idea), follow=True)
    assert f"?andra={idea.anchor}" in back.text


def test_what_was_written_on_an_idea_that_is_gone_is_kept_in_sight(world, client_for):
    idea = IdeaFactory(initiative=world.own, removed=True)
    data = POSTED | {"title": "Min nya rubrik", "version": 1}
    answer = client_for(world.ledartroja).post(url("idea_edit", idea), data, headers=IN_PLACE)
    assert answer.status_code == 422
    assert "Någon har tagit bort den medan du skrev." in answer.text
    assert "Min nya rubrik" in answer.text


# --- Chosen, parked, taken up again ------------------------------------------------------------
def test_parking_takes_a_reason_without_a_form_too(world):
    idea = IdeaFactory(initiative=world.own)
    with pytest.raises(DomainError, match="Skriv varför ni parkerar"):
        services.move_idea(by=world.ledartroja, row=idea, name="park", text=" ")


def test_an_idea_is_chosen_parked_and_taken_up_again(world, client_for):
    idea = IdeaFactory(initiative=world.own, title="Värdar på torget")
    browser = client_for(world.teammedlem)
    for _ in range(2):
        page = browser.post(url("idea_choose", idea), follow=True)
    assert "Idén är vald." in page.text
    assert decided(idea) == ("chosen", "", world.teammedlem, 2)
    refused = browser.post(url("idea_park", idea), {"text": " "})
    assert refused.status_code == 422
    assert "Skriv varför ni parkerar idén." in refused.text
    why = {"text": "Föreningarna har inte tid före jul."}
    for _ in range(2):
        page = browser.post(url("idea_park", idea), why, follow=True)
    assert "1 parkerad idé" in page.text
    assert why["text"] in page.text
    assert decided(idea) == ("parked", why["text"], world.teammedlem, 3)
    browser.post(url("idea_reopen", idea))
    assert decided(idea) == ("open", "", None, 4)


def test_parking_refuses_a_personnummer_in_place(world, client_for):
    idea = IdeaFactory(initiative=world.own)
    data = {"text": "Ring 811218-9876"}
    answer = client_for(world.lots).post(url("idea_park", idea), data, headers=IN_PLACE)
    assert answer.status_code == 422
    assert "personnummer" in answer.text
    assert answer.text.strip().startswith('<div id="ideer"')


@pytest.mark.parametrize("name", ["choose", "reopen", "park"])
def test_what_has_been_tried_is_moved_by_nobody(world, client_for, name):
    idea = IdeaFactory(initiative=world.own, chosen=True, state="tried")
    answer = client_for(world.lots).post(url(f"idea_{name}", idea), {"text": "Nej."})
    assert answer.status_code in (409, 422)
    assert "idén är provad" in answer.text
    assert decided(idea)[0] == "tried"


def test_a_removed_idea_is_not_moved(world):
    idea = IdeaFactory(initiative=world.own, removed=True)
    with pytest.raises(DomainError, match="tagit bort"):
        services.move_idea(by=world.lots, row=idea, name="choose")


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        ("open", [("choose", "chosen"), ("park", "parked")]),
        ("chosen", [("reopen", "open"), ("park", "parked")]),
        ("parked", [("choose", "chosen"), ("reopen", "open")]),
        ("tried", []),
    ],
)
def test_where_an_idea_goes_from_where_it_is(state, possible):
    assert [(move.name, move.to_state) for move in moves_of(Idea(state=state))] == possible


def test_nobody_makes_an_idea_tried_by_hand():
    assert Idea.State.TRIED not in {move.to_state for move in MOVES}


# --- The page ----------------------------------------------------------------------------------
def test_what_others_take_part_in_comes_first(world, client_for):
    IdeaFactory(initiative=world.own, title="Äldre idé med andra", others="Idrottsklubben")
    IdeaFactory(initiative=world.own, title="Nyare idé utan andra", fit=2)
    IdeaFactory(initiative=world.own, title="Borttagen idé", removed=True)
    NeedStatementFactory(initiative=world.own, text="Unga behöver ett rum.")
    page = client_for(world.medarbetare).get(url("ideas", world.own)).text
    assert page.index("Äldre idé med andra") < page.index("Nyare idé utan andra")
    assert page.count("andra tar aktiv del") == 1
    assert "Unga behöver ett rum." in page
    assert "Borttagen idé" not in page
    compared = page.partition('id="h-jamfor"')[2]
    assert "delvis" in compared
    assert "Äldre idé med andra" not in compared


def without_tokens(html: str) -> str:
    html = re.sub(r'<div role="status".*?</div>', "", html, flags=re.DOTALL)
    return re.sub(r'value="\w{64}"', "", html).strip()


@pytest.mark.parametrize("press", ["new", "edit", "remove", "choose", "park"])
def test_a_fragment_put_in_the_old_page_is_a_fresh_page(world, client_for, press):
    idea = IdeaFactory(initiative=world.own, fit=2)
    IdeaFactory(initiative=world.own)
    row = world.own if press == "new" else idea
    data = POSTED | {"version": 1, "text": "Text."} if press != "remove" else {}
    browser = client_for(world.ledartroja)
    answer = browser.post(url(f"idea_{press}", row), data, headers=IN_PLACE)
    assert answer.status_code == 200
    fragment = without_tokens(answer.text)
    assert fragment.startswith('<div id="ideer"')
    assert fragment in without_tokens(browser.get(url("ideas", world.own)).text)


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("who", ["ledartroja", "medarbetare"])
def test_the_page_asks_five_questions(world, client_for, queries, rows, who):
    for _ in range(rows):
        IdeaFactory(initiative=world.own, fit=2, parked=True)
        TestFactory(initiative=world.own, idea=IdeaFactory(initiative=world.own))
        NeedStatementFactory(initiative=world.own)
    browser = client_for(getattr(world, who))
    with queries(5):
        browser.get(url("ideas", world.own))


# --- Who and when ------------------------------------------------------------------------------
def test_readers_read_and_the_team_writes(world, client_for):
    IdeaFactory(initiative=world.own, title=TITLE)
    for who in (world.medarbetare, world.coach, world.fadder, world.klg):
        page = client_for(who).get(url("ideas", world.own)).text
        assert TITLE in page
        assert '<form method="post"' not in page.partition("<main")[2]
        assert client_for(who).post(url("idea_new", world.own), POSTED).status_code == 403
    assert client_for(world.external).get(url("ideas", world.own)).status_code == 404
    assert client_for(world.ledartroja).post(url("ideas", world.own)).status_code == 405


WRITES = {
    "idea_new": lambda w: (w.own, POSTED),
    "idea_edit": lambda w: (IdeaFactory(initiative=w.own), POSTED | {"version": 1}),
    "idea_choose": lambda w: (IdeaFactory(initiative=w.own), {}),
    "idea_park": lambda w: (IdeaFactory(initiative=w.own), {"text": "Nej."}),
    "idea_reopen": lambda w: (IdeaFactory(initiative=w.own, chosen=True), {}),
    "idea_remove": lambda w: (IdeaFactory(initiative=w.own), {}),
    "idea_restore": lambda w: (IdeaFactory(initiative=w.own, removed=True), {}),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_round_that_is_over_is_only_read(world, client_for, name):
    row, data = WRITES[name](world)
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()
    answer = client_for(world.lots).post(url(name, row), data)
    assert answer.status_code == 409
    assert "Omgången är avslutad" in answer.text
    page = client_for(world.lots).get(url("ideas", world.own)).text
    assert "Idéerna går att läsa, men inte att ändra." in page
    assert "Spara idén" not in page
