"""Pages against the bare page: CPU of the server and of PostgreSQL per request, in one run.

One gunicorn worker serves both. The cases alternate in random order; the median of the rounds is told.
"""

import os
import random
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.database import database
from scripts.servers import free_port, listening

ROUNDS = 5
REQUESTS = 20
INITIATIVES = 50
TICK = os.sysconf("SC_CLK_TCK")

CASES = {
    "bare page (50 rows)": "/bare/",
    "Helheten, 50 initiatives": "/helheten/",
    "initiative list, 50 initiatives": "/initiativ/",
    "Min sida, lots": "/",
    "initiative page": "/initiativ/{first}/",
}


def rows() -> list[tuple[str, float, str]]:
    """(what, figure, unit)."""
    with database() as url:
        cookie, first = furnish()
        with server(url) as (port, pid):
            return measure(port, pid, cookie, first)


def furnish() -> tuple[str, int]:
    """50 running initiatives in one round, and the session of its lots."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from bench.world import build  # noqa: PLC0415

    lots, first = build(INITIATIVES)
    client = Client()
    client.force_login(get_user_model().objects.get(pk=lots))
    return client.cookies["sessionid"].value, first


@contextmanager
def server(url: str) -> Iterator[tuple[int, int]]:
    port = free_port()
    env = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "TESTING": "1",
    }
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "prioinit.wsgi", "-c", "/dev/null"),
            *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--log-level", "warning"),
        ],
        env=env,
        stdout=subprocess.DEVNULL,
    )
    try:
        while not listening(port):
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def measure(port: int, pid: int, cookie: str, first: int) -> list[tuple[str, float, str]]:
    paths = {name: path.format(first=first) for name, path in CASES.items()}
    for path in paths.values():  # warm
        for _ in range(5):
            weight(port, path, cookie)
    cost: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(ROUNDS):
        for name in random.sample(list(paths), len(paths)):
            before = cpu(pid)
            for _ in range(REQUESTS):
                weight(port, paths[name], cookie)
            cost[name].append((cpu(pid) - before) / REQUESTS * 1000)
    median = {name: statistics.median(values) for name, values in cost.items()}
    bare = median["bare page (50 rows)"]
    table = []
    for name, value in median.items():
        table.append((name, value, "ms CPU"))
        table.append((f"  {name}", value / bare, "x bare"))
        table.append((f"  {name}", weight(port, paths[name], cookie) / 1000, "kB HTML"))
    return table


def weight(port: int, path: str, cookie: str) -> int:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Cookie": f"sessionid={cookie}"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        assert answer.status == 200, answer.status
        assert "/logga-in/" not in answer.url, "signed out"
        return len(answer.read())


def cpu(pid: int) -> float:
    """Seconds of CPU of the server's processes and of all PostgreSQL on this machine's run."""
    return sum(_used(Path("/proc") / child) for child in _family(pid) | _postgres())


def _family(pid: int) -> set[str]:
    found = {str(pid)}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        fields = _stat(entry.parent)
        if fields and fields[1] == str(pid):
            found.add(entry.parent.name)
    return found


def _postgres() -> set[str]:
    url = os.environ["DATABASE_URL"]
    port = url.rsplit(":", 1)[1].split("/")[0]
    root = None
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if words[0].endswith(b"postgres") and port.encode() in words:
            root = entry.parent.name
    return _family(int(root)) if root else set()


def _stat(process: Path) -> list[str] | None:
    """Fields after the command's name: state, parent, ..., utime [11], stime [12]."""
    try:
        return (process / "stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None


def _used(process: Path) -> float:
    fields = _stat(process)
    return (int(fields[11]) + int(fields[12])) / TICK if fields else 0.0


def main() -> None:
    for name, figure, unit in rows():
        print(f"{name:<58}{figure:>9.2f} {unit}")


if __name__ == "__main__":
    main()
