"""What a team writes down on the way: added, changed, taken away and put back in the same way, whatever it is.

Nothing is deleted, and only what lives on (`after_end`) is written when the round is over.
"""

from typing import Any, TypeVar, overload

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


def owner_of(row: Model) -> Any:
    """The initiative or the round that it is written about."""
    return getattr(row, getattr(row, "owner_field", "initiative"))


def check_open(owner: Initiative | Round) -> None:
    round_ = owner.round if isinstance(owner, Initiative) else owner
    round_.check_open()


@overload
def open_for_writing(owner: Initiative, *, after_end: bool = False) -> Initiative: ...
@overload
def open_for_writing(
    owner: Initiative | Round, *, after_end: bool = False
) -> Initiative | Round: ...
def open_for_writing(owner, *, after_end=False):
    """Locked, so that the same press twice cannot write twice."""
    rows = type(owner)._default_manager.select_for_update(of=("self",))
    if isinstance(owner, Initiative):
        rows = rows.select_related("round")
    row = rows.get(pk=owner.pk)
    if not after_end:
        check_open(row)
    return row


def _open(row) -> None:
    open_for_writing(owner_of(row), after_end=getattr(row, "after_end", False))


@transaction.atomic
def add(model: type[Taken], *, by: Person, **fields) -> Taken:
    """A new row; or the one that says just the same, since a form may be sent twice."""
    owner = open_for_writing(fields.pop(model.owner_field), after_end=model.after_end)
    if any(
        field.name == model.owner_field for field in model._meta.fields
    ):  # or it hangs on what does
        fields[model.owner_field] = owner
    same: Any = model._default_manager.filter(removed_at=None, **fields).first()
    if same:
        return same
    row: Any = model(**fields)
    if hasattr(model, "created_by"):
        row.created_by, row.created_at = by, now()
    check(row)
    row.save()
    return row


@transaction.atomic
def change(*, by: Person, row: Written, version: int, **fields) -> Written:
    _open(row)
    check_there(row)
    return save_changes(row, version=version, **fields)


@transaction.atomic
def add_below(
    model: type[Taken], *, by: Person, initiative: Initiative, above: dict[str, Removable], **fields
) -> Taken:
    """A row that hangs on another: `above` names it."""
    open_for_writing(initiative, after_end=model.after_end)
    for row in above.values():
        check_there(row)
    return add(model, by=by, initiative=initiative, **above, **fields)


def check_there(row: Model) -> None:
    if getattr(locked(row), "removed_at", None) is not None:
        raise DomainError(_("Någon har tagit bort den medan du skrev."))


@transaction.atomic
def remove(*, by: Person, row: Taken) -> Taken:
    _open(row)
    stored = locked(row)
    if stored.removed_at is None:
        stored.removed_by, stored.removed_at = by, now()
        save(stored, "removed_by", "removed_at")
    return stored


@transaction.atomic
def restore(*, by: Person, row: Taken) -> Taken:
    _open(row)
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
