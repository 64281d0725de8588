import re

from django import forms
from django.utils.translation import gettext_lazy as _

from checkpoints.forms.meeting import MeetingForm
from checkpoints.models import Checkpoint
from checkpoints.models.checkpoint import DEFAULT_LEAD_DAYS
from checkpoints.services.checkpoints import default_preparation_due
from prioinit.widgets import DateInput

MAX_LEADS, MAX_LEAD_DAYS = 6, 90


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


class CheckpointForm(MeetingForm):
    lead_days = LeadDaysField(
        label=_("Påminn så många dagar före"),
        initial=DEFAULT_LEAD_DAYS,
        help_text=_(
            "Räknas från sista dagen för förberedelsen. Skriv flera dagar med komma emellan."
        ),
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

    field_order = [
        "name",
        "day",
        "begins",
        "ends",
        "move_reason",
        "place",
        "video_link",
        "open_to",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["preparation_due_on"].required = False

    def clean(self):
        data = super().clean()
        day, due = data.get("day"), data.get("preparation_due_on")
        if day and not due and "preparation_due_on" not in self.errors:
            due = data["preparation_due_on"] = default_preparation_due(day)
        if day and due and due > day:
            self.add_error(
                "preparation_due_on", _("Välj en dag före checkpointen, eller samma dag.")
            )
        return data
