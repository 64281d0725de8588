"""Who may ask for a decision, take it and take it back: requested -> decided, or withdrawn by the team."""

from django.db.models import QuerySet

from checkpoints.models import Decision
from initiatives.models import Initiative
from roles.access import can, people_in_role
from roles.models import Person
from roles.permissions import Perm, Role

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
