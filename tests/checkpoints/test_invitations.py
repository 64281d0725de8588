"""Who is called, that each is told once per version, what they answer and who came."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import now

from checkpoints.meetings.callees import callees_of, proposed
from checkpoints.models import Checkpoint, Invitation
from checkpoints.services import invitations as services
from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint
from checkpoints.services.gatherings import cancel_gathering, change_gathering
from initiatives.models import Initiative
from prioinit.errors import DomainError
from prioinit.models import MailState, OutgoingMail
from roles.permissions import Role
from tests.checkpoints.calls import (
    MONDAY,
    all_leave,
    call,
    invitation_of,
    leave,
    mails_to,
    move,
    queued_to,
    read,
)
from tests.factories import (
    CheckpointFactory,
    GatheringFactory,
    InitiativeFactory,
    at_hour,
    give_new,
    in_days,
)

Reply = Invitation.Reply


@pytest.fixture
def monday(frozen_time):
    return frozen_time(MONDAY)


@pytest.fixture
def checkpoint(monday, world):
    return CheckpointFactory(round=world.round, name="Checkpoint 3")


@pytest.fixture
def called(checkpoint, world):
    return call(checkpoint, by=world.lots)


def names(people) -> set[str]:
    return {person.name for person in people}


# --- Who ---------------------------------------------------------------------------------------
def test_a_checkpoint_calls_everyone_with_a_role_in_what_runs(checkpoint, world):
    InitiativeFactory(round=world.round, state=Initiative.State.PLANNED)
    assert names(proposed(checkpoint)) == {
        *("Lea Ledare", "Leo Ledare", "Fatima Fadder", "Conny Coach", "Tea Team", "Extra Extern"),
        *("Olle Ledare", "Olga Ledare", "Otto Fadder", "Ottilia Coach", "Lotta Lots"),
    }


def test_klg_is_called_when_it_is_for_them(checkpoint, world):
    checkpoint.open_to = Checkpoint.OpenTo.KLG
    assert "Klara Ledningsgrupp" in names(proposed(checkpoint))


def test_a_gathering_calls_the_ledartrojor(monday, world):
    gathering = GatheringFactory(round=world.round)
    expected = {"Lea Ledare", "Leo Ledare", "Olle Ledare", "Olga Ledare"}
    assert names(proposed(gathering)) == expected


def test_a_role_that_ends_before_the_day_calls_nobody(checkpoint, world):
    leaving = give_new(Role.TEAMMEDLEM, world.own, name="Snart Slut")
    leaving.assignments.update(ends_on=in_days(3))
    assert "Snart Slut" not in names(proposed(checkpoint))


@pytest.mark.parametrize("n", [1, 20])
def test_the_list_takes_three_queries_however_long(checkpoint, world, expect_queries, n):
    for _ in range(n):
        give_new(Role.TEAMMEDLEM, world.own)
    services.send_invitations(by=world.lots, meeting=checkpoint)
    with expect_queries(2):
        assert len(callees_of(checkpoint)) == 11 + n


def test_somebody_with_a_role_later_is_not_called_yet(called, world):
    give_new(Role.TEAMMEDLEM, world.own, name="Nya Nora")
    assert [one.person.name for one in callees_of(called) if one.is_new] == ["Nya Nora"]


# --- Told once ---------------------------------------------------------------------------------
def test_calling_twice_tells_everyone_once(checkpoint, world):
    assert services.send_invitations(by=world.lots, meeting=checkpoint) == 11
    assert services.send_invitations(by=world.lots, meeting=checkpoint) == 0
    assert OutgoingMail.objects.count() == 11
    assert Checkpoint.objects.get().invited_at == now()


def test_added_and_removed_before_the_call(checkpoint, world):
    services.put_on_list(by=world.lots, meeting=checkpoint, person=world.medarbetare)
    services.take_off_list(by=world.lots, meeting=checkpoint, person=world.teammedlem)
    services.send_invitations(by=world.lots, meeting=checkpoint)
    assert len(mails_to(world.medarbetare)) == 1
    assert mails_to(world.teammedlem) == []


def test_the_call_waits_for_office_hours(checkpoint, world, frozen_time):
    frozen_time("2026-11-21 12:00")  # a Saturday
    services.send_invitations(by=world.lots, meeting=checkpoint)
    mail = queued_to(world.ledartroja)
    assert (mail.next_try_at, mail.any_time) == (at_hour(date(2026, 11, 23), 7), False)


def test_what_is_too_close_leaves_at_once(world, frozen_time):
    frozen_time("2026-11-21 12:00")
    early = CheckpointFactory(
        round=world.round,
        starts_at=at_hour(date(2026, 11, 23), 6),
        ends_at=at_hour(date(2026, 11, 23), 9),
    )
    services.send_invitations(by=world.lots, meeting=early)
    mail = queued_to(world.ledartroja)
    assert (mail.next_try_at, mail.any_time) == (now(), True)


def test_a_move_is_told_once_with_its_reason(called, world, frozen_time):
    frozen_time("2026-11-23 10:00")
    move(called, by=world.lots)
    assert [mail.state for mail in mails_to(world.ledartroja)] == ["sent", "queued"]
    content = all_leave()["Lea Ledare"]
    assert content.subject == "Ny tid: Checkpoint 3 är nu måndag 14 december 13.00"
    assert "Därför: Krock." in content.text
    assert all_leave() == {}


def test_moving_away_from_a_time_that_is_near_leaves_at_once(called, world, frozen_time):
    frozen_time("2026-12-02 18:00")
    near = move(called, by=world.lots, day=date(2026, 12, 3))
    all_leave()
    near.refresh_from_db()
    frozen_time("2026-12-03 06:30")
    Checkpoint.objects.update(starts_at=at_hour(date(2026, 12, 3), 6, 59))
    move(near, by=world.lots, day=date(2026, 12, 14))
    assert queued_to(world.ledartroja).any_time


def test_moved_twice_before_the_mail_leaves_is_told_once(called, world, frozen_time):
    frozen_time("2026-11-23 10:00")
    move(called, by=world.lots)
    frozen_time("2026-11-23 10:01")
    move(called, by=world.lots, day=date(2026, 12, 15))
    said = [leave(mail) for mail in mails_to(world.ledartroja) if mail.state == MailState.QUEUED]
    assert [content and content.subject for content in said] == [
        None,
        "Ny tid: Checkpoint 3 är nu tisdag 15 december 13.00",
    ]


def test_what_calendars_do_not_show_is_not_told(called, world):
    change_checkpoint(
        by=world.lots, checkpoint=called, version=called.version, lead_days=[3], open_to="klg"
    )
    assert Checkpoint.objects.get().sequence == 0
    assert all_leave() == {}


def test_a_new_place_is_told_and_answers_stand(called, world):
    services.answer(invitation=invitation_of(world.ledartroja, called), reply=Reply.JA)
    change_checkpoint(by=world.lots, checkpoint=called, version=called.version, place="Torget 1")
    content = all_leave()["Lea Ledare"]
    assert content.subject.startswith("Ändrad: Checkpoint 3")
    assert invitation_of(world.ledartroja, called).reply == Reply.JA


def test_an_answer_to_another_time_is_asked_for_again(called, world):
    services.answer(invitation=invitation_of(world.ledartroja, called), reply=Reply.JA)
    move(called, by=world.lots)
    assert invitation_of(world.ledartroja, called).reply == ""


def test_a_new_time_needs_a_reason(called, world):
    with pytest.raises(DomainError, match="Skriv varför"):
        move(called, by=world.lots, move_reason=" ")


def test_cancelled_is_told_once_to_those_who_knew(called, world):
    give_new(Role.TEAMMEDLEM, world.own, name="Nya Nora")
    cancel_checkpoint(by=world.lots, checkpoint=called, reason="Storm.")
    said = all_leave()
    assert "Nya Nora" not in said
    content = said["Lea Ledare"]
    assert content.subject == "Inställd: Checkpoint 3 lördag 5 december"
    assert "Storm." in content.text
    assert read(content.calendar).method == "CANCEL"
    assert all_leave() == {}


def test_cancelled_before_the_call_left_is_told_to_nobody(checkpoint, world):
    services.send_invitations(by=world.lots, meeting=checkpoint)
    cancel_checkpoint(by=world.lots, checkpoint=checkpoint, reason="Storm.")
    said = [leave(mail) for mail in mails_to(world.ledartroja)]
    assert said == [None, None]


def test_taken_off_gets_a_cancellation_once(called, world):
    services.take_off_list(by=world.lots, meeting=called, person=world.ledartroja)
    with pytest.raises(DomainError, match="står inte på listan"):
        services.take_off_list(by=world.lots, meeting=called, person=world.ledartroja)
    said = all_leave()
    assert set(said) == {"Lea Ledare"}
    assert read(said["Lea Ledare"].calendar).method == "CANCEL"
    move(called, by=world.lots)
    assert "Lea Ledare" not in all_leave()
    cancel_checkpoint(by=world.lots, checkpoint=called, reason="Storm.")
    assert "Lea Ledare" not in all_leave()


def test_nobody_is_put_on_the_list_twice(called, world):
    with pytest.raises(DomainError, match="står redan på listan"):
        services.put_on_list(by=world.lots, meeting=called, person=world.ledartroja)


def test_taken_off_and_put_back_is_called_anew(called, world):
    services.take_off_list(by=world.lots, meeting=called, person=world.ledartroja)
    gone = all_leave()["Lea Ledare"]
    services.put_on_list(by=world.lots, meeting=called, person=world.ledartroja)
    assert services.send_invitations(by=world.lots, meeting=called) == 1
    back = all_leave()["Lea Ledare"]
    calendars = [read(one.calendar) for one in (gone, back)]
    assert [one.method for one in calendars] == ["CANCEL", "REQUEST"]
    assert [one.lines[0]["SEQUENCE"].value for one in calendars] == ["1", "2"]


def test_who_has_left_gets_nothing_more(called, world, db):
    world.ledartroja.is_active = False
    world.ledartroja.save(update_fields=["is_active"])
    give_new(Role.TEAMMEDLEM, world.own, name="Nya Nora")
    services.send_invitations(by=world.lots, meeting=called)
    assert names(mail.recipient for mail in OutgoingMail.objects.filter(state="queued")) == {
        "Nya Nora"
    }


def test_nothing_is_changed_on_the_list_once_it_has_begun(called, world, frozen_time):
    frozen_time(called.starts_at + timedelta(minutes=1))
    for change in (services.put_on_list, services.take_off_list):
        with pytest.raises(DomainError, match="har börjat"):
            change(by=world.lots, meeting=called, person=world.medarbetare)
    with pytest.raises(DomainError, match="har börjat"):
        services.send_invitations(by=world.lots, meeting=called)


def test_a_gathering_is_moved_and_cancelled_the_same_way(monday, world, frozen_time):
    gathering = GatheringFactory(round=world.round, name="Träff om tester")
    services.send_invitations(by=world.lots, meeting=gathering)
    all_leave()
    frozen_time("2026-11-23 10:00")
    moved = change_gathering(
        by=world.lots,
        gathering=gathering,
        version=1,
        move_reason="Krock.",
        starts_at=gathering.starts_at + timedelta(hours=1),
        ends_at=gathering.ends_at + timedelta(hours=1),
    )
    assert all_leave()["Lea Ledare"].subject.startswith("Ny tid: Träff om tester är nu")
    cancel_gathering(by=world.lots, gathering=moved, reason="Sjuk.")
    assert all_leave()["Lea Ledare"].subject.startswith("Inställd: Träff om tester")


# --- Answers -----------------------------------------------------------------------------------
def test_the_last_answer_counts_until_it_begins(called, world, frozen_time):
    invitation = invitation_of(world.ledartroja, called)
    services.answer(invitation=invitation, reply=Reply.JA)
    services.answer(invitation=invitation, reply=Reply.KANSKE)
    invitation.refresh_from_db()
    assert (invitation.reply, invitation.replied_at) == (Reply.KANSKE, now())
    frozen_time(called.starts_at)
    with pytest.raises(DomainError, match="har börjat"):
        services.answer(invitation=invitation, reply=Reply.NEJ)


def test_who_is_not_called_does_not_answer(called, world):
    invitation = invitation_of(world.ledartroja, called)
    services.take_off_list(by=world.lots, meeting=called, person=world.ledartroja)
    with pytest.raises(DomainError, match="inte längre kallad"):
        services.answer(invitation=invitation, reply=Reply.JA)


# --- Who came ----------------------------------------------------------------------------------
def test_attendance_is_everybody_on_the_list(called, world, frozen_time):
    frozen_time(called.starts_at + timedelta(minutes=5))
    came = services.record_attendance(
        by=world.lots,
        meeting=called,
        came={world.ledartroja.pk, world.fadder.pk},
        also=world.medarbetare,
    )
    assert came == 3
    rows = Invitation.objects.to(called)
    assert names(one.person for one in rows.filter(came=True)) == {
        *("Lea Ledare", "Fatima Fadder", "Maja Medarbetare")
    }
    assert rows.filter(came=False).count() == 9
    assert mails_to(world.medarbetare) == []


def test_nobody_comes_to_what_is_cancelled(called, world, frozen_time):
    invitation = invitation_of(world.ledartroja, called)
    cancel_checkpoint(by=world.lots, checkpoint=called, reason="Snö.")
    with pytest.raises(DomainError, match="inställd"):
        services.answer(invitation=invitation, reply=Reply.JA)
    frozen_time(called.starts_at + timedelta(minutes=1))
    with pytest.raises(DomainError, match="inställd"):
        services.record_attendance(by=world.lots, meeting=called, came={world.ledartroja.pk})


def test_nobody_has_come_before_it_begins(called, world):
    with pytest.raises(DomainError, match="inte börjat"):
        services.record_attendance(by=world.lots, meeting=called, came=set())
