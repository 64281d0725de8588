"""Vilket team behöver mig nu: a coach's teams in order, each with its reasons in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from django.db.models import Max, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import CoachNote
from initiatives.portfolio import PortfolioRow
from initiatives.trail import long
from initiatives.trials import TRYING

NOTE_WITHIN = timedelta(weeks=3)
TRY_WITHIN = timedelta(weeks=6)


@dataclass(frozen=True)
class Steps:
    """What the coach log says of a team."""

    latest: date | None = None  # the last note
    late: date | None = None  # the day of the oldest agreed step that is past it


@dataclass(frozen=True)
class TeamNow:
    id: int
    name: str
    url: str
    reasons: tuple[str, ...]  # the strongest first


def steps_of(initiatives: Iterable[int], on: date) -> dict[int, Steps]:
    """One query, however many teams."""
    late = Min("due_on", filter=Q(done_at=None, due_on__lt=on))
    notes = CoachNote.objects.kept().filter(initiative__in=list(initiatives)).order_by()
    rows = notes.values_list("initiative").annotate(latest=Max("on"), late=late)
    return {initiative: Steps(latest, day) for initiative, latest, day in rows}


def teams_now(
    rows: Iterable[PortfolioRow], steps: Mapping[int, Steps], on: date
) -> tuple[TeamNow, ...]:
    """Those with a reason. What has been agreed weighs most, then what only others can mend, then silence."""
    found = []
    for row in rows:
        if not row.is_running or row.paused_until:
            continue
        reasons = [(n, said) for n, said in enumerate(_reasons(row, steps, on)) if said]
        if reasons:
            words = tuple(said for _n, said in reasons)
            found.append(((reasons[0][0], -len(words), row.name), row, words))
    in_order = sorted(found, key=lambda one: one[0])
    return tuple(TeamNow(row.id, row.name, row.url, words) for _key, row, words in in_order)


def _reasons(row: PortfolioRow, steps: Mapping[int, Steps], on: date) -> tuple[str, ...]:
    """In the order of their weight; "" for what is not so."""
    told = steps.get(row.id, Steps())
    return (
        _late(told),
        _rigg(row),
        _silent(row),
        _falling(row),
        _untried(row, on),
        _unheard(row, told, on),
    )


def _late(told: Steps) -> str:
    return _("Ett steg skulle vara klart %(day)s.") % {"day": long(told.late)} if told.late else ""


def _rigg(row: PortfolioRow) -> str:
    gaps = ", ".join(str(gap.gap) for gap in row.rigg.gaps)
    return _("Riggen håller inte: %(gaps)s.") % {"gaps": gaps} if gaps else ""


def _silent(row: PortfolioRow) -> str:
    days = row.age_days or 0
    said = ngettext(
        "Ingen lägesuppdatering på %(n)s dag.", "Ingen lägesuppdatering på %(n)s dagar.", days
    )
    return said % {"n": days} if row.is_silent else ""


def _falling(row: PortfolioRow) -> str:
    values = row.confidence.values
    if len(values) < 2 or values[-1] >= values[-2]:
        return ""
    return _("Tilltron gick från %(then)s till %(now)s.") % {"then": values[-2], "now": values[-1]}


def _untried(row: PortfolioRow, on: date) -> str:
    """Idé and test are there to try in, and there has been time to since the team came there, or came back."""
    came, last = _came_to_try(row), row.trials.last_on
    if row.phase not in TRYING or row.trials.running or came is None:
        return ""
    if on - max(came, last or came, row.began_again or came) < TRY_WITHIN:
        return ""
    if last is None:
        return _("Inget test än på %(n)s dagar i idé och test.") % {"n": (on - came).days}
    return _("Inget test på %(n)s dagar.") % {"n": (on - last).days}


def _came_to_try(row: PortfolioRow) -> date | None:
    """From idé to test and back again is one stay."""
    stay = takewhile(lambda step: step.to_phase in TRYING, reversed(row.steps))
    return min((step.on for step in stay), default=row.started_on)


def _unheard(row: PortfolioRow, told: Steps, on: date) -> str:
    """Counted from the start when nothing has been noted."""
    since = told.latest or row.started_on
    if since is None or on - since < NOTE_WITHIN:
        return ""
    weeks = (on - since).days // 7
    return _("Inget antecknat på %(n)s veckor.") % {"n": weeks}
