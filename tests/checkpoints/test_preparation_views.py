"""The pages of preparations: written, saved on the way, made ready, frozen."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from checkpoints.models import Checkpoint, Preparation
from checkpoints.policy.preparations import preparation_buttons
from tests.checkpoints.addresses import url
from tests.factories import (
    CheckpointFactory,
    PreparationFactory,
    StatusUpdateFactory,
    at_hour,
    in_days,
)


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round, name="Checkpoint 3")


def preparation_data(**changes) -> dict:
    return {
        "how_far": "Vi har provat två idéer.",
        "learned": "Det enkla räcker.",
        "question_1": "Vem vill prova?",
        "question_2": "",
        "question_3": "",
        "decision_wanted": "",
        "version": "0",
        **changes,
    }


@pytest.mark.parametrize(
    ("written", "possible"),
    [
        ("nothing", ["preparation_edit"]),
        ("draft", ["preparation_edit"]),
        ("ready", ["preparation_edit", "preparation_reopen"]),
        ("begun", []),
        ("cancelled", []),
        ("round over", []),
        ("not running", []),
    ],
)
def test_what_a_team_can_do_with_its_preparation(world, checkpoint, written, possible):
    row = PreparationFactory(
        checkpoint=checkpoint, initiative=world.own, ready=written not in ("nothing", "draft")
    )
    changed = {
        "begun": (checkpoint, "starts_at", now() - timedelta(minutes=1)),
        "cancelled": (checkpoint, "cancelled_at", now()),
        "round over": (checkpoint.round, "ends_on", in_days(-1)),
        "not running": (world.own, "state", "ended"),
    }
    if written in changed:
        setattr(*changed[written])
    row = None if written == "nothing" else row

    def names(person):
        return [one.name for one in preparation_buttons(person, checkpoint, world.own, row)]

    assert names(world.ledartroja) == possible
    assert names(world.teammedlem) == []


def test_form_begins_with_what_the_team_last_told(world, checkpoint, client_for):
    StatusUpdateFactory(initiative=world.own, published=True, since_last="Elva intervjuer.")
    text = client_for(world.ledartroja).get(url("preparation_edit", checkpoint, world.own)).text
    assert "Elva intervjuer." in text
    assert text.count("checked") == 2  # both ledartröjor present


def test_ready_is_one_submit(world, checkpoint, client_for):
    browser = client_for(world.ledartroja)
    response = browser.post(
        url("preparation_edit", checkpoint, world.own),
        preparation_data(presenters=[world.ledartroja.pk]),
    )
    made = Preparation.objects.get()
    assert response.url == made.get_absolute_url()
    assert (made.state, made.edited_by) == ("ready", world.ledartroja)
    assert [one.text for one in made.questions.all()] == ["Vem vill prova?"]


def test_draft_without_questions_is_kept(world, checkpoint, client_for):
    browser = client_for(world.ledartroja)
    browser.post(url("preparation_save", checkpoint, world.own), preparation_data(question_1=""))
    assert Preparation.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"question_1": ""}, "Ställ minst en fråga"),
        ({"how_far": ""}, "Skriv hur långt ni har kommit"),
        ({"learned": "Hon heter 19121212-1212"}, "personnummer"),
        ({"question_2": "Känner ni 19121212-1212?"}, "personnummer"),
        ({"question_3": "x" * 301}, "Fråga 3"),
    ],
)
def test_faulty_preparation_is_shown_again(world, checkpoint, client_for, changes, says):
    response = client_for(world.ledartroja).post(
        url("preparation_edit", checkpoint, world.own),
        preparation_data(decision_wanted="Vi vill ha mer tid.", **changes),
    )
    assert response.status_code == 422
    assert says in response.text
    assert "Vi vill ha mer tid." in response.text
    assert not Preparation.objects.exists()


def test_only_the_team_can_present(world, checkpoint, client_for):
    response = client_for(world.ledartroja).post(
        url("preparation_edit", checkpoint, world.own),
        preparation_data(presenters=[world.admin.pk]),
    )
    assert response.status_code == 422


def test_autosave_answers_with_a_line(world, checkpoint, client_for, frozen_time):
    frozen_time(f"{localdate()} 13:02")
    response = client_for(world.ledartroja, HX_Request="true", HX_Target="sparat").post(
        url("preparation_save", checkpoint, world.own), preparation_data()
    )
    assert response.status_code == 200
    assert "Sparat i dag 13.02" in response.text
    assert 'name="version" value="1"' in response.text
    assert "<html" not in response.text
    assert len(response.content) < 2000


def test_autosave_that_is_refused_says_why(world, checkpoint, client_for):
    response = client_for(world.ledartroja, HX_Request="true", HX_Target="sparat").post(
        url("preparation_save", checkpoint, world.own), preparation_data(learned="19121212-1212")
    )
    assert response.status_code == 422
    assert "Inte sparat" in response.text
    assert len(response.content) < 2000


def test_two_who_write_at_once_see_both_texts(world, checkpoint, client_for):
    PreparationFactory(
        checkpoint=checkpoint,
        initiative=world.own,
        how_far="Leos text",
        questions=["Leos fråga?"],
        version=3,
    )
    response = client_for(world.ledartroja).post(
        url("preparation_edit", checkpoint, world.own), preparation_data(how_far="Leas text")
    )
    assert response.status_code == 409
    for words in ("Leos text", "Leas text", "Leos fråga?", "Vem vill prova?"):
        assert words in response.text
    assert Preparation.objects.get().how_far == "Leos text"


def test_back_to_draft(world, checkpoint, client_for):
    PreparationFactory(checkpoint=checkpoint, initiative=world.own, ready=True)
    browser = client_for(world.ledartroja)
    browser.post(url("preparation_reopen", checkpoint, world.own))
    assert Preparation.objects.get().state == "draft"


def test_frozen_page_says_since_when(world, checkpoint, client_for):
    PreparationFactory(checkpoint=checkpoint, initiative=world.own, ready=True)
    Checkpoint.objects.update(starts_at=at_hour(date(2026, 3, 2), 13))
    browser = client_for(world.ledartroja)
    form = url("preparation_edit", checkpoint, world.own)
    page = browser.get(form, follow=True)
    assert page.redirect_chain[0][0] == url("preparation", checkpoint, world.own)
    assert "Fryst sedan 2 mars 2026 klockan 13.00" in page.text
    assert "preparation_edit" not in page.text
    refused = browser.post(form, preparation_data(version="1", how_far="Sen text"))
    assert refused.status_code == 422
    assert "Checkpointen har börjat" in refused.text
    assert "Sen text" in refused.text


def test_queries_of_the_form_and_the_autosave(world, checkpoint, client_for, expect_queries):
    browser = client_for(world.ledartroja)
    with expect_queries(13):
        browser.get(url("preparation_edit", checkpoint, world.own))
    htmx = client_for(world.ledartroja, HX_Request="true", HX_Target="sparat")
    save = url("preparation_save", checkpoint, world.own)
    htmx.post(save, preparation_data(presenters=[world.ledartroja.pk]))
    with expect_queries(10):
        changed = preparation_data(version="1", how_far="Mer.", presenters=[world.ledartroja.pk])
        htmx.post(save, changed)
