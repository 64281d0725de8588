"""What `make demo` says when it cannot start: one line, and nothing left running."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys

import pytest

from scripts.servers import PROJECT, free_port


@pytest.fixture
def demo(tmp_path):
    """The demo in a tree of its own: it minds neither a running demo nor its data."""
    shutil.copytree(PROJECT / "scripts", tmp_path / "scripts")

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "scripts.demo", *arguments],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def test_port_in_use(demo):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = demo(PORT=str(port))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {port} används redan. Välj en annan: make demo PORT={port + 1}\n"


@pytest.mark.parametrize("port", ["åtta", "0", "70000"])
def test_port_that_is_no_port(demo, port):
    done = demo(PORT=port)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"PORT ska vara ett tal mellan 1 och 65535, inte {port!r}.\n"


def test_already_running(demo, tmp_path):
    (tmp_path / "var").mkdir()
    with (tmp_path / "var" / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = demo()

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Demon är redan igång i den här mappen.\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_of_somebody_else(demo, tmp_path):
    (tmp_path / "var").mkdir(mode=0o500)
    done = demo()

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Du får inte skriva i {tmp_path / 'var'}")


def test_reset_leaves_a_database_it_did_not_make(demo):
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    done = demo("reset", DATABASE_URL=url, PORT=str(free_port()))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("DATABASE_URL är satt: ")


def test_what_was_started_is_stopped_when_the_rest_fails(demo, tmp_path):
    """Without the rest of the tree Django cannot start; by then the broker and the mail sink have."""
    done = demo(PORT=str(free_port()), REDIS_URL="")

    assert done.returncode == 1
    assert done.stderr.startswith("Demon kunde inte förberedas:")
    assert (tmp_path / "var/log/broker.log").read_text().rstrip().endswith("bye bye...")
