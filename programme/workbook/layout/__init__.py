"""The workbook's sheets and columns, said once: reading, checking, template and export all follow it.

The words in the file are Swedish whatever language the reader of the page has chosen: they are a file
format, so they stand here as data and are not translated.
"""

from programme.workbook.layout.adopting import ADOPTION, STAIRS
from programme.workbook.layout.around import ATTACHMENTS, CLASSIFICATION, COMMUNICATION, LINKS
from programme.workbook.layout.columns import Column, Kind, Record, Ref, Sheet
from programme.workbook.layout.effects import (
    BENEFIT_YEARS,
    BENEFITS,
    EFFECTS,
    FOLLOW_UPS,
    MEASUREMENTS,
)
from programme.workbook.layout.ending import COACH_LOG, ENDINGS, LESSONS, RETROSPECTIVE
from programme.workbook.layout.need import ACTORS, INSIGHTS, NEEDS, TO_MEET
from programme.workbook.layout.round import (
    CHECKPOINTS,
    GOALS,
    INITIATIVES,
    PEOPLE,
    ROLES_SHEET,
    ROUND,
    UNITS,
)
from programme.workbook.layout.trying import IDEAS, TESTS

BASE = (ROUND, UNITS, PEOPLE, GOALS, INITIATIVES, ROLES_SHEET, CHECKPOINTS)
# In the order they are read in: what another sheet points to stands before it.
RECORDS: tuple[Record, ...] = (
    INSIGHTS,
    TO_MEET,
    NEEDS,
    ACTORS,
    IDEAS,
    TESTS,
    EFFECTS,
    MEASUREMENTS,
    BENEFITS,
    BENEFIT_YEARS,
    ADOPTION,
    STAIRS,
    COMMUNICATION,
    CLASSIFICATION,
    LINKS,
    LESSONS,
    RETROSPECTIVE,
    FOLLOW_UPS,
    ENDINGS,
    ATTACHMENTS,
    COACH_LOG,
)
SHEETS: tuple[Sheet, ...] = (*BASE, *RECORDS)
README_SHEET = "Läs mig"

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 30 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 50

__all__ = [
    "ADOPTION",
    "BASE",
    "BENEFITS",
    "CHECKPOINTS",
    "EFFECTS",
    "GOALS",
    "IDEAS",
    "INITIATIVES",
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "MAX_UNPACKED_BYTES",
    "MEASUREMENTS",
    "PEOPLE",
    "README_SHEET",
    "RECORDS",
    "ROLES_SHEET",
    "ROUND",
    "SHEETS",
    "TESTS",
    "UNITS",
    "Column",
    "Kind",
    "Record",
    "Ref",
    "Sheet",
]
