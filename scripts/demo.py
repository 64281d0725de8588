"""`make demo`: everything on this machine, for this machine only, until Ctrl-C.

python -m scripts.demo          start
python -m scripts.demo reset    take away the demo's database, mail and keys, then start
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import multiprocessing
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.servers import (
    PROJECT,
    Account,
    Broker,
    Child,
    Postgres,
    Problem,
    free_port,
    listening,
    require_space,
)

VAR = PROJECT / "var"
LOGS = VAR / "log"
MAIL = VAR / "mail"


class Stopped(Exception):
    """Ctrl-C or SIGTERM."""


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        LOGS.mkdir(parents=True, exist_ok=True)
        with only_one_demo(), contextlib.ExitStack() as started:
            port = wanted_port()
            if sys.argv[1:] == ["reset"]:
                reset()
            Demo(port, started).run()
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"Du får inte skriva i {error.filename}: den tillhör någon annan.", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(f"Disken är full ({error.filename or VAR}).", file=sys.stderr)
        return 1
    except Stopped:
        return 0
    return 0


def _stop(*_) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not interrupt the stopping
    raise Stopped


@contextlib.contextmanager
def only_one_demo() -> Iterator[None]:
    with (VAR / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Problem("Demon är redan igång i den här mappen.") from error
        yield


def wanted_port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Problem(f"PORT ska vara ett tal mellan 1 och 65535, inte {text!r}.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise Problem(f"Du får inte använda port {port}. Välj en över 1023.") from error
        except OSError as error:
            raise Problem(
                f"Port {port} används redan. Välj en annan: make demo PORT={port + 1}"
            ) from error
    return port


def reset() -> None:
    if os.environ.get("DATABASE_URL"):
        raise Problem("DATABASE_URL är satt: en databas som demon inte skapat tas inte bort.")
    for cluster in Account.for_postgres().lasting_folder().glob("pg*"):
        shutil.rmtree(cluster)
    for folder in (MAIL, VAR / "media"):
        shutil.rmtree(folder, ignore_errors=True)
    for file in [VAR / "secret-key", *VAR.glob("beat-schedule*")]:
        file.unlink(missing_ok=True)
    print("Demons databas och mejl är borttagna.", flush=True)


@dataclass(frozen=True)
class Step:
    """A step of scripts/prepare_demo.py: done until one of the files it depends on changes."""

    name: str
    stamp: Path | None  # None: no way to know, so do it every time
    files: tuple[str, ...]

    def is_done(self) -> bool:
        return bool(self.stamp) and self.stamp.exists() and self.stamp.read_text() == self.state()

    def mark_done(self) -> None:
        if self.stamp:
            self.stamp.write_text(self.state())

    def state(self) -> str:
        digest = hashlib.sha256()
        for pattern in ("uv.lock", "prioinit/settings.py", *self.files):
            for file in sorted(PROJECT.glob(pattern)):
                stat = file.stat()
                digest.update(f"{file} {stat.st_size} {stat.st_mtime_ns}\n".encode())
        return digest.hexdigest()


class Demo:
    """Whatever it starts is stopped by `started`, in the opposite order, however it ends."""

    def __init__(self, port: int, started: contextlib.ExitStack) -> None:
        self.port, self.started = port, started
        self.children: list[Child] = []
        self.steps = [
            Step("database", None, ("*/migrations/*.py", "*/management/commands/load_demo.py")),
            Step("static", VAR / "static-collected", ("static/**/*",)),
        ]
        self.environment = {
            **os.environ,
            "DEMO": "1",
            "DEBUG": "0",
            "TESTING": "0",
            "PORT": str(port),
            "SITE_URL": f"http://localhost:{port}",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "SECRET_KEY": secret_key(),
            "ORGANISATION_NAME": "Lindåsa kommun",
            "DEFAULT_FROM_EMAIL": "Prioinitiativ Lindåsa <prioinitiativ@lindasa.example>",
            "CONTACT_EMAIL": "prioinitiativ@lindasa.example",
            "DJANGO_SETTINGS_MODULE": "prioinit.settings",
            "BEAT_SCHEDULE_FILE": str(VAR / "beat-schedule"),
        }
        # Homebrew's Pango lies outside the folders macOS searches.
        self.environment.setdefault(
            "DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib"
        )

    def run(self) -> None:
        require_space(VAR)
        self.start_database()
        self.start_broker()
        self.start_mail()
        self.prepare()
        self.start_application()
        print(f"Prioinitiativ är igång: http://localhost:{self.port}/", flush=True)
        print(f"Mejl hamnar i {MAIL.relative_to(PROJECT)}/. Avsluta med Ctrl-C.", flush=True)
        self.watch()

    def start_database(self) -> None:
        if os.environ.get("DATABASE_URL"):
            return
        postgres = Postgres(lasting=True, log=fresh_log("postgres"))
        if not postgres.data.is_relative_to(VAR):
            where = f"Databasen ligger i {postgres.data}: {postgres.account.name} når inte var/."
            print(where, flush=True)
        self.started.callback(postgres.stop)
        self.children.append(postgres.start().child)
        self.environment["DATABASE_URL"] = postgres.url
        # Inside the cluster, so that the mark goes when the data goes.
        self.steps[0] = replace(self.steps[0], stamp=postgres.data / "prioinit-prepared")

    def start_broker(self) -> None:
        if os.environ.get("REDIS_URL"):
            return
        broker = Broker(log=fresh_log("broker"))
        self.started.callback(broker.stop)
        self.children.append(broker.start().child)
        self.environment["REDIS_URL"] = broker.url

    def start_mail(self) -> None:
        port = free_port()
        sink = self.start("Mejlmottagaren", "mail", "scripts.mailsink", str(port), str(MAIL))
        sink.wait_until(lambda: listening(port))
        self.environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
        self.environment |= {"EMAIL_HOST_USER": "", "EMAIL_USE_TLS": "0"}

    def prepare(self) -> None:
        """Only what has changed since the last time: this is most of the waiting."""
        steps = [step for step in self.steps if not step.is_done()]
        if not steps:
            return
        log = fresh_log("prepare")
        with log.open("wb") as out:
            done = subprocess.run(
                [sys.executable, "-m", "scripts.prepare_demo", *(step.name for step in steps)],
                stdout=out,
                stderr=subprocess.STDOUT,
                env=self.environment,
                cwd=PROJECT,
            )
        if done.returncode:
            lines = log.read_text(errors="replace").splitlines()[-15:]
            hint = "Är databasen från en äldre version? Då hjälper make demo-reset."
            raise Problem("\n    ".join(["Demon kunde inte förberedas:", *lines]) + f"\n{hint}")
        for step in steps:
            step.mark_done()

    def start_application(self) -> None:
        celery = ("celery", "--app", "prioinit")
        worker = [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"]
        if not has_semaphores():
            worker += ["--pool", "solo"]
        web = self.start("Webben", "web", "gunicorn", "prioinit.wsgi")
        web.wait_until(lambda: healthy(self.port), 60)
        self.start("Arbetaren", "worker", *worker, "--loglevel", "info")
        self.start("Klockan", "beat", *celery, "beat", "--loglevel", "info")
        self.started.callback(self.ask_all_to_stop)

    def start(self, name: str, log: str, module: str, *arguments: str) -> Child:
        command = [sys.executable, "-m", module, *arguments]
        child = Child(name, command, log=fresh_log(log), env=self.environment, cwd=PROJECT)
        self.started.callback(child.stop)
        self.children.append(child)
        return child

    def ask_all_to_stop(self) -> None:
        """Together, so that stopping takes as long as the slowest and not the sum."""
        for child in self.children:
            if child.name in ("Webben", "Arbetaren", "Klockan"):
                child.process.terminate()

    def watch(self) -> None:
        while True:
            time.sleep(0.5)
            for child in self.children:
                code = child.process.poll()
                if code is not None:
                    raise Problem(
                        f"{child.name} stannade oväntat (kod {code}). "
                        f"Sista raderna i {child.log.relative_to(PROJECT)}:\n{child.last_lines()}"
                    )


def has_semaphores() -> bool:
    """Celery's processes share some; a bare chroot or container may lack /dev/shm."""
    try:
        multiprocessing.Semaphore()
    except OSError:
        return False
    return True


def secret_key() -> str:
    file = VAR / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


def fresh_log(name: str) -> Path:
    log = LOGS / f"{name}.log"
    log.unlink(missing_ok=True)
    return log


def healthy(port: int) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"http://127.0.0.1:{port}/halsa/", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
