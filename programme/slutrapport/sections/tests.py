"""Testerna: what the team believed, saw and learned, and what it did therefore. Lyckade missar are honoured."""

from dataclasses import dataclass
from datetime import date

from initiatives.models import Initiative, Test
from initiatives.work.tests import TellsOfTests, ToldTest
from programme.slutrapport.limits import latest, short
from roles.models import Person


@dataclass(frozen=True)
class Unfinished:
    believe: str
    starts_on: date


@dataclass(frozen=True)
class Tests(TellsOfTests):
    tested: tuple[ToldTest, ...]  # closed
    left_out: int
    unfinished: tuple[Unfinished, ...]


def build(initiative: Initiative, reader: Person | None) -> Tests | None:
    rows = list(initiative.tests.kept().order_by("starts_on", "pk"))
    if not rows:
        return None
    shown, left_out = latest(rows)
    return Tests(
        tested=tuple(_told(one) for one in shown if one.is_closed),
        left_out=left_out,
        unfinished=tuple(
            Unfinished(short(one.believe), one.starts_on) for one in shown if not one.is_closed
        ),
    )


def _told(test: Test) -> ToldTest:
    return ToldTest(
        id=test.pk,
        believe=short(test.believe),
        right_when=short(test.right_when),
        saw=short(test.saw),
        learned=short(test.learned),
        decision=test.decision,
        therefore=test.therefore,
        starts_on=test.starts_on,
        ends_on=test.ends_on,
        closed_on=test.closed_on,
    )
