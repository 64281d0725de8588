"""What a row points to is there: in the file, or in the database."""

from django.utils.translation import gettext as _

from programme.workbook.checking import Contents
from programme.workbook.findings import Findings, Row
from programme.workbook.known import Known
from programme.workbook.layout import INITIATIVES, PEOPLE, UNITS, Sheet
from programme.workbook.reading import fold


def keys_of(contents: Contents, sheet: Sheet, key: str, known: dict) -> set[str]:
    """Every code the other sheets may refer to."""
    return {fold(row.values[key]) for row in contents.rows(sheet) if row.get(key)} | set(known)


def check_initiative(row: Row, contents: Contents, known: Known, findings: Findings) -> None:
    code = row.get("initiative")
    if code and not (
        fold(code) in contents.initiative_codes
        or fold(code) in known.initiatives
        or INITIATIVES.name in contents.unread
    ):
        findings.error(
            row,
            "initiative",
            _("Initiativet %(code)s finns inte.") % {"code": code},
            _("Lägg till det i bladet Initiativ, eller rätta koden."),
        )


def is_there(email: str | None, contents: Contents, known: Known) -> bool:
    return email in contents.names or email in known.people


def check_person(row: Row, key: str, contents: Contents, known: Known, findings: Findings) -> None:
    email = row.get(key)
    if email and not is_there(email, contents, known) and PEOPLE.name not in contents.unread:
        findings.error(
            row,
            key,
            _("Ingen person har adressen %(email)s.") % {"email": email},
            _("Lägg till personen i bladet Personer, eller rätta adressen."),
        )


def check_unit(row: Row, key: str, units: set[str], contents: Contents, findings: Findings) -> None:
    """One code, or several of them."""
    said = row.get(key, ())
    for code in (said,) if isinstance(said, str) else said:
        if fold(code) not in units and UNITS.name not in contents.unread:
            findings.error(
                row,
                key,
                _("Enheten %(code)s finns inte.") % {"code": code},
                _("Lägg till den i bladet Enheter, eller rätta koden."),
            )
