"""The mail server that takes our mail over: one connection, kept through a batch."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.conf import settings

from prioinit.message import envelope_address, sender
from prioinit.models import OutgoingMail


class Verdict(Enum):
    ACCEPTED = "accepted"  # 250 after the text: the relay has it
    DEFERRED = "deferred"  # certain: it does not have it, and may take it later
    REFUSED = "refused"  # certain: it does not want it
    UNKNOWN = "unknown"  # the connection broke after the text was on its way


@dataclass(frozen=True)
class Reply:
    verdict: Verdict
    code: int | None = None
    text: str = ""
    connection_lost: bool = False


class RelayDown(Exception):
    """The relay could not be reached, or would not let us in: no mail's fault."""


class Journal(Protocol):
    """Asks the relay what became of a mail that got no answer."""

    def accepted(self, message_id: str) -> bool | None:
        """True: it has it. False: it surely has not. None: cannot be asked."""


class NoJournal:
    def accepted(self, message_id: str) -> bool | None:
        return None


_LOST = OSError  # smtplib's and ssl's exceptions are OSErrors too


class Relay:
    """Connects when asked to, and again after a lost connection."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "Relay":
        return self

    def __exit__(self, *_error) -> None:
        if self._smtp:
            try:
                self._smtp.quit()
            except _LOST:
                self._smtp.close()
        self._smtp = None

    def connect(self) -> None:
        if self._smtp:
            return
        client = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        try:
            self._smtp = client(
                settings.EMAIL_HOST,
                settings.EMAIL_PORT,
                local_hostname=_our_name(),
                timeout=settings.EMAIL_TIMEOUT,
                **({"context": ssl.create_default_context()} if settings.EMAIL_USE_SSL else {}),
            )
            if settings.EMAIL_USE_TLS:
                self._smtp.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                self._smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
            self._smtp.ehlo_or_helo_if_needed()
        except _LOST as error:
            self._drop()
            raise RelayDown(_readable(error)) from error

    def announce(self, mail: OutgoingMail) -> Reply | None:
        """MAIL and RCPT. None: go on. Like hand_over it never raises for what a relay can do."""
        try:
            code, text = self._live.docmd(f"MAIL FROM:<{envelope_address(sender())}>")
            if code != 250:
                # It refuses us, not this person: failing every mail in the queue would be wrong.
                self._drop()
                return Reply(Verdict.DEFERRED, code, _decoded(text), connection_lost=True)
            code, text = self._live.docmd(f"RCPT TO:<{envelope_address(mail.to_email)}>")
            return None if code in (250, 251) else self._refusal(code, text)
        except _LOST as error:
            return self._broken(error, Verdict.DEFERRED)

    def hand_over(self, message: bytes, meanwhile: Callable[[], None] = lambda: None) -> Reply:
        """DATA and the text. Until the relay has said 354 it has nothing; after that silence is doubt.

        `meanwhile` is done while the relay takes the text in; it must not raise.
        """
        certainty = Verdict.DEFERRED
        try:
            code, text = self._live.docmd("DATA")
            if code != 354:
                return self._refusal(code, text)
            certainty = Verdict.UNKNOWN
            self._live.send(message.replace(b"\r\n.", b"\r\n..") + b".\r\n")
            meanwhile()
            code, text = self._live.getreply()
        except _LOST as error:
            return self._broken(error, certainty)
        if 200 <= code < 300:
            return Reply(Verdict.ACCEPTED, code, _decoded(text))
        if 400 <= code < 600:
            return self._refusal(code, text)
        return self._broken(smtplib.SMTPException(_decoded(text)), Verdict.UNKNOWN)

    def forget(self) -> None:
        """Take back what was announced; if that fails the next mail gets a new connection."""
        try:
            clean = self._live.rset()[0] == 250
        except _LOST:
            clean = False
        if not clean:
            self._drop()

    @property
    def _live(self) -> smtplib.SMTP:
        if self._smtp is None:
            raise smtplib.SMTPServerDisconnected("No connection.")
        return self._smtp

    def _broken(self, error: Exception, verdict: Verdict) -> Reply:
        self._drop()
        return Reply(verdict, None, _readable(error), connection_lost=True)

    def _refusal(self, code: int, text: bytes) -> Reply:
        verdict = Verdict.REFUSED if 500 <= code < 600 else Verdict.DEFERRED
        if code == 421:  # it is closing
            self._drop()
        else:
            self.forget()
        return Reply(verdict, code, _decoded(text), connection_lost=code == 421)

    def _drop(self) -> None:
        if self._smtp:
            self._smtp.close()
        self._smtp = None


def _our_name() -> str:
    """What we call ourselves. Not getfqdn(): that can wait for a name server."""
    name = socket.gethostname()
    return name if name.isascii() and name else "localhost"


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "replace").replace("\n", " ").replace("\0", "")[:500]


def _readable(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        return f"{error.smtp_code} {_decoded(raw) if isinstance(raw, bytes) else raw}"[:500]
    return str(error)[:500] or type(error).__name__
