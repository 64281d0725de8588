"""Behov: insights, the need in one sentence, whom to meet, and who has a part in it.

What is removed can be put back: nothing is deleted. Nothing at all is written when the round is over.
"""

from typing import TypeVar

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import Actor, Initiative, Insight, NeedStatement, ToMeet
from prioinit.errors import DomainError, EditConflict, check
from prioinit.versions import save_changes
from roles.models import Person

Changeable = TypeVar("Changeable", Insight, ToMeet, Actor)
Removable = TypeVar("Removable", Insight, Actor)


def _open(initiative: Initiative) -> Initiative:
    """Locked, so that the same press twice cannot write twice."""
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("round")
    row = rows.get(pk=initiative.pk)
    row.round.check_open()
    return row


# --- The need in one sentence ------------------------------------------------------------------
@transaction.atomic
def say_need(*, by: Person, initiative: Initiative, version: int, text: str, why: str):
    """A new wording. `version` is the number of the one that the person had before them, 0 for none."""
    row = _open(initiative)
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
    row = _open(initiative)
    insight = row.insights.kept().filter(**fields).first()
    if insight is None:
        insight = Insight(initiative=row, created_by=by, created_at=now(), **fields)
        check(insight)
        insight.save()
    if met is not None:
        _tick_off(row, met, insight)
    return insight


def _tick_off(initiative: Initiative, met: ToMeet, insight: Insight) -> None:
    waiting = initiative.to_meet.waiting().filter(pk=met.pk).select_for_update(of=("self",))
    for row in waiting:  # or someone else has met them, or struck them out
        row.insight, row.version = insight, row.version + 1
        row.save(update_fields=["insight", "version"])


# --- Whom to meet ------------------------------------------------------------------------------
@transaction.atomic
def add_to_meet(*, by: Person, initiative: Initiative, who: str, why: str) -> ToMeet:
    row = _open(initiative)
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
    _open(row.initiative)
    stored = _locked(row)
    if stored.dropped_at is None:
        if not stored.is_waiting:
            raise DomainError(_("Ni har redan mött dem."))
        stored.insight, stored.dropped_by, stored.dropped_at = None, by, now()
        _save(stored, "insight", "dropped_by", "dropped_at")
    return stored


@transaction.atomic
def reopen(*, by: Person, row: ToMeet) -> ToMeet:
    _open(row.initiative)
    stored = _locked(row)
    if stored.dropped_at is not None:
        stored.dropped_by = stored.dropped_at = None
        _save(stored, "dropped_by", "dropped_at")
    return stored


# --- Actors ------------------------------------------------------------------------------------
@transaction.atomic
def add_actor(*, by: Person, initiative: Initiative, **fields) -> Actor:
    row = _open(initiative)
    same = row.actors.kept().filter(**fields).first()
    if same:
        return same
    actor = Actor(initiative=row, **fields)
    check(actor)
    actor.save()
    return actor


# --- Any of them -------------------------------------------------------------------------------
@transaction.atomic
def change(*, by: Person, row: Changeable, version: int, **fields) -> Changeable:
    _open(row.initiative)
    if getattr(_locked(row), "removed_at", None) is not None:
        raise DomainError(_("Någon har tagit bort den medan du skrev."))
    return save_changes(row, version=version, **fields)


@transaction.atomic
def remove(*, by: Person, row: Removable) -> Removable:
    _open(row.initiative)
    stored = _locked(row)
    if stored.removed_at is None:
        stored.removed_by, stored.removed_at = by, now()
        _save(stored, "removed_by", "removed_at")
    return stored


@transaction.atomic
def restore(*, by: Person, row: Removable) -> Removable:
    _open(row.initiative)
    stored = _locked(row)
    if stored.removed_at is not None:
        stored.removed_by = stored.removed_at = None
        _save(stored, "removed_by", "removed_at")
    return stored


def _locked(row: Changeable) -> Changeable:
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def _save(row, *fields: str) -> None:
    row.version += 1
    check(row)
    row.save(update_fields=[*fields, "version"])
