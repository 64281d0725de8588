"""The day itself: which slides there are, where the room is, and how two lotsar steer it at once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils.timezone import now

from checkpoints.models import Showing
from checkpoints.services import showing as services
from checkpoints.showing.moment import moment_of
from checkpoints.showing.slides import for_showing, show_of
from prioinit.errors import DomainError
from tests.checkpoints.shown import item_at, keys, on_the_day
from tests.factories import AgendaItemFactory, AnswerFactory, CheckpointFactory, InputFactory


@pytest.fixture
def checkpoint(world):
    return on_the_day(world)


def titles(checkpoint) -> list[str]:
    return [slide.title for slide in show_of(for_showing().get(pk=checkpoint.pk)).slides]


def moment(checkpoint):
    return moment_of(for_showing().get(pk=checkpoint.pk))


@pytest.fixture
def steer(world, checkpoint):
    """`steer("go_to", slide="slut")`, as the lots."""

    def press(name, by=None, **what):
        return getattr(services, name)(by=by or world.lots, checkpoint=checkpoint, **what)

    return press


@pytest.fixture
def started(steer, frozen_time):
    frozen_time("2026-12-03 13:00")
    return steer("start_showing")


# --- Which slides there are --------------------------------------------------------------------
def test_slides_follow_the_running_order(world, checkpoint):
    assert titles(checkpoint) == [
        "Välkomna",
        "Eget initiativ",
        "fråga 1 av 2",
        "fråga 2 av 2",
        "beslut som önskas",
        "Kaffe",
        "Annat initiativ",
        "Tack",
    ]


def test_what_was_said_last_time_comes_first_when_something_was(world, checkpoint):
    before = CheckpointFactory(
        round=world.round, starts_at=now() - timedelta(days=60), ends_at=now() - timedelta(days=59)
    )
    InputFactory(checkpoint=before, initiative=world.own)
    assert "ni-sa" not in keys(checkpoint)
    InputFactory(
        checkpoint=before,
        initiative=world.own,
        shown=True,
        answer=AnswerFactory(initiative=world.own),
    )
    assert keys(checkpoint)[:2] == ["start", "ni-sa"]


def test_without_a_running_order_the_proposal_is_shown_and_becomes_it(world):
    bare = CheckpointFactory(round=world.round)
    expected = ["Välkomna", "Annat initiativ", "Paus", "Eget initiativ", "Tack"]
    assert titles(bare) == expected
    assert not bare.agenda.exists()
    services.start_showing(by=world.lots, checkpoint=bare)
    titled = [item.title or item.initiative.name for item in bare.agenda.all()]
    assert titled == ["Välkomna", *expected[1:-1], "Tack och nästa steg"]
    assert titles(bare) == expected


def test_the_welcome_and_the_thanks_of_a_proposed_order_are_the_first_and_last_slides(
    world, checkpoint, steer
):
    AgendaItemFactory(checkpoint=checkpoint, position=0, kind="other", title="Välkomna", minutes=5)
    AgendaItemFactory(
        checkpoint=checkpoint, position=9, kind="other", title="Tack och nästa steg", minutes=5
    )
    assert [title for title in titles(checkpoint) if title[:4] in ("Välk", "Tack")] == [
        "Välkomna",
        "Tack",
    ]
    steer("start_showing")
    assert 295 <= moment(checkpoint).seconds_left <= 300
    steer("go_to", slide="slut")
    assert 295 <= moment(checkpoint).seconds_left <= 300


def test_a_round_without_initiatives_has_a_beginning_and_an_end(world):
    assert keys(CheckpointFactory()) == ["start", "slut"]


# --- Steering ----------------------------------------------------------------------------------
def test_a_show_from_beginning_to_end(world, checkpoint, steer, started, frozen_time):
    first, question = f"i{world.own.pk}", keys(checkpoint)[2]
    assert (moment(checkpoint).slide, moment(checkpoint).seconds_left) == ("start", None)
    steer("go_to", slide=first)
    assert moment(checkpoint).seconds_left == 12 * 60
    frozen_time("2026-12-03 13:05")
    steer("go_to", slide=question)
    assert (moment(checkpoint).slide, moment(checkpoint).seconds_left) == (question, 7 * 60)
    steer("give_more_time", item=item_at(checkpoint, 1).pk, minutes=5)
    assert moment(checkpoint).seconds_left == 12 * 60
    frozen_time("2026-12-03 13:20")
    assert moment(checkpoint).seconds_left == -3 * 60
    steer("end_showing")
    assert (moment(checkpoint).state, moment(checkpoint).slide) == ("ended", "slut")


@pytest.mark.usefixtures("started")
def test_going_back_to_an_item_goes_on_with_its_clock(world, checkpoint, steer, frozen_time):
    steer("go_to", slide=f"i{world.own.pk}")
    frozen_time("2026-12-03 13:04")
    steer("go_to", slide=f"p{item_at(checkpoint, 2).pk}")  # too early
    frozen_time("2026-12-03 13:05")
    steer("go_to", slide=f"i{world.own.pk}")
    assert moment(checkpoint).seconds_left == 8 * 60


@pytest.mark.usefixtures("started")
def test_what_was_ended_goes_on_where_it_was(world, checkpoint, steer, frozen_time):
    steer("go_to", slide=f"i{world.own.pk}")
    frozen_time("2026-12-03 13:02")
    steer("end_showing")
    frozen_time("2026-12-03 13:09")
    steer("resume_showing")
    assert moment(checkpoint).slide == f"i{world.own.pk}"
    assert moment(checkpoint).seconds_left == 10 * 60


@pytest.mark.usefixtures("started")
def test_after_a_rehearsal_everything_begins_anew(world, checkpoint, steer, frozen_time):
    steer("go_to", slide=f"i{world.own.pk}")
    steer("give_more_time", item=item_at(checkpoint, 1).pk, minutes=5)
    steer("show_input", on=True)
    frozen_time("2026-12-03 13:30")
    steer("end_showing")
    steer("start_showing")
    at = moment(checkpoint)
    assert (at.slide, at.shows_input, at.more) == ("start", False, 0)
    steer("go_to", slide=f"i{world.own.pk}")
    assert moment(checkpoint).seconds_left == 12 * 60


@pytest.mark.usefixtures("started")
def test_the_same_press_twice_is_made_once(world, checkpoint, steer):
    item = item_at(checkpoint, 1).pk
    for _press in range(2):
        steer("start_showing")
        steer("go_to", slide=f"i{world.own.pk}")
        steer("give_more_time", item=item, minutes=5)
    assert (moment(checkpoint).slide, moment(checkpoint).more) == (f"i{world.own.pk}", 5)
    steer("end_showing")
    ended = Showing.objects.get().ended_at
    steer("end_showing")
    assert Showing.objects.get().ended_at == ended


@pytest.mark.django_db(transaction=True)
def test_two_lotsar_who_press_next_at_once_go_one_step(world, checkpoint, steer):
    steer("start_showing")
    place, target = Barrier(2), f"i{world.own.pk}"

    def press():
        place.wait()
        steer("go_to", slide=target)
        connection.close()

    both = [Thread(target=press) for _lots in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert moment(checkpoint).slide == target


def test_what_cannot_be_done_is_refused(world, checkpoint, steer):
    for name, what in [("go_to", {"slide": "start"}), ("end_showing", {}), ("resume_showing", {})]:
        with pytest.raises(DomainError, match="inte startad"):
            steer(name, **what)
    steer("start_showing")
    for what in ({"slide": "i987654"}, {"slide": "<script>"}, {"slide": ""}):
        with pytest.raises(DomainError, match="Körordningen har ändrats"):
            steer("go_to", **what)
    item = item_at(checkpoint, 1).pk
    for which, minutes, words in [
        (987654, 5, "finns inte längre"),
        (0, 5, "finns inte längre"),
        (item, 241, "Mer tid"),
        (item, -1, "Mer tid"),
    ]:
        with pytest.raises(DomainError, match=words):
            steer("give_more_time", item=which, minutes=minutes)
    steer("end_showing")
    with pytest.raises(DomainError, match="avslutad"):
        steer("go_to", slide="start")


def test_the_order_may_change_under_the_show(world, checkpoint, steer):
    steer("start_showing")
    pause = item_at(checkpoint, 2)
    key = f"p{pause.pk}"
    steer("go_to", slide=key)
    before = moment(checkpoint).tag
    pause.delete()
    at = moment(checkpoint)
    assert (at.slide, at.seconds_left) == (key, None)
    assert at.tag != before
    steer("go_to", slide=f"i{world.other.pk}")
    assert moment(checkpoint).seconds_left == 600
