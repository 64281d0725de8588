"""What waits for the ledningsgrupp beside the preparations: questions asked, obstacles lifted. One query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from checkpoints import models
from checkpoints.models import Checkpoint
from initiatives.models import Round
from initiatives.portfolio import OpenObstacle as PortfolioObstacle
from initiatives.portfolio import PortfolioRow
from initiatives.trail import long
from programme.pack_data import Decision, OpenObstacle

Known = frozenset[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True)
class AskedOfKlg:
    decisions: tuple[Decision, ...]
    known: Known  # asked as a question of its own, or decided at this checkpoint

    def is_new(self, initiative_id: int, wanted: str) -> bool:
        """A wish in a preparation that is not in the pack already."""
        return bool(wanted) and (initiative_id, tuple(wanted.split())) not in self.known


def asked_of_klg(
    round_: Round, rows: Sequence[PortfolioRow], checkpoint: Checkpoint | None
) -> AskedOfKlg:
    names = {row.id: row.name for row in rows}
    found = list(_found(round_, names, checkpoint))
    waiting = [one for one in found if one.state == models.Decision.State.REQUESTED]
    lifted = [(row.name, one) for row in rows for one in row.unanswered if one.is_lifted]
    return AskedOfKlg(
        decisions=(
            *(Decision(names[one.initiative_id], one.wanted, _asked(one)) for one in waiting),
            *(Decision(name, one.we_need, _lifted(one)) for name, one in lifted),
        ),
        known=frozenset((one.initiative_id, tuple(one.wanted.split())) for one in found),
    )


def _found(round_: Round, names: dict[int, str], checkpoint: Checkpoint | None):
    waits = Q(state=models.Decision.State.REQUESTED)
    decided_now = Q(state=models.Decision.State.DECIDED, checkpoint=checkpoint)
    asked = waits | decided_now if checkpoint else waits
    return (
        models.Decision.objects.filter(asked, initiative__in=names, initiative__round=round_)
        .filter(asked_of=models.Decision.AskedOf.KLG)
        .select_related("requested_by")
        .order_by("requested_at", "pk")
    )


def _asked(one: models.Decision) -> str:
    words = {"day": long(localdate(one.requested_at)), "who": one.requested_by.name}
    return _("Begärt %(day)s av %(who)s.") % words


def _lifted(one: PortfolioObstacle) -> str:
    if one.lifted_on is None:
        return ""
    words = {"day": long(one.lifted_on), "who": one.lifted_by}
    return _("Hinder, lyft %(day)s av %(who)s.") % words


def open_obstacles(rows: Sequence[PortfolioRow], on: date) -> Iterator[OpenObstacle]:
    """Those that no one has answered; the lifted ones stand among the decisions."""
    for row in rows:
        for one in row.unanswered:
            if not one.is_lifted:
                yield OpenObstacle(row.name, one.stops_us, one.we_need, one.where_it_stands(on))
