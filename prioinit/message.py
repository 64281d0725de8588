"""A row of the outbox as the bytes that go to the relay.

The standard library needs about a millisecond to build such a message, more than sending it takes.
So only the headers go through it (it folds, encodes and refuses line breaks); the two bodies are
quoted-printable by the C function that the library does not use.
"""

import binascii
import re
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from prioinit.models import DIRECT, OutgoingMail


class BadMessage(Exception):
    """The mail can never be sent as it is. The text is a Swedish sentence."""


def sender() -> str:
    """The address that every mail comes from."""
    return _address_in(settings.DEFAULT_FROM_EMAIL)


@lru_cache(maxsize=16)
def _address_in(mailbox: str) -> str:
    return parseaddr(mailbox)[1]


def domain() -> str:
    return sender().partition("@")[2] or "localhost"


def new_message_id(mail: OutgoingMail) -> str:
    return f"<{mail.pk}@{domain()}>"


# What SMTP takes without extensions, and nothing that could end a header or start a second address.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


@lru_cache(maxsize=4096)
def envelope_address(address: str) -> str:
    """The address as it goes on the wire: å in the domain becomes xn--, before the @ it is not possible."""
    local, _at, host = address.rpartition("@")
    try:
        plain = f"{local}@{host.encode('idna').decode()}"
    except UnicodeError:
        plain = ""
    if not _PLAIN_ADDRESS.fullmatch(plain):
        raise BadMessage("Adressen går inte att skicka till.")
    return plain


@lru_cache(maxsize=4096)
def _header(name: str, value: str) -> bytes:
    carrier = EmailMessage(policy=SMTP)
    try:
        carrier[name] = value  # raises on line breaks
    except ValueError as error:
        raise BadMessage("Ämnet eller avsändaren innehåller en radbrytning.") from error
    return SMTP.fold_binary(name, carrier[name])


def _headers(mail: OutgoingMail, now: datetime) -> list[bytes]:
    reply_to = mail.reply_to or settings.MAIL_REPLY_TO
    headers = [
        _header("From", settings.DEFAULT_FROM_EMAIL),
        b"To: %s\r\n" % envelope_address(mail.to_email).encode(),
        _header("Subject", mail.subject),
        b"Date: %s\r\n" % format_datetime(now).encode(),
        b"Message-ID: %s\r\n" % mail.message_id.encode("ascii"),
        b"MIME-Version: 1.0\r\n",
        # No out-of-office answers to a machine: the standard's word, and Exchange's.
        b"Auto-Submitted: auto-generated\r\n",
        b"X-Auto-Response-Suppress: All\r\n",
    ]
    if reply_to:
        headers.append(b"Reply-To: %s\r\n" % envelope_address(_address_in(reply_to)).encode())
    if mail.kind != DIRECT:
        headers.append(_header("List-Id", f"<{mail.kind}.{domain()}>"))
    return headers


def _part(subtype: str, body: str) -> bytes:
    lines = "\r\n".join(body.splitlines()) + "\r\n"
    return (
        b'Content-Type: text/%s; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        % subtype.encode()
    ) + binascii.b2a_qp(lines.encode(), istext=True)


def as_bytes(mail: OutgoingMail, now: datetime | None = None) -> bytes:
    """The whole message with CRLF line ends, or BadMessage."""
    headers = b"".join(_headers(mail, timezone.localtime(now)))
    if not mail.html_body:
        return headers + _part("plain", mail.text_body)
    boundary = f"=_{mail.pk.hex}".encode()  # "=_" cannot occur in quoted-printable text
    return b"".join(
        [
            headers,
            b'Content-Type: multipart/alternative;\r\n boundary="%s"\r\n\r\n' % boundary,
            *(
                b"--%s\r\n%s\r\n" % (boundary, _part(subtype, body))
                for subtype, body in (("plain", mail.text_body), ("html", mail.html_body))
            ),
            b"--%s--\r\n" % boundary,
        ]
    )
