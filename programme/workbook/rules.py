"""What must hold between the rows of a workbook, and between them and the database."""

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from programme.workbook.checking import Contents
from programme.workbook.findings import Findings, Row, day_in_words
from programme.workbook.known import Known
from programme.workbook.layout import (
    CHECKPOINTS,
    GOALS,
    INITIATIVES,
    PEOPLE,
    ROUND,
    SHEETS,
    UNITS,
    Sheet,
)
from programme.workbook.reading import fold
from programme.workbook.record_rules import check_records
from programme.workbook.references import check_unit, keys_of
from programme.workbook.role_rules import check_roles

MAX_MONTHS_TO_NOTICE = 24
MIN_UNITS = 2


def check_rules(contents: Contents, known: Known, findings: Findings) -> None:
    check_round(contents, known, findings)
    for sheet, key in ((UNITS, "code"), (PEOPLE, "email"), (GOALS, "code"), (CHECKPOINTS, "name")):
        check_once(contents, sheet, key, findings)
    check_unit_names(contents, known, findings)
    check_people(contents, known, findings)
    check_once(contents, INITIATIVES, "code", findings)
    check_initiatives(contents, known, findings)
    check_roles(contents, known, findings)
    check_checkpoints(contents, findings)
    check_records(contents, known, findings)
    order = {sheet.name: number for number, sheet in enumerate(SHEETS)}
    findings.found.sort(
        key=lambda each: (not each.is_error, order.get(each.sheet, len(order)), each.row or 0)
    )


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def check_round(contents: Contents, known: Known, findings: Findings) -> None:
    rows = contents.rows(ROUND)
    if not rows and ROUND.name not in contents.unread:
        findings.about_sheet(
            ROUND.name, _("Ingen omgång är ifylld."), _("Fyll i en rad med namn, start och slut.")
        )
    for row in rows[1:]:
        findings.error(
            row,
            "name",
            _("Filen har mer än en omgång."),
            _("Behåll en rad. Läs in en omgång i taget."),
        )
    for row in rows[:1]:
        starts_on, ends_on = row.get("starts_on"), row.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            findings.error(
                row,
                "ends_on",
                _("Omgången slutar innan den börjar."),
                _("Rätta något av datumen."),
            )
        if not known.may_run_round:
            findings.error(
                row,
                "name",
                _("Omgången finns redan, och du är inte lots för den."),
                _("Ge den nya omgången ett annat namn, eller be omgångens lots läsa in filen."),
            )


def check_once(contents: Contents, sheet: Sheet, key: str, findings: Findings) -> None:
    seen: dict[str, int] = {}
    for row in contents.rows(sheet):
        value = row.get(key)
        if value is None:
            continue
        if fold(value) in seen:
            findings.error(
                row,
                key,
                _("%(value)s finns redan på rad %(row)s.")
                % {"value": value, "row": seen[fold(value)]},
                _("Ta bort den ena raden, eller ändra det som står i kolumnen %(title)s.")
                % {"title": sheet.column(key).title},
            )
        seen.setdefault(fold(value), row.number)


def check_unit_names(contents: Contents, known: Known, findings: Findings) -> None:
    in_file = {fold(row.get("code", "")) for row in contents.rows(UNITS)}
    taken = {fold(unit.name): unit.code for key, unit in known.units.items() if key not in in_file}
    for row in contents.rows(UNITS):
        code, name = row.get("code"), row.get("name")
        if not code or not name:
            continue
        other = taken.setdefault(fold(name), code)
        if fold(other) != fold(code):
            findings.error(
                row,
                "name",
                _("Enheten %(code)s heter redan så.") % {"code": other},
                _("Använd den koden, eller ge enheten ett annat namn."),
            )


def check_people(contents: Contents, known: Known, findings: Findings) -> None:
    units = keys_of(contents, UNITS, "code", known.units)
    for row in contents.rows(PEOPLE):
        check_unit(row, "unit", units, contents, findings)
        _check_seat(row, known, findings)


