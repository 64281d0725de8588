from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now

from checkpoints.models import Checkpoint, Preparation
from checkpoints.policy.preparations import preparation_buttons
from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    PreparationFactory,
    StatusUpdateFactory,
    at_hour,
    in_days,
)


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round, name="Checkpoint 3")


def url(name, *args) -> str:
    return reverse(f"checkpoints:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def form_data(**changes) -> dict:
    return {
        "name": "Checkpoint 4",
        "day": in_days(30).isoformat(),
        "begins": "13:00",
        "ends": "16:00",
        "place": "Stadshuset",
        "video_link": "",
        "open_to": "medarbetare",
        "preparation_due_on": "",
        "lead_days": "7, 14 1",
        "version": "1",
        **changes,
    }


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


# --- Who may -----------------------------------------------------------------------------------
ALLOWED = {
    "list": {"lots", "second_lots", "ledartroja", "medarbetare", "klg", "admin", "external_member"},
    "checkpoint": {"lots", "second_lots", "ledartroja", "medarbetare", "klg", "external_member"},
    "checkpoint_new": {"lots"},
    "checkpoint_edit": {"lots"},
    "checkpoint_cancel": {"lots"},
    "preparation": {"lots", "medarbetare", "klg", "ledartroja", "external_member"},
    "preparation_edit": {"lots", "ledartroja", "ledartroja2"},
}
REFUSED = {
    "list": {"external": 403, "inactive": 302},
    "checkpoint": {"external": 404},
    "checkpoint_new": {"second_lots": 403, "ledartroja": 403, "admin": 403, "external": 404},
    "checkpoint_edit": {"second_lots": 403, "ledartroja": 403, "klg": 403, "external": 404},
    "checkpoint_cancel": {"second_lots": 403, "ledartroja": 403, "external": 404},
    "preparation": {"external": 404},
    "preparation_edit": {
        "teammedlem": 403,
        "other_ledartroja": 403,
        "second_lots": 403,
        "fadder": 403,
        "ended": 403,
        "external": 404,
    },
}


def address(name, world, checkpoint) -> str:
    if name == "list":
        return url(name)
    if name == "checkpoint_new":
        return url(name, world.round)
    if name.startswith("preparation"):
        return url(name, checkpoint, world.own)
    return url(name, checkpoint)


@pytest.mark.parametrize("name", ALLOWED)
def test_who_may_read_and_write(world, checkpoint, client_for, name):
    expected = dict.fromkeys(ALLOWED[name], 200) | REFUSED[name]
    found = {
        who: client_for(getattr(world, who)).get(address(name, world, checkpoint)).status_code
        for who in expected
    }
    assert found == expected


@pytest.mark.parametrize("name", ["preparation_save", "preparation_reopen"])
def test_what_only_takes_a_post(world, checkpoint, client_for, name):
    address = url(name, checkpoint, world.own)
    assert client_for(world.ledartroja).get(address).status_code == 405
    assert client_for(world.teammedlem).post(address).status_code == 403
    assert client_for(world.external).post(address).status_code == 404


@pytest.mark.parametrize("name", ["list", "checkpoint", "preparation"])
def test_what_is_only_read(world, checkpoint, client_for, name):
    browser = client_for(world.lots)
    assert browser.post(address(name, world, checkpoint)).status_code == 405


def test_checkpoint_of_another_round_is_not_found(world, client_for):
    far = CheckpointFactory(round=world.second_round)
    browser = client_for(world.ledartroja)
    for name in ("preparation", "preparation_edit"):
        assert browser.get(url(name, far, world.own)).status_code == 404


def test_draft_is_for_the_team_and_a_ready_one_for_everyone(world, checkpoint, client_for):
    preparation = PreparationFactory(
        checkpoint=checkpoint, initiative=world.own, how_far="Halvfärdigt", questions=["Hur?"]
    )
    page, overview = preparation.get_absolute_url(), checkpoint.get_absolute_url()
    readers = {"ledartroja": 200, "teammedlem": 200, "coach": 200, "fadder": 200, "lots": 200}
    others = {"medarbetare": 403, "klg": 403, "other_ledartroja": 403, "admin": 403}
    for who, status in {**readers, **others}.items():
        browser = client_for(getattr(world, who))
        assert browser.get(page).status_code == status, who
        assert ("Hur?" in browser.get(overview).text) == (status == 200), who
    Preparation.objects.update(state="ready", ready_at=now())
    for who in others:
        browser = client_for(getattr(world, who))
        assert "Halvfärdigt" in browser.get(page).text
        assert "Hur?" in browser.get(overview).text


# --- Checkpoints -------------------------------------------------------------------------------
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


def test_list_has_the_nearest_first(world, client_for):
    for days in (40, 12, -20, 26, -2):
        starts_at = at_hour(in_days(days), 13)
        CheckpointFactory(
            round=world.round,
            name=f"Dag {days}",
            starts_at=starts_at,
            preparation_due_on=localdate(starts_at),
        )
    CheckpointFactory(round=world.round, name="Snödag", cancelled=True)
    text = client_for(world.medarbetare).get(url("list")).text
    order = [text.index(f"Dag {days}<") for days in (12, 26, 40, -2, -20)]
    assert order == sorted(order)
    assert "Inställd" in text


def test_new_checkpoint_is_planned_in_one_form(world, client_for):
    response = client_for(world.lots).post(url("checkpoint_new", world.round), form_data())
    made = Checkpoint.objects.get()
    assert response.url == made.get_absolute_url()
    assert localtime(made.starts_at).hour == 13
    assert (made.day, made.lead_days) == (in_days(30), [14, 7, 1])
    assert made.preparation_due_on <= in_days(23)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Namn"),
        ({"day": "2020-01-01"}, "Den dagen har redan varit."),
        ({"ends": "12:00"}, "slutar innan den börjar"),
        ({"preparation_due_on": "2099-01-01"}, "Välj en dag före"),
        ({"lead_days": "två veckor"}, "Skriv dagarna som tal"),
        ({"lead_days": "365"}, "som mest 90 dagar"),
        ({"lead_days": "1,2,3,4,5,6,7"}, "högst sex gånger"),
        ({"video_link": "javascript:alert(1)"}, "Länk till videomötet"),
        ({"place": "Hos 19121212-1212"}, "personnummer"),
    ],
)
def test_faulty_form_is_shown_again_with_what_was_typed(world, client_for, changes, says):
    response = client_for(world.lots).post(
        url("checkpoint_new", world.round),
        form_data(place="Biblioteket", **changes)
        if "place" not in changes
        else form_data(**changes),
    )
    assert response.status_code == 422
    assert says in response.text
    assert "Biblioteket" in response.text or "place" in changes
    assert not Checkpoint.objects.exists()


