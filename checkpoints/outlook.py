"""What will go out: reminders that wait, and those that planning will write in the days to come."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkpoints.facts import read_facts
from checkpoints.models import Checkpoint, Reminder
from checkpoints.planning import HORIZON, KEY_FIELDS, look_ahead
from initiatives.models import Initiative
from prioinit.calendar import next_send_moment
from roles.models import Person


@dataclass(frozen=True)
class Place:
    """An initiative, and who of its people is told."""

    initiative: Initiative
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Line:
    what: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class ComingDay:
    day: date
    n_mails: int  # one per person
    lines: tuple[Line, ...]


def outlook(initiatives: QuerySet[Initiative], days: int = HORIZON) -> list[ComingDay]:
    """What is said to whom on each of the coming days, if nothing happens in between."""
    first = localdate(next_send_moment(timezone.now()))
    rows = [*_waiting(initiatives, first), *_projected(initiatives, first, days)]
    people = Person.objects.active().in_bulk({row[1] for row in rows})
    about = Initiative.objects.in_bulk({row[2] for row in rows})
    names = Checkpoint.objects.in_bulk({row[4] for row in rows} - {None})
    told: dict[date, dict[str, dict[int, set[int]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(set))
    )
    for day, person, initiative, kind, checkpoint, lead in rows:
        told[day][describe(kind, names.get(checkpoint), lead)][initiative].add(person)

    def place(initiative: int, ids: set[int]) -> Place:
        by_name = sorted((people[pk] for pk in ids), key=lambda person: person.sort_key)
        return Place(about[initiative], tuple(by_name))

    return [
        ComingDay(
            day,
            len({person for row_day, person, *_rest in rows if row_day == day}),
            tuple(
                Line(what, tuple(place(*pair) for pair in places.items()))
                for what, places in sorted(told[day].items())
            ),
        )
        for day in sorted(told)
    ]


def _waiting(initiatives: QuerySet[Initiative], first: date):
    waiting = Reminder.objects.planned().filter(initiative__in=initiatives, person__is_active=True)
    columns = ("send_on", "person_id", "initiative_id", "kind", "checkpoint_id", "lead_days")
    for send_on, *rest in waiting.order_by("send_on", "pk").values_list(*columns):
        yield max(send_on, first), *rest


def _projected(initiatives: QuerySet[Initiative], first: date, days: int):
    written = Reminder.objects.filter(initiative__in=initiatives).order_by()
    known = set(written.values_list(*KEY_FIELDS))
    for day, one in look_ahead(read_facts(first, initiatives=initiatives), known, days):
        yield day, one.person, one.initiative, one.kind, one.checkpoint, one.lead


def describe(kind: str, checkpoint: Checkpoint | None, lead: int) -> str:
    """What a reminder is about, in the words of the lots."""
    if kind == Reminder.Kind.PREPARATION_DUE:
        words = {"checkpoint": checkpoint.name if checkpoint else "", "n": lead}
        return (
            ngettext(
                "Förberedelsen till %(checkpoint)s, %(n)s dag före",
                "Förberedelsen till %(checkpoint)s, %(n)s dagar före",
                lead,
            )
            % words
        )
    if kind == Reminder.Kind.UPDATE_DUE and lead:
        weeks = -lead // 7
        return ngettext(
            "Lägesuppdatering, %(n)s vecka sen", "Lägesuppdatering, %(n)s veckor sen", weeks
        ) % {"n": weeks}
    return {
        Reminder.Kind.UPDATE_DUE: _("Dags för lägesuppdatering"),
        Reminder.Kind.RIGG_BROKEN: _("Riggen håller inte"),
        Reminder.Kind.PHASE_CHANGED: _("Fasbyte"),
    }[Reminder.Kind(kind)]
