"""Pages against the bare page: CPU of the server and of PostgreSQL per request, in one run.

One gunicorn worker serves both. The cases alternate in random order; the median of the rounds is told.
"""

import os
import random
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from bench.database import database
from scripts.servers import free_port, listening

ROUNDS = 5
REQUESTS = 20
INITIATIVES = 50
TICK = os.sysconf("SC_CLK_TCK")

BARE = "bare page (50 rows)"
CASES = {
    BARE: "/bare/",
    "Helheten, 50 initiatives": "/helheten/",
    "initiative list, 50 initiatives": "/initiativ/",
    "Min sida, lots": "/",
    "initiative page": "/initiativ/{furthest}/",
}


def rows() -> list[tuple[str, float, str]]:
    """(what, figure, unit)."""
    with database() as url:
        lots, furthest = furnish(INITIATIVES)
        with server(url) as (port, pid):
            ways = {
                name: partial(weight, port, path.format(furthest=furthest), lots)
                for name, path in CASES.items()
            }
            ways["autosave of an update (fragment)"] = autosave(port, furthest)
            return against_bare(pid, ways)


def furnish(count: int) -> tuple[str, int]:
    """Running initiatives in one round: the session of its lots, and an initiative that has come all the way."""
    from bench import work, world  # noqa: PLC0415

    lots = world.build(count)
    work.do()
    return session(lots), work.furthest()


def session(person: int) -> str:
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(get_user_model().objects.get(pk=person))
    return client.cookies["sessionid"].value


def autosave(port: int, initiative: int) -> Callable[[], int]:
    """What the page posts a moment after each change; each answer carries the next version."""
    from roles.models import Assignment  # noqa: PLC0415

    teams = Assignment.objects.filter(initiative=initiative, role="ledartroja")
    who = teams.earliest("pk").person_id
    token = "b" * 32
    headers = {
        "Cookie": f"sessionid={session(who)}; csrftoken={token}",
        "X-CSRFToken": token,
        "HX-Request": "true",
        "HX-Target": "utkast",
    }

    path = f"/initiativ/{initiative}/uppdatera/"
    seen = fetch(port, path, {"Cookie": headers["Cookie"]})

    def save() -> int:
        nonlocal seen
        version = re.search(r'name="version" value="([^"]*)"', seen.decode())[1]
        typed = {"since_last": f"Vi har träffat nio, nu {time.time()}.", "confidence": "3"}
        seen = fetch(port, f"{path}utkast/", headers, typed | {"version": version})
        return len(seen)

    return save


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
            *(sys.executable, "-m", "gunicorn", "prioinit.wsgi", "--workers", "1"),
            *("--bind", f"127.0.0.1:{port}", "--log-level", "warning"),
        ],
        env=env,
        stdout=subprocess.DEVNULL,
    )
    try:
        while not listening(port):
            assert process.poll() is None, "the server did not start"
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def against_bare(pid: int, ways: dict[str, Callable[[], int]]) -> list[tuple[str, float, str]]:
    cost = measure(pid, ways)
    table = []
    for name, value in cost.items():
        table += [
            (name, value, "ms CPU"),
            (f"  {name}", value / cost[BARE], "x bare"),
            (f"  {name}", ways[name]() / 1000, "kB"),
        ]
    return table


def measure(pid: int, ways: dict[str, Callable[[], int]]) -> dict[str, float]:
    """Milliseconds of CPU a request: the median of rounds in random order."""
    for way in ways.values():  # warm
        for _ in range(5):
            way()
    cost: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name in random.sample(list(ways), len(ways)):
            before = cpu(pid)
            for _ in range(REQUESTS):
                ways[name]()
            cost[name].append((cpu(pid) - before) / REQUESTS * 1000)
    return {name: statistics.median(values) for name, values in cost.items()}


def weight(port: int, path: str, cookie: str) -> int:
    return len(fetch(port, path, {"Cookie": f"sessionid={cookie}"}))


def fetch(port: int, path: str, headers: dict[str, str], form: dict | None = None) -> bytes:
    data = urlencode(form).encode() if form else None
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers)
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        assert answer.status == 200, answer.status
        assert "/logga-in/" not in answer.url, "signed out"
        return answer.read()


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
