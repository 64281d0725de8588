"""What must hold for the sheet Roller: the same rules as the database's constraints and `give_role`."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from programme.workbook.checking import Contents
from programme.workbook.findings import Findings, Row, day_in_words
from programme.workbook.known import Known, Span
from programme.workbook.layout import PEOPLE, ROLES_SHEET
from programme.workbook.reading import fold
from programme.workbook.references import check_initiative, check_person
from roles.models import Assignment
from roles.permissions import ROUND_ROLES, Role

OPPOSITES = {Role.LEDARTROJA: Role.FADDER, Role.FADDER: Role.LEDARTROJA}


@dataclass(frozen=True)
class Held:
    """A role somebody holds or would hold: a row of the file or an assignment that is there."""

    role: Role
    span: Span
    row: Row | None
    stored: Assignment | None


def starts_on(row: Row, round_starts_on: date | None) -> date | None:
    return row.get("starts_on") or (None if "starts_on" in row.broken else round_starts_on)


def place_of(row: Row) -> str:
    return fold(row.get("initiative", ""))


def matching(row: Row, known: Known, round_starts_on: date | None) -> Assignment | None:
    """The assignment this row is about: same place, person and role, from the same day (or any, if blank)."""
    first = starts_on(row, round_starts_on)
    same_role = [
        each
        for each in known.assignments.get((place_of(row), row.get("email")), ())
        if each.role == row.get("role")
    ]
    exact = next((each for each in same_role if each.starts_on == first), None)
    return exact or (same_role[-1] if same_role and not row.get("starts_on") else None)


def check_roles(contents: Contents, known: Known, findings: Findings) -> None:
    round_starts_on = contents.round.get("starts_on") if contents.round else None
    seats = planned_seats(contents, known)
    held: dict[tuple[str, str], list[Held]] = defaultdict(list)
    matched = set()
    for row in contents.rows(ROLES_SHEET):
        whole = _check_references(row, contents, known, findings)
        stored = matching(row, known, round_starts_on)
        span = _span(row, stored, round_starts_on, findings)
        if stored:
            matched.add(stored.pk)
        if not (whole and span):
            continue
        if row.values["role"] == Role.FADDER:
            _check_seat(row, span, stored, seats, findings)
        held[place_of(row), row.values["email"]].append(Held(row.values["role"], span, row, stored))
    for key, rows in held.items():
        others = [
            Held(Role(each.role), Span(each.starts_on, each.ends_on), None, each)
            for each in known.assignments.get(key, ())
            if each.pk not in matched
        ]
        _check_together(others, rows, findings)


def _check_references(row: Row, contents: Contents, known: Known, findings: Findings) -> bool:
    """Initiative, role and person are there and go together."""
    role, code, email = row.get("role"), row.get("initiative"), row.get("email")
    before = len(findings.found)
    if role in ROUND_ROLES and code:
        findings.error(
            row,
            "initiative",
            _("En lots har rollen på hela omgången, inte på ett initiativ."),
            _("Töm cellen, eller byt roll."),
        )
    elif role and role not in ROUND_ROLES and not code and "initiative" not in row.broken:
        findings.error(
            row,
            "initiative",
            _("Rollen behöver ett initiativ."),
            _("Skriv initiativets kod. Bara lots lämnar cellen tom."),
        )
    else:
        check_initiative(row, contents, known, findings)
    check_person(row, "email", contents, known, findings)
    person = known.people.get(email)
    if person and not person.is_active and not matching(row, known, row.get("starts_on")):
        findings.error(
            row,
            "email",
            _("%(person)s har slutat.") % {"person": person},
            _("Ta bort raden, eller välj någon annan."),
        )
    return bool(role and email) and len(findings.found) == before and not row.broken


def _span(row, stored, round_starts_on, findings: Findings) -> Span | None:
    first = starts_on(row, stored.starts_on if stored else round_starts_on)
    last = row.get("ends_on") or (stored.ends_on if stored else None)
    if first is None or "ends_on" in row.broken:
        return None
    if last and last < first:
        findings.error(
            row, "ends_on", _("Rollen slutar innan den börjar."), _("Rätta något av datumen.")
        )
        return None
    return Span(first, last)


def planned_seats(contents: Contents, known: Known) -> dict[str, list[Span]]:
    """Seats in the ledningsgrupp that are there, and those the file would give, by e-mail."""
    seats = {email: list(spans) for email, spans in known.seats.items()}
    for row in contents.rows(PEOPLE):
        if row.get("email") and (seat := new_seat(row, contents, known)):
            seats.setdefault(row.values["email"], []).append(seat)
    return seats


def new_seat(row: Row, contents: Contents, known: Known) -> Span | None:
    """The seat a `ja` gives: from the round's start, or from the person's first day as fadder before it.

    None when the person already has one during the round, or the reader may not give it.
    """
    email = row.get("email")
    if not row.get("in_leadership") or not contents.round or not contents.round.get("starts_on"):
        return None
    stored = known.seats.get(email, [])
    during = Span(contents.round.values["starts_on"], contents.round.get("ends_on"))
    if any(seat.overlaps(during) for seat in stored):
        return None
    if email in known.people and not known.may_administer:
        return None
    earliest = min(during.starts_on, contents.fadder_from.get(email, during.starts_on))
    before = [seat.ends_on for seat in stored if seat.starts_on < during.starts_on]
    after = [seat.starts_on for seat in stored if seat.starts_on > during.starts_on]
    first = max([earliest] + [_next_day(day) for day in before if day])
    return Span(first, _day_before(min(after)) if after else None)


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _check_seat(row: Row, span: Span, stored, seats, findings: Findings) -> None:
    if stored or any(seat.holds(span.starts_on) for seat in seats.get(row.values["email"], ())):
        return
    findings.error(
        row,
        "email",
        _("%(email)s sitter inte i ledningsgruppen den %(day)s och kan inte vara fadder.")
        % {"email": row.values["email"], "day": day_in_words(span.starts_on)},
        _("Skriv ja i kolumnen Ledningsgrupp i bladet Personer, eller välj en annan fadder."),
    )


def _check_together(others: list[Held], rows: list[Held], findings: Findings) -> None:
    """One person's roles in one place: none twice at a time, none both ledartröja and fadder."""
    for new in rows:
        clash = next((old for old in others if _clash(new, old)), None)
        if clash and clash.role == new.role:
            _twice(new.row, clash, findings)
        elif clash:
            _both(new.row, clash, findings)
        others.append(new)


def _clash(new: Held, old: Held) -> bool:
    return old.role in (new.role, OPPOSITES.get(new.role)) and new.span.overlaps(old.span)


def _both(row: Row, old: Held, findings: Findings) -> None:
    where = (
        _("Den andra rollen står på rad %(row)s.") % {"row": old.row.number}
        if old.row
        else _("Den andra rollen finns redan i omgången.")
    )
    what = _("Samma person kan inte vara både ledartröja och fadder för ett initiativ.")
    findings.error(
        row, "role", f"{what} {where}", _("Ta bort den ena raden, eller välj en annan person.")
    )


def _twice(row: Row, old: Held, findings: Findings) -> None:
    if old.row:
        findings.error(
            row,
            "email",
            _("Personen har redan rollen under de dagarna, på rad %(row)s.")
            % {"row": old.row.number},
            _("Ta bort den ena raden, eller rätta datumen."),
        )
    else:
        findings.error(
            row,
            "starts_on",
            _("Personen har redan rollen, från %(day)s.")
            % {"day": day_in_words(old.span.starts_on)},
            _("Skriv det datumet i kolumnen Från, eller avsluta den rollen först."),
        )
