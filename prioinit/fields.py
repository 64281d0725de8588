"""Field types every app uses: free text that refuses personnummer, and a Swedish sort key."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Lower
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

FREE_TEXT_MAX = 10_000

_CANDIDATE = re.compile(
    r"(?<!\d)(?:19|20)?(\d{2})(\d{2})(\d{2})[-+– ]?(\d{3})(\d)(?!\d)",
)


def contains_personal_number(text: str) -> bool:
    """True when `text` holds a Swedish personnummer or samordningsnummer: a real date and a right check digit."""
    return any(_is_personal_number(*match.groups()) for match in _CANDIDATE.finditer(text))


def _is_personal_number(year: str, month: str, day: str, serial: str, check: str) -> bool:
    number_of_day = int(day) - 60 if int(day) > 60 else int(day)  # samordningsnummer adds 60
    try:
        date(2000 + int(year), int(month), number_of_day)
    except ValueError:
        return False
    doubled = (
        int(digit) * (2 if index % 2 == 0 else 1)
        for index, digit in enumerate(year + month + day + serial)
    )
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return (10 - total % 10) % 10 == int(check)


@deconstructible
class NoPersonalNumber:
    message = _(
        "Texten ser ut att innehålla ett personnummer. Ta bort det: här sparar vi inte personnummer."
    )
    code = "personal_number"

    def __call__(self, value: str) -> None:
        if contains_personal_number(value):
            raise ValidationError(self.message, code=self.code)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoPersonalNumber)

    __hash__ = object.__hash__


class FreeText(models.TextField):
    """Several lines of plain text, stored as written."""

    default_validators = [NoPersonalNumber()]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", FREE_TEXT_MAX)
        super().__init__(*args, **kwargs)


class FreeLine(models.CharField):
    """One line of plain text."""

    default_validators = [NoPersonalNumber()]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)


class SwedishSortKey(models.GeneratedField):
    """A stored key that sorts a name the Swedish way (å, ä, ö last, case ignored) in any database locale.

    Not a collation: `sv-x-icu` is missing from the PostgreSQL builds without ICU.
    """

    def __init__(self, source: str | None = None, **kwargs):
        if source is not None:
            kwargs = {
                "expression": Lower(
                    Func(
                        F(source),
                        Value("ÅÄÖåäöÆæØøÉéÈèÜü"),
                        Value("{|}{|}||}}EeEeYy"),
                        function="translate",
                    )
                ),
                "output_field": models.CharField(max_length=200, db_collation="C"),
                "db_persist": True,
            }
        super().__init__(**kwargs)
