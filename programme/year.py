"""Årshjul: what a year holds in the rounds a person may read, for a picture and a table."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from checkpoints.models import Checkpoint, Gathering
from initiatives.models import Round
from roles.access import permitted
from roles.models import Person
from roles.permissions import Perm


@dataclass(frozen=True)
class Happening:
    """One day of the year. `kind` is how it is drawn: checkpoint, gathering, due or round."""

    day: date
    kind: str
    title: str
    round: str
    url: str
    is_cancelled: bool = False
    number: int = 0  # of those drawn: the same in the picture and in the table


@dataclass(frozen=True)
class Month:
    first: date
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class Year:
    year: int
    today: date
    months: tuple[Month, ...]

    @property
    def happenings(self) -> list[Happening]:
        return [one for month in self.months for one in month.happenings]

    @property
    def drawn(self) -> list[Happening]:
        return [one for one in self.happenings if one.number]


def build_year(person: Person, year: int) -> Year:
    """Three queries, however many rounds."""
    found = [
        *_of_rounds(person, year),
        *_of_checkpoints(person, year),
        *_of_gatherings(person, year),
    ]
    found.sort(key=lambda one: (one.day, one.kind, one.title))
    numbered, number = [], 0
    for one in found:
        if one.kind in ("checkpoint", "gathering") and not one.is_cancelled:
            number += 1
            one = replace(one, number=number)
        numbered.append(one)
    months = (date(year, month, 1) for month in range(1, 13))
    return Year(
        year,
        localdate(),
        tuple(
            Month(first, tuple(one for one in numbered if one.day.month == first.month))
            for first in months
        ),
    )


def _of_rounds(person: Person, year: int):
    rounds = permitted(Round.objects.all(), person, Perm.READ)
    for one in rounds.filter(Q(starts_on__year=year) | Q(ends_on__year=year)):
        url = one.get_absolute_url()
        if one.starts_on.year == year:
            yield Happening(one.starts_on, "round", _("Omgången börjar"), one.name, url)
        if one.ends_on.year == year:
            yield Happening(one.ends_on, "round", _("Omgången slutar"), one.name, url)


def _of_checkpoints(person: Person, year: int):
    rows = permitted(Checkpoint.objects.select_related("round"), person, Perm.READ)
    for one in rows.filter(Q(starts_at__year=year) | Q(preparation_due_on__year=year)):
        name, url = one.round.name, one.get_absolute_url()
        if one.day.year == year:
            yield Happening(one.day, "checkpoint", one.name, name, url, one.is_cancelled)
        if one.preparation_due_on.year == year and not one.is_cancelled:
            title = _("Förberedelsen till %(name)s ska vara klar") % {"name": one.name}
            yield Happening(one.preparation_due_on, "due", title, name, url)


def _of_gatherings(person: Person, year: int):
    rows = permitted(Gathering.objects.select_related("round"), person, Perm.READ)
    for one in rows.filter(starts_at__year=year):
        url = one.get_absolute_url()
        yield Happening(one.day, "gathering", one.name, one.round.name, url, one.is_cancelled)
