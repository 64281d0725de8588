"""The guards, and how a control does without one. A name that has moved stops the run: nothing is guessed."""

import sys
import time
from collections.abc import Callable

from checkpoints.reminders import clockwork  # noqa: F401 brings in planning and digest
from prioinit.delivery import ledger
from prioinit.models import MailState


def switch_off(names: str) -> None:
    for name in filter(None, names.split(",")):
        GUARDS[name]()


def _replace(package: str, name: str, new) -> list:
    """In every module that has it, since it is imported by name. Returns what was there."""
    modules = [one for path, one in sys.modules.items() if path.startswith(package)]
    found = [module for module in modules if name in vars(module)]
    if not found:
        raise RuntimeError(f"{package} has no {name} any more: chaos/guards.py must follow.")
    before = [getattr(module, name) for module in found]
    for module in found:
        setattr(module, name, new)
    return before


def _lease_token() -> None:
    """A worker that was away for too long goes on as if the mails were still its own."""
    before = ledger._ADVANCE
    after = before.replace(b"lease_token = $7::uuid", b"$7::uuid IS NOT NULL")
    if after == before:
        raise RuntimeError("The lease token is asked for in another way now.")
    _replace("prioinit.delivery", "_ADVANCE", after)


def _attempt_row() -> None:
    """Nobody knows any more that a mail was on the wire when its worker died."""

    def simply_again(mail, now) -> None:
        mail.state = MailState.QUEUED

    _replace("prioinit.delivery", "_doubt", simply_again)


def _look_when_it_leaves() -> None:
    """What was bundled is sent, whatever has happened since."""
    _replace(
        "checkpoints.reminders.digest", "_still_wanted", lambda facts, reminders, *_rest: reminders
    )


def _turns() -> None:
    """Schedulers do not wait for each other, and think before they write: only the key is left."""
    _replace("checkpoints", "take_turns", lambda: None)

    def write_late(*args) -> None:
        time.sleep(1)
        write(*args)

    (write,) = _replace("checkpoints.reminders.planning", "_write", write_late)


GUARDS: dict[str, Callable[[], None]] = {
    "lease-token": _lease_token,
    "attempt-row": _attempt_row,
    "look-when-it-leaves": _look_when_it_leaves,
    "turns": _turns,
}
