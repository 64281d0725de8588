"""What has happened to an initiative since the checkpoint before: offered to tick, so that nobody writes it twice."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localdate

from checkpoints.happenings import CHECKPOINTS
from checkpoints.models import Checkpoint, Preparation
from checkpoints.models.preparation import Picked
from initiatives.happenings import OF_INITIATIVE, read
from initiatives.models import Initiative

OFFERED = 20


@dataclass
class SinceLast:
    """What can be ticked; read, in two queries, when somebody looks: a save without ticks does not."""

    checkpoint: Checkpoint
    initiative: Initiative
    written: Callable[[], Preparation | None]

    @cached_property
    def lines(self) -> list[Picked]:
        """Newest first: what has happened, and what was ticked before and is offered no more."""
        sources = [source for source in (*OF_INITIATIVE, *CHECKPOINTS) if source.offered]
        since = _last(self.checkpoint) or self.initiative.started_on or date.min
        found = read([self.initiative.pk], sources, since=since, count=OFFERED)
        lines = {one.key: Picked(one.key, one.on, one.told.what, one.told.text) for one in found}
        before = self.written()
        for one in before.picked if before else []:
            lines.setdefault(one.key, one)
        return sorted(lines.values(), key=lambda one: one.on, reverse=True)

    def choices(self) -> list[tuple[str, str]]:
        return [(one.key, _line(one)) for one in self.lines]

    def picked(self, keys: Container[str]) -> list[dict[str, str]]:
        """As the preparation keeps it."""
        return [
            {"key": one.key, "on": one.on.isoformat(), "what": one.what, "text": one.text}
            for one in (self.lines if keys else [])
            if one.key in keys
        ]


def _last(checkpoint: Checkpoint) -> date | None:
    earlier = Checkpoint.objects.filter(
        round=checkpoint.round_id, starts_at__lt=checkpoint.starts_at, cancelled_at=None
    )
    at = earlier.order_by("-starts_at").values_list("starts_at", flat=True).first()
    return localdate(at) if at else None


def _line(one: Picked) -> str:
    told = f"{one.what.removesuffix('.')}. {one.text}" if one.text else one.what
    return f"{date_format(one.on, 'j F')}: {Truncator(told).chars(160)}"
