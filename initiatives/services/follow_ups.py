"""Uppföljning, long after: planned when the work is handed over, answered by whoever looks after it."""

from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import FollowUp, Initiative, Measurement
from initiatives.services import written
from initiatives.services.effects import main_effect
from initiatives.services.written import locked, open_for_writing
from prioinit.errors import DomainError, EditConflict, check
from prioinit.templatetags.ui import number
from roles.models import Person


@transaction.atomic
def plan_follow_ups(*, initiative: Initiative, since: date) -> list[FollowUp]:
    """After 6, 12 and 24 months. Planned once: those that are there stay as they are, with their days."""
    FollowUp.objects.bulk_create(
        (
            FollowUp(
                initiative=initiative, months=months, due_on=since + relativedelta(months=months)
            )
            for months in FollowUp.MONTHS
        ),
        ignore_conflicts=True,
    )
    return list(initiative.follow_ups.all())


@transaction.atomic
def answer_follow_up(
    *, by: Person, row: FollowUp, on: date, value: Decimal | None = None, answer: str = ""
) -> FollowUp:
    """A reading of the main effect, words, or both. What was answered stays."""
    initiative = open_for_writing(row.initiative, after_end=True)
    stored = locked(row)
    if stored.is_answered:
        return _same_or_refused(stored, by, value, answer)
    if value is not None:
        stored.measurement = _reading(by, initiative, value, on)
    stored.answered_by, stored.answered_at, stored.answer = by, now(), answer
    check(stored)
    stored.save(update_fields=["measurement", "answered_by", "answered_at", "answer"])
    return stored


def _reading(by: Person, initiative: Initiative, value: Decimal, on: date) -> Measurement:
    """Today's, which may have been read already."""
    effect = main_effect(initiative)
    if effect is None:
        raise DomainError(_("Effektmålet är borttaget. Skriv några ord i stället."))
    read = effect.measurements.kept().filter(on=on).first()
    if read is None:
        return written.add(
            Measurement, by=by, initiative=initiative, effect=effect, value=value, on=on
        )
    if read.value != value:
        words = {"value": number(read.value), "unit": effect.unit}
        raise DomainError(
            _("I dag är redan mätt till %(value)s %(unit)s. Ändra mätningen först.") % words
        )
    return read


@transaction.atomic
def correct_answer(*, by: Person, row: FollowUp, version: int, answer: str) -> FollowUp:
    """The words. A wrong number is put right where it was read; what was said before is in the history."""
    open_for_writing(row.initiative, after_end=True)
    stored = locked(row)
    if stored.answer == answer:
        return stored
    if stored.version != version:
        raise EditConflict(stored)
    stored.answered_by, stored.answered_at, stored.answer = by, now(), answer
    check(stored)
    stored.save(update_fields=["answered_by", "answered_at", "answer"])
    return stored


def _same_or_refused(stored: FollowUp, by: Person, value, answer: str) -> FollowUp:
    read = stored.measurement.value if stored.measurement else None
    if (stored.answered_by_id, read, stored.answer) == (by.pk, value, answer):
        return stored
    raise DomainError(_("Uppföljningen är redan besvarad."))
