"""The whole way for the page and the command: look into a file, and carry out what was seen."""

from dataclasses import dataclass

import pghistory
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from initiatives.models import Round
from prioinit.errors import DomainError
from programme.workbook.apply import apply_plan
from programme.workbook.checking import check_cells
from programme.workbook.findings import Findings, day_in_words
from programme.workbook.items import Plan
from programme.workbook.known import look_up
from programme.workbook.layout import (
    CHECKPOINTS,
    INITIATIVES,
    RECORDS,
    ROLES_SHEET,
    ROUND,
)
from programme.workbook.plan import first_day_with_lots, make_plan
from programme.workbook.reading import read
from programme.workbook.rules import check_rules
from roles.models import Person

_ONE_IMPORT_AT_A_TIME = 7_204_119  # an advisory lock: rows that do not exist yet cannot be locked


class PlanChanged(DomainError):
    """The database is no longer as it was when the plan was shown."""


def _history_of(by: Person | None):
    return pghistory.context(source="workbook", **({"user": by.pk} if by else {}))


@dataclass(frozen=True)
class Examined:
    findings: Findings
    plan: Plan | None  # None when there are errors


@dataclass(frozen=True)
class Imported:
    plan: Plan
    round: Round
    new_people: list[Person]


def examine(data: bytes, *, by: Person | None, lock: bool = False) -> Examined:
    """Everything that is wrong with the file, or what reading it in would do. Writes nothing."""
    findings = Findings()
    contents = check_cells(read(data), findings)
    known = look_up(contents, by, lock=lock)
    check_rules(contents, known, findings)
    if findings.errors:
        return Examined(findings, None)
    plan = make_plan(contents, known)
    if known.round is None:
        _check_somebody_can_rig(plan, findings)
    else:
        _check_round_is_open(plan, known.round, findings)
    if by is None:
        _check_nothing_is_signed(plan, findings)
    return Examined(findings, None if findings.errors else plan)


def _check_round_is_open(plan: Plan, round: Round, findings: Findings) -> None:
    """The same as Round.check_open says on the pages; the file itself may prolong the round."""
    ends_on = plan.of(ROUND).items[0].values.get("ends_on", round.ends_on)
    new = any(plan.of(sheet).created for sheet in (INITIATIVES, ROLES_SHEET, CHECKPOINTS))
    work = (plan.of(sheet) for sheet in RECORDS if not sheet.after_end)
    written = any(sheet.created or sheet.changed for sheet in work)
    if ends_on < localdate() and (new or written or plan.of(CHECKPOINTS).changed):
        findings.about_sheet(
            ROUND.name,
            _("Omgången är avslutad, så inget nytt kan läsas in i den."),
            _("Skriv ett senare slut om arbetet ska fortsätta."),
        )


def _check_nothing_is_signed(plan: Plan, findings: Findings) -> None:
    """The console is nobody, and what a team writes is written by someone."""
    for sheet in RECORDS:
        if plan.of(sheet).created or plan.of(sheet).changed:
            findings.about_sheet(
                sheet.name,
                _("Det som står i bladet behöver någon som skriver det."),
                _("Läs in filen på sidan, eller kör kommandot med --by E-POST."),
            )


def _check_somebody_can_rig(plan: Plan, findings: Findings) -> None:
    day = first_day_with_lots(plan)
    if day is not None and day <= localdate():
        return
    what = _("Ingen är lots för omgången.")
    if day is not None:
        what = _("Ingen är lots för omgången före den %(day)s.") % {"day": day_in_words(day)}
    findings.about_sheet(
        ROLES_SHEET.name,
        what,
        _("Skriv minst en lots som har rollen redan i dag: bara en lots kan rigga omgången."),
        is_error=False,
    )


@transaction.atomic
def import_workbook(
    data: bytes, *, by: Person | None, digest: str | None = None
) -> Imported | None:
    """Carry out the plan, if it is still the one with `digest`. None: the file has errors.

    Raises `PlanChanged` when the plan differs, `DomainError` when the database refuses it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_IMPORT_AT_A_TIME])
    examined = examine(data, by=by, lock=True)
    if examined.plan is None:
        return None
    if digest is not None and digest != examined.plan.digest:
        raise PlanChanged(
            _("Något har ändrats här sedan du granskade filen. Granska igen: listan är ny.")
        )
    try:
        with transaction.atomic(), _history_of(by):
            round, new_people = apply_plan(examined.plan, by=by)
    except IntegrityError as error:
        raise DomainError(
            _("Någon annan ändrade samma sak samtidigt. Inget har sparats: försök igen.")
        ) from error
    return Imported(examined.plan, round, new_people)
