"""A mail server that keeps what it gets and misbehaves when told to.

sink.answer("450 4.2.0 senare", to="anna@kommun.example", times=1)
sink.drop(at="reply")            # takes the mail, closes without a word
sink.delay(2, at="data")
"""

import asyncio
import email
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from typing import Literal

import pytest
from aiosmtpd.controller import Controller

from scripts.servers import free_port

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells of every command

# mail, rcpt: the command. data: the text has come, nothing is kept. reply: it is kept, then this happens.
Stage = Literal["mail", "rcpt", "data", "reply"]


@dataclass
class Rule:
    stage: Stage
    reply: str | None = None  # None with delay 0: close the connection
    delay: float = 0
    to: str | None = None
    times: int = 1_000_000

    def fits(self, stage: Stage, to: str) -> bool:
        return self.times > 0 and stage == self.stage and self.to in (None, to)


@dataclass(frozen=True)
class Received:
    to: str
    message: EmailMessage
    raw: bytes

    @property
    def message_id(self) -> str:
        return self.message["Message-ID"]

    @property
    def subject(self) -> str:
        return self.message["Subject"]

    @property
    def text(self) -> str:
        return self.message.get_body(("plain",)).get_content()

    @property
    def html(self) -> str:
        return self.message.get_body(("html",)).get_content()


class Sink:
    def __init__(self) -> None:
        self.port = free_port()
        self.received: list[Received] = []
        self.rules: list[Rule] = []
        self.connections = 0
        self.before_reply: Callable[[], None] | None = (
            None  # runs between keeping a mail and the 250
        )
        self._controller: Controller | None = None

    def start(self) -> "Sink":
        self._controller = Controller(_Handler(self), hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
        self._controller = None

    def answer(self, reply: str, *, at: Stage = "rcpt", to: str | None = None, **limits) -> None:
        self.rules.append(Rule(at, reply=reply, to=to, **limits))

    def drop(self, *, at: Stage = "data", to: str | None = None, **limits) -> None:
        self.rules.append(Rule(at, to=to, **limits))

    def delay(self, seconds: float, *, at: Stage = "data", to: str | None = None, **limits) -> None:
        self.rules.append(Rule(at, delay=seconds, to=to, **limits))

    def behave(self) -> None:
        self.rules.clear()

    def to(self, address: str) -> list[Received]:
        return [mail for mail in self.received if mail.to == address]

    def copies(self) -> dict[str, int]:
        """How often each Message-ID came."""
        ids = [mail.message_id for mail in self.received]
        return {name: ids.count(name) for name in ids}


class _Handler:
    def __init__(self, sink: Sink) -> None:
        self.sink = sink

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.sink.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if reply := await self._act(server, "mail", ""):
            return reply
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if reply := await self._act(server, "rcpt", address):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        if reply := await self._act(server, "data", to):
            return reply
        raw = envelope.original_content
        message = email.message_from_bytes(raw.replace(b"\r\n", b"\n"), policy=default)
        self.sink.received.append(Received(to, message, raw))
        if self.sink.before_reply:
            self.sink.before_reply()
        return await self._act(server, "reply", to) or "250 2.0.0 OK"

    async def _act(self, server, stage: Stage, to: str) -> str | None:
        rule = next((rule for rule in self.sink.rules if rule.fits(stage, to)), None)
        if not rule:
            return None
        rule.times -= 1
        await asyncio.sleep(rule.delay)
        if rule.reply or rule.delay:
            return rule.reply
        server.transport.abort()
        return "421 closed"


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    """The relay that settings.EMAIL_HOST and EMAIL_PORT point to during this test."""
    server = Sink().start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()
