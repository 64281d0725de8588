"""What the page of a checkpoint says of its running order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from checkpoints.agenda.clock import by_the_clock, in_words
from checkpoints.models import Checkpoint, Preparation
from checkpoints.policy.agenda import agenda_moves
from initiatives.models import Initiative

Presenters = Preparation.presenters.through


@dataclass(frozen=True)
class Turn:
    begins_at: datetime
    name: str
    presenters: tuple[str, ...]


@dataclass(frozen=True)
class AgendaPart:
    turns: tuple[Turn, ...]
    fits: bool
    fit: str
    may_change: bool


def agenda_part(person, checkpoint: Checkpoint, initiatives: Iterable[Initiative]) -> AgendaPart:
    """One query. `initiatives`: those the page has read, which are those the person may read."""
    names = {one.pk: one.name for one in initiatives}
    clock = by_the_clock(checkpoint, checkpoint.agenda.annotate(presenters=_presenters()))
    turns = (
        Turn(
            line.begins_at,
            line.item.title or names.get(line.item.initiative_id, _("Ett annat initiativ")),
            tuple(line.item.presenters) if line.item.initiative_id in names else (),
        )
        for line in clock.lines
    )
    may_change = "spara" in agenda_moves(person, checkpoint, None)
    return AgendaPart(tuple(turns), clock.fits, in_words(clock), may_change)


def _presenters() -> ArraySubquery:
    """Of the preparations that all may read: those that are ready."""
    rows = Presenters.objects.filter(
        preparation__checkpoint=OuterRef("checkpoint"),
        preparation__initiative=OuterRef("initiative"),
        preparation__state=Preparation.State.READY,
    )
    return ArraySubquery(rows.order_by("pk").values("person__name"))
