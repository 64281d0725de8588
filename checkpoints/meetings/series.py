"""Several checkpoints at once: the days a round could meet, on workdays, and what they would be called."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime, make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checkpoints.models import Checkpoint
from initiatives.models import Round
from prioinit.calendar import name_of_day_off, workday_on_or_after
from prioinit.templatetags.ui import weekday_date

MAX_IN_SERIES = 26
USUAL_GAP = timedelta(weeks=8)


@dataclass(frozen=True)
class Proposal:
    """One day of a series. `wanted` is where the rhythm fell, when that is a day off."""

    name: str
    day: date
    wanted: date

    @property
    def note(self) -> str:
        if self.day == self.wanted:
            return ""
        words = {
            "wanted": weekday_date(self.wanted).capitalize(),
            "why": name_of_day_off(self.wanted, get_language() or ""),
            "day": weekday_date(self.day),
        }
        if words["why"]:
            return _("%(wanted)s är %(why)s. Vi föreslår %(day)s i stället.") % words
        return _("%(wanted)s är ingen arbetsdag. Vi föreslår %(day)s i stället.") % words


def propose(
    *, first: date, last: date, every_weeks: int, name: str, taken: list[str]
) -> list[Proposal]:
    """Every so many weeks from the first day to the last, moved to the next workday when that is a day off."""
    proposals: list[Proposal] = []
    wanted, number = first, next_number(name, taken)
    while wanted <= last and len(proposals) < MAX_IN_SERIES:
        proposals.append(Proposal(f"{name} {number}", workday_on_or_after(wanted), wanted))
        wanted += timedelta(weeks=every_weeks)
        number += 1
    return proposals


def next_number(name: str, taken: list[str]) -> int:
    """After "Checkpoint 3" comes 4, and also after "Checkpoint 3 i centrum"."""
    pattern = re.compile(rf"{re.escape(name)}\s+(\d{{1,4}})\b", re.IGNORECASE)
    numbers = [int(found[1]) for one in taken if (found := pattern.match(one.strip()))]
    return max(numbers, default=0) + 1


def names_in(round_: Round) -> list[str]:
    return list(Checkpoint.objects.filter(round=round_).values_list("name", flat=True))


def copy_of_last(round_: Round) -> dict | None:
    """What a form for the next one starts with: as the last, a number higher, as long after as that was."""
    latest = list(Checkpoint.objects.held().filter(round=round_).order_by("-starts_at")[:2])
    if not latest:
        return None
    last = latest[0]
    gap = last.day - latest[1].day if len(latest) == 2 else USUAL_GAP
    day = workday_on_or_after(last.day + (gap if gap > timedelta(days=6) else USUAL_GAP))
    stem = re.sub(r"\s+\d{1,4}\b.*$", "", last.name)
    return {
        "name": f"{stem} {next_number(stem, names_in(round_))}",
        "day": day if day > localdate() else None,
        "begins": localtime(last.starts_at).time(),
        "ends": localtime(last.ends_at).time(),
        "place": last.place,
        "video_link": last.video_link,
        "open_to": last.open_to,
        "lead_days": last.lead_days,
    }


def at(day: date, clock) -> datetime:
    return make_aware(datetime.combine(day, clock))
