import re
from datetime import datetime

from django import forms
from django.utils.timezone import localdate, localtime, make_aware
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint
from checkpoints.models.checkpoint import DEFAULT_LEAD_DAYS
from checkpoints.services.checkpoints import default_preparation_due
from prioinit.fields import NoPersonalNumber
from prioinit.widgets import DateInput, GrowingTextarea

MAX_LEADS, MAX_LEAD_DAYS = 6, 90


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class LeadDaysField(forms.CharField):
    """`14, 7, 1` as a list: every number once, the longest first."""

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value):
        parts = re.split(r"[\s,;]+", super().clean(value).strip())
        if not all(re.fullmatch(r"\d{1,3}", part) for part in parts):
            raise forms.ValidationError(_("Skriv dagarna som tal, till exempel 14, 7, 1."))
        days = sorted({int(part) for part in parts}, reverse=True)
        if days[0] > MAX_LEAD_DAYS:
            raise forms.ValidationError(_("Påminn som mest 90 dagar före."))
        if len(days) > MAX_LEADS:
            raise forms.ValidationError(_("Påminn högst sex gånger."))
        return days


class CheckpointForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = forms.DateField(label=_("Dag"), widget=DateInput)
    begins = forms.TimeField(label=_("Börjar"), widget=TimeInput)
    ends = forms.TimeField(label=_("Slutar"), widget=TimeInput)
    lead_days = LeadDaysField(
        label=_("Påminn så många dagar före"),
        initial=DEFAULT_LEAD_DAYS,
        help_text=_(
            "Räknas från sista dagen för förberedelsen. Skriv flera dagar med komma emellan."
        ),
    )

    video_link = forms.URLField(
        label=_("Länk till videomötet"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Hela adressen, med https:// först."),
    )

    class Meta:
        model = Checkpoint
        fields = [
            "name",
            "place",
            "video_link",
            "open_to",
            "preparation_due_on",
            "lead_days",
        ]
        widgets = {"preparation_due_on": DateInput}
        help_texts = {
            "preparation_due_on": _(
                "Lämna tomt för sju dagar före. Påminnelserna räknas från den dagen."
            ),
        }

    field_order = ["name", "day", "begins", "ends", "place", "video_link", "open_to"]

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["preparation_due_on"].required = False
        if instance and instance.pk:
            starts, ends = localtime(instance.starts_at), localtime(instance.ends_at)
            self.initial |= {
                "day": starts.date(),
                "begins": starts.time(),
                "ends": ends.time(),
                "version": instance.version,
            }

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < localdate():
            raise forms.ValidationError(_("Den dagen har redan varit."))
        return day

    def clean(self):
        data = super().clean()
        day, begins, ends = (data.get(name) for name in ("day", "begins", "ends"))
        if begins and ends and ends <= begins:
            self.add_error("ends", _("Checkpointen slutar innan den börjar."))
        if day and not data.get("preparation_due_on") and "preparation_due_on" not in self.errors:
            data["preparation_due_on"] = default_preparation_due(day)
        due = data.get("preparation_due_on")
        if day and due and due > day:
            self.add_error(
                "preparation_due_on", _("Välj en dag före checkpointen, eller samma dag.")
            )
        return data

    @property
    def fields_for_service(self) -> dict:
        data = self.cleaned_data
        return {name: data[name] for name in self._meta.fields} | {
            "starts_at": make_aware(datetime.combine(data["day"], data["begins"])),
            "ends_at": make_aware(datetime.combine(data["day"], data["ends"])),
        }


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför ställs den in?"),
        widget=GrowingTextarea,
        max_length=2000,
        validators=[NoPersonalNumber()],
        help_text=_("Alla som läser sidan ser vad du skriver."),
    )
