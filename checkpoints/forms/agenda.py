from django import forms
from django.utils.translation import gettext as _

from checkpoints.agenda.entries import KEY, MAX_ITEMS, Entry, Order
from prioinit.fields import NoPersonalNumber

UNREADABLE_MINUTES = 10


class OrderForm(forms.Form):
    """The whole order at once: its lines in the order they stand, with minutes and, if not initiatives, titles.

    `names` says what an initiative is called, for labels and for what has to be put right.
    """

    use_required_attribute = False  # what is emptied is told of here, not held back by the browser

    version = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, data=None, *, order: Order = (), names: dict[str, str], **kwargs):
        initial = {"version": kwargs.pop("version", "")}
        for one in order:
            initial |= {f"minuter-{one.key}": one.minutes, f"rubrik-{one.key}": one.title}
        super().__init__(data, initial=initial)
        posted = data.getlist("rad")[: MAX_ITEMS + 1] if data is not None else None
        self.lines = [one.key for one in order] if posted is None else posted
        self.broken = len(set(self.lines)) < len(self.lines) or not all(
            KEY.fullmatch(key) for key in self.lines
        )
        if self.broken:
            self.lines = []
        for key in self.lines:
            self._add_line(key, names)

    def _add_line(self, key: str, names: dict[str, str]) -> None:
        typed = self.data.get(f"rubrik-{key}") or self.initial.get(f"rubrik-{key}") or _("punkten")
        name = names.get(key) or typed[:120]
        self.fields[f"minuter-{key}"] = forms.IntegerField(
            label=_("Minuter för %(name)s") % {"name": name},
            min_value=1,
            max_value=480,
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"),
                _("Skriv ett antal minuter mellan 1 och 480."),
            ),
        )
        if not key.startswith("i"):
            self.fields[f"rubrik-{key}"] = forms.CharField(
                label=_("Rubrik"),
                max_length=120,
                validators=[NoPersonalNumber()],
                error_messages={
                    "required": _("Skriv en rubrik."),
                    "max_length": _("Skriv högst 120 tecken."),
                },
            )

    def clean(self):
        if self.broken:
            raise forms.ValidationError(_("Listan går inte att läsa. Ladda om sidan."))
        return super().clean()

    @property
    def order(self) -> Order:
        data = self.cleaned_data
        return tuple(
            Entry(key, data[f"minuter-{key}"], data.get(f"rubrik-{key}", "")) for key in self.lines
        )

    @property
    def order_as_typed(self) -> Order:
        """For the page to show again, also where something has to be put right."""
        self.full_clean()
        return tuple(
            Entry(
                key,
                self.cleaned_data.get(f"minuter-{key}") or UNREADABLE_MINUTES,
                "" if key.startswith("i") else self[f"rubrik-{key}"].value() or "",
            )
            for key in self.lines
        )
