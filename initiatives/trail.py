"""The phase trail and the confidence line, from plain values: one calculation for page and PDF."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Protocol

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from initiatives.trail_drawing import LARGE, SMALL, Drawing, decimal, draw

PHASES = ("behov", "ide", "test", "forverkliga")
DEFAULT_LABELS = {
    "behov": gettext_lazy("behov"),
    "ide": gettext_lazy("idé"),
    "test": gettext_lazy("test"),
    "forverkliga": gettext_lazy("förverkliga"),
}


class Change(Protocol):
    from_phase: str | None
    to_phase: str
    on: date
    reason: str


@dataclass(frozen=True)
class Step:
    key: str
    label: str
    state: str  # done | now | todo | skipped
    on: date | None  # when it was entered: first time, or latest if it is now

    @property
    def date(self) -> str:
        return short(self.on) if self.on else ""


@dataclass(frozen=True)
class Return:
    from_index: int
    to_index: int
    label: str  # the phase returned to
    reason: str
    on: date

    @property
    def date(self) -> str:
        return short(self.on)


@dataclass(frozen=True)
class Trail:
    steps: tuple[Step, ...]
    returns: tuple[Return, ...]
    text: str

    @cached_property
    def small(self) -> Drawing:
        return draw(self.steps, self.returns, SMALL)

    @cached_property
    def large(self) -> Drawing:
        return draw(self.steps, self.returns, LARGE)


# --- What happened ------------------------------------------------------------------------------


_PlainChange = tuple[str | None, str, date, str]


def build_trail(
    phase_changes: Iterable[Change | Mapping[str, Any]],
    current: str | None,
    started: date | None,
    labels: Mapping[str, str] | None = None,
    *,
    ended: date | None = None,
) -> Trail:
    """`current` None: not started. `ended`: the walk is over, so nothing is "now"."""
    names = {key: str(label) for key, label in (DEFAULT_LABELS | dict(labels or {})).items()}
    changes = sorted((_plain(change) for change in phase_changes), key=lambda change: change[2])
    return _trail(tuple(changes), current, started, tuple(names.items()), ended, get_language())


@lru_cache(maxsize=2048)  # a walk changes a few times a year and is read many times a day
def _trail(
    changes: tuple[_PlainChange, ...],
    current: str | None,
    started: date | None,
    labels: tuple[tuple[str, str], ...],
    ended: date | None,
    _language: str | None,
) -> Trail:
    names = dict(labels)
    visits = _visits(changes, current, started)
    returns = tuple(
        Return(PHASES.index(source), PHASES.index(target), names[target], reason, on)
        for source, target, on, reason in changes
        if source and PHASES.index(target) < PHASES.index(source)
    )
    steps = tuple(_step(key, names[key], visits, current, ended) for key in PHASES)
    return Trail(steps, returns, _tell(changes, visits, names, current, ended))


def _plain(change: Change | Mapping[str, Any]) -> _PlainChange:
    if isinstance(change, Mapping):
        return change.get("from_phase"), change["to_phase"], change["on"], change.get("reason", "")
    return change.from_phase, change.to_phase, change.on, change.reason


def _visits(
    changes: Sequence[_PlainChange], current: str | None, started: date | None
) -> list[tuple[str, date]]:
    """(phase, day it was entered) in order, the start included."""
    visits = [(target, on) for _source, target, on, _reason in changes]
    if changes and changes[0][0] and started:
        visits.insert(0, (changes[0][0], started))
    elif not changes and current and started:
        visits.append((current, started))
    return visits


def _step(
    key: str,
    label: str,
    visits: Sequence[tuple[str, date]],
    current: str | None,
    ended: date | None,
) -> Step:
    days = [on for phase, on in visits if phase == key]
    if current is None or PHASES.index(key) > PHASES.index(current):
        return Step(key, label, "todo", days[0] if days else None)
    if key == current:
        return Step(key, label, "done" if ended else "now", days[-1] if days else None)
    return Step(key, label, "done" if days else "skipped", days[0] if days else None)


def _tell(
    changes: Sequence[_PlainChange],
    visits: Sequence[tuple[str, date]],
    names: Mapping[str, str],
    current: str | None,
    ended: date | None,
) -> str:
    """The picture in words, for those who do not see it and for search in a PDF."""
    if current is None:
        return _("Inte startat än.")
    told = [f"{names[visits[0][0]]} {long(visits[0][1])}"] if visits else []
    for source, target, on, reason in changes:
        if source is None:
            continue
        if PHASES.index(target) < PHASES.index(source):
            back = _("tillbaka till %(phase)s %(day)s") % {"phase": names[target], "day": long(on)}
            told.append(f"{back} ({reason.strip().rstrip('.')})" if reason.strip() else back)
        else:
            told.append(f"{names[target]} {long(on)}")
    return " ".join(filter(None, [_sentence(told), _ending(visits, names, current, ended)]))


def _sentence(parts: Sequence[str]) -> str:
    text = ", ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _ending(
    visits: Sequence[tuple[str, date]],
    names: Mapping[str, str],
    current: str,
    ended: date | None,
) -> str:
    if ended:
        return _("Avslutat %(day)s.") % {"day": long(ended)}
    since = [on for phase, on in visits if phase == current]
    if not since:
        return _("Nu: %(phase)s.") % {"phase": names[current]}
    return _("Nu: %(phase)s sedan %(day)s.") % {"phase": names[current], "day": long(since[-1])}


def short(day: date) -> str:
    return format_date(day, _("j b"))


def long(day: date) -> str:
    return format_date(day, "j F Y")


# --- Confidence ---------------------------------------------------------------------------------

READINGS = 6
_LINE_WIDTH, _LINE_HEIGHT, _LINE_EDGE = 72, 24, 5


@dataclass(frozen=True)
class ConfidenceLine:
    """The last six readings, oldest first. Falling is information, not blame: no colours."""

    values: tuple[int, ...]
    points: str  # of the polyline; "" with fewer than two readings
    x: float
    y: float
    trend: str  # uppåt | nedåt | stadigt | ""
    text: str


def confidence_line(values: Iterable[int]) -> ConfidenceLine:
    shown = tuple(values)[-READINGS:]
    if not shown:
        return ConfidenceLine((), "", 0, 0, "", _("Ingen tilltro angiven än"))
    step = (_LINE_WIDTH - 2 * _LINE_EDGE) / (READINGS - 1)
    places = [
        (_LINE_WIDTH - _LINE_EDGE - step * (len(shown) - 1 - index), _confidence_y(value))
        for index, value in enumerate(shown)
    ]
    x, y = places[-1]
    points = " ".join(f"{decimal(px)},{decimal(py)}" for px, py in places) if len(shown) > 1 else ""
    trend = _trend(shown)
    text = _("Tilltro %(values)s av 5") % {"values": ", ".join(map(str, shown))}
    return ConfidenceLine(shown, points, x, y, trend, f"{text}: {trend}" if trend else text)


def _confidence_y(value: int) -> float:
    return _LINE_HEIGHT - _LINE_EDGE - (value - 1) * (_LINE_HEIGHT - 2 * _LINE_EDGE) / 4


def _trend(values: Sequence[int]) -> str:
    """The latest against the mean of those before it."""
    if len(values) < 2:
        return ""
    change = values[-1] - sum(values[:-1]) / (len(values) - 1)
    if abs(change) < 0.5:
        return _("stadigt")
    return _("uppåt") if change > 0 else _("nedåt")
