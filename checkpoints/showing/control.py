"""What the control view tells: where the room is, what comes next, and what comes in. Four queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, QuerySet
from django.utils.timezone import localdate, localtime, now

from checkpoints.models import Checkpoint, Input
from checkpoints.showing.moment import Moment, minutes_more, moment_of, showing_of
from checkpoints.showing.slides import Show, Slide, show_of

WAITING, NEWEST = 4, 2
STEP = 5  # minutes


@dataclass(frozen=True)
class Tally:
    """How much has come in, of what, and in which state."""

    shown: int
    waiting: int
    by_initiative: tuple[tuple[str, int], ...]  # most first; hidden ones are not counted
    version: str


@dataclass(frozen=True)
class Control:
    moment: Moment
    show: Show
    current: Slide | None  # None: its item has been taken out of the running order
    before: Slide | None
    after: Slide | None
    next_item: Slide | None
    items: tuple[Slide, ...]  # what can be jumped to
    by: str  # who pressed last
    ended_at: datetime | None
    rehearses: bool  # it is shown on another day than its own: no pace to keep
    ends_at: datetime | None  # of it all, at this pace
    minutes_late: int  # then
    more: int  # minutes that the item has when it is given more
    tally: Tally
    waiting: list[dict]  # pk, text, created_at, about (an initiative's name)
    newest: list[dict]

    @property
    def place(self) -> str:
        """The key among `items`: of a question its initiative."""
        if self.current is None:
            return ""
        return self.current.key if self.current.opens_item else f"i{self.current.initiative_id}"

    @property
    def version(self) -> str:
        return version_of(self.moment, self.tally)


def version_of(moment: Moment, tally: Tally) -> str:
    return f"{moment.tag}.{tally.version}"


def control_of(checkpoint: Checkpoint, tally: Tally | None = None) -> Control:
    """`checkpoint` comes from `for_showing`."""
    moment, show, showing = moment_of(checkpoint), show_of(checkpoint), showing_of(checkpoint)
    slide = showing.slide if showing else moment.slide
    current = show.find(slide)
    rehearses = moment.is_running and localdate() != localdate(checkpoint.starts_at)
    ends_at = _pace(show, current, moment) if moment.is_running and not rehearses else None
    inputs = Input.objects.filter(checkpoint=checkpoint)
    return Control(
        moment=moment,
        show=show,
        current=current,
        before=show.step(slide, -1),
        after=show.step(slide, 1),
        next_item=_next_item(show, slide),
        items=tuple(one for one in show.slides if one.opens_item),
        by=checkpoint.steered_by or "",  # type: ignore[attr-defined]
        ended_at=showing.ended_at if showing else None,
        rehearses=rehearses,
        ends_at=ends_at,
        minutes_late=_late(ends_at, checkpoint.ends_at),
        more=minutes_more(showing) + STEP if showing else STEP,
        tally=tally or tally_of(checkpoint),
        waiting=_told(inputs.waiting().order_by("created_at", "pk")[:WAITING]),
        newest=_told(inputs.shown().order_by("-created_at", "-pk")[:NEWEST]),
    )


def _told(inputs: QuerySet[Input]) -> list[dict]:
    return list(inputs.values("pk", "text", "created_at", about=F("initiative__name")))


def _next_item(show: Show, key: str) -> Slide | None:
    keys = [slide.key for slide in show.slides]
    after = show.slides[keys.index(key) + 1 :] if key in keys else ()
    return next((slide for slide in after if slide.opens_item), None)


def _pace(show: Show, current: Slide | None, moment: Moment) -> datetime | None:
    """When all is done, if what is left takes its time."""
    if current is None:
        return None
    left = list(show.order.lines)
    if current.line:
        left = left[left.index(current.line) + 1 :]
    elif current is show.slides[-1]:
        left = []
    minutes = sum(line.item.minutes for line in left)
    return localtime(now() + timedelta(minutes=minutes, seconds=max(moment.seconds_left or 0, 0)))


def _late(ends_at: datetime | None, planned: datetime) -> int:
    return round((ends_at - planned).total_seconds() / 60) if ends_at else 0


def tally_of(checkpoint: Checkpoint) -> Tally:
    """One query, also what an idle poll compares."""
    rows = list(
        Input.objects.filter(checkpoint=checkpoint)
        .order_by()
        .values("initiative__name", "state")
        .annotate(n=Count("pk"), newest=Max("pk"), moderated=Max("moderated_at"))
    )
    states = {
        state: sum(row["n"] for row in rows if row["state"] == state) for state in Input.State
    }
    counted: dict[str, int] = {}
    for row in rows:
        if row["state"] != Input.State.HIDDEN:
            name = row["initiative__name"] or ""
            counted[name] = counted.get(name, 0) + row["n"]
    moderated = max((row["moderated"].timestamp() for row in rows if row["moderated"]), default=0)
    newest = max((row["newest"] for row in rows), default=0)
    return Tally(
        shown=states[Input.State.SHOWN],
        waiting=states[Input.State.WAITING],
        by_initiative=tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0]))),
        version=f"{sum(states.values())}.{states[Input.State.WAITING]}.{newest}.{int(moderated * 1000)}",
    )
