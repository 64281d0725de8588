"""What is wrong with a workbook, in words: where, what, and what to do. Collected, never one at a time."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format

from programme.workbook.layout import Sheet


def day_in_words(day: date) -> str:
    return date_format(day, "j F Y")


@dataclass(frozen=True)
class Finding:
    is_error: bool
    sheet: str
    row: int | None
    column: str  # "F Senast", or empty when it is about the whole row or sheet
    what: str
    do: str

    @property
    def place(self) -> str:
        parts = [self.sheet, f"rad {self.row}" if self.row else "", self.column]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Row:
    """A row with its values. A key that is absent was blank; one in `broken` could not be read."""

    sheet: Sheet
    number: int
    values: dict
    letters: dict[str, str]
    broken: frozenset[str] = frozenset()

    def get(self, key: str, otherwise=None):
        return self.values.get(key, otherwise)

    def column_name(self, key: str) -> str:
        return f"{self.letters.get(key, '')} {self.sheet.column(key).title}".strip()


@dataclass
class Findings:
    found: list[Finding] = field(default_factory=list)

    def error(self, row: Row, key: str, what: str, do: str) -> None:
        self.found.append(Finding(True, row.sheet.name, row.number, row.column_name(key), what, do))

    def warning(self, row: Row, key: str, what: str, do: str) -> None:
        self.found.append(
            Finding(False, row.sheet.name, row.number, row.column_name(key), what, do)
        )

    def about_sheet(
        self, sheet: str, what: str, do: str, *, column: str = "", is_error: bool = True
    ) -> None:
        self.found.append(Finding(is_error, sheet, None, column, what, do))

    @property
    def errors(self) -> list[Finding]:
        return [each for each in self.found if each.is_error]

    @property
    def warnings(self) -> list[Finding]:
        return [each for each in self.found if not each.is_error]
