"""What the rest of the application knows about mail: put it in the outbox, stop it, let it go.

    send_mail(...)                      one mail per address, in the caller's transaction
    send_to(person, template, context)  the same from templates, in the person's language
    queue_mails(kind=..., ...)          mails whose text is written when they leave (settings.MAIL_KINDS)
    hold / release / send_now           a person decides about one mail
    hold_all / release_all              a person stops and starts the sender

Nothing here talks to a mail server; `delivery.py` does.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from kombu import Connection, pools
from kombu.exceptions import KombuError

from prioinit.calendar import next_send_moment
from prioinit.errors import DomainError
from prioinit.message import new_message_id
from prioinit.models import DIRECT, MailState, MailSwitch, OutgoingMail

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class MailContent:
    subject: str
    text: str
    html: str = ""
    reply_to: str = ""
    calendar: str = (
        ""  # an iCalendar object with its METHOD: an invitation that calendars understand
    )


# --- Into the outbox ---------------------------------------------------------------------------
class OutboxBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND: a mail that is rolled back with its cause was never there."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        if not connection.in_atomic_block:
            raise RuntimeError("Mail is queued inside the transaction that is its reason.")
        mails = [mail for message in email_messages for mail in _rows(message)]
        _link_recipients(mails)
        OutgoingMail.objects.bulk_create(mails)
        wake_on_commit()
        return len(email_messages)


def _rows(message: EmailMessage) -> list[OutgoingMail]:
    """One row per address, so that nobody sees who else got it. From is always the organisation's."""
    if message.attachments:
        raise NotImplementedError("The outbox does not keep attachments.")
    html = [
        part.content
        for part in getattr(message, "alternatives", [])
        if part.mimetype == "text/html"
    ]
    text, now = str(message.body), timezone.now()
    if message.content_subtype == "html":
        raise NotImplementedError("A mail needs its text; HTML is the alternative.")
    return [
        _new_mail(
            kind=DIRECT,
            to_email=parseaddr(address)[1],
            subject=_one_line(message.subject),
            text_body=text,
            html_body=html[0] if html else "",
            reply_to=parseaddr(message.reply_to[0])[1] if message.reply_to else "",
            queued_at=now,
            next_try_at=now,
            frozen_at=now,
        )
        for address in dict.fromkeys(message.recipients())
    ]


def _one_line(subject: str) -> str:
    """A line break in a name must not stop the mail, and must not become a header."""
    return " ".join(str(subject).split())[:300]


def _new_mail(**fields) -> OutgoingMail:
    mail = OutgoingMail(**fields)
    mail.message_id = new_message_id(mail)
    return mail


def _link_recipients(mails: list[OutgoingMail]) -> None:
    wanted = {mail.to_email.lower() for mail in mails}
    people = {
        person.email.lower(): person
        for person in get_user_model().objects.filter(is_active=True, email__in=wanted)
    }
    for mail in mails:
        mail.recipient = people.get(mail.to_email.lower())


