"""Effekten: where it began, the target, and every reading; also those that the processledare gave as a follow-up."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils.timezone import localdate

from initiatives.effect_drawing import Line
from initiatives.effect_reading import EffectFigures, figures_of, line_of
from initiatives.models import Effect, FollowUp, Initiative, Measurement
from prioinit.snapshots import from_plain
from programme.slutrapport.limits import latest, short, shortened
from roles.models import Person


@dataclass(frozen=True)
class Reading:
    on: date
    value: str  # with all its decimals
    note: str
    months: int | None = None  # it answered the follow-up so long after the end
    answer: str | None = None


@dataclass(frozen=True)
class Aimed:
    figures: EffectFigures
    is_main: bool
    source: str
    readings: tuple[Reading, ...]
    left_out: int

    @cached_property
    def line(self) -> Line | None:
        """One reading is told by the bar."""
        return line_of(self.figures, self.readings) if len(self.readings) > 1 else None

    @property
    def told(self) -> list[tuple[Reading, str]]:
        return [(one, self.figures.said(one.value)) for one in self.readings]


@dataclass(frozen=True)
class Followed:
    """Answered in words, or waiting; what was answered by a reading stands among the readings."""

    months: int
    due_on: date
    answer: str
    answered_on: date | None
    answered_by: str


@dataclass(frozen=True)
class Effects:
    aimed: tuple[Aimed, ...]
    followed: tuple[Followed, ...]


def build(initiative: Initiative, reader: Person | None) -> Effects | None:
    rows = initiative.effects.kept().annotate(read=_readings())
    aimed = tuple(map(_aimed, rows))
    followed = tuple(map(_followed, _without_reading(initiative)))
    return Effects(aimed, followed) if aimed or followed else None


def _readings() -> ArraySubquery:
    kept = Measurement.objects.kept().filter(effect=OuterRef("pk")).order_by("on", "pk")
    answered = FollowUp.objects.filter(measurement=OuterRef("pk"))
    reading = JSONObject(
        on="on",
        value=Cast("value", TextField()),
        note="note",
        months=Subquery(answered.values("months")[:1]),
        answer=Subquery(answered.values("answer")[:1]),
    )
    return ArraySubquery(kept.values(json=reading))


def _aimed(effect: Effect) -> Aimed:
    read = [_reading(one) for one in effect.read]  # type: ignore[attr-defined]
    shown, left_out = latest(read)
    return Aimed(
        figures=figures_of(effect, read),
        is_main=effect.is_main,
        source=effect.source,
        readings=tuple(shown),
        left_out=left_out,
    )


def _reading(told: dict) -> Reading:
    return from_plain(Reading, shortened(told, "note", "answer"))


def _without_reading(initiative: Initiative):
    return initiative.follow_ups.filter(measurement=None).select_related("answered_by")


def _followed(one: FollowUp) -> Followed:
    return Followed(
        months=one.months,
        due_on=one.due_on,
        answer=short(one.answer),
        answered_on=localdate(one.answered_at) if one.answered_at else None,
        answered_by=one.answered_by.name if one.answered_by else "",
    )
