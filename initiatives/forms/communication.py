from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.forms.adoption import not_in_the_future
from initiatives.forms.written import WrittenForm
from initiatives.models import CommunicationActivity
from prioinit.widgets import DateInput, GrowingTextarea


class ActivityForm(WrittenForm):
    """A new one asks what is to be done; one that is done, also what it gave."""

    ids = "aktivitet"
    fields_template = "initiatives/_activity_fields.html"

    class Meta:
        model = CommunicationActivity
        fields = [
            "activity",
            "target_group",
            "planned_on",
            "side",
            "channel",
            "responsible",
            "why",
            "how",
            "done_on",
            "gave",
        ]
        widgets = {
            "side": forms.RadioSelect,
            "planned_on": DateInput,
            "done_on": DateInput,
            "why": GrowingTextarea(attrs={"rows": 2}),
            "how": GrowingTextarea(attrs={"rows": 2}),
            "gave": GrowingTextarea(attrs={"rows": 2}),
        }
        help_texts = {
            "activity": _("Till exempel frukostmöte, film eller inslag på intranätet."),
            "why": _("Vad ska de veta, känna eller göra efteråt?"),
            "responsible": _("Namn eller roll."),
            "gave": _("Hur många nådde ni, och vad hände sedan?"),
        }
        error_messages = {
            "activity": {"required": _("Skriv vad ni ska göra.")},
            "target_group": {"required": _("Skriv vilka det är för.")},
            "planned_on": {"required": _("Skriv vilken dag.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = CommunicationActivity.Side.choices
        if self.instance.done_on is None:
            del self.fields["done_on"], self.fields["gave"]
        else:
            self.fields["done_on"].required = True

    def clean_done_on(self):
        return not_in_the_future(self.cleaned_data["done_on"])


class GaveForm(WrittenForm):
    """The one question that is asked when something is done."""

    ids = "gav"

    class Meta:
        model = CommunicationActivity
        fields = ["gave"]
        widgets = {"gave": GrowingTextarea(attrs={"rows": 2})}
        help_texts = {"gave": _("Hur många nådde ni, och vad hände sedan?")}


def prefilled(initiative) -> dict:
    """Today; and whom it was for last time."""
    latest = initiative.communication.kept().order_by("-created_at", "-pk")
    side, target_group = latest.values_list("side", "target_group").first() or ("internal", "")
    return {"planned_on": localdate(), "side": side, "target_group": target_group}


class CommunicationFilter(forms.Form):
    """Which to show, and in what order. What makes no sense in the address is left out."""

    visa = forms.ChoiceField(
        label=_("visa"),
        choices=[("", _("alla")), ("kommande", _("kommande")), ("klara", _("klara"))],
        required=False,
    )
    sortera = forms.ChoiceField(
        label=_("ordning"),
        choices=[("", _("tidigast först")), ("-datum", _("senast först"))],
        required=False,
    )

    def __init__(self, data):
        super().__init__(data, auto_id="filter_%s")
        self.is_valid()

    @property
    def active(self) -> bool:
        return bool(self.cleaned_data.get("visa"))

    @property
    def newest_first(self) -> bool:
        return bool(self.cleaned_data.get("sortera"))

    def apply(self, rows: list[CommunicationActivity]) -> list[CommunicationActivity]:
        """`rows` stand with the earliest first."""
        chosen = self.cleaned_data.get("visa")
        if chosen:
            rows = [row for row in rows if (row.done_on is None) == (chosen == "kommande")]
        return rows[::-1] if self.newest_first else rows
