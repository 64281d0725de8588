"""What becomes of an åtgärd, and by whom.

It has one rule of its own: the one who is to do it may say that it is done, and open it again, without
any role.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Action
from initiatives.models import Initiative, Round
from roles.access import can, permitted, reach
from roles.permissions import Perm


@dataclass(frozen=True)
class Move:
    name: str
    label: str | Promise
    from_states: tuple[str, ...]
    to_state: str
    responsible_too: bool = False  # beside those who may edit the work
    text_required: str | Promise = ""

    def url(self, action: Action) -> str:
        return reverse(f"checkpoints:action_{self.name}", args=[action.pk])


OPEN, DONE, DROPPED = Action.State.OPEN, Action.State.DONE, Action.State.DROPPED
ACTION_MOVES = (
    Move("done", _("Gjord"), (OPEN,), DONE, responsible_too=True),
    Move("drop", _("Skriv av"), (OPEN,), DROPPED, text_required=_("Skriv varför den skrivs av.")),
    Move("reopen", _("Öppna igen"), (DONE, DROPPED), OPEN, responsible_too=True),
)
_MOVES = {move.name: move for move in ACTION_MOVES}


def action_move(name: str) -> Move:
    return _MOVES[name]


def readable_actions(person) -> QuerySet[Action]:
    """Those of the initiatives and rounds one may read, and one's own."""
    reached = reach(person, Perm.READ)
    if reached.everywhere:  # its Q is empty, and an empty Q or something is that something
        return Action.objects.all()
    return Action.objects.filter(reached.q(Action) | Q(responsible=person))


def may_edit(person, action: Action) -> bool:
    return action.is_open and can(person, Perm.EDIT_WORK, action)


def may_move(person, move: Move, action: Action) -> bool:
    own = move.responsible_too and action.responsible_id == person.pk
    return own or can(person, Perm.EDIT_WORK, action)


def available_moves(person, action: Action) -> list[Move]:
    return [
        move
        for move in ACTION_MOVES
        if action.state in move.from_states and may_move(person, move, action)
    ]


def places_for_actions(person) -> tuple[QuerySet[Initiative], QuerySet[Round]]:
    """Where the person may start one: on which initiatives, in which rounds."""
    initiatives = permitted(Initiative.objects.current(), person, Perm.EDIT_WORK)
    return initiatives, permitted(Round.objects.under_way(), person, Perm.EDIT_WORK)
