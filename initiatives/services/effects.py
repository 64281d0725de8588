"""Effektmål: at most one is what the target group notices. Readings and benefits are as in `written`."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.models import Effect, Initiative
from initiatives.services import written
from initiatives.services.written import locked, open_for_writing, save
from prioinit.errors import DomainError
from prioinit.templatetags.ui import swedish_date
from roles.models import Person


@transaction.atomic
def add_effect(*, by: Person, initiative: Initiative, **fields) -> Effect:
    _give_way(initiative, fields["is_main"], initiative.effects.filter(**fields))
    return written.add(Effect, by=by, initiative=initiative, **fields)


@transaction.atomic
def change_effect(*, by: Person, row: Effect, version: int, **fields) -> Effect:
    _check_readings(row, fields["baseline_on"])
    _give_way(row.initiative, fields["is_main"], Effect.objects.filter(pk=row.pk))
    return written.change(by=by, row=row, version=version, **fields)


@transaction.atomic
def restore_effect(*, by: Person, row: Effect) -> Effect:
    """If the target group notices something else by now, it comes back as one among the others."""
    open_for_writing(row.initiative)
    stored = locked(row)
    if stored.is_gone and stored.is_main and _mains(row.initiative).exists():
        stored.is_main = False
        save(stored, "is_main")
    return written.restore(by=by, row=row)


def main_effect(initiative: Initiative) -> Effect | None:
    return _mains(initiative).first()


def _mains(initiative: Initiative):
    return initiative.effects.kept().filter(is_main=True)


def _give_way(initiative: Initiative, is_main: bool, itself) -> None:
    """The one that was the main one is no longer."""
    open_for_writing(initiative)
    if is_main:
        for other in _mains(initiative).exclude(pk__in=itself.values("pk")).select_for_update():
            other.is_main = False
            save(other, "is_main")


def _check_readings(effect: Effect, baseline_on: date) -> None:
    oldest = effect.measurements.kept().filter(on__lt=baseline_on).first()
    if oldest:
        said = _("Det finns en mätning från %(day)s. Utgångsläget är äldre än mätningarna.")
        raise DomainError(said % {"day": swedish_date(oldest.on)})
