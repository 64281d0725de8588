"""The running order is saved whole, or not at all."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from checkpoints.agenda.entries import MAX_ITEMS, Entry, Order, key_of, order_of, version_of
from checkpoints.models import AgendaItem, Checkpoint, Showing
from checkpoints.policy.agenda import Standing, shown_of, standing_of
from initiatives.models import Initiative
from prioinit.errors import DomainError, EditConflict
from roles.models import Person


@dataclass(frozen=True)
class Saved:
    order: Order  # as it is now
    before: Order  # as it was


@transaction.atomic
def save_order(*, by: Person, checkpoint: Checkpoint, version: str, order: Order) -> Saved:
    """`version` is that of the order the person had before them; another one stored conflicts.

    An order that is stored already is left as it is: to send the same twice does nothing twice.
    """
    rows = Checkpoint.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("round").get(pk=checkpoint.pk)
    items = list(row.agenda.all())
    stored = order_of(items)
    if version_of(order) == version_of(stored):
        return Saved(stored, stored)
    if version != version_of(stored):
        raise EditConflict(stored)
    _check_may_change(row, items, order)
    _check_initiatives(row, stored, order)
    return Saved(order_of(_write(row, items, order)), stored)


def _check_may_change(checkpoint: Checkpoint, items: list[AgendaItem], order: Order) -> None:
    showing = Showing.objects.select_for_update().filter(checkpoint=checkpoint).first()
    if standing_of(checkpoint, showing) == Standing.CLOSED:
        if checkpoint.is_cancelled:
            raise DomainError(_("Checkpointen är inställd. Körordningen kan inte ändras."))
        raise DomainError(_("Checkpointen är över. Körordningen kan inte ändras."))
    checkpoint.round.check_open()
    shown = shown_of(items, showing)
    if order[:shown] != order_of(items)[:shown]:
        raise DomainError(_("Det som har visats står fast. Ändra det som är kvar."))


def _check_initiatives(checkpoint: Checkpoint, stored: Order, order: Order) -> None:
    ids = [one.initiative_id for one in order if one.initiative_id]
    if len(order) > MAX_ITEMS:
        raise DomainError(_("En körordning har högst %(n)s punkter.") % {"n": MAX_ITEMS})
    if len({one.key for one in order}) < len(order):
        raise DomainError(_("Något står två gånger i körordningen. Ladda om sidan."))
    new = set(ids) - {one.initiative_id for one in stored}
    running = Initiative.objects.filter(
        round=checkpoint.round_id, state=Initiative.State.RUNNING, pk__in=new
    )
    if new and running.count() < len(new):
        raise DomainError(_("Bara initiativ som är igång i omgången kan vara med."))


def _write(checkpoint: Checkpoint, items: list[AgendaItem], order: Order) -> list[AgendaItem]:
    """A line that stays keeps its row: the presentation stands on it."""
    known = {key_of(item): item for item in items}
    kept = {one.key for one in order}
    AgendaItem.objects.filter(pk__in=[known[key].pk for key in known if key not in kept]).delete()
    rows = [
        _filled(known.get(one.key) or _new(checkpoint, one), place, one)
        for place, one in enumerate(order, start=1)
    ]
    AgendaItem.objects.bulk_update(
        [row for row in rows if row.pk], ["position", "minutes", "title"]
    )
    AgendaItem.objects.bulk_create([row for row in rows if not row.pk])
    return rows


def _new(checkpoint: Checkpoint, entry: Entry) -> AgendaItem:
    return AgendaItem(
        checkpoint=checkpoint, kind=entry.kind, initiative_id=entry.initiative_id, position=0
    )


def _filled(row: AgendaItem, place: int, entry: Entry) -> AgendaItem:
    if not entry.initiative_id and not entry.title.strip():
        raise DomainError(_("Skriv en rubrik."))
    row.position, row.minutes, row.title = place, entry.minutes, entry.title
    try:
        row.clean_fields(exclude=["checkpoint", "initiative"])
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from error
    return row
