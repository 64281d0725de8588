"""Informationsklassning: each decision a row of its own."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import InformationClassification, Initiative
from initiatives.services.written import open_for_writing
from prioinit.errors import DomainError, EditConflict, check
from prioinit.templatetags.ui import swedish_date
from prioinit.versions import holds
from roles.models import Person


@transaction.atomic
def classify(*, by: Person, initiative: Initiative, version: int, **fields):
    """`version` is the number of the one that the person had before them, 0 for none."""
    row = open_for_writing(initiative)
    newest = row.classifications.select_related("by").first()
    number = newest.number if newest else 0
    if newest and holds(newest, fields):
        return newest
    if number != version:
        raise EditConflict(newest)
    if newest and holds(newest, fields | {"decided_on": newest.decided_on}):
        words = {"day": swedish_date(newest.decided_on)}
        raise DomainError(
            _("Det är samma nivåer och skäl som %(day)s. Den klassningen gäller fortfarande.")
            % words
        )
    decided = InformationClassification(
        initiative=row, number=number + 1, by=by, at=now(), **fields
    )
    check(decided)
    decided.save()
    return decided
