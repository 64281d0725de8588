"""Träffar and utbildningar: planned, changed, cancelled."""

from django.db import transaction
from django.utils.translation import gettext as _

from checkpoints.models import Gathering
from checkpoints.services.invitations import tell_of_change
from checkpoints.services.meetings import (
    check_still_open,
    check_times,
    follow_in_calendars,
    mark_cancelled,
    shown_in_calendars,
)
from initiatives.models import Round
from prioinit.errors import DomainError
from prioinit.versions import locked
from roles.models import Person


@transaction.atomic
def plan_gathering(*, by: Person, round_: Round, **fields) -> Gathering:
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    round_.check_open()
    gathering = Gathering(round=round_, **fields)
    check_times(gathering)
    _check_not_planned_already(gathering)
    gathering.save()
    return gathering


@transaction.atomic
def change_gathering(
    *, by: Person, gathering: Gathering, version: int, move_reason: str = "", **fields
) -> Gathering:
    row = locked(Gathering.objects.all(), pk=gathering.pk, version=version)
    row.round.check_open()
    check_still_open(row)
    before = shown_in_calendars(row)
    for name, value in fields.items():
        setattr(row, name, value)
    check_times(row)
    row.version += 1
    followed = follow_in_calendars(row, before, move_reason=move_reason)
    row.save(update_fields=[*fields, "version", *followed])
    if followed:
        tell_of_change(row, before)
    return row


@transaction.atomic
def cancel_gathering(*, by: Person, gathering: Gathering, reason: str) -> Gathering:
    row = Gathering.objects.select_for_update(of=("self",)).get(pk=gathering.pk)
    check_still_open(row)
    row.save(update_fields=mark_cancelled(row, reason))
    tell_of_change(row)
    return row


def _check_not_planned_already(gathering: Gathering) -> None:
    """The same form sent twice is one träff."""
    same = Gathering.objects.held().filter(
        round=gathering.round, name=gathering.name, starts_at=gathering.starts_at
    )
    if same.exists():
        raise DomainError(_("Den träffen är redan planerad."))
