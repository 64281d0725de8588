"""When each item of a running order begins, and whether it all fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkpoints.models import AgendaItem, Checkpoint


@dataclass(frozen=True)
class Line:
    item: AgendaItem
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class RunningOrder:
    lines: tuple[Line, ...]
    minutes: int  # of all items together
    minutes_left: int  # of the meeting when all is done; below zero: so much too long

    @property
    def fits(self) -> bool:
        return self.minutes_left >= 0


def running_order(checkpoint: Checkpoint) -> RunningOrder:
    return by_the_clock(checkpoint, checkpoint.agenda.select_related("initiative"))


def by_the_clock(checkpoint: Checkpoint, items: Iterable[AgendaItem]) -> RunningOrder:
    """The items, saved or only proposed, one after the other from the meeting's start."""
    lines = []
    now = checkpoint.starts_at
    for item in items:
        then = now + timedelta(minutes=item.minutes)
        lines.append(Line(item, now, then))
        now = then
    left = int((checkpoint.ends_at - now).total_seconds() // 60)
    return RunningOrder(tuple(lines), sum(line.item.minutes for line in lines), left)


def length_of(checkpoint: Checkpoint) -> int:
    """The minutes of the meeting."""
    return int((checkpoint.ends_at - checkpoint.starts_at).total_seconds() // 60)


def in_words(order: RunningOrder) -> str:
    """Whether it fits, as it is said on the page and aloud."""
    left = order.minutes_left
    if left == 0:
        return _("Det får plats precis.")
    if left > 0:
        text = ngettext(
            "Det får plats, %(n)s minut kvar.", "Det får plats, %(n)s minuter kvar.", left
        )
    else:
        text = ngettext("%(n)s minut för långt.", "%(n)s minuter för långt.", -left)
    return text % {"n": abs(left)}
