"""What was asked for, and what came of it: a row of the table for each scenario."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from chaos.checker import Findings
from chaos.stage import Scene, Stage


@dataclass
class Run:
    """What the command line asked for."""

    stage: Stage
    seed: int
    short: bool
    reminders: int
    kills: int

    def of(self, full: int, short: int) -> int:
        return short if self.short else full

    def dice(self) -> random.Random:
        return random.Random(self.seed)


@dataclass
class Row:
    name: str
    kills: int
    findings: Findings
    note: str = ""
    seconds: float = 0
    must_be_red: bool = False  # a control

    @property
    def good(self) -> bool:
        return self.findings.green != self.must_be_red

    @property
    def verdict(self) -> str:
        if self.must_be_red:
            return "GREEN, BUT MUST BE RED" if self.findings.green else "red, as it must"
        return "green" if self.findings.green else "RED"


Scenario = Callable[[Run], Row]


def timed(scenario: Scenario) -> Scenario:
    @wraps(scenario)
    def measured(run: Run) -> Row:
        begin = time.monotonic()
        row = scenario(run)
        row.seconds = time.monotonic() - begin
        return row

    return measured


def keep_complaints(scene: Scene, findings: Findings) -> None:
    """What the workers said, when there is something to look for."""
    if findings.green:
        return
    for log in sorted(scene.folder.glob("*.log")):
        lines = log.read_text(errors="replace").splitlines()
        findings.problems += [f"{log.stem}: {line}" for line in lines if "Error" in line][-1:]
