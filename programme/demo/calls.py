"""Träffar, and who is called to what: one that has been, one that waits for answers, one cancelled."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.utils.timezone import make_aware

from checkpoints.meetings.callees import proposed
from checkpoints.models import Checkpoint, Gathering, Invitation
from checkpoints.models.meeting import Meeting
from checkpoints.notifications.invitations import render
from checkpoints.services.invitations import KIND, mail_key
from initiatives.models import Round
from prioinit.calendar import workday_on_or_after
from prioinit.message import new_message_id
from prioinit.models import MailState, OutgoingMail
from roles.models import Person

Reply = Invitation.Reply
# As a room answers: most come, a few cannot, some have not got round to it.
REPLIES = (Reply.JA, Reply.JA, "", Reply.JA, Reply.KANSKE, Reply.JA, Reply.NEJ, "", Reply.JA)

# name, kind, day, hour, place, what
GATHERINGS = [
    (
        *("Träff: att prata med målgruppen", Gathering.Kind.TRAFF, -46, 9, "Lindåsa bibliotek"),
        "Vi berättar för varandra hur vi fick tag på dem vi vill hjälpa, och vad de sa.",
    ),
    (
        *("Träff: våga avsluta ett test", Gathering.Kind.TRAFF, 6, 9, "Stadshuset, Ekasalen"),
        "Ta med ett test som ni funderar på att lägga ner. Vi hjälps åt att se vad ni har lärt er.",
    ),
    (
        *("Utbildning: mäta skillnad", Gathering.Kind.UTBILDNING, 27, 13, "Lärcentrum, sal 2"),
        "En halv dag om hur man ser att något har blivit annorlunda för målgruppen.",
    ),
]


def write(round_: Round, checkpoints: dict[str, Checkpoint], people: dict[str, Person], moment):
    _has_been(checkpoints["Checkpoint 2"])
    past, coming, cancelled = (_gathering(round_, row, moment) for row in GATHERINGS)
    _has_been(past)
    # Nora got her role after the call.
    _is_called(checkpoints["Checkpoint 3"], moment(-6, 8, 5), apart_from=people["nora"])
    _is_called(coming, moment(-8, 8, 5))
    cancelled.cancelled_at = moment(-3, 14)
    cancelled.cancel_reason = "Föreläsaren har fått förhinder. Vi tar upp det igen efter sommaren."
    cancelled.sequence = 1
    cancelled.save(update_fields=["cancelled_at", "cancel_reason", "sequence"])


def _gathering(round_: Round, row: tuple, moment) -> Gathering:
    name, kind, offset, hour, place, about = row
    day: date = workday_on_or_after(moment(offset, 9).date())
    starts_at: datetime = make_aware(datetime.combine(day, time(hour)))
    return Gathering.objects.create(
        round=round_,
        name=name,
        kind=kind,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place=place,
        about=about,
    )


def _has_been(meeting: Meeting) -> None:
    """Called, answered, and noted who came: nearly everybody who said so."""
    for number, (person, reply) in enumerate(zip(proposed(meeting), cycle(REPLIES), strict=False)):
        Invitation.objects.create(
            person=person,
            called_at=meeting.starts_at - timedelta(days=20),
            reply=reply,
            replied_at=meeting.starts_at - timedelta(days=15) if reply else None,
            came=reply == Reply.JA and number != 5,
            **{meeting.noun: meeting},
        )
    meeting.invited_at = meeting.starts_at - timedelta(days=20)
    meeting.save(update_fields=["invited_at"])


def _is_called(meeting: Meeting, at: datetime, *, apart_from: Person | None = None) -> None:
    """The calls are in the mailboxes, and some have answered."""
    people = [person for person in proposed(meeting) if person != apart_from]
    for person, reply in zip(people, cycle(REPLIES), strict=False):
        Invitation.objects.create(
            person=person,
            called_at=at,
            reply=reply,
            replied_at=at + timedelta(days=1) if reply else None,
            **{meeting.noun: meeting},
        )
    meeting.invited_at = at
    meeting.save(update_fields=["invited_at"])
    _send(meeting, people, at)


def _send(meeting: Meeting, people: list[Person], at: datetime) -> None:
    mails = [
        OutgoingMail(
            kind=KIND,
            recipient=person,
            to_email=person.email,
            key=mail_key(meeting, 0),
            queued_at=at,
        )
        for person in people
    ]
    for pk, content in render(mails).items():
        mail = next(one for one in mails if one.pk == pk)
        mail.message_id = new_message_id(mail)
        mail.subject, mail.text_body, mail.html_body = content.subject, content.text, content.html
        mail.calendar = content.calendar
        mail.state, mail.attempts, mail.smtp_code = MailState.SENT, 1, 250
        mail.frozen_at = mail.sent_at = at
    OutgoingMail.objects.bulk_create(mails)
