"""What will go out: reminders that wait, and those that planning will write in the days to come."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkpoints.models import Checkpoint, Reminder
from checkpoints.reminders.facts import read_facts
from checkpoints.reminders.planning import HORIZON, KEY_FIELDS, look_ahead
from checkpoints.reminders.planning.rules.answers import OBSTACLE_LOTS_AFTER
from checkpoints.reminders.rhythm import Weekly
from initiatives.models import Initiative, Round
from prioinit.calendar import next_send_moment
from roles.models import Person

Kind = Reminder.Kind


@dataclass(frozen=True)
class Place:
    """An initiative or a round, and who of its people is told."""

    of: Initiative | Round
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


class Row(NamedTuple):
    day: date
    person: int
    initiative: int | None
    round: int | None
    kind: str
    checkpoint: int | None
    lead: int


def outlook(
    initiatives: QuerySet[Initiative],
    rounds: QuerySet[Round],
    *,
    kind: str = "",
    days: int = HORIZON,
) -> list[ComingDay]:
    """What is said to whom on each of the coming days, if nothing happens in between."""
    first = localdate(next_send_moment(timezone.now()))
    shown = list(rounds)
    mine = Q(initiative__in=initiatives) | Q(initiative=None, round__in=shown)
    rows = [*_waiting(mine, first), *_projected(mine, initiatives, shown, first, days)]
    rows = [row for row in rows if not kind or row.kind == kind]
    people = Person.objects.active().in_bulk({row.person for row in rows})
    places: dict[tuple, Initiative | Round] = {
        (pk, None): one
        for pk, one in Initiative.objects.in_bulk({row.initiative for row in rows} - {None}).items()
    }
    places |= {(None, one.pk): one for one in shown}
    names = Checkpoint.objects.in_bulk({row.checkpoint for row in rows} - {None})
    return _by_day(rows, people, places, names)


def _by_day(rows: list[Row], people, places, names) -> list[ComingDay]:
    told: dict[date, dict[str, dict[tuple, set[int]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(set))
    )
    for row in rows:
        what = describe(row.kind, names.get(row.checkpoint), row.lead)
        told[row.day][what][row.initiative, row.round].add(row.person)

    def place(key: tuple, ids: set[int]) -> Place:
        by_name = sorted((people[pk] for pk in ids), key=lambda person: person.sort_key)
        return Place(places[key], tuple(by_name))

    return [
        ComingDay(
            day,
            len({row.person for row in rows if row.day == day}),
            tuple(
                Line(what, tuple(place(*pair) for pair in about.items()))
                for what, about in sorted(told[day].items())
            ),
        )
        for day in sorted(told)
    ]


def _waiting(mine: Q, first: date) -> Iterator[Row]:
    waiting = Reminder.objects.planned().filter(mine, person__is_active=True)
    columns = ("send_on", "person_id", "initiative_id", "round_id", "kind", "checkpoint_id")
    for send_on, *rest in waiting.order_by("send_on", "pk").values_list(*columns, "lead_days"):
        yield Row(max(send_on, first), *rest)


def _projected(
    mine: Q, initiatives: QuerySet[Initiative], rounds: list[Round], first: date, days: int
) -> Iterator[Row]:
    known = set(Reminder.objects.filter(mine).order_by().values_list(*KEY_FIELDS))
    facts = read_facts(first, initiatives=initiatives, rounds=[one.pk for one in rounds])
    weekly = Weekly()
    for day, one in look_ahead(facts, known, days):
        on = weekly.day_for(one.person, one.kind, day)
        yield Row(on, one.person, one.initiative, one.round, one.kind, one.checkpoint, one.lead)


def describe(kind: str, checkpoint: Checkpoint | None, lead: int) -> str:
    """What a reminder is about, in the words of the lots."""
    if checkpoint:
        return _about_checkpoint(kind, checkpoint, lead)
    if lead < 0 and kind in _LATE:
        return _LATE[kind](-lead)
    return {
        Kind.PREPARATION_DUE: _("Förberedelse"),
        Kind.UPDATE_DUE: _("Dags för lägesuppdatering"),
        Kind.SILENCE: _("Tystnad"),
        Kind.PAUSE_OVER: _("Dags att titta på pausen"),
        Kind.RIGG_BROKEN: _("Riggen håller inte"),
        Kind.OBSTACLE_WAITING: _("Obesvarat hinder"),
        Kind.INPUT_WAITING: _("Obesvarade medskick"),
        Kind.DECISION_WAITING: _("Beslut som väntar"),
        Kind.ACTION_DUE: _("Åtgärd som ska vara klar") if lead == 0 else _("Åtgärd, en vecka kvar"),
        Kind.ACTION_FOLLOW_UP: _("Uppföljning av åtgärd"),
        Kind.FOLLOW_UP_DUE: _("Uppföljning av effekten")
        if lead == 0
        else _("Uppföljning av effekten, två veckor kvar"),
        Kind.READING_DUE: _("Dags att mäta effekten"),
        Kind.PHASE_CHANGED: _("Fasbyte"),
        Kind.ROLE_GIVEN: _("Ny roll"),
        Kind.REPORT_FINAL: _("Fastställt underlag"),
    }[Kind(kind)]


def _about_checkpoint(kind: str, checkpoint: Checkpoint, lead: int) -> str:
    words = {"checkpoint": checkpoint.name, "n": lead}
    if kind == Kind.DECISION_WAITING:
        return _("Beslut som väntar på ledningsgruppen inför %(checkpoint)s") % words
    return (
        ngettext(
            "Förberedelsen till %(checkpoint)s, %(n)s dag före",
            "Förberedelsen till %(checkpoint)s, %(n)s dagar före",
            lead,
        )
        % words
    )


def _late_update(days: int) -> str:
    weeks = days // 7
    return ngettext(
        "Lägesuppdatering, %(n)s vecka sen", "Lägesuppdatering, %(n)s veckor sen", weeks
    ) % {"n": weeks}


def _silence(days: int) -> str:
    weeks = days // 7
    return ngettext(
        "Tystnad, lägesuppdateringen är %(n)s vecka sen",
        "Tystnad, lägesuppdateringen är %(n)s veckor sen",
        weeks,
    ) % {"n": weeks}


def _late_action(days: int) -> str:
    weeks = days // 7
    return ngettext("Åtgärd, %(n)s vecka sen", "Åtgärd, %(n)s veckor sen", weeks) % {"n": weeks}


def _obstacle(workdays: int) -> str:
    if workdays == OBSTACLE_LOTS_AFTER:
        return _("Obesvarat hinder, till lotsarna")
    return _("Obesvarat hinder")


_LATE = {
    Kind.UPDATE_DUE: _late_update,
    Kind.SILENCE: _silence,
    Kind.ACTION_DUE: _late_action,
    Kind.OBSTACLE_WAITING: _obstacle,
}
