"""Random blows while mail is planned, bundled and sent. The seed decides which, where and after how long."""

import random
import time
from collections import Counter
from dataclasses import dataclass

from django.utils.timezone import localdate

from chaos.checker import Promise, check
from chaos.loads import Expected, World, wave_of
from chaos.rows import Row, Run, keep_complaints, timed
from chaos.stage import Scene, insist
from checkpoints.models import Reminder
from initiatives.models import Initiative
from prioinit.models import MailState, OutgoingMail

PACE = 12  # a lease of a minute is five seconds
WORKERS = 2
PATIENCE = 150  # seconds of calm until everything must have left
# Of a hundred blows, as dealt from a deck: every run has its share of each, 28 of two hundred are broker wipes.
SHARES = {"kill_worker": 60, "kill_beat": 12, "wipe_broker": 14, "stop_postgres": 14}
FAULTS = ("drop_before", "drop_after", "later", "closing")


@dataclass(frozen=True)
class Blow:
    kind: str
    pause: float  # seconds after mail has moved again
    faults: tuple[str, ...]  # what the mail server does wrong from then on
    stall: bool  # a worker stands still too


def schedule(dice: random.Random, kills: int) -> list[Blow]:
    deck = [kind for kind, share in SHARES.items() for _ in range(round(kills * share / 100))]
    deck += ["kill_worker"] * (kills - len(deck))
    dice.shuffle(deck)
    blows = []
    for kind in deck[:kills]:
        faults = dice.choices(FAULTS, k=3) if dice.random() < 0.1 else ()
        blows.append(Blow(kind, dice.uniform(0.1, 1), tuple(faults), dice.random() < 0.04))
    return blows


@dataclass
class Weather:
    kills: Counter
    doubts: int  # how often somebody may have died between the text and the 250
    settled: bool


def storm(
    scene: Scene, world: World, *, seed: int, kills: int, size: int, waves: int
) -> tuple[Expected, Weather]:
    """Waves of mail under `kills` blows. Returns what must arrive and what happened."""
    dice = random.Random(seed)
    blows = schedule(dice, kills)
    expected: Expected = set()
    done, doubts, struck = 0, 0, Counter()
    for _ in range(WORKERS):
        scene.start_worker()
    scene.start_beat()
    scene.relay.delay = 0.004
    for number, blow in enumerate(blows):
        while done * kills <= number * waves and done < waves:
            expected |= insist(lambda n=done: wave_of(world, n, size))
            done += 1
        _wait_for_mail(scene, dice)
        time.sleep(blow.pause)
        scene.wake_stalled()
        doubts += _strike(scene, blow, dice)
        struck[blow.kind] += 1
    scene.relay.behave()
    return expected, Weather(struck, doubts, settle(scene))


def _wait_for_mail(scene: Scene, dice: random.Random) -> None:
    """So that blows fall while mail is on its way, and not on servers that are still starting."""
    enough = len(scene.relay.kept) + dice.randint(1, 40)
    scene.wait_until(lambda: len(scene.relay.kept) >= enough, 2.5, every=0.02)


def _strike(scene: Scene, blow: Blow, dice: random.Random) -> int:
    """Returns how many mails it may have left in doubt."""
    scene.relay.faults.extend(blow.faults)
    if blow.stall:
        scene.stall_worker(dice)
    getattr(scene, blow.kind)(dice)
    processes = {"kill_worker": 2, "stop_postgres": 2 * WORKERS}.get(blow.kind, 0)
    drops = sum(fault.startswith("drop") for fault in blow.faults)
    return processes + drops + 2 * blow.stall


def settle(scene: Scene, patience: float = PATIENCE) -> bool:
    """Until nothing is on its way any more. Nobody helps: workers and beat do it."""
    return scene.wait_until(lambda: not on_its_way() and not scene.stalled, patience, every=0.5)


def on_its_way() -> bool:
    """The mails last: a turn that plans and bundles between two looks must not be missed by both."""
    decided = OutgoingMail.objects.filter(state=MailState.UNCERTAIN, next_try_at__isnull=True)
    waiting = OutgoingMail.objects.unsent().exclude(pk__in=decided.values("pk"))
    return not started_are_told() or _unbundled().exists() or waiting.exists()


def _unbundled():
    return Reminder.objects.planned().filter(send_on__lte=localdate())


def started_are_told() -> bool:
    """Planning has seen the initiatives that started last."""
    last = Initiative.objects.filter(code__startswith="R").order_by("-pk").first()
    return last is None or Reminder.objects.filter(initiative=last).exists()


# --- The rows ----------------------------------------------------------------------------------
@timed
def with_journal(run: Run) -> Row:
    """Nothing lost, nothing twice."""
    return _row(run, "storm, the journal is asked", run.reminders, run.kills, journal=True)


@timed
def without_journal(run: Run) -> Row:
    """Nothing lost; what came twice, or may have, is flagged."""
    return _row(run, "storm, no journal", run.reminders // 4, run.kills // 4, journal=False)


def _row(run: Run, name: str, reminders: int, kills: int, *, journal: bool) -> Row:
    waves = max(1, min(100, reminders // 50))
    with run.stage.scene(pace=PACE, journal=journal) as scene:
        expected, weather = storm(
            scene,
            World.build(),
            seed=run.seed + (not journal),
            kills=kills,
            size=reminders // waves,
            waves=waves,
        )
        promise = Promise(expected, twice_at_most=0 if journal else weather.doubts)
        findings = check(scene.relay, promise, journal=journal)
        keep_complaints(scene, findings)
    if not weather.settled:
        findings.problems.append(f"{PATIENCE} s of calm were not enough")
    struck = ", ".join(f"{n} {kind}" for kind, n in weather.kills.most_common())
    return Row(name, kills, findings, f"{len(expected)} mails; {struck}")


ALL = (with_journal, without_journal)
