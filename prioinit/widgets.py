"""Form controls that Django lacks, or spells in a way browsers do not read."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
