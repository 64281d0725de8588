"""Körordning: the past checkpoint had its own; the coming one begins with who was last then."""

from checkpoints.agenda.entries import Entry, Order
from checkpoints.agenda.proposal import laid_out, propose
from checkpoints.models import AgendaItem, Checkpoint
from initiatives.models import Initiative


def write(by_code: dict[str, Initiative], checkpoints: dict[str, Checkpoint]) -> None:
    running = sorted(
        (one for one in by_code.values() if one.is_running), key=lambda one: one.sort_key
    )
    past, coming = checkpoints["Checkpoint 2"], checkpoints["Checkpoint 3"]
    took_part = past.preparations.order_by("initiative__sort_key")
    _save(past, laid_out(list(took_part.values_list("initiative_id", flat=True)), 180))
    _save(coming, _with_coffee(propose(coming, running)))


def _with_coffee(order: Order) -> Order:
    return tuple(
        Entry(one.key, one.minutes, "Fika och prat i smågrupper") if one.key[0] == "b" else one
        for one in order
    )


def _save(checkpoint: Checkpoint, order: Order) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            checkpoint=checkpoint,
            position=place,
            kind=one.kind,
            initiative_id=one.initiative_id,
            title=one.title,
            minutes=one.minutes,
        )
        for place, one in enumerate(order, start=1)
    )
