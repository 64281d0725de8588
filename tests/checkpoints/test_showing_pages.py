"""The pages of the day: what the room is shown, and what the lots steers it with."""

import json
import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from checkpoints.models import Checkpoint, Input, Showing
from checkpoints.policy.showing import STEPS, is_near, page_buttons
from checkpoints.services import showing as services
from tests.checkpoints.addresses import url
from tests.checkpoints.shown import QUESTIONS, item_at, keys, on_the_day
from tests.factories import (
    AgendaItemFactory,
    CheckpointFactory,
    InitiativeFactory,
    InputFactory,
    PreparationFactory,
    StatusUpdateFactory,
    in_days,
)
from tests.fixtures import running


@pytest.fixture
def checkpoint(world):
    return on_the_day(world)


# --- The presentation --------------------------------------------------------------------------
def test_everything_is_on_the_page(world, checkpoint, client_for):
    StatusUpdateFactory(initiative=world.other, since_last="Vi har börjat.", published=True)
    page = client_for(world.lots).get(url("show", checkpoint)).text
    for text in (*QUESTIONS, "Vi har provat två idéer", "Det enkla räcker långt.", "ett år till"):
        assert text in page
    assert "Lea Ledare" in page  # nobody was named as presenter
    assert "Vi har börjat." in page  # published, and told when the team is not ready
    assert "Halvskrivet." not in page  # a draft is shown to nobody
    assert page.count('class="qr-code"') == 4  # welcome, two questions, thanks
    assert page.count('<svg class="trail ') == 2
    assert "5 arbetsdagar" in page


def test_no_qr_code_leads_to_a_closed_door(world, checkpoint, client_for):
    Checkpoint.objects.update(guest_link="closed")
    assert "qr-code" not in client_for(world.lots).get(url("show", checkpoint)).text


def test_hostile_text_is_text(world, checkpoint, client_for):
    preparation = checkpoint.preparations.get(initiative=world.own)
    preparation.how_far = "<script>alert(1)</script>" + "å" * 9_000
    preparation.save()
    browser = client_for(world.lots)
    assert "&lt;script&gt;alert(1)" in browser.get(url("show", checkpoint)).text
    InputFactory(checkpoint=checkpoint, initiative=world.own, text="<script>alert(2)</script>")
    assert "&lt;script&gt;alert(2)" in browser.get(url("control", checkpoint)).text


def test_the_queries_are_as_many_for_one_initiative_as_for_eight(
    world, checkpoint, client_for, expect_queries
):
    browser = client_for(world.lots)
    services.start_showing(by=world.lots, checkpoint=checkpoint)

    def ask():
        with expect_queries(8):
            browser.get(url("control", checkpoint))
        with expect_queries(9):
            browser.get(url("show", checkpoint))

    ask()
    for number in range(4, 10):
        one = running(f"Initiativ {number}", world.round, by=world.lots)
        AgendaItemFactory(checkpoint=checkpoint, position=number, initiative=one)
        PreparationFactory(
            checkpoint=checkpoint,
            initiative=one,
            ready=True,
            questions=QUESTIONS,
            presenters=[world.lots],
        )
        InputFactory(checkpoint=checkpoint, initiative=one)
    ask()


