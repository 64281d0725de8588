"""The running order: what a lots can do with it, and until when."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from checkpoints.models import AgendaItem, Checkpoint, Showing
from checkpoints.policy.moves import Move
from roles.access import can
from roles.permissions import Perm


class Standing(StrEnum):
    """How much of the order can still be another."""

    OPEN = "open"
    UNDER_WAY = "under_way"  # the room looks at one of its items: that and those before it stand
    CLOSED = "closed"  # the checkpoint is over, or cancelled


_ANY = (Standing.OPEN, Standing.UNDER_WAY)
# The names are what the page posts, with the line's key after a colon where it is about one.
AGENDA_MOVES = (
    Move("spara", _("Spara"), Perm.RUN_ROUND, _ANY),
    Move("flytta", _("Flytta"), Perm.RUN_ROUND, _ANY),  # dragged: it is in its new place already
    Move("upp", _("Flytta upp"), Perm.RUN_ROUND, _ANY),
    Move("ner", _("Flytta ner"), Perm.RUN_ROUND, _ANY),
    Move("bort", _("Ta bort"), Perm.RUN_ROUND, _ANY),
    Move("paus", _("Lägg till paus"), Perm.RUN_ROUND, _ANY),
    Move("punkt", _("Lägg till annan punkt"), Perm.RUN_ROUND, _ANY),
    Move("initiativ", _("Ta med"), Perm.RUN_ROUND, _ANY),
    Move("korta", _("Korta alla lika mycket"), Perm.RUN_ROUND, _ANY),
    Move("angra", _("Ångra"), Perm.RUN_ROUND, _ANY),
    Move("forslag", _("Gör ett nytt förslag"), Perm.RUN_ROUND, (Standing.OPEN,)),
)


def standing_of(checkpoint: Checkpoint, showing: Showing | None) -> Standing:
    """A presentation that runs over time keeps the order open; one that was only tried does not close it."""
    if checkpoint.is_cancelled:
        return Standing.CLOSED
    if showing is not None and showing.ended_at is None:
        return Standing.UNDER_WAY
    return Standing.CLOSED if checkpoint.is_over() else Standing.OPEN


def agenda_moves(person, checkpoint: Checkpoint, showing: Showing | None) -> dict[str, Move]:
    standing = standing_of(checkpoint, showing)
    return {
        one.name: one
        for one in AGENDA_MOVES
        if standing in one.from_states
        and (one.after_end or not checkpoint.round.is_over())
        and can(person, one.perm, checkpoint)
    }


def shown_of(items: list[AgendaItem], showing: Showing | None) -> int:
    """How many of the first lines the room has come to: to and with the one it looks at.

    On the slides before the first item and after the last it looks at none: then those it has left count.
    """
    if showing is None or showing.ended_at is not None:
        return 0
    seen = {showing.item_id} if showing.item_id else {int(pk) for pk in showing.spent}
    return max((place for place, item in enumerate(items, start=1) if item.pk in seen), default=0)