def queue_mails(
    *, kind: str, recipients: Iterable, key: str, not_before: datetime | None = None
) -> QuerySet[OutgoingMail]:
    """At most one mail per kind, person and key, however often it is asked for; returns all of them.

    Their text is written by settings.MAIL_KINDS[kind] when they leave, in working hours: a function
    of the mails that leave together, to {mail's pk: content, or None when it is not wanted any more}.
    """
    if kind not in settings.MAIL_KINDS or not key:
        raise ValueError(f"{kind!r} is not in MAIL_KINDS, or has no key.")
    people, now = list(recipients), timezone.now()
    OutgoingMail.objects.bulk_create(
        [
            _new_mail(
                kind=kind,
                recipient=person,
                to_email=person.email,
                key=key,
                queued_at=now,
                next_try_at=next_send_moment(not_before or now),
            )
            for person in people
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    return OutgoingMail.objects.filter(kind=kind, key=key, recipient__in=people)


def render_content(template: str, context: dict, language: str) -> MailContent:
    """`<template>.subject.txt`, `.txt` and `.html` in the recipient's language."""
    context = {
        "site_url": settings.SITE_URL,
        "organisation": settings.ORGANISATION_NAME,
        "language": language,
        **context,
    }
    with translation.override(language):
        return MailContent(
            subject=_one_line(render_to_string(f"{template}.subject.txt", context)),
            text=render_to_string(f"{template}.txt", context).strip() + "\n",
            html=render_to_string(f"{template}.html", context),
        )


def send_to(person, template: str, context: dict) -> None:
    content = render_content(template, {"person": person, **context}, person.language)
    send_mail(content.subject, content.text, None, [person.email], html_message=content.html)


Renderer = Callable[[list[OutgoingMail]], dict[UUID, MailContent | None]]


def renderer(kind: str) -> Renderer | None:
    """The function that writes mails of this kind, or None when they were written as they were queued."""
    path = settings.MAIL_KINDS.get(kind)
    return import_string(path) if path else None


# --- Waking the sender -------------------------------------------------------------------------
WAKE_PAUSE = 10  # seconds without trying after the broker did not answer: one page waits, not all
_silent_until = 0.0


def wake_on_commit() -> None:
    already = any(entry[1] is wake for entry in connection.run_on_commit)
    if not already:
        transaction.on_commit(wake)


def wake() -> None:
    """Ask a worker to deliver now. Without a broker the next tick does it; a page never fails or waits."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    broker = Connection(
        settings.CELERY_BROKER_URL,
        connect_timeout=1,
        transport_options={
            **settings.CELERY_BROKER_TRANSPORT_OPTIONS,
            "socket_connect_timeout": 1,
            "socket_timeout": 1,
            "max_retries": 0,
        },
    )
    try:
        with pools.producers[broker].acquire(block=True, timeout=1) as producer:
            current_app.send_task("prioinit.tasks.deliver", producer=producer, retry=False)
    except (KombuError, OSError) as error:
        _silent_until = time.monotonic() + WAKE_PAUSE
        log.warning("The broker does not answer, the next tick sends: %s", type(error).__name__)


# --- People decide -----------------------------------------------------------------------------
@transaction.atomic
def hold(mail: OutgoingMail, *, by) -> OutgoingMail:
    """Keep one mail until somebody releases it."""
    mail = _locked(mail)
    if mail.state not in (MailState.QUEUED, MailState.UNCERTAIN):
        raise DomainError(_refusal(mail))
    return _decide(mail, by, state=MailState.HELD, next_try_at=None, any_time=False)


@transaction.atomic
def release(mail: OutgoingMail, *, by) -> OutgoingMail:
    """Let a held mail go when it is due."""
    mail = _locked(mail)
    if mail.state != MailState.HELD:
        raise DomainError(_("Mejlet är inte stoppat."))
    now = timezone.now()
    due = next_send_moment(now) if renderer(mail.kind) else now
    return _decide(mail, by, state=MailState.QUEUED, next_try_at=due)


@transaction.atomic
def send_now(mail: OutgoingMail, *, by) -> OutgoingMail:
    """Send it at once, at any hour; also what failed, and what may or may not have arrived."""
    mail = _locked(mail)
    sendable = (MailState.QUEUED, MailState.HELD, MailState.FAILED, MailState.UNCERTAIN)
    if mail.state not in sendable:
        raise DomainError(_refusal(mail))
    return _decide(mail, by, state=MailState.QUEUED, next_try_at=timezone.now(), any_time=True)


def _locked(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.select_for_update().get(pk=mail.pk)


def _refusal(mail: OutgoingMail) -> str:
    return {
        MailState.SENDING: _("Mejlet skickas just nu. Vänta en minut och titta igen."),
        MailState.SENT: _("Mejlet har redan gått iväg."),
        MailState.EXPIRED: _("Mejlet behövs inte längre."),
        MailState.HELD: _("Mejlet är redan stoppat."),
        MailState.FAILED: _("Mejlet gick inte att skicka. Välj Skicka nu för att försöka igen."),
    }[mail.state]


def _decide(mail: OutgoingMail, by, **changes) -> OutgoingMail:
    changes |= {"decided_by": by, "decided_at": timezone.now(), "reason": ""}
    for name, value in changes.items():
        setattr(mail, name, value)
    mail.save(update_fields=list(changes))
    if mail.state == MailState.QUEUED:
        wake_on_commit()
    return mail


def mail_is_held() -> bool:
    return MailSwitch.objects.filter(held=True).exists()


def hold_after_restore() -> None:
    """A restored database believes in mails that left long ago: a person looks before they go."""
    restored_at = settings.MAIL_RESTORED_AT
    if restored_at and not MailSwitch.objects.filter(at__gte=restored_at).exists():
        hold_all()


def hold_all(*, by=None) -> None:
    """Nothing leaves until release_all(). What is on the wire right now is finished."""
    _turn(held=True, by=by)


def release_all(*, by) -> None:
    _turn(held=False, by=by)
    wake_on_commit()


@transaction.atomic
def _turn(*, held: bool, by) -> None:
    changes = {"held": held, "by": by, "at": timezone.now()}
    MailSwitch.objects.update_or_create(pk=1, defaults=changes)
