"""Where the room is right now, as the presentation and the control view both tell it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from django.utils.timezone import localtime, now
from django.utils.translation import get_language

from checkpoints.models import Checkpoint, Showing
from checkpoints.policy.showing import Shown
from checkpoints.showing.slides import END, START, order_mark
from prioinit.templatetags.ui import clock


@dataclass(frozen=True)
class Moment:
    state: str  # policy.showing.Shown
    slide: str
    seconds_left: int | None  # of the item; below zero: so long over. None: no item, or not running
    goes_on_at: datetime | None  # when the item is over
    shows_input: bool
    more: int  # minutes added to the item
    tag: str  # differs when any of this does

    @property
    def is_running(self) -> bool:
        return self.state == Shown.RUNNING

    def as_json(self) -> dict:
        return {
            "state": self.state,
            "slide": self.slide,
            "left": self.seconds_left,
            "until": clock(self.goes_on_at),
            "input": self.shows_input,
        }


def showing_of(checkpoint: Checkpoint) -> Showing | None:
    return getattr(checkpoint, "showing", None)


def moment_of(checkpoint: Checkpoint) -> Moment:
    """No query; `checkpoint` comes from `slides.for_showing`."""
    showing = showing_of(checkpoint)
    if showing is None:
        return Moment(Shown.WAITING, START, None, None, False, 0, _tag(checkpoint))
    ended = showing.ended_at is not None
    ends_at = None if ended else item_ends_at(showing)
    return Moment(
        state=Shown.ENDED if ended else Shown.RUNNING,
        slide=END if ended else showing.slide,
        seconds_left=round((ends_at - now()).total_seconds()) if ends_at else None,
        goes_on_at=localtime(ends_at) if ends_at else None,
        shows_input=showing.shows_input,
        more=minutes_more(showing),
        tag=_tag(checkpoint, showing),
    )


def item_ends_at(showing: Showing) -> datetime | None:
    if showing.item is None:
        return None
    return showing.item_began_at + timedelta(minutes=showing.item.minutes + minutes_more(showing))


def minutes_more(showing: Showing) -> int:
    return showing.more.get(str(showing.item_id), 0)


def _tag(checkpoint: Checkpoint, showing: Showing | None = None) -> str:
    says: list = [order_mark(checkpoint), get_language()]
    if showing:
        says += [showing.slide, showing.item_id, showing.item_began_at, showing.ended_at]
        says += [showing.shows_input, showing.more]
    return f"{crc32(repr(says).encode()):x}"
