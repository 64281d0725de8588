"""The hour that everybody in a scene lives in: the real one, moved by what a file says.

Every process of a scene follows the same file. The director moves it; a worker looks at it before each
task. PostgreSQL's own now() is not moved: all it decides is for how many months a reminder is remembered.
"""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FILE = "CHAOS_CLOCK"  # the variable that names it


def swedish(text: str) -> datetime:
    """swedish("2026-11-30 08:00")"""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


class Clock:
    def __init__(self, file: Path) -> None:
        self.file = file
        self._shown: float | None = None
        self._travel: time_machine.travel | None = None
        self._hands: time_machine.Traveller | None = None

    @classmethod
    def of_this_process(cls) -> "Clock":
        return cls(Path(os.environ[FILE]))

    def set(self, moment: datetime) -> None:
        self._write(moment.timestamp() - _real_time())
        self.follow()

    def forward(self, **step: float) -> None:
        self._write(float(self.file.read_text()) + timedelta(**step).total_seconds())
        self.follow()

    def follow(self) -> None:
        """Make this process' clock the one that the file says."""
        offset = float(self.file.read_text())
        if offset == self._shown:
            return
        if not self._travel:
            self._travel = time_machine.travel(0, tick=True)
            self._hands = self._travel.start()
        self._hands.move_to(datetime.fromtimestamp(_real_time() + offset, STOCKHOLM))
        time.time()  # the hands begin to move when somebody looks: processes would differ by seconds
        self._shown = offset

    def stop(self) -> None:
        if self._travel:
            self._travel.stop()
        self._travel = self._shown = None

    def _write(self, offset: float) -> None:
        new = self.file.with_suffix(".new")
        new.write_text(repr(offset))
        new.replace(self.file)  # nobody reads half a number


def _real_time() -> float:
    real = time_machine.escape_hatch
    return real.time.time() if real.is_travelling() else time.time()
