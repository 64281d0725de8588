"""Real workers, killed. Nothing is lost, and whatever may have come twice is flagged.

The clock is not waited for: what a killed worker had borrowed is made overdue in the database.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.core.mail import send_mail
from django.db import connection, transaction
from django.utils import timezone

from prioinit.delivery import deliver_due, run, settle
from prioinit.mail import wake
from prioinit.models import MailState, OutgoingMail
from scripts.servers import PROJECT, Child

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def start_worker(settings, sink, broker, tmp_path):
    """Starts a Celery worker on this test's database, broker and relay; kills what is left of it afterwards."""
    settings.CELERY_BROKER_URL = broker.url
    workers: list[Child] = []

    def start(*options: str, crash_at: str = "") -> Child:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "REDIS_URL": broker.url,
            "EMAIL_PORT": str(sink.port),
            "PRIOINIT_CRASH": crash_at,
        }
        celery = [sys.executable, "-m", "celery", "-A", "prioinit", "worker", "-l", "warning"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        log = tmp_path / f"worker-{len(workers)}.log"
        worker = Child("worker", [*celery, *quiet, *options], log=log, cwd=PROJECT, env=environment)
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        worker.stop(signal.SIGKILL)


def database_url() -> str:
    server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    return f"{server}/{connection.settings_dict['NAME']}"


@transaction.atomic
def post(count: int) -> list[UUID]:
    for number in range(count):
        send_mail("Hej", "Text", None, [f"p{number}@kommun.example"])
    return list(OutgoingMail.objects.values_list("pk", flat=True))


def wait_until(true: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


def kill(worker: Child) -> None:
    os.killpg(worker.process.pid, signal.SIGKILL)
    worker.process.wait()


def nobody_else_holds_a_row() -> bool:
    """On a busy machine the server needs a moment to notice that a client is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        )
        return cursor.fetchone() == (0,)


def make_overdue() -> None:
    """As if the lease and the time of grace had passed."""
    past = timezone.now() - timedelta(hours=1)
    OutgoingMail.objects.filter(state=MailState.SENDING).update(lease_until=past)
    OutgoingMail.objects.filter(next_try_at__isnull=False).update(next_try_at=past)


def recover() -> None:
    for _ in range(3):  # the lease, the doubt, the sending
        make_overdue()
        deliver_due()


class Damage:
    """What the relay got, held against what the outbox says."""

    def __init__(self, sink) -> None:
        copies = sink.copies()
        mails = list(OutgoingMail.objects.all())
        flagged = {mail.message_id for mail in mails if mail.possible_double}
        doubled = {name for name, count in copies.items() if count > 1}
        self.lost = [mail.message_id for mail in mails if mail.message_id not in copies]
        self.doubled, self.flagged = len(doubled), len(flagged)
        self.unflagged_doubles = doubled - flagged
        self.unsent = sum(mail.state != MailState.SENT for mail in mails)


@pytest.mark.parametrize(
    ("point", "copies_before", "copies_after", "flagged"),
    [
        ("before_commit", 0, 1, 0),  # of the claim: as if nothing had happened
        ("after_claim", 0, 1, 0),  # certain: it was never begun
        ("before_data", 0, 1, 1),  # it had not left, but nobody can know
        ("after_250", 1, 2, 1),  # it had
    ],
)
def test_worker_dies_at(point, copies_before, copies_after, flagged, sink, start_worker):
    post(1)
    worker = start_worker("--pool=solo", crash_at=point)
    wake()
    wait_until(lambda: worker.process.poll() is not None)
    assert worker.process.returncode == 9
    assert len(sink.received) == copies_before
    wait_until(nobody_else_holds_a_row)
    recover()
    assert len(sink.received) == copies_after
    damage = Damage(sink)
    assert (damage.lost, damage.unsent, damage.flagged) == ([], 0, flagged)
    assert damage.unflagged_doubles == set()


@pytest.fixture
def killed_between_250_and_commit(sink, start_worker):
    """One mail that the relay has and the outbox does not know of.

    While the relay holds its 250 back we lock the mail's row; the worker gets the 250, waits for the row
    and is killed with SIGKILL.
    """
    (pk,) = post(1)
    with psycopg.connect(database_url()) as lock, psycopg.connect(database_url()) as other:
        other.autocommit = True
        query = "SELECT 1 FROM prioinit_outgoingmail WHERE id = %s FOR UPDATE"
        sink.before_reply = lambda: lock.execute(query, [pk])
        worker = start_worker("-c", "1")
        wake()
        waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        wait_until(lambda: bool(other.execute(waiting).fetchall()))
        kill(worker)
        # The server only notices that the client is gone when it has something to say.
        for (backend,) in other.execute(waiting).fetchall():
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    sink.before_reply = None
    assert len(sink.received) == 1
    assert OutgoingMail.objects.get().state == MailState.SENDING
    return pk


def test_kill_between_250_and_commit_is_flagged(sink, killed_between_250_and_commit):
    recover()
    damage = Damage(sink)
    assert (damage.lost, damage.unsent) == ([], 0)
    assert (damage.doubled, damage.flagged, damage.unflagged_doubles) == (1, 1, set())


def test_control_blind_resend_is_noticed(sink, killed_between_250_and_commit, monkeypatch):
    """Without the record of what had begun, the same kill gives a double that nobody is told of."""

    def blindly(mail, now):
        mail.state = MailState.QUEUED

    monkeypatch.setattr(settle, "_doubt", blindly)
    recover()
    assert len(Damage(sink).unflagged_doubles) == 1


def test_control_without_taking_leases_back_mail_is_lost(sink, start_worker, monkeypatch):
    post(1)
    worker = start_worker("--pool=solo", crash_at="after_claim")
    wake()
    wait_until(lambda: worker.process.poll() is not None)
    monkeypatch.setattr(run, "reconcile", lambda: None)
    recover()
    assert len(Damage(sink).lost) == 1


def test_random_kills_lose_nothing_and_flag_every_double(sink, start_worker):
    kills, processes, mails = 4, 2, 200
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 shown when it fails
    dice = random.Random(seed)
    sink.delay(0.004, at="reply")  # most of the time is spent between the text and the 250
    post(mails)
    for _ in range(kills):
        worker = start_worker("-c", str(processes))
        for _ in range(processes):
            wake()
        enough = len(sink.received) + dice.randrange(1, mails // (kills + 2))
        wait_until(lambda enough=enough: len(sink.received) >= enough)
        time.sleep(dice.uniform(0, 0.01))
        kill(worker)
        make_overdue()
    sink.behave()
    recover()
    damage = Damage(sink)
    assert (damage.lost, damage.unsent, damage.unflagged_doubles) == ([], 0, set())
    assert damage.doubled <= damage.flagged <= kills * processes
