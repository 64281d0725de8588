"""The database as it stands, as far as a workbook touches it: read once, with a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Lower

from checkpoints.models import Checkpoint
from initiatives.models import Goal, Initiative, Round
from programme.workbook.checking import Contents
from programme.workbook.layout import PEOPLE, RECORDS, ROLES_SHEET, ROUND, Kind, Record
from programme.workbook.reading import fold
from roles.access import can
from roles.models import Assignment, LeadershipMembership, Person, Unit
from roles.permissions import Perm


@dataclass(frozen=True)
class Span:
    starts_on: date
    ends_on: date | None

    def overlaps(self, other: "Span") -> bool:
        return (self.ends_on is None or other.starts_on <= self.ends_on) and (
            other.ends_on is None or self.starts_on <= other.ends_on
        )

    def holds(self, day: date) -> bool:
        return self.overlaps(Span(day, day))


@dataclass
class Known:
    round: Round | None
    units: dict[str, Unit]
    goals: dict[str, Goal]
    people: dict[str, Person]  # by e-mail
    seats: dict[str, list[Span]]  # by e-mail
    initiatives: dict[str, Initiative]
    assignments: dict[tuple[str, str], list[Assignment]]  # by (initiative's key or "", e-mail)
    checkpoints: dict[str, Checkpoint]
    may_run_round: bool  # may change the round that is there
    records: dict[str, list]  # what teams have written, by sheet, as far as the file speaks of it
    earlier: dict[str, list]  # as they once stood, in the same sheets
    by: Person | None
    may_administer: bool  # may change people and units that are there, and give them seats


def look_up(contents: Contents, by: Person | None, *, lock: bool = False) -> Known:
    """`by=None` is the server's own console, which may do everything."""
    round = _find_round(contents, lock=lock)
    emails = {
        row.values[column.key]
        for sheet in (PEOPLE, ROLES_SHEET, *RECORDS)
        for column in sheet.columns
        if column.kind is Kind.EMAIL
        for row in contents.rows(sheet)
        if row.get(column.key)
    }
    listed = (
        Person.objects.alias(address=Lower("email"))
        .filter(address__in=emails)
        .select_related("unit")
        .order_by("pk")
    )
    units = Unit.objects.order_by("pk")
    goals = Goal.objects.order_by("pk")
    if lock:
        listed = listed.select_for_update(of=("self",))
        units, goals = units.select_for_update(), goals.select_for_update()
    people = {person.email.lower(): person for person in listed}
    initiatives = _initiatives(round, lock=lock)
    return Known(
        round=round,
        units={fold(unit.code): unit for unit in units},
        goals={fold(goal.code): goal for goal in goals},
        people=people,
        seats=_seats(people),
        initiatives=initiatives,
        assignments=_assignments(round),
        checkpoints=_checkpoints(round),
        records=_records(contents, round, lock=lock),
        earlier=_earlier(contents, round),
        by=by,
        may_run_round=by is None or round is None or can(by, Perm.RUN_ROUND, round),
        may_administer=by is None or can(by, Perm.ADMINISTER),
    )


def _find_round(contents: Contents, *, lock: bool) -> Round | None:
    row = next(iter(contents.rows(ROUND)), None)
    if row is None or not row.get("name"):
        return None
    rounds = Round.objects.select_for_update() if lock else Round.objects.all()
    return next((each for each in rounds if fold(each.name) == fold(row.values["name"])), None)


def _seats(people: dict[str, Person]) -> dict[str, list[Span]]:
    seats = defaultdict(list)
    rows = LeadershipMembership.objects.filter(person__in=people.values()).order_by("starts_on")
    for email, starts_on, ends_on in rows.values_list("person__email", "starts_on", "ends_on"):
        seats[email.lower()].append(Span(starts_on, ends_on))
    return seats


def _initiatives(round: Round | None, *, lock: bool) -> dict[str, Initiative]:
    if round is None:
        return {}
    initiatives = Initiative.objects.filter(round=round).order_by("pk")
    if lock:
        initiatives = initiatives.select_for_update()
    return {fold(each.code): each for each in initiatives.prefetch_related("units", "goals")}


def _assignments(round: Round | None) -> dict[tuple[str, str], list[Assignment]]:
    found = defaultdict(list)
    if round is not None:
        here = Assignment.objects.filter(initiative__round=round) | Assignment.objects.filter(
            round=round
        )
        for each in here.select_related("person", "initiative").order_by("starts_on", "pk"):
            place = fold(each.initiative.code) if each.initiative else ""
            found[place, each.person.email.lower()].append(each)
    return found


def _records(contents: Contents, round: Round | None, *, lock: bool) -> dict[str, list]:
    """One query for each sheet that has rows, or that such a sheet points to."""
    if round is None:
        return {}
    wanted = [sheet for sheet in RECORDS if contents.rows(sheet)]
    names = {sheet.name for sheet in wanted} | {
        name for sheet in wanted for name in sheet.speaks_of
    }
    found = {}
    for sheet in RECORDS:
        if sheet.name in names:
            rows = rows_of(sheet, round)
            found[sheet.name] = list(rows.select_for_update(of=("self",)) if lock else rows)
    return found


def _earlier(contents: Contents, round: Round | None) -> dict[str, list]:
    """What has been written in other words since is known by its history, and not written once more."""
    if round is None:
        return {}
    found = {}
    for sheet in RECORDS:
        if contents.rows(sheet) and not sheet.once:
            place = sheet.model.access_path  # type: ignore[attr-defined]
            events = sheet.model.pgh_event_model._default_manager  # type: ignore[attr-defined]
            rows = events.filter(**{place["round"]: round.pk}).order_by("pk")
            owner = ["initiative"] if "initiative" in place else []
            found[sheet.name] = list(rows.select_related(*owner))
    return found


def rows_of(sheet: Record, round: Round) -> QuerySet:
    """All that the round's teams have written of the kind, taken away or not, with what its columns say."""
    paths = {column.path.rpartition(".")[0].replace(".", "__") for column in sheet.columns}
    place = sheet.model.access_path  # type: ignore[attr-defined]
    rows = sheet.model._default_manager.filter(**{place["round"]: round.pk})
    order = [place["initiative"]] if "initiative" in place else []
    return rows.select_related(*sorted(paths - {""})).order_by(*order, "pk")


def _checkpoints(round: Round | None) -> dict[str, Checkpoint]:
    if round is None:
        return {}
    return {fold(each.name): each for each in Checkpoint.objects.filter(round=round).order_by("pk")}
