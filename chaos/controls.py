"""Each guard switched off once. The same events must be green with it, and red without.

A checker that stays green when a guard is gone sees nothing: that fails the run.
"""

import signal
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from chaos.checker import Promise, check
from chaos.loads import LOADS, Expected, World
from chaos.rows import Row, Run, keep_complaints, timed
from chaos.stage import Scene, go_on, stop
from chaos.storm import on_its_way
from checkpoints.models import Reminder
from checkpoints.services.checkpoints import cancel_checkpoint

PACE = 30  # a lease of a minute is two seconds


def until(scene: Scene, true: Callable[[], bool], seconds: float = 30) -> None:
    """With a turn of the clockwork every half second."""
    for _ in range(int(seconds * 2)):
        scene.tick()
        if scene.wait_until(true, 0.5, every=0.02):
            return


def all_gone() -> bool:
    return not on_its_way()


# --- What happens ------------------------------------------------------------------------------
def worker_stands_still(scene: Scene, world: World) -> Promise:
    """For longer than its lease: another takes over its mails, then it goes on with them."""
    expected = LOADS["accounts"].wave(world, 0, 40)
    scene.relay.delay = 0.04
    first = scene.start_worker(processes=1)
    until(scene, lambda: len(scene.relay.kept) >= 5)
    stop(first)
    scene.start_worker(processes=1)
    taken_over = len(scene.relay.kept) + 3
    until(scene, lambda: len(scene.relay.kept) >= taken_over)
    go_on(first)
    until(scene, all_gone, 40)
    return Promise(expected)


def worker_dies_after_the_text(scene: Scene, world: World) -> Promise:
    """The mail server has the mail; the worker is killed before it hears so."""
    expected = LOADS["accounts"].wave(world, 0, 10)
    scene.relay.faults.append("hold")
    worker = scene.start_worker(processes=1)
    until(scene, lambda: scene.relay.holding == 1)
    worker.stop(signal.SIGKILL)
    scene.start_worker(processes=1)
    until(scene, all_gone, 40)
    return Promise(expected)


def checkpoint_is_cancelled(scene: Scene, world: World) -> Promise:
    """After the reminders were put in mails, before the mail server took them."""
    told: Expected = LOADS["reminders"].wave(world, 0, 20)
    scene.relay.suffer("closed")
    scene.start_worker(processes=1)
    until(scene, lambda: Reminder.objects.bundled().exists())
    # The reminders of a cancelled checkpoint are let go of at once; here that is left to the sender.
    bundled = list(Reminder.objects.bundled().values("pk", "mail_id"))
    cancel_checkpoint(by=world.lots, checkpoint=world.checkpoint, reason="Snö.")
    for row in bundled:
        Reminder.objects.filter(pk=row["pk"]).update(
            state=Reminder.State.BUNDLED, mail=row["mail_id"], reason=""
        )
    scene.relay.suffer("")
    until(scene, all_gone)
    return Promise(set(), never=told)


def schedulers_do_not_take_turns(scene: Scene, world: World) -> Promise:
    """Four plan at once and none waits for the others. Three times: a race may be missed once."""
    expected: Expected = set()
    for _ in range(2):
        scene.start_worker(processes=2)
    scene.must(lambda: len(scene.answering()) == 2)
    for number in range(3):
        expected |= LOADS["reminders"].wave(world, number, 20)
        for _ in range(8):
            scene.tick()
        until(scene, all_gone)
    return Promise(expected)


def connection_lost_after_the_text(scene: Scene, world: World) -> Promise:
    """Five times: the mail server has the mail and says nothing."""
    expected = LOADS["accounts"].wave(world, 0, 20)
    scene.relay.faults.extend(["drop_after"] * 5)
    scene.start_worker(processes=1)
    until(scene, all_gone, 60)
    return Promise(expected)


# --- The guards --------------------------------------------------------------------------------
@dataclass(frozen=True)
class Control:
    guard: str
    happens: Callable[[Scene, World], Promise]
    without: str = ""  # the name in chaos/guards.py
    drops: str = ""  # the statement that removes it from the database
    # What stands behind it and would hide that it is gone: away with it and without.
    others_away: str = ""
    others_dropped: str = ""
    journal: bool = True


CONTROLS = (
    Control(
        "the lease token",
        worker_stands_still,
        "lease-token",
        # An attempt that is settled never changes: that stops the second worker too, with an error.
        others_dropped="ALTER TABLE prioinit_mailattempt DISABLE TRIGGER USER",
    ),
    Control("the attempt row", worker_dies_after_the_text, "attempt-row"),
    Control("the look when it leaves", checkpoint_is_cancelled, "look-when-it-leaves"),
    Control(
        "the unique key",
        schedulers_do_not_take_turns,
        drops="ALTER TABLE checkpoints_reminder DROP CONSTRAINT reminder_once",
        others_away="turns",
    ),
    Control("the journal", connection_lost_after_the_text, journal=False),
)


def _scenario(control: Control, *, guarded: bool):
    @timed
    def scenario(run: Run) -> Row:
        without = ",".join(filter(None, (control.others_away, "" if guarded else control.without)))
        journal = guarded or control.journal
        with run.stage.scene(pace=PACE, without=without, journal=journal) as scene:
            _execute(control.others_dropped)
            _execute("" if guarded else control.drops)
            promise = control.happens(scene, World.build())
            findings = check(scene.relay, promise, journal=journal)
            if guarded:
                keep_complaints(scene, findings)
        name = f"control, {'with' if guarded else 'without'} {control.guard}"
        note = "" if guarded else next(iter(findings.problems), "")
        return Row(name, 0, findings, note, must_be_red=not guarded)

    scenario.__name__ = f"{control.happens.__name__}_{'guarded' if guarded else 'unguarded'}"
    return scenario


def _execute(statement: str) -> None:
    if statement:
        with connection.cursor() as cursor:
            cursor.execute(statement)


GREEN = tuple(_scenario(control, guarded=True) for control in CONTROLS)
RED = tuple(_scenario(control, guarded=False) for control in CONTROLS)
