"""What a mail of an invitation holds, and what a calendar makes of it."""

from datetime import date

import pytest

from checkpoints.notifications.invitations import render
from checkpoints.services import invitations as services
from checkpoints.services.checkpoints import cancel_checkpoint
from prioinit.models import OutgoingMail
from roles.permissions import Role
from tests.checkpoints.calls import (
    MONDAY,
    all_leave,
    call,
    leave,
    message_of,
    move,
    queued_to,
    read,
)
from tests.factories import CheckpointFactory, PersonFactory, at_hour, give, give_new


@pytest.fixture
def monday(frozen_time):
    return frozen_time(MONDAY)


@pytest.fixture
def checkpoint(monday, world):
    return CheckpointFactory(round=world.round, name="Checkpoint 3")


@pytest.fixture
def called(checkpoint, world):
    return call(checkpoint, by=world.lots)


def test_uid_stays_and_sequence_rises_through_the_whole_life(called, world):
    versions = []
    for change in (
        lambda: move(called, by=world.lots),
        lambda: move(called, by=world.lots, place="Torget 1"),
        lambda: cancel_checkpoint(by=world.lots, checkpoint=called, reason="Storm."),
    ):
        change()
        content = all_leave()["Lea Ledare"]
        lines = read(content.calendar).lines[0]
        versions.append((lines["UID"].value, int(lines["SEQUENCE"].value), lines["STATUS"].value))
    uid = f"{called.uid}@"
    assert all(one[0].startswith(uid) for one in versions)
    assert [one[1:] for one in versions] == [(1, "CONFIRMED"), (2, "CONFIRMED"), (3, "CANCELLED")]


def test_each_gets_their_own_and_sees_nobody_else(checkpoint, world):
    services.send_invitations(by=world.lots, meeting=checkpoint)
    mail = queued_to(world.ledartroja)
    calendar = leave(mail).calendar
    attendee = read(calendar).lines[0]["ATTENDEE"]
    assert attendee.value == f"mailto:{world.ledartroja.email}"
    assert attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    assert attendee.params["RSVP"] == ["TRUE"]
    assert calendar.count("ATTENDEE") == 1
    assert world.ledartroja2.email not in calendar


def test_the_message_has_the_calendar_among_the_texts_and_as_a_file(checkpoint, world):
    services.send_invitations(by=world.lots, meeting=checkpoint)
    mail = queued_to(world.ledartroja)
    content = leave(mail)
    message = message_of(mail, content)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    inside, file = list(message.walk())[4:]
    assert (inside.get_param("method"), inside.get_content_disposition()) == ("REQUEST", None)
    assert (file.get_filename(), file.get_content_disposition()) == ("kallelse.ics", "attachment")
    assert inside.get_payload(decode=True) == file.get_payload(decode=True)
    assert inside.get_payload(decode=True).decode() == content.calendar


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        (date(2027, 3, 27), 9, "20270327T080000Z"),
        (date(2027, 3, 28), 9, "20270328T070000Z"),  # summer time began in the night
        (date(2027, 10, 30), 9, "20271030T070000Z"),
        (date(2027, 10, 31), 9, "20271031T080000Z"),
    ],
)
def test_the_time_is_right_around_the_clock_changes(monday, world, day, hour, utc):
    checkpoint = CheckpointFactory(
        round=world.round, starts_at=at_hour(day, hour), ends_at=at_hour(day, hour + 2)
    )
    services.send_invitations(by=world.lots, meeting=checkpoint)
    content = leave(queued_to(world.ledartroja))
    calendar = read(content.calendar)
    assert calendar.lines[0]["DTSTART"].value == utc
    assert calendar.events[0].begin.to("Europe/Stockholm").hour == hour
    assert "09.00–11.00" in content.text


def test_hostile_names_stay_inside_their_lines(monday, world):
    evil = 'A; B, "C"\nEND:VEVENT\r\nATTENDEE:mailto:x@y <script>alert(1)</script> å' * 3
    person = world.ledartroja
    person.name = 'Bo "B^n"; CN=x\r\nORGANIZER:mailto:ond@y'
    person.save(update_fields=["name"])
    checkpoint = CheckpointFactory(round=world.round, name=evil[:110], place=evil[:190])
    services.send_invitations(by=world.lots, meeting=checkpoint)
    mail = queued_to(person)
    content = leave(mail)
    calendar = read(content.calendar)
    assert len(calendar.events) == 1
    assert calendar.events[0].name.splitlines() == evil[:110].splitlines()
    assert calendar.lines[0]["ATTENDEE"].params["CN"] == ["Bo B n ; CN=x ORGANIZER:mailto:ond@y"]
    assert "<script>" not in content.html
    assert "\n" not in message_of(mail, content)["Subject"]


def test_a_video_meeting_says_how_to_join(monday, world):
    link = "https://mote.example/ett"
    checkpoint = CheckpointFactory(round=world.round, place="", video_link=link)
    services.send_invitations(by=world.lots, meeting=checkpoint)
    content = leave(queued_to(world.ledartroja))
    event = read(content.calendar).events[0]
    assert event.location == "Videomöte"
    assert link in event.description
    assert link in content.text


def test_in_the_reader_s_language(monday, world):
    person = PersonFactory(name="Eve English", language="en")
    give(person, Role.TEAMMEDLEM, world.own)
    checkpoint = CheckpointFactory(round=world.round)
    services.send_invitations(by=world.lots, meeting=checkpoint)
    assert "Saturday 5 December" in leave(queued_to(person)).text


def test_written_again_it_says_the_same(checkpoint, world, frozen_time):
    """A retry after an uncertain handover must not be another mail."""
    services.send_invitations(by=world.lots, meeting=checkpoint)
    mail = queued_to(world.ledartroja)
    first = render([mail])[mail.pk]
    frozen_time("2026-11-23 15:30")
    assert render([mail])[mail.pk] == first


@pytest.mark.parametrize("n", [1, 30])
def test_mails_are_written_with_the_same_few_queries(checkpoint, world, expect_queries, n):
    for _ in range(n):
        give_new(Role.TEAMMEDLEM, world.own)
    services.send_invitations(by=world.lots, meeting=checkpoint)
    mails = list(OutgoingMail.objects.select_related("recipient"))
    with expect_queries(2):
        assert all(render(mails).values())
