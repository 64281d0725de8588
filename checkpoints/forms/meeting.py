"""What every form of a meeting asks: which day, from when to when, where, and why it moves."""

from datetime import datetime, timedelta

from django import forms
from django.utils.timezone import localdate, localtime, make_aware
from django.utils.translation import gettext_lazy as _

from prioinit.fields import NoPersonalNumber
from prioinit.widgets import DateInput, GrowingTextarea

ONE_MINUTE = timedelta(minutes=1)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class LinkField(forms.URLField):
    def __init__(self, **options):
        options = {
            "label": _("Länk till videomötet"),
            "required": False,
            "max_length": 500,
            "assume_scheme": "https",
            "help_text": _("Hela adressen, med https:// först."),
        } | options
        super().__init__(**options)


class ReasonField(forms.CharField):
    def __init__(self, **options):
        options = {
            "widget": GrowingTextarea,
            "max_length": 2000,
            "validators": [NoPersonalNumber()],
        } | options
        super().__init__(**options)


class TimesMixin(forms.Form):
    """A day and two times of day, as the two moments a meeting has."""

    day = forms.DateField(label=_("Dag"), widget=DateInput)
    begins = forms.TimeField(label=_("Börjar"), widget=TimeInput)
    ends = forms.TimeField(label=_("Slutar"), widget=TimeInput)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < localdate():
            raise forms.ValidationError(_("Den dagen har redan varit."))
        return day

    def clean(self):
        data = super().clean()
        begins, ends = data.get("begins"), data.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("Den slutar innan den börjar."))
        return data

    @property
    def times(self) -> dict[str, datetime]:
        data = self.cleaned_data
        return {
            "starts_at": make_aware(datetime.combine(data["day"], data["begins"])),
            "ends_at": make_aware(datetime.combine(data["day"], data["ends"])),
        }

    def has_times(self) -> bool:
        return all(self.cleaned_data.get(name) for name in ("day", "begins", "ends"))


class MeetingForm(TimesMixin, forms.ModelForm):
    """Plans a meeting or changes one. Why it moves is asked only when it does."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    video_link = LinkField()
    move_reason = ReasonField(
        label=_("Varför flyttas den?"),
        required=False,
        help_text=_("Alla som är kallade får läsa det."),
    )

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.stored = instance if instance and instance.pk else None
        if self.stored:
            starts, ends = localtime(instance.starts_at), localtime(instance.ends_at)
            self.initial |= {
                "day": starts.date(),
                "begins": starts.time(),
                "ends": ends.time(),
                "version": instance.version,
            }
            self.was = {"starts_at": instance.starts_at, "ends_at": instance.ends_at}
        if not self.is_bound or not self.stored:
            del self.fields["move_reason"]

    def clean(self):
        data = super().clean()
        if "move_reason" not in self.fields:
            return data
        if not self._moves():
            if not data.get("move_reason"):
                del self.fields["move_reason"]
        elif not data.get("move_reason") and "move_reason" not in self.errors:
            self.add_error("move_reason", _("Skriv varför den flyttas."))
        return data

    def _moves(self) -> bool:
        return self.has_times() and any(
            abs(self.times[name] - was) >= ONE_MINUTE for name, was in self.was.items()
        )

    @property
    def fields_for_service(self) -> dict:
        data = self.cleaned_data
        return {name: data[name] for name in self._meta.fields} | self.times | self._reason

    @property
    def _reason(self) -> dict[str, str]:
        return {"move_reason": self.cleaned_data.get("move_reason", "")} if self.stored else {}


class CancelForm(forms.Form):
    reason = ReasonField(
        label=_("Varför ställs den in?"), help_text=_("Alla som läser sidan ser vad du skriver.")
    )
