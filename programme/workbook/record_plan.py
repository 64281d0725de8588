"""The part of the plan that is about what teams write down."""

from programme.workbook.checking import Contents
from programme.workbook.items import SheetPlan
from programme.workbook.known import Known
from programme.workbook.layout import RECORDS
from programme.workbook.records import gather


def plan_records(contents: Contents, known: Known) -> tuple[SheetPlan, ...]:
    """Only of the sheets that say something."""
    written = gather(contents, known)
    return tuple(
        SheetPlan(sheet, tuple(draft.item for draft in written.drafts[sheet.name]))
        for sheet in RECORDS
        if contents.rows(sheet)
    )