def _check_seat(row: Row, known: Known, findings: Findings) -> None:
    email, wanted = row.get("email"), row.get("in_leadership")
    seats = known.seats.get(email, [])
    if wanted is False and any(seat.ends_on is None for seat in seats):
        findings.warning(
            row,
            "in_leadership",
            _("Personen sitter i ledningsgruppen. Platsen lämnas som den är."),
            _("Avsluta den på sidan Ledningsgruppen om den är slut."),
        )
    if wanted and not seats and email in known.people and not known.may_administer:
        findings.warning(
            row,
            "in_leadership",
            _("Bara en administratör ger den som redan finns här en plats i ledningsgruppen."),
            _("Be en administratör. Resten av raden läses in."),
        )


def check_initiatives(contents: Contents, known: Known, findings: Findings) -> None:
    units = keys_of(contents, UNITS, "code", known.units)
    goals = keys_of(contents, GOALS, "code", known.goals)
    starts_on = contents.round.get("starts_on") if contents.round else None
    for row in contents.rows(INITIATIVES):
        check_unit(row, "units", units, contents, findings)
        if GOALS.name not in contents.unread:
            for code in (code for code in row.get("goals", ()) if fold(code) not in goals):
                findings.error(
                    row,
                    "goals",
                    _("Målet %(code)s finns inte.") % {"code": code},
                    _("Lägg till det i bladet Mål, eller rätta koden."),
                )
        _check_enough_units(row, known, findings)
        stored = known.initiatives.get(fold(row.get("code", "")))
        # What stands there already was weighed against the day the initiative started.
        is_new = stored is None or stored.noticed_by != row.get("noticed_by")
        if starts_on and row.get("noticed_by") and is_new:
            _check_noticed_by(row, starts_on, findings)


def _check_enough_units(row: Row, known: Known, findings: Findings) -> None:
    stored = known.initiatives.get(fold(row.get("code", "")))
    if "units" in row.broken or (not row.get("units") and stored):
        return  # a blank cell leaves what is there
    if len(row.get("units", ())) < MIN_UNITS:
        findings.warning(
            row,
            "units",
            _("Bara en deltagande enhet.") if row.get("units") else _("Ingen deltagande enhet."),
            _("Minst två behövs för att starta. Du kan lägga till dem här eller senare i riggen."),
        )


def _check_noticed_by(row: Row, starts_on: date, findings: Findings) -> None:
    noticed_by = row.values["noticed_by"]
    latest = months_after(starts_on, MAX_MONTHS_TO_NOTICE)
    if noticed_by > latest:
        findings.error(
            row,
            "noticed_by",
            _("%(day)s är mer än 24 månader efter omgångens start.")
            % {"day": day_in_words(noticed_by)},
            _("Skriv ett datum till och med %(latest)s, eller dela upp initiativet.")
            % {"latest": day_in_words(latest)},
        )
    elif noticed_by <= starts_on:
        findings.error(
            row,
            "noticed_by",
            _("%(day)s är före omgångens start.") % {"day": day_in_words(noticed_by)},
            _("Skriv ett datum efter %(day)s.") % {"day": day_in_words(starts_on)},
        )


def check_checkpoints(contents: Contents, findings: Findings) -> None:
    for row in contents.rows(CHECKPOINTS):
        starts_at, ends_at = row.get("starts_at"), row.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            findings.error(
                row,
                "ends_at",
                _("Checkpointen slutar innan den börjar."),
                _("Rätta något av klockslagen."),
            )
        elif starts_at and starts_at.hour == starts_at.minute == 0:
            findings.warning(
                row,
                "starts_at",
                _("Klockslaget saknas: checkpointen börjar vid midnatt."),
                _("Skriv också tiden, till exempel 2026-12-03 13:00."),
            )
        if starts_at and contents.round:
            _check_within_round(row, localdate(starts_at), contents.round, findings)


def _check_within_round(row: Row, day: date, round_row: Row, findings: Findings) -> None:
    starts_on, ends_on = round_row.get("starts_on"), round_row.get("ends_on")
    if starts_on and ends_on and starts_on < ends_on and not starts_on <= day <= ends_on:
        findings.warning(
            row,
            "starts_at",
            _("%(day)s är utanför omgången.") % {"day": day_in_words(day)},
            _("Rätta datumet om det är fel."),
        )
