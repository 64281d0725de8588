"""Åtgärder: what somebody is to do, from a decision, an input or by hand."""

from datetime import date

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from checkpoints.models import Action, Checkpoint, Decision, Input
from checkpoints.notifications import decisions as notifications
from checkpoints.policy.actions import action_move
from initiatives.models import Initiative, Round
from prioinit.errors import DomainError, check
from prioinit.versions import save_changes
from roles.models import Person


@transaction.atomic
def create_action(
    *,
    by: Person,
    round_: Round,
    initiative: Initiative | None,
    what: str,
    how: str,
    responsible: Person,
    due_on: date,
    follow_up_on: date | None = None,
    decision: Decision | None = None,
    input_: Input | None = None,
    checkpoint: Checkpoint | None = None,
) -> Action:
    """Somebody is to do this by then, and is told. The same once more is the same åtgärd.

    `checkpoint`: where it was agreed, when no decision or medskick says so.
    """
    row = Round.objects.select_for_update().get(pk=round_.pk)
    row.check_open()
    if checkpoint is not None and checkpoint.round_id != row.pk:
        raise DomainError(_("Välj något i samma omgång som checkpointen."))
    same = row.actions.open().filter(
        initiative=initiative, what=what, responsible=responsible, due_on=due_on
    )
    if there := same.filter(decision=decision, input=input_).first():
        return there
    action = Action(
        round=row,
        initiative=initiative,
        checkpoint=_checkpoint_of(decision, input_) or checkpoint,
        decision=decision,
        input=input_,
        what=what,
        how=how,
        responsible=responsible,
        due_on=due_on,
        follow_up_on=follow_up_on,
        created_by=by,
    )
    check(action)
    action.save()
    notifications.tell_responsible(action, by=by)
    return action


def _checkpoint_of(decision: Decision | None, input_: Input | None) -> Checkpoint | None:
    source = decision or input_
    return source.checkpoint if source else None


@transaction.atomic
def change_action(*, by: Person, action: Action, version: int, **fields) -> Action:
    stored = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if not stored.is_open:
        raise AlreadyEnded(stored)
    row = save_changes(action, version=version, **fields)
    if row.responsible_id != stored.responsible_id:
        notifications.tell_responsible(row, by=by)
    return row


class AlreadyEnded(DomainError):
    """Someone was first. Carries the åtgärd as it now is."""

    def __init__(self, action: Action) -> None:
        if action.is_open or action.closed_by is None:
            super().__init__(_("Åtgärden är redan öppen igen."))
        else:
            words = {"who": action.closed_by.name, "state": action.get_state_display()}
            super().__init__(_("Åtgärden är redan %(state)s. Det var %(who)s.") % words)
        self.stored = action


@transaction.atomic
def move_action(*, by: Person, action: Action, name: str, text: str = "") -> Action:
    """Done, dropped or open again: see the table in `checkpoints.policy.actions`."""
    move, text = action_move(name), text.strip()
    row = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if row.state not in move.from_states:
        if row.state == move.to_state and row.closed_by_id in (by.pk, None):
            return row  # the same press twice
        raise AlreadyEnded(row)
    if move.text_required and not text:
        raise DomainError(str(move.text_required))
    ends = move.to_state != Action.State.OPEN
    row.state = move.to_state
    row.outcome = text if ends else ""
    row.closed_by, row.closed_at = (by, now()) if ends else (None, None)
    row.version += 1
    check(row)
    row.save(update_fields=["state", "outcome", "closed_by", "closed_at", "version"])
    return row
