"""A room of phones: they answer through the short link and follow the input live, while a lots clicks.

The real server (gunicorn.conf.py: two workers, four threads each) on a database of its own. The same
clicks (open the control view, go on, let an answer through, go on) are timed first with nobody else
there. `--phones`, `--seconds`, `--poll`, `--post` change the room;
`--sse` shows what happens when the phones hold a stream open instead of asking.
"""

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from urllib.parse import urlencode
from uuid import uuid4

from bench.database import database
from scripts.servers import free_port, listening

CSRF = "b" * 32
EMPLOYEES = 20  # whose sessions the phones share
CLICK_EVERY = 0.5


def rows(options: argparse.Namespace) -> list[tuple[str, float, str]]:
    with database() as url:
        room = furnish()
        with server(url) as (port, pid):
            return [*cost(port, pid, room), *asyncio.run(measure(port, room, options))]


def cost(port: int, pid: int, room: dict) -> list[tuple[str, float, str]]:
    """CPU of the server and of PostgreSQL for one of each: what does not depend on who else is running."""
    from bench.pages import BARE  # noqa: PLC0415
    from bench.pages import measure as of_each  # noqa: PLC0415

    def ask(path: str, session: str = "") -> tuple[int, bytes]:
        return asyncio.run(fetch(port, path, session))

    employee = room["employees"][0]
    version = re.search(rb"sedan=([\d.]+)", ask(room["live"], employee)[1])[1].decode()
    question = f"/m/{room['code']}/{room['questions'][0]}/"
    ways = {
        "a poll with nothing new": lambda: ask(f"{room['live']}?sedan={version}", employee),
        "a poll with something new": lambda: ask(room["live"], employee),
        "a question, for a guest": lambda: ask(question),
        "an answer from a guest": lambda: send(port, question),
        "the control view": lambda: ask(room["control"], room["lots"]),
        "the control view's poll with nothing new": idle_control(port, room),
        "a press of Nästa": lambda: press(port, room, f"ga:{room['slides'][0]}"),
        "the presentation's poll": lambda: ask(room["now"], room["lots"]),
        BARE: lambda: ask("/bare/", room["lots"]),
    }
    cost = of_each(pid, ways)
    bare = ("  the control view", cost["the control view"] / cost[BARE], "x bare")
    return [*((name, value, "ms CPU") for name, value in cost.items()), bare]


def idle_control(port: int, room: dict):
    """What an open control view asks every third second, with the version it has."""
    version = ""

    def ask() -> None:
        nonlocal version
        path = f"{room['control']}?sedan={version}"
        _status, page = asyncio.run(fetch(port, path, room["lots"], fragment="styr"))
        found = re.search(rb'sedan=([^"]+)"', page)
        version = found[1].decode() if found else version

    return ask


def press(port: int, room: dict, what: str) -> None:
    asyncio.run(fetch(port, room["control"], room["lots"], {"gor": what}, "styr"))


def send(port: int, path: str) -> None:
    """As fast as can be: the form is dated as if it had been open for a while."""
    from checkpoints.inputs.guest import _signer  # noqa: PLC0415

    opened = round((time.time() - 10) * 1000)
    signed = _signer.sign_object([uuid4().hex, opened])
    form = {"formular": signed, "text": "Prata med biblioteket.", "kind": "tanke"}
    status, _body = asyncio.run(fetch(port, path, form=form))
    assert status == 302, status


