"""Idé: chosen, parked, taken up again. It is added and changed as in `written`."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import Idea
from initiatives.policy.ideas import move_from, target_of
from initiatives.services.written import locked, open_for_writing, save
from prioinit.errors import DomainError
from roles.models import Person

DECIDED = ("state", "parked_why", "decided_by", "decided_at")


@transaction.atomic
def move_idea(*, by: Person, row: Idea, name: str, text: str = "") -> Idea:
    """Make a move of the table in `policy.ideas`. The same press twice is one."""
    open_for_writing(row.initiative)
    stored, text = locked(row), text.strip()
    move = move_from(name, stored)
    if stored.is_gone:
        raise DomainError(_("Någon har tagit bort idén."))
    if move is None:
        if (stored.state, stored.parked_why) == (target_of(name), text):
            return stored
        words = {"state": stored.get_state_display()}
        raise DomainError(_("Någon hann före dig: idén är %(state)s.") % words)
    if move.text_required and not text:
        raise DomainError(str(move.text_required))
    decide(stored, move.to_state, by, why=text if move.text_required else "")
    return stored


def decide(idea: Idea, state: str, by: Person, *, why: str = "") -> None:
    """`idea` is locked. An open one is decided by nobody."""
    idea.state, idea.parked_why = state, why
    is_open = state == Idea.State.OPEN
    idea.decided_by, idea.decided_at = (None, None) if is_open else (by, now())
    save(idea, *DECIDED)
