"""Behov: insights, the need in one sentence, and whom to meet. The rest is as in `written`."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import Initiative, Insight, NeedStatement, ToMeet
from initiatives.services import written
from initiatives.services.written import locked, open_for_writing, save
from prioinit.errors import DomainError, EditConflict, check
from roles.models import Person


# --- The need in one sentence ------------------------------------------------------------------
@transaction.atomic
def say_need(*, by: Person, initiative: Initiative, version: int, text: str, why: str):
    """A new wording. `version` is the number of the one that the person had before them, 0 for none."""
    row = open_for_writing(initiative)
    newest = row.need_statements.select_related("by").first()
    number = newest.number if newest else 0
    if newest and newest.text == text:
        return newest
    if number != version:
        raise EditConflict(newest)
    said = NeedStatement(initiative=row, number=number + 1, text=text, why=why, by=by, at=now())
    check(said)
    said.save()
    return said


# --- Insights ----------------------------------------------------------------------------------
@transaction.atomic
def add_insight(
    *, by: Person, initiative: Initiative, met: ToMeet | None = None, **fields
) -> Insight:
    """`met` is the one who was to be met, and now has been."""
    insight = written.add(Insight, by=by, initiative=initiative, **fields)
    if met is not None:
        _tick_off(initiative, met, insight)
    return insight


def _tick_off(initiative: Initiative, met: ToMeet, insight: Insight) -> None:
    waiting = initiative.to_meet.waiting().filter(pk=met.pk).select_for_update(of=("self",))
    for row in waiting:  # or someone else has met them, or struck them out
        row.insight, row.version = insight, row.version + 1
        row.save(update_fields=["insight", "version"])


# --- Whom to meet ------------------------------------------------------------------------------
@transaction.atomic
def add_to_meet(*, by: Person, initiative: Initiative, who: str, why: str) -> ToMeet:
    row = open_for_writing(initiative)
    same = row.to_meet.waiting().filter(who=who, why=why).first()
    if same:
        return same
    to_meet = ToMeet(initiative=row, who=who, why=why, created_by=by, created_at=now())
    check(to_meet)
    to_meet.save()
    return to_meet


@transaction.atomic
def drop(*, by: Person, row: ToMeet) -> ToMeet:
    """Struck out: the team has decided not to talk to them."""
    open_for_writing(row.initiative)
    stored = locked(row)
    if stored.dropped_at is None:
        if not stored.is_waiting:
            raise DomainError(_("Ni har redan mött dem."))
        stored.insight, stored.dropped_by, stored.dropped_at = None, by, now()
        save(stored, "insight", "dropped_by", "dropped_at")
    return stored


@transaction.atomic
def reopen(*, by: Person, row: ToMeet) -> ToMeet:
    open_for_writing(row.initiative)
    stored = locked(row)
    if stored.dropped_at is not None:
        stored.dropped_by = stored.dropped_at = None
        save(stored, "dropped_by", "dropped_at")
    return stored
