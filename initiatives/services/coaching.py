"""An agreed step is done, or was not after all. The rest of the coach log is as in `written`."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import CoachNote
from initiatives.services.written import locked, open_for_writing, owner_of, save
from prioinit.errors import DomainError
from roles.models import Person


@transaction.atomic
def mark_done(*, by: Person, row: CoachNote) -> CoachNote:
    stored = _of_open_round(row)
    if stored.done_at is None:
        stored.done_by, stored.done_at = by, now()
        save(stored, "done_by", "done_at")
    return stored


@transaction.atomic
def mark_not_done(*, by: Person, row: CoachNote) -> CoachNote:
    stored = _of_open_round(row)
    if stored.done_at is not None:
        stored.done_by = stored.done_at = None
        save(stored, "done_by", "done_at")
    return stored


def _of_open_round(row: CoachNote) -> CoachNote:
    open_for_writing(owner_of(row))
    stored = locked(row)
    if stored.is_gone:
        raise DomainError(_("Någon har tagit bort den medan du läste."))
    return stored
