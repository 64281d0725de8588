"""Who may ask for a decision, take it and take it back; what becomes of an åtgärd. Two tables.

An åtgärd has one rule of its own: the one who is to do it may say that it is done, and open it again,
without any role.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Action, Decision
from initiatives.models import Initiative, Round
from roles.access import can, people_in_role, permitted, reach
from roles.models import Person
from roles.permissions import Perm, Role

# --- Decisions: requested -> decided, or withdrawn by the team ----------------------------------
DECIDED_BY: dict[str, tuple[Perm, ...]] = {
    Decision.AskedOf.FADDER: (Perm.CLEAR_THE_WAY,),
    Decision.AskedOf.KLG: (Perm.DECIDE, Perm.RECORD_DECISION),
}


def may_decide(person, asked_of: str, place) -> bool:
    """Take the decision or write it down; `place` is the decision, its initiative or the checkpoint."""
    return any(can(person, perm, place) for perm in DECIDED_BY[asked_of])


def may_ask(person, initiative: Initiative) -> bool:
    return not initiative.round.is_over() and can(person, Perm.PUBLISH, initiative)


def may_withdraw(person, decision: Decision) -> bool:
    return decision.state == Decision.State.REQUESTED and can(person, Perm.PUBLISH, decision)


def deciders(asked_of: str, initiative: Initiative) -> QuerySet[Person]:
    """Those whose decision it can be today."""
    if asked_of == Decision.AskedOf.FADDER:
        return people_in_role(initiative, Role.FADDER).filter(is_active=True)
    return Person.objects.active().in_leadership()


# --- Åtgärder ----------------------------------------------------------------------------------
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
