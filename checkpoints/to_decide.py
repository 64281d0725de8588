"""What is to be decided at a checkpoint: what the teams want in their preparations, and what waits besides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from checkpoints.models import Action, Checkpoint, Decision, Preparation
from checkpoints.policy.decisions import may_decide
from initiatives.models import Initiative
from roles.access import can, permitted
from roles.permissions import Perm


@dataclass(frozen=True)
class Wanted:
    """One thing asked of the ledningsgrupp: a Decision that waits, or the wish in a preparation."""

    initiative: Initiative
    text: str
    by: str  # "": the team, in its preparation
    on: date
    url: str  # where it is read
    record_url: str  # where the decision is sent
    key: str


def decisions_part(person, checkpoint: Checkpoint, prepared: Iterable[Preparation]) -> dict:
    """The section of the checkpoint's page: what is to be decided, was decided, and what is to be done."""
    return {
        "decisions": decisions_of(checkpoint, person, prepared),
        "may_record": not checkpoint.is_cancelled
        and may_decide(person, Decision.AskedOf.KLG, checkpoint),
        "actions": _actions(checkpoint, person),
        "may_start_action": not checkpoint.round.is_over()
        and can(person, Perm.EDIT_WORK, checkpoint),
    }


def _actions(checkpoint: Checkpoint, person):
    """Before it is over what is open in the round, for that is where it begins; later what came of it."""
    if checkpoint.is_over() or checkpoint.is_cancelled:
        found = checkpoint.actions.all()
    else:
        found = Action.objects.open().filter(round=checkpoint.round_id)
    return permitted(found, person, Perm.READ).select_related("responsible")[:100]


@dataclass(frozen=True)
class OfCheckpoint:
    wanted: tuple[Wanted, ...]
    decided: tuple[Decision, ...]


def decisions_of(
    checkpoint: Checkpoint, person, prepared: Iterable[Preparation] | None = None
) -> OfCheckpoint:
    """What `person` may read of it (None: all); `prepared`: where the page has read them. Else two queries."""
    rows = list(_decisions(checkpoint, person))
    decided = tuple(row for row in rows if row.state == Decision.State.DECIDED)
    waiting = [_waiting(row) for row in rows if row.state == Decision.State.REQUESTED]
    known = {(row.initiative_id, row.wanted) for row in rows}
    wishes = [
        _wish(one)
        for one in (_ready(checkpoint, person) if prepared is None else prepared)
        if one.decision_wanted
        and one.state == Preparation.State.READY
        and (one.initiative_id, one.decision_wanted) not in known
    ]
    wanted = sorted(waiting + wishes, key=lambda one: one.initiative.sort_key)
    here = [row for row in decided if row.checkpoint_id == checkpoint.pk]
    return OfCheckpoint(tuple(wanted), tuple(here))


def _decisions(checkpoint: Checkpoint, person):
    """Decided here; and those that wait for the ledningsgrupp since then or before."""
    due = (
        Q(checkpoint=None)
        | Q(checkpoint__starts_at__lte=checkpoint.starts_at)
        | ~Q(checkpoint__cancelled_at=None)
    )
    waits = Q(state=Decision.State.REQUESTED, asked_of=Decision.AskedOf.KLG) & due
    here = Q(checkpoint=checkpoint, state=Decision.State.DECIDED)
    found = Decision.objects.filter(waits | here, initiative__round=checkpoint.round_id)
    people = ("initiative", "requested_by", "decided_by", "responsible")
    return _readable(found, person).select_related(*people).order_by("pk")


def _ready(checkpoint: Checkpoint, person):
    wishes = checkpoint.preparations.filter(state=Preparation.State.READY)
    wishes = wishes.exclude(decision_wanted="").select_related("initiative")
    return _readable(wishes, person)


def _readable(rows, person):
    return rows if person is None else permitted(rows, person, Perm.READ)


def _waiting(row: Decision) -> Wanted:
    return Wanted(
        initiative=row.initiative,
        text=row.wanted,
        by=row.requested_by.name,
        on=localdate(row.requested_at),
        url=row.get_absolute_url(),
        record_url=reverse("checkpoints:decision_decide", args=[row.pk]),
        key=f"b{row.pk}",
    )


def _wish(preparation: Preparation) -> Wanted:
    ids = [preparation.checkpoint_id, preparation.initiative_id]
    return Wanted(
        initiative=preparation.initiative,
        text=preparation.decision_wanted,
        by="",
        on=localdate(preparation.ready_at),
        url=preparation.get_absolute_url(),
        record_url=reverse("checkpoints:decision_record", args=ids),
        key=f"f{preparation.pk}",
    )