def test_name_twice_in_a_round_is_refused(world, checkpoint, client_for):
    response = client_for(world.lots).post(
        url("checkpoint_new", world.round), form_data(name=checkpoint.name)
    )
    assert response.status_code == 422
    assert "redan en checkpoint som heter Checkpoint 3" in response.text


def test_moved_checkpoint(world, checkpoint, client_for):
    browser = client_for(world.lots)
    data = form_data()
    asked = browser.post(url("checkpoint_edit", checkpoint), data)
    assert (asked.status_code, "Varför flyttas den?" in asked.text) == (422, True)
    data["move_reason"] = "Salen är upptagen."
    response = browser.post(url("checkpoint_edit", checkpoint), data, follow=True)
    checkpoint.refresh_from_db()
    assert (checkpoint.due_version, checkpoint.day) == (2, in_days(30))
    assert "Påminnelserna följer det nya datumet" in response.text


def test_edit_form_is_filled_with_what_is_stored(world, checkpoint, client_for):
    text = client_for(world.lots).get(url("checkpoint_edit", checkpoint)).text
    assert 'value="Checkpoint 3"' in text
    assert 'value="13:00"' in text
    assert 'value="14, 7, 1"' in text


def test_edit_on_top_of_someone_elses_shows_both(world, checkpoint, client_for):
    Checkpoint.objects.update(version=2, place="Deras plats")
    browser = client_for(world.lots)
    response = browser.post(
        url("checkpoint_edit", checkpoint), form_data(place="Min plats", move_reason="Krock.")
    )
    assert response.status_code == 409
    assert "Deras plats" in response.text
    assert "Min plats" in response.text
    assert 'name="version" value="2"' in response.text
    assert Checkpoint.objects.get().place == "Deras plats"


def test_checkpoint_that_has_begun_is_not_edited(world, checkpoint, client_for):
    Checkpoint.objects.update(starts_at=now() - timedelta(minutes=1))
    browser = client_for(world.lots)
    for name in ("checkpoint_edit", "checkpoint_cancel"):
        assert browser.get(url(name, checkpoint)).url == checkpoint.get_absolute_url()
    assert browser.post(url("checkpoint_edit", checkpoint), form_data()).status_code == 422
    assert "Ändra eller flytta" not in browser.get(checkpoint.get_absolute_url()).text


def test_cancelled_with_a_reason_that_everyone_reads(world, checkpoint, client_for):
    browser = client_for(world.lots)
    assert browser.post(url("checkpoint_cancel", checkpoint), {"reason": ""}).status_code == 422
    browser.post(url("checkpoint_cancel", checkpoint), {"reason": "Storm"})
    checkpoint.refresh_from_db()
    assert checkpoint.is_cancelled
    assert "Storm" in client_for(world.medarbetare).get(checkpoint.get_absolute_url()).text


def test_lots_sees_who_is_missing(world, checkpoint, client_for):
    PreparationFactory(checkpoint=checkpoint, initiative=world.own, ready=True)
    text = client_for(world.lots).get(checkpoint.get_absolute_url()).text
    assert "1 initiativ är inte redo" in text
    assert "1 av 2 initiativ redo" in text
    assert "är inte redo" not in client_for(world.klg).get(checkpoint.get_absolute_url()).text


# --- Preparations ------------------------------------------------------------------------------
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


# --- Queries -----------------------------------------------------------------------------------
@pytest.mark.parametrize("n", [1, 25])
@pytest.mark.parametrize(("name", "queries"), [("list", 6), ("checkpoint", 15)])
def test_queries_are_as_many_for_one_and_for_many(
    world, client_for, expect_queries, name, queries, n
):
    checkpoint = CheckpointFactory(round=world.round)
    for number in range(n):
        CheckpointFactory(round=world.round)
        initiative = InitiativeFactory(round=world.round, running=True)
        PreparationFactory(
            checkpoint=checkpoint,
            initiative=initiative,
            ready=bool(number % 2),
            questions=["A?", "B?"],
            presenters=[world.lots],
        )
    browser = client_for(world.lots)
    browser.get(address(name, world, checkpoint))
    with expect_queries(queries):
        browser.get(address(name, world, checkpoint))


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
