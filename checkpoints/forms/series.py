from datetime import timedelta

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from checkpoints.forms.meeting import LinkField, TimeInput
from checkpoints.meetings.series import MAX_IN_SERIES, Proposal, at, names_in, propose
from checkpoints.models import Checkpoint
from prioinit.fields import NoPersonalNumber
from prioinit.widgets import DateInput


class SeriesForm(forms.Form):
    """The rhythm: what all of them share."""

    name = forms.CharField(
        label=_("Namn"),
        initial=_("Checkpoint"),
        max_length=100,
        validators=[NoPersonalNumber()],
        help_text=_("De får namnet och ett nummer efter."),
    )
    first = forms.DateField(label=_("Första dagen"), widget=DateInput)
    last = forms.DateField(label=_("Senast"), widget=DateInput)
    every_weeks = forms.IntegerField(
        label=_("Veckor emellan"), min_value=1, max_value=52, initial=8
    )
    begins = forms.TimeField(label=_("Börjar"), widget=TimeInput)
    ends = forms.TimeField(label=_("Slutar"), widget=TimeInput)
    place = forms.CharField(
        label=_("Plats"), required=False, max_length=200, validators=[NoPersonalNumber()]
    )
    video_link = LinkField()
    open_to = forms.ChoiceField(
        label=_("Öppen för"),
        choices=Checkpoint.OpenTo.choices,
        initial=Checkpoint.OpenTo.MEDARBETARE,
    )

    def __init__(self, *args, round_, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round_

    def clean_first(self):
        day = self.cleaned_data["first"]
        if day < localdate():
            raise forms.ValidationError(_("Den dagen har redan varit."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            self.add_error("ends", _("Den slutar innan den börjar."))
        first, last, weeks = (data.get(name) for name in ("first", "last", "every_weeks"))
        if first and last and last < first:
            self.add_error("last", _("Sista dagen är före den första."))
        elif first and last and weeks and (last - first) // timedelta(weeks=weeks) >= MAX_IN_SERIES:
            self.add_error(
                "last", _("Det blir fler än %(n)s. Dela upp dem.") % {"n": MAX_IN_SERIES}
            )
        return data

    def proposals(self) -> list[Proposal]:
        data = self.cleaned_data
        return propose(
            first=data["first"],
            last=data["last"],
            every_weeks=data["every_weeks"],
            name=data["name"],
            taken=names_in(self.round),
        )

    def plans(self, rows: "OccasionFormSet") -> list[dict]:
        """The fields of each checkpoint that was not taken away from the preview."""
        data = self.cleaned_data
        shared = {name: data[name] for name in ("place", "video_link", "open_to")}
        return [
            shared
            | {
                "name": row["name"],
                "starts_at": at(row["day"], data["begins"]),
                "ends_at": at(row["day"], data["ends"]),
            }
            for row in rows.kept
        ]


class OccasionForm(forms.Form):
    """One line of the preview."""

    name = forms.CharField(label=_("Namn"), max_length=120, validators=[NoPersonalNumber()])
    day = forms.DateField(label=_("Dag"), widget=DateInput)
    skip = forms.BooleanField(label=_("Hoppa över"), required=False)

    def clean(self):
        data = super().clean()
        day = data.get("day")
        if day and not data.get("skip") and day < localdate():
            self.add_error("day", _("Den dagen har redan varit."))
        return data


class BaseOccasionFormSet(forms.BaseFormSet):
    def clean(self):
        if any(self.errors):
            return
        days = [row["day"] for row in self.kept]
        if not days:
            raise forms.ValidationError(_("Behåll minst en."))
        if len(set(days)) < len(days):
            raise forms.ValidationError(_("Två av dem ligger på samma dag."))

    @property
    def kept(self) -> list[dict]:
        return [form.cleaned_data for form in self.forms if not form.cleaned_data["skip"]]


OccasionFormSet = forms.formset_factory(
    OccasionForm, BaseOccasionFormSet, extra=0, max_num=MAX_IN_SERIES, absolute_max=MAX_IN_SERIES
)
