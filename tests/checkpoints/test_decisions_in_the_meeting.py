"""What the ledningsgrupp is asked in a meeting, written down there, and asked for in the pack until then."""

import pytest

from checkpoints.models import Decision
from checkpoints.services import decisions as services
from checkpoints.to_decide import decisions_of
from programme.reports import build_pack
from tests.checkpoints.addresses import url
from tests.checkpoints.decided import WISH, said, taken
from tests.factories import (
    CheckpointFactory,
    DecisionFactory,
    InitiativeFactory,
    PreparationFactory,
    at_hour,
    in_days,
)


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round, name="Checkpoint 3")


@pytest.fixture
def prepared(world, checkpoint):
    return PreparationFactory(
        checkpoint=checkpoint, initiative=world.own, ready=True, decision_wanted=WISH
    )


# --- In the meeting ----------------------------------------------------------------------------
def test_a_wish_becomes_a_decision_when_it_is_written_down(world, checkpoint, prepared, client_for):
    browser = client_for(world.lots)
    page = browser.get(url("checkpoint_decisions", checkpoint))
    assert WISH in page.text
    record = url("decision_record", checkpoint, world.own)
    assert record in page.text
    back = url("checkpoint_decisions", checkpoint)
    data = said(world.klg, wanted=WISH, next=back, responsible=world.ledartroja.pk)
    assert browser.post(record, data).url == back
    row = Decision.objects.get()
    assert (row.checkpoint, row.wanted, row.decided_by) == (checkpoint, WISH, world.klg)
    assert (row.recorded_by, row.responsible) == (world.lots, world.ledartroja)
    assert "Alla beslut är inskrivna." in browser.get(back).text


def test_a_wish_written_down_twice_is_one_decision(world, checkpoint, prepared, client_for):
    record = url("decision_record", checkpoint, world.own)
    data = said(world.klg, wanted=WISH)
    client_for(world.lots).post(record, data)
    late = client_for(world.klg).post(record, data)
    assert late.status_code == 409
    assert "Lotta Lots har redan skrivit in beslutet." in late.text
    assert Decision.objects.count() == 1


def test_a_wish_that_changed_meanwhile_is_read_again(world, checkpoint, prepared, client_for):
    data = said(world.klg, wanted="Något annat.")
    answer = client_for(world.lots).post(url("decision_record", checkpoint, world.own), data)
    assert answer.status_code == 422
    assert "Teamet har ändrat vad de vill få beslutat." in answer.text


def test_the_page_holds_wishes_and_questions_without_doubles(world, checkpoint, prepared):
    same = DecisionFactory(initiative=world.own, checkpoint=checkpoint, wanted=WISH)
    other = DecisionFactory(initiative=world.other, wanted="Mer tid.")
    DecisionFactory(initiative=world.far, wanted="Hör till en annan omgång.")
    DecisionFactory(initiative=world.own, asked_of="fadder", wanted="Fadderns sak.")
    found = decisions_of(checkpoint, world.lots)
    assert {one.key for one in found.wanted} == {f"b{same.pk}", f"b{other.pk}"}


def test_a_draft_is_no_wish(world, checkpoint):
    PreparationFactory(checkpoint=checkpoint, initiative=world.own, decision_wanted=WISH)
    assert decisions_of(checkpoint, world.lots).wanted == ()


def test_what_waited_for_a_cancelled_checkpoint_comes_to_the_next(world, checkpoint):
    cancelled = CheckpointFactory(
        round=world.round, cancelled=True, starts_at=at_hour(in_days(30), 9)
    )
    later = CheckpointFactory(round=world.round, starts_at=at_hour(in_days(90), 9))
    moved = DecisionFactory(initiative=world.own, checkpoint=cancelled)
    DecisionFactory(initiative=world.other, checkpoint=later)
    assert [one.key for one in decisions_of(checkpoint, world.lots).wanted] == [f"b{moved.pk}"]


def test_who_writes_down_the_ledningsgrupps_decisions(world, checkpoint, prepared, client_for):
    for name, rows in (
        ("checkpoint_decisions", [checkpoint]),
        ("decision_record", [checkpoint, world.own]),
    ):
        for person in (world.klg, world.lots, world.fadder):
            assert client_for(person).get(url(name, *rows)).status_code == 200
        for person in (world.ledartroja, world.coach, world.medarbetare, world.second_lots):
            assert client_for(person).get(url(name, *rows)).status_code == 403
        assert client_for(world.external).get(url(name, *rows)).status_code == 404


@pytest.mark.parametrize("more", [0, 25])
def test_the_meeting_page_asks_as_much_for_many(world, checkpoint, prepared, client_for, more):
    for _ in range(more):
        PreparationFactory(
            checkpoint=checkpoint,
            initiative=InitiativeFactory(round=world.round, running=True),
            ready=True,
            decision_wanted=WISH,
        )
    page = client_for(world.lots).get(url("checkpoint_decisions", checkpoint))
    assert len(page.context["forms"]) == more + 1


# --- The pack ----------------------------------------------------------------------------------
def test_the_pack_asks_each_thing_once(world, checkpoint, prepared):
    DecisionFactory(initiative=world.own, checkpoint=checkpoint, wanted=WISH)
    DecisionFactory(initiative=world.other, wanted="Mer tid.")
    DecisionFactory(initiative=world.own, asked_of="fadder", wanted="Fadderns sak.")
    wanted = sorted(one.text for one in build_pack(world.round).decisions)
    assert wanted == ["Mer tid.", WISH]


def test_what_is_decided_is_asked_for_no_more(world, checkpoint, prepared):
    services.record_wanted(
        by=world.lots,
        checkpoint=checkpoint,
        initiative=world.own,
        wanted=WISH,
        **taken(world.klg),
    )
    assert build_pack(world.round).decisions == ()
