"""What must hold for what teams write down: the models' own constraints, and the rules of the forms."""

from collections import defaultdict
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from initiatives.models import Idea
from programme.workbook.checking import Contents
from programme.workbook.constraints import broken, fields_of
from programme.workbook.findings import Findings, Row, day_in_words
from programme.workbook.known import Known
from programme.workbook.layout import (
    EFFECTS,
    IDEAS,
    MEASUREMENTS,
    RECORDS,
    ROLES_SHEET,
    TESTS,
    UNITS,
    Kind,
    Record,
)
from programme.workbook.reading import fold
from programme.workbook.records import Draft, Written, drafts_of, gather, key_of
from programme.workbook.references import (
    check_initiative,
    check_person,
    check_unit,
    is_there,
    keys_of,
)
from roles.permissions import Role

TEAM = (Role.LEDARTROJA, Role.TEAMMEDLEM)


def check_records(contents: Contents, known: Known, findings: Findings) -> None:
    written = gather(contents, known)
    units = keys_of(contents, UNITS, "code", known.units)
    for sheet in RECORDS:
        for row in contents.rows(sheet):
            check_initiative(row, contents, known, findings)
            for column in sheet.columns:
                if column.kind is Kind.EMAIL:
                    check_person(row, column.key, contents, known, findings)
                elif column.lookup and column.lookup[0] == UNITS.name:
                    check_unit(row, column.key, units, contents, findings)
        if sheet.once:
            _check_once(sheet, written, findings)
        if sheet.frozen:
            _check_numbers(sheet, written, findings)
        for draft in written.drafts.get(sheet.name, ()):
            _check_row(draft, findings)
    _check_team(contents, known, written, findings)
    _check_tried(written, findings)
    _check_one_main(written, findings)
    _check_readings(written, findings)


def _check_row(draft: Draft, findings: Findings) -> None:
    for fault in draft.faults:
        findings.error(draft.row, *fault)
    if draft.faults or not draft.is_written:
        return
    for constraint in broken(draft.ready):
        key = _column_of(draft.row, fields_of(constraint, draft.ready))
        findings.error(
            draft.row, key, constraint.get_violation_error_message(), _("Rätta cellen eller raden.")
        )
    try:
        draft.ready.clean()
    except ValidationError as error:
        for name, messages in error.update_error_dict({}).items():
            names = [] if name == NON_FIELD_ERRORS else [name]
            for said in messages:
                text = " ".join(said.messages)
                findings.error(draft.row, _column_of(draft.row, names), text, _("Rätta raden."))


def _column_of(row: Row, fields: list[str]) -> str:
    """The column to look in: an empty one of those the rule speaks of, else the first."""
    keys = [
        column.key for name in fields for column in row.sheet.columns if column.attribute == name
    ]
    empty = (key for key in keys if row.get(key) is None)
    return next(empty, keys[0] if keys else row.sheet.columns[-1].key)


def _check_once(sheet: Record, written: Written, findings: Findings) -> None:
    """Two rows that say different things of the same."""
    first: dict[tuple, int] = {}
    for draft in written.drafts.get(sheet.name, ()):
        key = key_of(sheet, draft.row.get)
        if key in first and draft.ready is not None:  # what just repeats a row is left
            findings.error(
                draft.row,
                sheet.key[-1],
                _("Det står redan på rad %(row)s, med annat innehåll.") % {"row": first[key]},
                _("Ta bort den ena raden."),
            )
        first.setdefault(key, draft.row.number)


def _check_numbers(sheet: Record, written: Written, findings: Findings) -> None:
    """The next wording or decision has the next number."""
    taken: dict[str, set[int]] = defaultdict(set)
    for row in written.rows(sheet):
        taken[fold(row.initiative.code)].add(row.number)
    for draft in drafts_of(written, sheet):
        number = draft.row.values["number"]
        if number > 1 and number - 1 not in taken[fold(draft.row.values["initiative"])]:
            findings.error(
                draft.row,
                "number",
                _("Nummer %(number)s saknas före det här.") % {"number": number - 1},
                _("Numrera från 1 utan luckor, för varje initiativ."),
            )


def _check_team(contents: Contents, known: Known, written: Written, findings: Findings) -> None:
    """As in the form: a test is looked after by someone in the team."""
    team = {
        (fold(row.get("initiative", "")), row.get("email"))
        for row in contents.rows(ROLES_SHEET)
        if row.get("role") in TEAM
    } | {
        place
        for place, held in known.assignments.items()
        if any(each.role in TEAM for each in held)
    }
    for draft in drafts_of(written, TESTS):
        email = draft.item.values.get("responsible")
        if (
            is_there(email, contents, known)
            and (fold(draft.row.values["initiative"]), email) not in team
        ):
            findings.error(
                draft.row,
                "responsible",
                _("%(email)s är inte med i teamet.") % {"email": email},
                _("Ge personen en roll i bladet Roller, eller välj någon annan."),
            )


def _check_tried(written: Written, findings: Findings) -> None:
    """`provad` is not chosen: a test makes it so."""
    tried = {id(test.idea) for test in written.rows(TESTS) if test.idea}
    stored = {test.idea_id for test in written.rows(TESTS)} - {None}
    for draft in drafts_of(written, IDEAS):
        idea = draft.ready
        if idea.state == Idea.State.TRIED and id(idea) not in tried and idea.pk not in stored:
            findings.error(
                draft.row,
                "state",
                _("Idén har inget test."),
                _("Skriv testet i bladet Tester, eller välj ett annat läge."),
            )


def _check_one_main(written: Written, findings: Findings) -> None:
    mains: dict[str, int] = defaultdict(int)
    for effect in written.rows(EFFECTS):
        mains[fold(effect.initiative.code)] += effect.is_main
    for draft in drafts_of(written, EFFECTS):
        if draft.ready.is_main and mains[fold(draft.row.values["initiative"])] > 1:
            findings.error(
                draft.row,
                "is_main",
                _("Ett annat effektmål är redan det som målgruppen märker."),
                _("Skriv nej på det ena."),
            )


def _check_readings(written: Written, findings: Findings) -> None:
    """Readings that are there already are not older than where it began."""
    oldest: dict[int, date] = {}
    for reading in written.rows(MEASUREMENTS):
        if reading.pk:
            first = oldest.setdefault(reading.effect_id, reading.on)
            oldest[reading.effect_id] = min(first, reading.on)
    for draft in drafts_of(written, EFFECTS):
        day = oldest.get(draft.ready.pk)
        if day and draft.ready.baseline_on > day:
            findings.error(
                draft.row,
                "baseline_on",
                _("Det finns en mätning från %(day)s.") % {"day": day_in_words(day)},
                _("Utgångsläget är äldre än mätningarna. Rätta datumet."),
            )
