"""An effect in words and pictures, from plain values: one reading for page, PDF and archive."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.effect_drawing import Bar, Line, draw_bar, draw_clock, draw_line, progress
from prioinit.templatetags.ui import in_days, month_year, number


@dataclass(frozen=True)
class EffectFigures:
    """Numbers as text, so that a final report keeps them to the last decimal."""

    what: str
    unit: str
    baseline: str
    baseline_on: date
    target: str
    target_on: date
    value: str | None = None
    value_on: date | None = None

    def said(self, value: str) -> str:
        return f"{number(Decimal(value))}\N{NO-BREAK SPACE}{self.unit}"

    @property
    def is_measured(self) -> bool:
        return self.value is not None

    @cached_property
    def done(self) -> float | None:
        if self.value is None:
            return None
        return progress(float(self.baseline), float(self.target), float(self.value))

    @property
    def start_text(self) -> str:
        return f"{self.said(self.baseline)} {month_year(self.baseline_on)}"

    @property
    def goal_text(self) -> str:
        words = {"value": self.said(self.target), "month": month_year(self.target_on)}
        return _("mål %(value)s %(month)s") % words

    @property
    def now_text(self) -> str:
        return self.said(self.value) if self.value is not None else _("ännu inte mätt")

    @property
    def line(self) -> str:
        """Från 29 till 38 % (mål 60 % dec 2027). In words: the typeface on paper has no arrow."""
        if self.value is None:
            return f"{self.said(self.baseline)}, {_('ännu inte mätt')} ({self.goal_text})"
        words = {"start": number(Decimal(self.baseline)), "now": self.said(self.value)}
        return f"{_('från %(start)s till %(now)s') % words} ({self.goal_text})"

    @property
    def state_text(self) -> str:
        return {
            "none": _("ännu inte mätt"),
            "worse": _("åt fel håll"),
            "under_way": _("på väg"),
            "reached": _("målet är nått"),
        }[self.bar.state]

    @property
    def text(self) -> str:
        """What the picture shows, for one who does not see it."""
        return (
            f"{self.start_text}. {_('Nu')}: {self.now_text}, {self.state_text}. {self.goal_text}."
        )

    @cached_property
    def bar(self) -> Bar:
        return draw_bar(self.done, self.start_text, self.goal_text)


def figures_of(effect, readings) -> EffectFigures:
    """`readings` in the order of their days."""
    last = readings[-1] if readings else None
    return EffectFigures(
        effect.what,
        effect.unit,
        str(effect.baseline),
        effect.baseline_on,
        str(effect.target),
        effect.target_on,
        str(last.value) if last else None,
        last.on if last else None,
    )


def line_of(figures: EffectFigures, readings) -> Line:
    began = (figures.baseline_on, float(figures.baseline))
    read = [(one.on, float(one.value)) for one in readings]
    last_day = max(figures.target_on, *(one.on for one in readings), figures.baseline_on)
    words = (
        month_year(figures.baseline_on),
        month_year(last_day),
        number(Decimal(figures.baseline)),
        f"{_('mål')} {number(Decimal(figures.target))}",
    )
    return draw_line([began, *read], (figures.target_on, float(figures.target)), words)


# --- The clock ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Clock:
    """The one or two years within which the target group should notice."""

    begins: date
    ends: date
    on: date

    @property
    def left(self) -> str:
        """12 månader kvar"""
        days = (self.ends - self.on).days
        if days < 0:
            return _("Skulle ha märkts %(when)s") % {"when": in_days(days)}
        months = round(days / 30.44)
        if months > 1:
            return _("%(n)s månader kvar") % {"n": months}
        if not days:
            return _("Skulle märkas i dag")
        return ngettext("%(n)s dag kvar", "%(n)s dagar kvar", days) % {"n": days}

    @cached_property
    def bar(self) -> Bar:
        start, goal = month_year(self.begins), month_year(self.ends)
        return draw_clock(self.begins, self.ends, self.on, start, goal)

    @property
    def text(self) -> str:
        return f"{self.left}. {month_year(self.begins)} – {month_year(self.ends)}."


def clock_of(initiative) -> Clock | None:
    """From the day it started, or that of its round."""
    if initiative.noticed_by is None:
        return None
    begins = initiative.started_on or initiative.round.starts_on
    return Clock(min(begins, initiative.noticed_by), initiative.noticed_by, localdate())
