"""Checkpoints: planned, moved, cancelled."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from checkpoints.models import Checkpoint, Reminder
from checkpoints.reminders.planning import CANCELLED, MOVED
from checkpoints.services.invitations import tell_of_change
from checkpoints.services.meetings import (
    check_still_open,
    check_times,
    follow_in_calendars,
    mark_cancelled,
    shown_in_calendars,
)
from initiatives.models import Round
from prioinit.calendar import workday_on_or_before
from prioinit.errors import DomainError
from prioinit.versions import locked
from roles.models import Person

PREPARATION_DAYS = 7
DATES = ("starts_at", "preparation_due_on")


def default_preparation_due(day: date) -> date:
    """A week before, on a workday."""
    return workday_on_or_before(day - timedelta(days=PREPARATION_DAYS))


@transaction.atomic
def plan_checkpoint(
    *, by: Person, round_: Round, in_hindsight: bool = False, **fields
) -> Checkpoint:
    """`in_hindsight`: one of a round that is read in when it is already over."""
    if not in_hindsight:
        round_.check_open()
    checkpoint = Checkpoint(round=round_, **fields)
    if not checkpoint.preparation_due_on:
        checkpoint.preparation_due_on = default_preparation_due(checkpoint.day)
    _check_dates(checkpoint)
    _save_with_own_name(checkpoint)
    return checkpoint


@transaction.atomic
def plan_series(*, by: Person, round_: Round, plans: list[dict]) -> list[Checkpoint]:
    """All of them or none."""
    return [
        plan_checkpoint(by=by, round_=round_, preparation_due_on=None, **fields) for fields in plans
    ]


@transaction.atomic
def change_checkpoint(
    *, by: Person, checkpoint: Checkpoint, version: int, move_reason: str = "", **fields
) -> Checkpoint:
    """Change what is said about it. A new date is a new occasion: what was planned for the old falls away."""
    row = locked(Checkpoint.objects.all(), pk=checkpoint.pk, version=version)
    row.round.check_open()
    check_still_open(row)
    shown = shown_in_calendars(row)
    before = {name: getattr(row, name) for name in DATES}
    for name, value in fields.items():
        setattr(row, name, value)
    _check_dates(row)
    row.version += 1
    followed = follow_in_calendars(row, shown, move_reason=move_reason)
    changed = [*fields, "version", *followed]
    if any(getattr(row, name) != before[name] for name in DATES):
        row.due_version += 1
        changed.append("due_version")
        _let_go_of_reminders(row, MOVED)
    _save_with_own_name(row, update_fields=changed)
    if followed:
        tell_of_change(row, shown)
    return row


@transaction.atomic
def cancel_checkpoint(*, by: Person, checkpoint: Checkpoint, reason: str) -> Checkpoint:
    row = Checkpoint.objects.select_for_update(of=("self",)).get(pk=checkpoint.pk)
    check_still_open(row)
    row.save(update_fields=mark_cancelled(row, reason))
    _let_go_of_reminders(row, CANCELLED)
    tell_of_change(row)
    return row


def _check_dates(checkpoint: Checkpoint) -> None:
    check_times(checkpoint)
    if checkpoint.preparation_due_on > checkpoint.day:
        raise DomainError(_("Förberedelsen ska vara klar senast samma dag som checkpointen."))


def _save_with_own_name(checkpoint: Checkpoint, **options) -> None:
    try:
        with transaction.atomic():
            checkpoint.save(**options)
    except IntegrityError as error:
        if "checkpoint_name_once_per_round" not in str(error):
            raise
        raise DomainError(
            _("Omgången har redan en checkpoint som heter %(name)s.") % {"name": checkpoint.name}
        ) from error


def _let_go_of_reminders(checkpoint: Checkpoint, reason: str) -> None:
    """Those already in a mail are looked at again when it leaves."""
    Reminder.objects.planned().filter(checkpoint=checkpoint).update(
        state=Reminder.State.CANCELLED, reason=reason
    )
