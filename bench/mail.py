"""Sending the outbox through a local sink, against smtplib on one reused connection.

    .venv/bin/python -m bench.mail [number of mails]

Rounds alternate in one run; the sink is another process. Two yardsticks: smtplib handing over bytes that
were built before the clock started, and smtplib building each mail with the standard library, as an
application would.
"""

import smtplib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP

from bench.database import database
from scripts.servers import free_port, listening

ROUNDS = 3
TEXT = "Hej! Om fjorton dagar är det avstämning. Ni har inte börjat skriva inför den än.\n\n" * 8
HTML = "<table>" + "<tr><td>Avstämning den 5 maj, Trygg hemgång</td></tr>\n" * 40 + "</table>"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for name, rate, unit in rows(count):
        print(f"{name:<58}{rate:>9.2f} {unit}")


def rows(count: int = 2000) -> list[tuple[str, float, str]]:
    """(what, figure, unit), medians of alternating rounds."""
    with database(), _sink() as port:
        ways: dict[str, Callable[[int], float]] = {
            "outbox": lambda n: _outbox(n, port),
            "ready": lambda n: _smtplib(n, port, _ready_mail()),
            "built": lambda n: _smtplib(n, port, None),
        }
        rates: dict[str, list[float]] = {name: [] for name in ways}
        for way in ways.values():  # warm
            way(200)
        for _ in range(ROUNDS):
            for name, way in ways.items():
                rates[name].append(count / way(count))
    median = {name: statistics.median(values) for name, values in rates.items()}
    return [
        ("outbox, one worker", median["outbox"], "mails/s"),
        ("smtplib, one connection, bytes ready", median["ready"], "mails/s"),
        ("smtplib, one connection, each mail built", median["built"], "mails/s"),
        ("outbox against smtplib with bytes ready", median["outbox"] / median["ready"], "x"),
        ("outbox against smtplib building each mail", median["outbox"] / median["built"], "x"),
    ]


@contextmanager
def _sink() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Sink"]
    process = subprocess.Popen([*command, "-l", f"127.0.0.1:{port}"])
    try:
        while not listening(port):
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def _outbox(count: int, port: int) -> float:
    from django.conf import settings  # noqa: PLC0415
    from django.core.mail import send_mail  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from prioinit.delivery import deliver_due  # noqa: PLC0415
    from prioinit.models import MailState, OutgoingMail  # noqa: PLC0415

    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    with transaction.atomic():
        for n in range(count):
            send_mail("Påminnelse", TEXT, None, [f"p{n}@kommun.example"], html_message=HTML)
    start = time.perf_counter()
    done = deliver_due(seconds=600)
    elapsed = time.perf_counter() - start
    assert done.sent == count, done
    assert not OutgoingMail.objects.exclude(state=MailState.SENT).exists()
    return elapsed


def _smtplib(count: int, port: int, ready: bytes | None) -> float:
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as client:
        for n in range(count):
            to = f"p{n}@kommun.example"
            client.sendmail("prio@kommun.example", [to], ready or _built_mail(to))
    return time.perf_counter() - start


def _built_mail(to: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "Prio <prio@kommun.example>", to, "Påminnelse"
    mail.set_content(TEXT)
    mail.add_alternative(HTML, subtype="html")
    return mail.as_bytes()


def _ready_mail() -> bytes:
    return _built_mail("p@kommun.example")


if __name__ == "__main__":
    main()
