"""Kommunikationsplan: an activity is done, and then someone asks what it gave."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from initiatives.models import CommunicationActivity
from initiatives.services.written import locked, open_for_writing, save
from prioinit.errors import DomainError
from roles.models import Person


@transaction.atomic
def finish(*, by: Person, row: CommunicationActivity) -> CommunicationActivity:
    """Done today; the same press twice is done once."""
    stored = _open(row)
    if stored.done_on is None:
        stored.done_on = localdate()
        save(stored, "done_on")
    return stored


@transaction.atomic
def reopen(*, by: Person, row: CommunicationActivity) -> CommunicationActivity:
    """Not done after all: nor has it given anything."""
    stored = _open(row)
    if stored.done_on is not None:
        stored.done_on, stored.gave = None, ""
        save(stored, "done_on", "gave")
    return stored


def _open(row: CommunicationActivity) -> CommunicationActivity:
    open_for_writing(row.initiative)
    stored = locked(row)
    if stored.is_gone:
        raise DomainError(_("Någon har tagit bort den medan du läste."))
    return stored
