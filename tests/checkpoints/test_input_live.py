"""New input on an open page: one that asks again and again, and costs next to nothing when nothing is new."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils.timezone import now

from checkpoints.models import Checkpoint
from checkpoints.services.input import moderate
from tests.checkpoints.addresses import url
from tests.checkpoints.inputs import MOVES, give
from tests.factories import CheckpointFactory, InputFactory


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round)


def test_the_page_follows_live_while_the_checkpoint_goes_on(world, checkpoint, client_for):
    browser = client_for(world.medarbetare)
    asks = f'data-hx-get="{url("input_live", checkpoint)}"'
    seen = []
    for hours in (1, -1, -9):
        begins = now() + timedelta(hours=hours)
        Checkpoint.objects.update(starts_at=begins, ends_at=begins + timedelta(hours=3))
        seen.append(asks in browser.get(url("input_list", checkpoint)).text)
    assert seen == [False, True, False]


@pytest.fixture
def never_remembered(monkeypatch):
    """The version is read anew each time: a test does not wait a second."""
    caches["memory"].clear()
    monkeypatch.setattr("checkpoints.views.input.VERSION_SECONDS", 0)


@pytest.mark.usefixtures("never_remembered")
def test_an_idle_poll_is_204_until_something_happens(world, checkpoint, client_for, expect_queries):
    row = InputFactory(checkpoint=checkpoint, initiative=world.own, shown=True, text="Först")
    browser = client_for(world.medarbetare, HX_Request="true", HX_Target="medskick-live")
    first = browser.get(url("input_live", checkpoint))
    version = version_in(first)
    assert "Först" in first.text
    idle = f"{url('input_live', checkpoint)}?sedan={version}"
    with expect_queries(4):
        assert browser.get(idle).status_code == 204
    waiting = give(world, checkpoint=checkpoint, text="Väntar")
    assert browser.get(idle).status_code == 204
    for name, pk, seen in [("visa", waiting.pk, True), ("dolj", row.pk, False)]:
        moderate(by=world.lots, checkpoint=checkpoint, inputs=[pk], move=MOVES[name])
        page = browser.get(idle)
        assert (page.status_code, "Först" in page.text) == (200, seen)
        idle = f"{url('input_live', checkpoint)}?sedan={version_in(page)}"
    assert f"{world.own.name} <strong>1</strong>" in page.text


def version_in(answer) -> str:
    return re.search(r"sedan=([\d.]+)", answer.text)[1]


def test_what_is_written_for_all_is_not_shown_to_a_guest_of_one_initiative(
    world, checkpoint, client_for
):
    caches["memory"].clear()
    for initiative, text in ((world.own, "Eget"), (world.other, "Annat")):
        InputFactory(checkpoint=checkpoint, initiative=initiative, shown=True, text=text)
    path = url("input_live", checkpoint)
    assert "Annat" in client_for(world.medarbetare).get(path).text
    member = client_for(world.external_member).get(path).text
    assert ("Eget" in member, "Annat" in member) == (True, False)
    assert client_for(world.external).get(path).status_code == 404


def test_the_room_asks_the_database_once_a_second(world, checkpoint, client_for, expect_queries):
    caches["memory"].clear()
    InputFactory(checkpoint=checkpoint, initiative=world.own, shown=True)
    path, browser = url("input_live", checkpoint), client_for(world.medarbetare)
    browser.get(path)
    with expect_queries(3):
        assert browser.get(path).status_code == 200
