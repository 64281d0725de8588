"""What reading in the workbook would create, change and leave: the preview shows it, apply carries it out."""

from dataclasses import replace
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from checkpoints.services.checkpoints import default_preparation_due
from prioinit.calendar import workday_on_or_before
from programme.workbook.checking import Contents
from programme.workbook.findings import Row, day_in_words
from programme.workbook.items import Act, Change, Item, Plan, SheetPlan, plain
from programme.workbook.known import Known
from programme.workbook.layout import (
    BASE,
    CHECKPOINTS,
    GOALS,
    INITIATIVES,
    PEOPLE,
    ROLES_SHEET,
    ROUND,
    UNITS,
)
from programme.workbook.reading import fold
from programme.workbook.record_plan import plan_records
from programme.workbook.role_rules import matching, new_seat, place_of
from roles.permissions import Role


def make_plan(contents: Contents, known: Known) -> Plan:
    planners = {
        ROUND.name: _round,
        UNITS.name: _unit,
        PEOPLE.name: _person,
        GOALS.name: _goal,
        INITIATIVES.name: _initiative,
        ROLES_SHEET.name: _role,
        CHECKPOINTS.name: _checkpoint,
    }
    return Plan(
        tuple(
            SheetPlan(
                sheet,
                tuple(planners[sheet.name](row, contents, known) for row in contents.rows(sheet)),
            )
            for sheet in BASE
        )
        + plan_records(contents, known),
        known,
    )


def _name(row: Row, stored) -> str:
    """What the reader knows it as: the name it has now, if the file gives it another."""
    return stored.name if stored else row.values["name"]


def _round(row: Row, contents: Contents, known: Known) -> Item:
    return plain(row, known.round, row.values["name"], frozen={"name"} if known.round else ())


def _own_data(row: Row, stored, known: Known, label: str, key: str) -> Item:
    """Units and people that are there: who is no administrator leaves them as they are."""
    item = plain(row, stored, label, frozen={key, "in_leadership"} if stored else {"in_leadership"})
    if stored is None or known.may_administer or item.act is Act.LEAVE:
        return item
    note = _("Finns redan och lämnas som den är. Bara en administratör ändrar den: %(titles)s.")
    titles = ", ".join(change.title for change in item.changes)
    return replace(item, act=Act.LEAVE, values={}, changes=(), notes=(note % {"titles": titles},))


def _unit(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.units.get(fold(row.values["code"]))
    return _own_data(row, stored, known, _name(row, stored), "code")


def _person(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.people.get(row.values["email"])
    name = _name(row, stored)
    if stored and not stored.is_active:
        notes = (_("Har slutat och lämnas som hen är."),)
        return Item(row.sheet, row.number, name, Act.LEAVE, {}, notes=notes, stored=stored)
    item = _own_data(row, stored, known, name, "email")
    if (seat := new_seat(row, contents, known)) is None:
        return item
    taken = Change(
        row.sheet.column("in_leadership").title,
        "",
        _("plats från %(day)s") % {"day": day_in_words(seat.starts_on)},
    )
    act = Act.CREATE if stored is None else Act.CHANGE
    return replace(item, act=act, changes=(*item.changes, taken), seat=seat)


def _goal(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.goals.get(fold(row.values["code"]))
    label = f"{row.values['code']} {_name(row, stored)}"
    return plain(row, stored, label, frozen={"code"} if stored else ())


def _initiative(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.initiatives.get(fold(row.values["code"]))
    frozen, notes = set(), []
    if stored:
        frozen.add("code")
        if stored.is_running:
            frozen.add("phase")
            if row.get("phase") not in (None, stored.phase):
                notes.append(
                    _(
                        "Är igång i fasen %(phase)s, och den lämnas. Byt fas på initiativets sida: "
                        "då syns varför."
                    )
                    % {"phase": stored.get_phase_display()}
                )
    return plain(row, stored, _name(row, stored), frozen=frozen, notes=notes)


def _first_day(row: Row, round_starts_on: date) -> date:
    """A lots works before the round starts: from today, when that is earlier."""
    is_lots = row.values["role"] == Role.LOTS
    return min(round_starts_on, localdate()) if is_lots else round_starts_on


def _role(row: Row, contents: Contents, known: Known) -> Item:
    round_starts_on = contents.round.values["starts_on"]
    stored = matching(row, known, round_starts_on)
    email = row.values["email"]
    parts = [
        contents.names.get(email) or known.people[email].name,
        row.sheet.column("role").word_for(row.values["role"]),
    ]
    label = ", ".join([*parts, row.get("initiative", "")] if place_of(row) else parts)
    if stored is None:
        values = {"starts_on": _first_day(row, round_starts_on), **row.values}
        return Item(row.sheet, row.number, label, Act.CREATE, values)
    notes = []
    if stored.ends_on and not row.get("ends_on"):
        notes.append(
            _("Avslutad %(day)s, och det lämnas så.") % {"day": day_in_words(stored.ends_on)}
        )
    dates = Row(
        row.sheet,
        row.number,
        {key: row.values[key] for key in ("ends_on",) if key in row.values},
        row.letters,
    )
    return plain(dates, stored, label, notes=notes)


def _checkpoint(row: Row, contents: Contents, known: Known) -> Item:
    stored = known.checkpoints.get(fold(row.values["name"]))
    name = row.values["name"]
    item = plain(row, stored, name, frozen={"name"} if stored else ())
    if item.act is not Act.CHANGE:
        return item
    if stored.is_cancelled or stored.has_started():
        note = (
            _("Är inställd och lämnas så.")
            if stored.is_cancelled
            else _("Har redan börjat och lämnas som den är.")
        )
        return Item(row.sheet, row.number, name, Act.LEAVE, {}, notes=(note,), stored=stored)
    if "starts_at" not in item.values:
        return item
    due_on = moved_due_on(stored, localdate(item.values["starts_at"]))
    moved = Change(
        _("Sista dag för förberedelsen"),
        day_in_words(stored.preparation_due_on),
        day_in_words(due_on),
    )
    return replace(
        item,
        values={**item.values, "preparation_due_on": due_on},
        changes=(*item.changes, *([moved] if moved.before != moved.after else [])),
    )


def moved_due_on(checkpoint, day: date) -> date:
    """The last day of preparation moves along; one that was chosen by hand keeps its distance."""
    if checkpoint.preparation_due_on == default_preparation_due(checkpoint.day):
        return default_preparation_due(day)
    return workday_on_or_before(day - (checkpoint.day - checkpoint.preparation_due_on))


def first_day_with_lots(plan: Plan) -> date | None:
    """Of a new round: the day from which somebody can rig it. None: nobody ever could."""
    return min(
        (
            item.values["starts_on"]
            for item in plan.of(ROLES_SHEET).created
            if item.values["role"] == Role.LOTS
        ),
        default=None,
    )
