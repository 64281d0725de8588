"""What a team writes down on the way: added, changed, taken away and put back in the same way, whatever it is.

Nothing is deleted, and nothing at all is written about an initiative when its round is over. What is
written about a round looks back on it, so it can be written then too.
"""

from typing import TypeVar, overload

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import Initiative, Round
from initiatives.models.removable import Removable
from prioinit.errors import DomainError, check
from prioinit.versions import save_changes
from roles.models import Person

Written = TypeVar("Written", bound=Model)
Taken = TypeVar("Taken", bound=Removable)


def owner_of(row: Model) -> Initiative | Round:
    """What it is written about."""
    return getattr(row, getattr(row, "owner_field", "initiative"))


def check_open(owner: Initiative | Round) -> None:
    if isinstance(owner, Initiative):
        owner.round.check_open()


@overload
def open_for_writing(owner: Initiative) -> Initiative: ...
@overload
def open_for_writing(owner: Initiative | Round) -> Initiative | Round: ...
def open_for_writing(owner):
    """Locked, so that the same press twice cannot write twice."""
    rows = type(owner)._default_manager.select_for_update(of=("self",))
    if isinstance(owner, Initiative):
        rows = rows.select_related("round")
    row = rows.get(pk=owner.pk)
    check_open(row)
    return row


@transaction.atomic
def add(model: type[Taken], *, by: Person, **fields) -> Taken:
    """A new row; or the one that says just the same, since a form may be sent twice."""
    open_for_writing(fields[model.owner_field])
    same = model._default_manager.filter(removed_at=None, **fields).first()
    if same:
        return same
    row = model(**fields)
    if hasattr(model, "created_by"):
        row.created_by, row.created_at = by, now()
    check(row)
    row.save()
    return row


@transaction.atomic
def change(*, by: Person, row: Written, version: int, **fields) -> Written:
    open_for_writing(owner_of(row))
    if getattr(locked(row), "removed_at", None) is not None:
        raise DomainError(_("Någon har tagit bort den medan du skrev."))
    return save_changes(row, version=version, **fields)


@transaction.atomic
def remove(*, by: Person, row: Taken) -> Taken:
    open_for_writing(owner_of(row))
    stored = locked(row)
    if stored.removed_at is None:
        stored.removed_by, stored.removed_at = by, now()
        save(stored, "removed_by", "removed_at")
    return stored


@transaction.atomic
def restore(*, by: Person, row: Taken) -> Taken:
    open_for_writing(owner_of(row))
    stored = locked(row)
    if stored.removed_at is not None:
        stored.removed_by = stored.removed_at = None
        save(stored, "removed_by", "removed_at")
    return stored


def locked(row: Written) -> Written:
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def save(row, *fields: str) -> None:
    """Its fields, and a new version: any form open on it conflicts."""
    row.version += 1
    check(row)
    row.save(update_fields=[*fields, "version"])