def furnish() -> dict:
    """Nine initiatives with three questions each, a checkpoint that goes on now, and a little input."""
    from datetime import timedelta  # noqa: PLC0415 - Django is set up by now

    from django.utils.timezone import localdate, now  # noqa: PLC0415

    from bench.pages import session  # noqa: PLC0415
    from bench.world import build  # noqa: PLC0415
    from checkpoints.models import (  # noqa: PLC0415
        Checkpoint,
        Input,
        Preparation,
        PreparationQuestion,
    )
    from checkpoints.services.showing import start_showing  # noqa: PLC0415
    from checkpoints.showing.slides import for_showing, show_of  # noqa: PLC0415
    from initiatives.models import Initiative  # noqa: PLC0415
    from roles.models import Person  # noqa: PLC0415

    lots = build(9)
    initiatives = list(Initiative.objects.all())
    checkpoint = Checkpoint.objects.create(
        round_id=initiatives[0].round_id,
        name="Checkpoint 3",
        starts_at=now() - timedelta(minutes=30),
        ends_at=now() + timedelta(hours=3),
        preparation_due_on=localdate(),
        open_to=Checkpoint.OpenTo.ALLMANHETEN,
        guest_link=Checkpoint.GuestLink.OPEN,
    )
    preparations = Preparation.objects.bulk_create(
        Preparation(
            checkpoint=checkpoint,
            initiative=one,
            state="ready",
            ready_at=now(),
            how_far="Vi har provat två idéer med målgruppen.",
            edited_by_id=lots,
        )
        for one in initiatives
    )
    questions = PreparationQuestion.objects.bulk_create(
        PreparationQuestion(preparation=one, number=number, text=f"Vem kan vi prata med, {number}?")
        for one in preparations
        for number in (1, 2, 3)
    )
    Input.objects.bulk_create(
        Input(
            round_id=one.round_id,
            checkpoint=checkpoint,
            initiative=one,
            text="Prata med biblioteket, de har redan provat.",
            state="shown",
        )
        for one in initiatives
        for _number in range(5)
    )
    people = Person.objects.order_by("pk").values_list("pk", flat=True)[:EMPLOYEES]
    start_showing(by=Person.objects.get(pk=lots), checkpoint=checkpoint)
    show = show_of(for_showing().get(pk=checkpoint.pk))
    return {
        "lots": session(lots),
        "employees": [session(person) for person in people],
        "code": checkpoint.code,
        "questions": [question.pk for question in questions],
        "live": f"/checkpoints/{checkpoint.pk}/medskick/live/",
        "control": f"/checkpoints/{checkpoint.pk}/styr/",
        "now": f"/checkpoints/{checkpoint.pk}/visa/nu/",
        "slides": [slide.key for slide in show.slides],
    }


@contextmanager
def server(url: str):
    port = free_port()
    env = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "TESTING": "1",
        "PORT": str(port),
        "WEB_CONCURRENCY": "2",
    }
    command = [sys.executable, "-m", "gunicorn", "prioinit.wsgi", "-c", "gunicorn.conf.py"]
    process = subprocess.Popen(
        [*command, "--log-level", "warning"], env=env, stdout=subprocess.DEVNULL
    )
    try:
        while not listening(port):
            assert process.poll() is None, "the server did not start"
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


async def measure(port: int, room: dict, options) -> list[tuple[str, float, str]]:
    for _number in range(8):  # warm, in both workers
        await fetch(port, room["control"], room["lots"])
    idle = await clicks(port, room, options.seconds / 3)
    counted: Counter = Counter()
    polls: list[float] = []
    phones = [
        asyncio.create_task(phone(port, room, number, options, counted, polls))
        for number in range(options.phones)
    ]
    phones.append(asyncio.create_task(projector(port, room)))
    await asyncio.sleep(min(options.poll, 5))  # all have arrived
    busy = await clicks(port, room, options.seconds)
    for task in phones:
        task.cancel()
    await asyncio.gather(*phones, return_exceptions=True)
    return table(idle, busy, counted, polls, options)


async def clicks(port: int, room: dict, seconds: float) -> list[float]:
    """A person at the control view: opens it, goes on, lets an answer through, goes on, and so again."""
    times, until = [], time.perf_counter() + seconds
    slides, at = room["slides"], 0
    while time.perf_counter() < until:
        page, took = await timed(port, room)
        times.append(took)
        for step in ("next", "moderate", "next"):
            if step == "next":
                at = (at + 1) % len(slides)
                what = f"ga:{slides[at]}"
            else:
                waiting = re.search(rb'value="(visa:\d+)"', page)
                what = waiting[1].decode() if waiting else f"ga:{slides[at]}"
            page, took = await timed(port, room, what)
            times.append(took)
    return times


async def timed(port: int, room: dict, what: str = "") -> tuple[bytes, float]:
    """One click: the page, or a press that answers with the fragment. (what came, seconds)"""
    began = time.perf_counter()
    form, target = ({"gor": what}, "styr") if what else (None, "")
    try:
        asked = fetch(port, room["control"], room["lots"], form, target)
        status, body = await asyncio.wait_for(asked, 20)
    except TimeoutError:
        status, body = 0, b""
    took = time.perf_counter() - began
    assert status in (0, 200), (status, what)
    await asyncio.sleep(CLICK_EVERY * random.uniform(0.6, 1.4))
    return body, took


