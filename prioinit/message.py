"""A row of the outbox as the bytes that go to the relay.

The standard library needs about a millisecond to build such a message, more than sending it takes.
So only the headers go through it (it folds, encodes and refuses line breaks); the two bodies are
quoted-printable by the C function that the library does not use.
"""

import base64
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
    texts = [_part("plain", mail.text_body), _part("html", mail.html_body)]
    if not mail.calendar:
        return headers + _multipart("alternative", mail, texts)
    # The calendar twice, as CalConnect advises and Google does: among the alternatives, last and so
    # preferred, for those that answer an invitation in place; as a file for those that only open files.
    inside = _multipart("alternative", mail, [*texts, _invitation(mail.calendar)])
    return headers + _multipart("mixed", mail, [inside, _calendar_file(mail.calendar)])


def _multipart(subtype: str, mail: OutgoingMail, parts: list[bytes]) -> bytes:
    # "=_" cannot occur in quoted-printable or base64; the letter keeps one inside the other apart.
    boundary = f"=_{mail.pk.hex}{subtype[0]}".encode()
    return b"".join(
        [
            b'Content-Type: multipart/%s;\r\n boundary="%s"\r\n\r\n' % (subtype.encode(), boundary),
            *(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts),
            b"--%s--\r\n" % boundary,
        ]
    )


def _invitation(calendar: str) -> bytes:
    found = re.search(r"^METHOD:([A-Z]+)\r?$", calendar, re.MULTILINE)
    if not found:
        raise BadMessage("Kalenderfilen säger inte om det är en kallelse eller ett återbud.")
    kind = b'Content-Type: text/calendar; charset="utf-8"; method=%s\r\n' % found[1].encode()
    return kind + _base64(calendar)


def _calendar_file(calendar: str) -> bytes:
    return (
        b'Content-Type: application/ics; name="kallelse.ics"\r\n'
        b'Content-Disposition: attachment; filename="kallelse.ics"\r\n'
    ) + _base64(calendar)


def _base64(calendar: str) -> bytes:
    """A calendar's lines are folded at 75 bytes with CRLF, and must arrive so."""
    body = base64.encodebytes(calendar.encode()).replace(b"\n", b"\r\n")
    return b"Content-Transfer-Encoding: base64\r\n\r\n" + body
