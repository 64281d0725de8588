"""Informationsklassning: each decision a row of its own."""

from django.db import transaction
from django.utils.timezone import now

from initiatives.models import InformationClassification, Initiative
from initiatives.services.written import open_for_writing
from prioinit.errors import EditConflict, check
from roles.models import Person


@transaction.atomic
def classify(*, by: Person, initiative: Initiative, version: int, **fields):
    """`version` is the number of the one that the person had before them, 0 for none."""
    row = open_for_writing(initiative)
    newest = row.classifications.select_related("by").first()
    number = newest.number if newest else 0
    if newest and all(getattr(newest, name) == value for name, value in fields.items()):
        return newest
    if number != version:
        raise EditConflict(newest)
    decided = InformationClassification(
        initiative=row, number=number + 1, by=by, at=now(), **fields
    )
    check(decided)
    decided.save()
    return decided