async def projector(port: int, room: dict) -> None:
    """The presentation follows, every other second."""
    while True:
        await fetch(port, room["now"], room["lots"])
        await asyncio.sleep(2)


async def phone(port: int, room: dict, number: int, options, counted: Counter, polls) -> None:
    """Somebody in the room: follows the input, and now and then answers a question."""
    await asyncio.sleep(random.uniform(0, min(options.poll, 5)))
    if options.sse:
        return await hold_stream(port, counted)
    answers = asyncio.create_task(answer_questions(port, room, number, options, counted))
    try:
        await follow(port, room, number, options, counted, polls)
    finally:
        answers.cancel()
    return None


async def follow(port: int, room: dict, number: int, options, counted: Counter, polls) -> None:
    cookie, version = room["employees"][number % EMPLOYEES], ""
    while True:
        began = time.perf_counter()
        status, body = await fetch(port, f"{room['live']}?sedan={version}", cookie)
        polls.append(time.perf_counter() - began)
        counted[f"poll {status}"] += 1
        found = re.search(rb"sedan=([\d.]+)", body)
        version = found[1].decode() if found else version
        await asyncio.sleep(options.poll * random.uniform(0.8, 1.2))


async def answer_questions(port: int, room: dict, number: int, options, counted: Counter) -> None:
    await asyncio.sleep(random.uniform(0, options.post))
    for turn in range(1_000):
        path = f"/m/{room['code']}/{random.choice(room['questions'])}/"
        status, body = await fetch(port, path)
        counted[f"question {status}"] += 1
        signed = re.search(rb'name="formular" value="([^"]+)"', body)
        await asyncio.sleep(random.uniform(2.5, 4))
        if signed:
            text = f"Telefon {number} tänker på sak {turn}."
            form = {"formular": signed[1].decode(), "text": text, "kind": "tanke"}
            status, _body = await fetch(port, path, form=form)
            counted[f"answer {status}"] += 1
            status, _body = await fetch(port, f"/m/{room['code']}/tack/")
        await asyncio.sleep(options.post * random.uniform(0.8, 1.2))


async def hold_stream(port: int, counted: Counter) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /bench/stream/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    try:
        while await reader.read(65_536):
            counted["stream chunk"] += 1
    finally:
        writer.close()


async def fetch(
    port: int, path: str, session: str = "", form: dict | None = None, fragment: str = ""
) -> tuple[int, bytes]:
    """(status, body). A new connection each, as a phone that has slept. `fragment`: asked for by htmx."""
    body = urlencode(form).encode() if form else b""
    lines = [f"{'POST' if form else 'GET'} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
    if session:
        lines.append(f"Cookie: sessionid={session}; csrftoken={CSRF}")
        lines.append(f"X-CSRFToken: {CSRF}")
    if fragment:
        lines += ["HX-Request: true", f"HX-Target: {fragment}"]
    if form:
        lines.append("Content-Type: application/x-www-form-urlencoded")
        lines.append(f"Content-Length: {len(body)}")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        answer = await reader.read(-1)
    finally:
        writer.close()
    head, _blank, rest = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]) if head else 0, rest


def table(idle, busy, counted: Counter, polls, options) -> list[tuple[str, float, str]]:
    found = []
    for name, times in (("nobody else there", idle), (f"{options.phones} phones", busy)):
        found.append((f"control view p50, {name}", statistics.median(times) * 1000, "ms"))
        found.append((f"control view p95, {name}", at(times, 0.95) * 1000, "ms"))
        found.append((f"  clicks timed, {name}", len(times), ""))
    if polls:
        found.append(("a phone's poll p50", statistics.median(polls) * 1000, "ms"))
        found.append(("a phone's poll p95", at(polls, 0.95) * 1000, "ms"))
    seconds = options.seconds + min(options.poll, 5)
    found += [(f"  {name}", n / seconds, "/s") for name, n in sorted(counted.items())]
    return found


def at(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def main() -> None:
    parser = argparse.ArgumentParser("bench.phones", description=__doc__)
    parser.add_argument("--phones", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--poll", type=float, default=10, help="seconds between a phone's polls")
    parser.add_argument("--post", type=float, default=30, help="seconds between its answers")
    parser.add_argument("--sse", action="store_true", help="hold streams open instead")
    for name, figure, unit in rows(parser.parse_args()):
        print(f"{name:<58}{figure:>9.2f} {unit}")


if __name__ == "__main__":
    main()
