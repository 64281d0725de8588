"""What the tests of invitations need: mail written as it leaves, and its calendar part read back."""

import email
from datetime import date
from email.policy import default
from types import SimpleNamespace

import ics
from django.utils.timezone import now
from ics.grammar.parse import Container, string_to_container

from checkpoints.models import Checkpoint, Invitation
from checkpoints.notifications.invitations import render
from checkpoints.services import invitations as services
from checkpoints.services.checkpoints import change_checkpoint
from checkpoints.services.invitations import KIND
from prioinit.message import as_bytes
from prioinit.models import MailState, OutgoingMail
from tests.factories import at_hour

MONDAY = "2026-11-23 09:00"


def mails_to(person) -> list[OutgoingMail]:
    return list(
        OutgoingMail.objects.filter(kind=KIND, recipient=person)
        .select_related("recipient")
        .order_by("queued_at", "pk")
    )


def queued_to(person) -> OutgoingMail:
    (mail,) = [mail for mail in mails_to(person) if mail.state == MailState.QUEUED]
    return mail


def leave(mail: OutgoingMail):
    """Write it, let it leave, and give what it said; None: it is not wanted any more."""
    content = render([mail])[mail.pk]
    state = {"state": MailState.SENT, "sent_at": now(), "frozen_at": now(), "reason": ""}
    if content is None:
        state = {"state": MailState.EXPIRED, "reason": "Behövs inte."}
    OutgoingMail.objects.filter(pk=mail.pk).update(next_try_at=None, **state)
    return content


def all_leave() -> dict[str, object]:
    """What every waiting mail says, by the recipient's name."""
    waiting = OutgoingMail.objects.filter(kind=KIND, state=MailState.QUEUED)
    mails = list(waiting.select_related("recipient").order_by("queued_at"))
    return {mail.recipient.name: leave(mail) for mail in mails}


def read(calendar: str) -> SimpleNamespace:
    """Through the grammar of `ics`, which knows nothing of the library that wrote it."""
    assert "\r\n" in calendar
    assert "\n" not in calendar.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    (root,) = string_to_container(calendar)
    events = [part for part in root if isinstance(part, Container) and part.name == "VEVENT"]
    method = [part.value for part in root if part.name == "METHOD"]
    return SimpleNamespace(
        method=method[0] if method else None,
        lines=[{line.name: line for line in event} for event in events],
        events=sorted(ics.Calendar(calendar).events, key=lambda event: event.begin),
    )


def message_of(mail: OutgoingMail, content):
    for name, value in (
        ("subject", content.subject),
        ("text_body", content.text),
        ("html_body", content.html),
        ("calendar", content.calendar),
    ):
        setattr(mail, name, value)
    return email.message_from_bytes(as_bytes(mail), policy=default)


def invitation_of(person, meeting) -> Invitation:
    return Invitation.objects.to(meeting).get(person=person)


def call(checkpoint, *, by) -> Checkpoint:
    """Afterwards everybody has got the first call."""
    services.send_invitations(by=by, meeting=checkpoint)
    all_leave()
    checkpoint.refresh_from_db()
    return checkpoint


def move(checkpoint, *, by, day=date(2026, 12, 14), **fields):
    row = Checkpoint.objects.get(pk=checkpoint.pk)
    times = {"starts_at": at_hour(day, 13), "ends_at": at_hour(day, 16)}
    return change_checkpoint(
        by=by, checkpoint=row, version=row.version, **{"move_reason": "Krock.", **times, **fields}
    )
