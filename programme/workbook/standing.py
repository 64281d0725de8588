"""What of a stored row an older file leaves as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from initiatives.models import Idea, Test
from initiatives.models.test import FROZEN
from programme.workbook.findings import Row
from programme.workbook.items import same
from programme.workbook.layout import Record


@dataclass(frozen=True)
class Standing:
    columns: frozenset[str] = frozenset()  # that are left
    notes: tuple[str, ...] = ()


def standing(sheet: Record, row: Row, stored: Any) -> Standing:
    if stored is None:
        return Standing()
    # What tells it from the others is the same, but for case and spaces.
    kept = set(sheet.key)
    note = ""
    if sheet.frozen:
        kept |= {column.key for column in sheet.columns}
        note = _("Ändras inte: skriv en ny rad med nästa nummer.")
    elif rule := _RULES.get(type(stored)):
        attributes, note = rule(row, stored)
        kept |= {column.key for column in sheet.columns if column.attribute in attributes}
    differs = any(_differs(sheet, row, stored, key) for key in kept - set(sheet.key))
    return Standing(frozenset(kept), (note,) if differs and note else ())


def _differs(sheet: Record, row: Row, stored: Any, key: str) -> bool:
    said = row.get(key)
    return said is not None and not same(sheet.column(key).of(stored), said)


def _test(row: Row, test: Test) -> tuple[set[str], str]:
    kept = set(FROZEN) if test.is_closed else set()
    return kept, _("Testet är avslutat, och testkortet ändras inte.")


def _idea(row: Row, idea: Idea) -> tuple[set[str], str]:
    """A test makes it tried, and only a test. One that is no longer parked has no reason for it."""
    if idea.state == Idea.State.TRIED:
        return {"state", "parked_why"}, _("Idén är provad, och det lämnas så.")
    is_parked = row.get("state", idea.state) == Idea.State.PARKED
    return (set() if is_parked else {"parked_why"}), ""


_RULES: dict[type, Callable] = {Test: _test, Idea: _idea}
