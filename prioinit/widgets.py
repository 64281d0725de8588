"""Form controls that Django lacks, or spells in a way browsers do not read."""

import re
from decimal import Decimal

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

SPACES = re.compile(r"\s")  # the one that may not break a line, too


class DateInput(forms.DateInput):
    """The browser's own date picker; it wants ISO whatever the language is."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class GrowingTextarea(forms.Textarea):
    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"rows": 3, "data-autogrow": True, **(attrs or {})})


def plain_number(value: Decimal) -> Decimal:
    """38.00 as 38, without ever writing 1E+2."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


class NumberField(forms.DecimalField):
    """Takes 1 234,5 and 1234.5 alike, and shows a number as the reader writes it."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 9, "autocomplete": "off"})

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 2, **kwargs})

    def to_python(self, value):
        if isinstance(value, str):
            value = SPACES.sub("", value).replace("\N{MINUS SIGN}", "-")
            last = max(value.rfind(","), value.rfind("."))
            if last >= 0:  # the last sign is where the decimals begin, the others are for the eye
                value = re.sub("[,.]", "", value[:last]) + "." + value[last + 1 :]
        return super().to_python(value)

    def prepare_value(self, value):
        return number_format(plain_number(value)) if isinstance(value, Decimal) else value


class SearchSelect(forms.Select):
    """A long list to choose from: with JavaScript a search field above it shows only what matches."""

    def __init__(self, attrs: dict | None = None) -> None:
        texts = {"data-search-in": _("Sök på en del av namnet"), "data-matches": _("Träffar:")}
        super().__init__({**texts, **(attrs or {})})


class ScaleInput(forms.RadioSelect):
    """Circles 1-5 with words at the ends."""

    template_name = "forms/scale.html"

    def __init__(self, attrs: dict | None = None, *, low: str = "", high: str = "") -> None:
        super().__init__(attrs, choices=[(n, str(n)) for n in range(1, 6)])
        self.low, self.high = low, high

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"low": self.low, "high": self.high}
        return context
