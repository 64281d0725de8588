"""The order a lots is met by: good enough to be used as it is."""

from collections.abc import Sequence
from math import ceil

from django.utils.translation import gettext as _

from checkpoints.agenda.clock import length_of
from checkpoints.agenda.entries import Entry, Kind, Order, new_key
from checkpoints.models import AgendaItem, Checkpoint
from initiatives.models import Initiative

BREAK_MINUTES = 15
NO_BREAK_UP_TO = 90
BETWEEN_BREAKS = 120
FRAME_MINUTES = 5  # to welcome, and to part
FRAMED_FROM = 60
SHORTEST, LONGEST = 3, 30


def propose(checkpoint: Checkpoint, initiatives: Sequence[Initiative]) -> Order:
    """One query: last time's order, which is turned a step so that nobody is always last."""
    taking_part = [one.pk for one in initiatives if not one.is_paused(checkpoint.day)]
    return laid_out(rotated(taking_part, _last_order(checkpoint)), length_of(checkpoint))


def proposed_items(checkpoint: Checkpoint) -> list[AgendaItem]:
    """The same as rows that are not saved: what the room is shown before anyone has made an order."""
    running = Initiative.objects.filter(round=checkpoint.round_id, state=Initiative.State.RUNNING)
    known = {one.pk: one for one in running}
    return [
        AgendaItem(
            checkpoint=checkpoint,
            position=position,
            kind=one.kind,
            initiative=known.get(one.initiative_id),
            title=one.title,
            minutes=one.minutes,
        )
        for position, one in enumerate(propose(checkpoint, list(known.values())), start=1)
    ]


def rotated(ids: Sequence[int], last: Sequence[int]) -> list[int]:
    """The last goes first; those who are new come after the others."""
    again = [one for one in last if one in ids]
    return again[-1:] + again[:-1] + [one for one in ids if one not in again]


def _last_order(checkpoint: Checkpoint) -> list[int]:
    rows = (
        AgendaItem.objects.filter(
            checkpoint__round=checkpoint.round_id,
            checkpoint__starts_at__lt=checkpoint.starts_at,
            checkpoint__cancelled_at=None,
            kind=Kind.INITIATIVE,
        )
        .order_by("-checkpoint__starts_at", "-checkpoint", "position")
        .values_list("checkpoint_id", "initiative_id")
    )
    found = list(rows)
    return [initiative for held, initiative in found if held == found[0][0]]


def laid_out(ids: Sequence[int], minutes: int) -> Order:
    """Those initiatives in that order, with equal minutes, breaks between them, and a word before and after."""
    if not ids:
        return ()
    framed = minutes >= FRAMED_FROM
    breaks = min(ceil(max(minutes - NO_BREAK_UP_TO, 0) / BETWEEN_BREAKS), len(ids) - 1)
    each = _each(minutes - breaks * BREAK_MINUTES - 2 * FRAME_MINUTES * framed, len(ids))
    order: Order = (Entry("ox1", FRAME_MINUTES, _("Välkomna")),) if framed else ()
    for part in _in_parts(ids, breaks + 1):
        if order and order[-1].kind == Kind.INITIATIVE:
            order += (Entry(new_key(order, Kind.BREAK), BREAK_MINUTES, _("Paus")),)
        order += tuple(Entry(f"i{pk}", each) for pk in part)
    if framed:
        order += (Entry("ox2", FRAME_MINUTES, _("Tack och nästa steg")),)
    return order


def _each(minutes: int, among: int) -> int:
    """Even minutes; from ten on in fives, which leaves a little to breathe."""
    each = min(max(minutes // among, SHORTEST), LONGEST)
    return each - each % 5 if each >= 10 else each


def _in_parts(ids: Sequence[int], parts: int) -> list[Sequence[int]]:
    size = ceil(len(ids) / parts)
    return [ids[start : start + size] for start in range(0, len(ids), size)]