# --- The tiny answer ---------------------------------------------------------------------------
def test_where_the_room_is_in_a_few_words(world, checkpoint, client_for, expect_queries):
    browser = client_for(world.lots)
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    services.go_to(by=world.lots, checkpoint=checkpoint, slide=f"i{world.own.pk}")
    with expect_queries(3):
        answer = browser.get(url("show_now", checkpoint))
    assert len(answer.content) < 300
    said = json.loads(answer.content)
    assert (said["state"], said["slide"], said["input"]) == ("running", f"i{world.own.pk}", False)
    assert 715 <= said["left"] <= 720
    same = browser.get(url("show_now", checkpoint), headers={"If-None-Match": answer["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    services.show_input(by=world.lots, checkpoint=checkpoint, on=True)
    new = browser.get(url("show_now", checkpoint), headers={"If-None-Match": answer["ETag"]})
    assert new.status_code == 200


def test_what_is_pressed_at_the_projector_is_told(world, checkpoint, client_for):
    browser = client_for(world.lots)
    path = url("show_now", checkpoint)
    assert browser.post(path, {"till": "slut"}).status_code == 409  # not started
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    assert browser.post(path, {"till": "slut"}).json()["slide"] == "slut"
    assert browser.post(path, {"till": "x"}).status_code == 409


def test_only_input_about_the_shown_initiative(world, checkpoint, client_for):
    InputFactory(checkpoint=checkpoint, initiative=world.own, shown=True, text="Om eget")
    InputFactory(checkpoint=checkpoint, initiative=world.own, text="Ogranskat")
    InputFactory(checkpoint=checkpoint, initiative=world.other, shown=True, text="Om annat")
    browser, path = client_for(world.lots), url("input_live", checkpoint)
    about = browser.get(path, {"initiativ": world.own.pk}).text
    assert [word in about for word in ("Om eget", "Ogranskat", "Om annat")] == [True, False, False]
    assert f"initiativ={world.own.pk}&amp;sedan=" in about
    assert "Om annat" in browser.get(path, {"initiativ": "x"}).text


# --- The control view --------------------------------------------------------------------------
def press(browser, checkpoint, what, **headers):
    return browser.post(url("control", checkpoint), {"gor": what}, headers=headers)


def test_a_lots_steers_without_javascript(world, checkpoint, client_for):
    browser = client_for(world.lots)
    page = browser.get(url("control", checkpoint)).text
    assert "Visningen är inte startad" in page
    for what, seen in [
        ("starta", "Rummet ser nu"),
        (f"ga:i{world.own.pk}", 'id="h-nu">Eget initiativ'),
        (f"mer:{item_at(checkpoint, 1).pk}:5", "5 minuter är tillagda"),
        ("medskick:pa", 'aria-pressed="true"'),
        ("medskick:av", 'aria-pressed="false"'),
        ("avsluta", "Visningen är avslutad"),
        ("fortsatt", 'id="h-nu">Eget initiativ'),
    ]:
        response = press(browser, checkpoint, what)
        assert (response.status_code, response.url) == (302, url("control", checkpoint)), what
        assert seen in browser.get(response.url).text, what


def test_a_rehearsal_on_another_day_has_no_pace_to_keep(world, checkpoint, client_for, frozen_time):
    browser = client_for(world.lots)
    press(browser, checkpoint, "starta")
    pace = "Med det här tempot är ni klara"
    assert pace in browser.get(url("control", checkpoint)).text
    frozen_time(now() - timedelta(days=2))
    rehearsed = browser.get(url("control", checkpoint)).text
    assert ("Du övar. Checkpointen är" in rehearsed, pace in rehearsed) == (True, False)


def test_next_says_where_it_leads(world, checkpoint, client_for):
    browser = client_for(world.lots)
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    for slide, after in zip(keys(checkpoint), [*keys(checkpoint)[1:], None], strict=True):
        services.go_to(by=world.lots, checkpoint=checkpoint, slide=slide)
        page = browser.get(url("control", checkpoint)).text
        leads = f' value="ga:{after}"' if after else " disabled"
        assert f'id="styr-nasta" type="submit" name="gor"{leads}>' in page


def test_what_comes_in_is_counted_for_the_six_that_get_the_most(world, checkpoint, client_for):
    for number in range(8):
        row = InitiativeFactory(round=world.round, running=True, name=f"Nummer {number}")
        InputFactory.create_batch(2 if number == 7 else 1, checkpoint=checkpoint, initiative=row)
    page = client_for(world.lots).get(url("control", checkpoint)).text
    counted = re.findall(r"<span>(Nummer \d) <strong>(\d)", page)
    assert counted == [("Nummer 7", "2"), *((f"Nummer {n}", "1") for n in range(5))]
    assert "och 2 till" in page


def test_input_is_let_through_where_the_lots_stands(world, checkpoint, client_for):
    row = InputFactory(checkpoint=checkpoint, initiative=world.own, text="Prata med biblioteket")
    browser = client_for(world.lots)
    assert "1 att granska" in browser.get(url("control", checkpoint)).text
    fragment = press(
        browser, checkpoint, f"visa:{row.pk}", **{"HX-Request": "true", "HX-Target": "styr"}
    ).text
    assert "<html" not in fragment
    assert "0 att granska" in fragment
    row.refresh_from_db()
    assert (row.state, row.moderated_by) == (Input.State.SHOWN, world.lots)


def test_an_open_control_view_is_told_only_what_is_new(
    world, checkpoint, client_for, expect_queries
):
    browser = client_for(world.lots, HX_Request="true", HX_Target="styr")
    path = url("control", checkpoint)
    version = browser.get(path).text.split("?sedan=")[1].split('"')[0]
    with expect_queries(4):
        assert browser.get(path, {"sedan": version}).status_code == 204
    InputFactory(checkpoint=checkpoint, initiative=world.own)
    assert browser.get(path, {"sedan": version}).status_code == 200


@pytest.mark.parametrize("what", ["", "sov", "ga:", "ga:i9", "mer:x:5", "mer:1", "medskick:pa:x"])
def test_a_press_that_means_nothing_changes_nothing(world, checkpoint, client_for, what):
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    before = Showing.objects.values().get()
    answer = press(client_for(world.lots), checkpoint, what)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert Showing.objects.values().get() == before


# --- Who, and when -----------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["show", "show_now", "control"])
def test_only_the_lots_of_the_round(world, checkpoint, client_for, name):
    path = url(name, checkpoint)
    assert client_for(world.lots).get(path).status_code == 200
    assert client_for(world.ledartroja).get(path).status_code == 403
    assert client_for(world.external).get(path).status_code == 404
    assert client_for(world.lots).put(path).status_code == 405


@pytest.mark.parametrize("name", ["show", "control"])
def test_a_cancelled_one_and_a_round_that_is_over_are_refused_politely(
    world, checkpoint, client_for, name
):
    browser = client_for(world.lots)
    type(world.round).objects.filter(pk=world.round.pk).update(
        starts_on=in_days(-90), ends_on=in_days(-1)
    )
    assert "Omgången är avslutad" in _refused(browser.get(url(name, checkpoint)))
    cancelled = CheckpointFactory(round=world.round, cancelled=True)
    assert "är inställd" in _refused(browser.get(url(name, cancelled)))


def _refused(response) -> str:
    assert response.status_code == 409
    return response.text


def test_the_checkpoint_page_leads_there(world, checkpoint, client_for):
    links = [url("show", checkpoint), url("control", checkpoint)]

    def seen(person):
        page = client_for(person).get(checkpoint.get_absolute_url()).text
        return [f'href="{link}"' in page for link in links], "På dagen" in page

    assert seen(world.lots) == ([True, True], True)
    assert seen(world.ledartroja) == ([False, False], False)
    Checkpoint.objects.update(
        starts_at=now() + timedelta(days=9), ends_at=now() + timedelta(days=9, hours=2)
    )
    assert seen(world.lots) == ([True, True], False)


@pytest.mark.parametrize(
    ("change", "offered"),
    [
        ({}, ["show", "control"]),
        ({"starts_at": now() + timedelta(days=3)}, ["show", "control"]),  # one tries before
        ({"cancelled_at": now()}, []),
        ({"round__ends_on": in_days(-1)}, []),
    ],
)
def test_the_pages_that_a_lots_is_offered(world, checkpoint, change, offered):
    for name, value in change.items():
        of = checkpoint.round if name.startswith("round__") else checkpoint
        setattr(of, name.removeprefix("round__"), value)
    assert [one.name for one in page_buttons(world.lots, checkpoint)] == offered
    assert page_buttons(world.ledartroja, checkpoint) == []


def test_near_is_from_the_day_before_until_the_day_is_over(frozen_time):
    checkpoint = CheckpointFactory.build(round=None)
    checkpoint.starts_at = frozen_time("2026-12-03 13:00")
    checkpoint.ends_at = checkpoint.starts_at + timedelta(hours=3)
    for at, near in [
        ("2026-12-01 23:59", False),
        ("2026-12-02 00:01", True),
        ("2026-12-03 23:59", True),
        ("2026-12-04 00:01", False),
    ]:
        frozen_time(at)
        assert is_near(checkpoint) is near, localdate()


def test_every_step_of_the_table_has_its_button(world, checkpoint, client_for):
    browser = client_for(world.lots)
    seen = {"waiting": browser.get(url("control", checkpoint)).text}
    services.start_showing(by=world.lots, checkpoint=checkpoint)
    seen["running"] = browser.get(url("control", checkpoint)).text
    services.end_showing(by=world.lots, checkpoint=checkpoint)
    seen["ended"] = browser.get(url("control", checkpoint)).text
    for step in STEPS.values():
        for state, page in seen.items():
            tags = [tag.split(">")[0] for tag in page.split("<button")[1:]]
            offered = any(f'value="{step.name}' in tag for tag in tags if " disabled" not in tag)
            if step.name != "mer":  # only while an item goes on
                assert offered == (state in step.from_states), (step.name, state)
