"""The mail server of a scene. It keeps two books, its own and the journal, and breaks in scripted ways."""

import asyncio
import logging
import re
import socket
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aiosmtpd.controller import Controller

from scripts.servers import free_port

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd tells of every command

# What happens to one mail:
#   drop_before  the text has come, the connection is closed, nothing is kept
#   drop_after   it is kept, the connection is closed without a word
#   later        451 after RCPT
#   closing      421 after RCPT, and closed
#   hold         it is kept, and the answer never comes
Fault = Literal["drop_before", "drop_after", "later", "closing", "hold"]
# What happens to everybody: the port is closed, 421 as the greeting, 451 to every recipient.
Outage = Literal["", "closed", "busy", "later"]

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>\s]+>)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Kept:
    to: str
    message_id: str
    raw: bytes


class Relay:
    def __init__(self, folder: Path, *, patience: float) -> None:
        self.port = free_port()
        self.patience = patience
        self.journal = folder / "journal"
        for place in ("tmp", "new", "cur"):
            (self.journal / place).mkdir(parents=True)
        self.kept: list[Kept] = []
        self.holding = 0  # mails whose answer is held back, so far
        self.delay = 0.0
        self.faults: deque[Fault] = deque()
        self.refused: set[str] = set()  # addresses that get 550, for good
        self.outage: Outage = ""
        self._controller: Controller | None = None

    def open(self) -> None:
        self._controller = _Controller(self)
        self._controller.start()

    def close(self) -> None:
        if self._controller:
            self._controller.stop()
        self._controller = None

    def suffer(self, outage: Outage) -> None:
        self.outage = outage
        self.close()
        if outage != "closed":
            self.open()

    def behave(self) -> None:
        self.faults.clear()
        self.delay = 0
        self.suffer("")

    def keep(self, to: str, raw: bytes) -> None:
        """The journal first: it may know of a mail that got no 250, never the other way round."""
        name = f"{len(self.kept):07}.{socket.gethostname()}"
        (self.journal / "tmp" / name).write_bytes(raw)
        (self.journal / "tmp" / name).rename(self.journal / "new" / name)
        found = MESSAGE_ID.search(raw)
        self.kept.append(Kept(to, found[1].decode() if found else "", raw))


class _Controller(Controller):
    def __init__(self, relay: Relay) -> None:
        super().__init__(
            _Handler(relay),
            hostname="127.0.0.1",
            port=relay.port,
            timeout=relay.patience,
        )


class _Handler:
    def __init__(self, relay: Relay) -> None:
        self.relay = relay

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        if self.relay.outage == "busy":
            return ["421 4.3.2 busy"]
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.relay.refused:
            return "550 5.1.1 no such person"
        if self.relay.outage == "later":
            return "451 4.7.1 later"
        if self._next("later"):
            return "451 4.7.1 later"
        if self._next("closing"):
            server.transport.close()
            return "421 4.3.2 closing"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.relay.delay)
        if self._next("drop_before"):
            return self._drop(server)
        self.relay.keep(envelope.rcpt_tos[0], envelope.original_content)
        if self._next("drop_after"):
            return self._drop(server)
        if self._next("hold"):
            self.relay.holding += 1
            await asyncio.sleep(3600)
        await asyncio.sleep(self.relay.delay)
        return "250 2.0.0 OK"

    def _next(self, fault: Fault) -> bool:
        found = bool(self.relay.faults) and self.relay.faults[0] == fault
        if found:
            self.relay.faults.popleft()
        return found

    def _drop(self, server) -> str:
        server.transport.abort()
        return "421 dropped"
