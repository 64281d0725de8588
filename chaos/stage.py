"""The servers of a run, and a scene on them: its own database, mail server, workers and beats."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from chaos.clock import FILE, Clock, swedish
from chaos.relay import Relay
from scripts.servers import PROJECT, Broker, Child, Postgres

BEGIN = swedish("2026-11-30 08:00")  # a Monday
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")


class Cluster(Postgres):
    def keep_commits(self, copy: Path) -> None:
        """With everything on that keeps a commit: what is lost here would be lost anywhere.

        While it is down, its files are copied for the second lane.
        """
        self.child.stop(signal.SIGINT)
        copy_files(self.data, copy)
        self.THROWAWAY = ()
        self.start(self.port)

    def begin_with(self, tables: Path) -> None:
        copy_files(tables, self.data)
        self.THROWAWAY = ()
        self.start()

    def stop_at_once(self) -> None:
        """As `pg_ctl stop -m immediate`: no goodbye, the next start recovers."""
        self.child.stop(signal.SIGQUIT)


def copy_files(whence: Path, to: Path) -> None:
    subprocess.run(["cp", "-a", whence, to], check=True)  # with their owner


class Stage:
    """One PostgreSQL and one broker for a whole lane."""

    def __init__(self, copied: Path | None = None) -> None:
        self.copied = copied
        self.folder = Path(tempfile.mkdtemp(prefix="prioinit-chaos-"))
        self.postgres = Cluster()
        self.broker = Broker()
        self.scenes = 0

    def __enter__(self) -> Stage:
        with ExitStack() as started:
            started.callback(shutil.rmtree, self.folder, ignore_errors=True)
            started.callback(self.postgres.stop)
            if self.copied:
                self.postgres.begin_with(self.copied)
            else:
                self.postgres.start()
            started.callback(self.broker.stop)
            self.broker.start()
            self._django()
            if not self.copied:
                self._tables()
            self._stop = started.pop_all()
        return self

    def __exit__(self, *error) -> None:
        from django.db import connections  # noqa: PLC0415 settings need the database's address

        connections.close_all()
        self._stop.__exit__(*error)

    def _django(self) -> None:
        os.environ |= {
            "TESTING": "1",
            "DJANGO_SETTINGS_MODULE": "chaos.settings",
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.broker.url,
            "EMAIL_HOST": "127.0.0.1",
        }
        import django  # noqa: PLC0415

        django.setup()

    def _tables(self) -> None:
        """Straight from the models, in a third of the time that the migrations take: the tests walk those."""
        from django.apps import apps  # noqa: PLC0415
        from django.core.management import call_command  # noqa: PLC0415
        from django.core.management.sql import emit_post_migrate_signal  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION btree_gist")  # as roles' first migration does
        with connection.schema_editor() as editor:
            for model in apps.get_models():
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")  # the triggers
        call_command("createcachetable", verbosity=0)
        connection.close()
        self.postgres.keep_commits(self.folder / "tables")

    @contextmanager
    def scene(self, *, pace: float, journal: bool = True, without: str = "") -> Iterator[Scene]:
        """A new database with the application's tables; this process' Django speaks to it."""
        self.scenes += 1
        name = f"scene{self.scenes}"
        self._as_owner(f"CREATE DATABASE {name} TEMPLATE prioinit")
        folder = self.folder / name
        folder.mkdir()
        scene = Scene(self, name, folder, pace, journal, without)
        try:
            scene.begin()
            yield scene
        finally:
            scene.end()
            self._as_owner(f"DROP DATABASE {name} WITH (FORCE)")

    def _as_owner(self, statement: str) -> None:
        url = self.postgres.url.rsplit("/", 1)[0] + "/postgres"
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute(statement)


@dataclass
class Scene:
    stage: Stage
    name: str
    folder: Path
    pace: float
    journal: bool
    without: str
    workers: list[Child] = field(default_factory=list)
    beats: list[Child] = field(default_factory=list)
    stalled: list[tuple[float, Child]] = field(default_factory=list)
    started: int = 0

    # --- Beginning and end ---
    def begin(self) -> None:
        from chaos.pace import RELAY_PATIENCE  # noqa: PLC0415 Django must be ready

        self.relay = Relay(self.folder, patience=RELAY_PATIENCE / self.pace)
        self.relay.open()
        self.clock = Clock(self.folder / "clock")
        self.clock.set(BEGIN)
        self._use(self.name)

    def end(self) -> None:
        for child in (*self.workers, *self.beats):
            child.stop(signal.SIGKILL)
        self.relay.close()
        self.clock.stop()
        self._use("prioinit")

    def _use(self, database: str) -> None:
        from django.db import connection  # noqa: PLC0415

        connection.close()
        connection.settings_dict["NAME"] = database

    # --- Workers and beats ---
    def start_worker(self, *, processes: int = 2, without: str | None = None) -> Child:
        options = ("--concurrency", str(processes), *QUIET)
        worker = self._celery("worker", options, self.without if without is None else without)
        self.workers.append(worker)
        return worker

    def start_beat(self) -> Child:
        schedule = ("--schedule", str(self.schedule_file(len(self.beats))), "--pidfile=")
        beat = self._celery("beat", schedule, self.without)
        self.beats.append(beat)
        return beat

    def schedule_file(self, number: int = 0) -> Path:
        return self.folder / f"schedule-{number}"

    def _celery(self, part: str, options: tuple[str, ...], without: str) -> Child:
        self.started += 1
        command = [sys.executable, "-m", "celery", "-A", "chaos.app", part, "-l", "warning"]
        log = self.folder / f"{part}-{self.started}.log"
        return Child(
            part, [*command, *options], log=log, cwd=PROJECT, env=self._environment(without)
        )

    def _environment(self, without: str) -> dict[str, str]:
        server = self.stage.postgres.url.rsplit("/", 1)[0]
        return os.environ | {
            "DATABASE_URL": f"{server}/{self.name}",
            "EMAIL_PORT": str(self.relay.port),
            "MAIL_JOURNAL_FOLDER": str(self.relay.journal) if self.journal else "",
            "CHAOS_PACE": str(self.pace),
            "CHAOS_WITHOUT": without,
            FILE: str(self.clock.file),
        }

    def tick(self) -> None:
        """What beat says, said by hand."""
        from celery import current_app  # noqa: PLC0415

        with suppress(OSError):
            current_app.send_task("checkpoints.tasks.tick", retry=False)

    def answering(self) -> list[dict]:
        """The workers that are up and ask for work."""
        from celery import current_app  # noqa: PLC0415

        return current_app.control.ping(timeout=0.5)

    # --- Blows ---
    def kill_worker(self, dice: random.Random) -> None:
        victim = dice.choice(self.workers)
        self._kill(victim, self.workers)
        self.start_worker()

    def kill_beat(self, dice: random.Random) -> None:
        self._kill(dice.choice(self.beats), self.beats)
        self.start_beat()

    def _kill(self, victim: Child, among: list[Child]) -> None:
        os.killpg(victim.process.pid, signal.SIGKILL)
        victim.process.wait()
        among.remove(victim)

    def wipe_broker(self, dice: random.Random) -> None:
        """Killed, and back with nothing in it."""
        self.stage.broker.child.stop(signal.SIGKILL)
        time.sleep(dice.uniform(0, 0.5))
        self.stage.broker.start(self.stage.broker.port)

    def stop_postgres(self, dice: random.Random) -> None:
        self.stage.postgres.stop_at_once()
        time.sleep(dice.uniform(0, 0.3))
        self.stage.postgres.start(self.stage.postgres.port)

    def stall_worker(self, dice: random.Random) -> None:
        """It stands still for longer than its lease, then goes on as if nothing had happened."""
        victim = dice.choice(self.workers)
        stop(victim)
        self.stalled.append((time.monotonic() + dice.uniform(1, 2) * 60 / self.pace, victim))

    def wake_stalled(self) -> None:
        for entry in [entry for entry in self.stalled if entry[0] <= time.monotonic()]:
            self.stalled.remove(entry)
            go_on(entry[1])

    # --- Waiting ---
    def wait_until(self, true: Callable[[], bool], seconds: float, *, every: float = 0.1) -> bool:
        """False when it never happened: what that means is for the checker to say."""
        deadline = time.monotonic() + seconds
        while not insist(true):
            if time.monotonic() > deadline:
                return False
            self.wake_stalled()
            time.sleep(every)
        return True

    def must(self, true: Callable[[], bool], seconds: float = 30, **pace) -> None:
        """What a scene cannot go on without."""
        if not self.wait_until(true, seconds, **pace):
            raise TimeoutError(f"It never happened in {self.name}; the logs are in {self.folder}.")


def stop(child: Child) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.process.pid, signal.SIGSTOP)


def go_on(child: Child) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.process.pid, signal.SIGCONT)


def insist(ask: Callable):
    """Do it again when the database went away in the middle, as a person at a page would."""
    from django.db import InterfaceError, OperationalError, connection  # noqa: PLC0415

    for patience in range(60):
        try:
            return ask()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(min(0.1 * (patience + 1), 1))
    raise TimeoutError("The database did not come back.")
