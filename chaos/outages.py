"""Long troubles, with the clock moved: the mail server away, beat dead, two beats, a lost schedule file."""

import signal
from datetime import date, timedelta
from itertools import pairwise

from django.utils.timezone import now

from chaos.checker import Findings, Promise, check
from chaos.clock import swedish
from chaos.loads import Expected, World, wave_of
from chaos.rows import Row, Run, timed
from chaos.stage import Scene
from chaos.storm import on_its_way
from prioinit.models import MailState, OutgoingMail, Tick

BANNER = timedelta(minutes=15)


# --- The mail server ---------------------------------------------------------------------------
@timed
def smtp_down_6_hours(run: Run) -> Row:
    return _smtp_down(run, "SMTP down 6 h", ["closed"], hours=6, step=15)


@timed
def smtp_down_72_hours(run: Run) -> Row:
    """A third of it refusing connections, a third of it busy, a third of it asking everybody to wait."""
    outages = ["closed", "busy", "later"]
    return _smtp_down(run, "SMTP down 72 h", outages, hours=72, step=run.of(60, 120))


def _smtp_down(run: Run, name: str, outages: list, *, hours: int, step: int) -> Row:
    with run.stage.scene(pace=12) as scene:
        world, size = World.build(), run.of(100, 20)
        expected: Expected = set()
        scene.start_worker(processes=1)
        findings = Findings()
        for number, outage in enumerate(outages):
            scene.relay.suffer(outage)
            expected |= _live_through(
                scene, world, number, size, minutes=hours * 60 // len(outages), step=step
            )
        if not OutgoingMail.objects.waiting_since(now() - BANNER).exists():
            findings.problems.append("no banner: nothing seems to have waited for 15 minutes")
        scene.relay.suffer("")
        quarters = _drain(scene)
        found = check(scene.relay, Promise(expected), journal=True)
        found.problems += findings.problems
        if outages == ["closed"]:  # one that asks to wait does so for each mail apart
            found.problems += _out_of_order(scene)
    return Row(name, 0, found, f"{len(expected)} mails, gone {quarters * 15} simulated min after")


def _live_through(
    scene: Scene, world: World, number: int, size: int, *, minutes: int, step: int
) -> Expected:
    """New mail at the beginning, in the middle and near the end."""
    expected: Expected = set()
    turns = minutes // step
    for turn in range(turns):
        if turn % (turns // 3) == 0:
            expected |= wave_of(world, 1000 * number + turn, size, ("reminders", "accounts"))
        _turn_after(scene, step)
    return expected


def _turn_after(scene: Scene, minutes: int) -> None:
    scene.clock.forward(minutes=minutes)
    before = now() - timedelta(minutes=1)
    scene.tick()
    turned = Tick.objects.filter
    scene.must(lambda: turned(started_at__gte=before).exists(), every=0.01)


def _drain(scene: Scene) -> int:
    """How many quarters until all was gone. Outside office hours most of it waits for the morning."""
    for quarters in range(1, 4 * 24):
        _turn_after(scene, 15)
        scene.wait_until(lambda: not _leaving_now(), 15, every=0.05)
        if not on_its_way():
            return quarters
    return quarters


def _leaving_now() -> bool:
    due = OutgoingMail.objects.filter(next_try_at__lte=now())
    return due.filter(state__in=[MailState.QUEUED, MailState.SENDING]).exists()


def _out_of_order(scene: Scene) -> list[str]:
    """With one worker, what was queued first leaves first."""
    queued = dict(OutgoingMail.objects.values_list("message_id", "queued_at"))
    times = [queued[one.message_id] for one in scene.relay.kept]
    late = sum(earlier > later for earlier, later in pairwise(times))
    return [f"order: {late} mails left before older ones"] if late else []


# --- Beat --------------------------------------------------------------------------------------
@timed
def beat_down_over_a_weekend(run: Run) -> Row:
    """Dead from Friday to Wednesday; Monday's reminders leave on Wednesday and say that they are late."""
    with run.stage.scene(pace=12) as scene:
        scene.clock.set(swedish("2026-11-27 09:00"))
        world = World.build(first_told=date(2026, 11, 30))
        expected = wave_of(world, 0, run.of(200, 40), ("reminders",))
        scene.start_worker()
        beat = scene.start_beat()
        scene.must(Tick.objects.exists)
        beat.stop(signal.SIGKILL)
        scene.clock.set(swedish("2026-12-02 08:00"))
        scene.start_beat()
        _settle(scene)
        late = {(address, "Försenad påminnelse") for address, _words in expected}
        findings = check(scene.relay, Promise(expected | late), journal=True)
    return Row("beat down 3 working days, over a weekend", 1, findings, f"{len(expected)} mails")


@timed
def two_beats_at_once(run: Run) -> Row:
    with run.stage.scene(pace=12) as scene:
        world = World.build()
        for _ in range(2):
            scene.start_worker()
            scene.start_beat()
        expected: Expected = set()
        for number in range(run.of(4, 2)):
            expected |= wave_of(world, number, 50, ("reminders", "invitations"))
            _settle(scene)
        findings = check(scene.relay, Promise(expected), journal=True)
    return Row("two beats and two workers at once", 0, findings, f"{len(expected)} mails")


@timed
def schedule_file_lost(run: Run) -> Row:
    """Killed before seven, the file and the broker's memory gone, back at nine: the day is not missed."""
    with run.stage.scene(pace=12) as scene:
        scene.clock.set(swedish("2026-11-30 06:50"))
        world = World.build()
        expected = wave_of(world, 0, 50, ("reminders",))
        scene.start_worker()
        beat = scene.start_beat()
        scene.must(Tick.objects.exists)
        beat.stop(signal.SIGKILL)
        for file in scene.folder.glob("schedule-*"):
            file.unlink()
        scene.wipe_broker(run.dice())
        scene.clock.set(swedish("2026-11-30 09:00"))
        scene.start_beat()
        _settle(scene)
        findings = check(scene.relay, Promise(expected), journal=True)
    return Row("schedule file and broker lost before 07:00", 2, findings, f"{len(expected)} mails")


def _settle(scene: Scene) -> None:
    scene.wait_until(lambda: not on_its_way(), 60, every=0.2)


ALL = (
    smtp_down_6_hours,
    smtp_down_72_hours,
    beat_down_over_a_weekend,
    two_beats_at_once,
    schedule_file_lost,
)
