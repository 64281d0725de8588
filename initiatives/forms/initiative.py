from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from initiatives.rigg import latest_noticed_by
from prioinit.fields import NoPersonalNumber
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, GrowingTextarea


class InitiativeForm(forms.ModelForm):
    class Meta:
        model = Initiative
        fields = [
            "name",
            "code",
            "question",
            "target_group",
            "difference",
            "noticed_by",
            "units",
            "goals",
            "registry_number",
        ]
        widgets = {
            "question": GrowingTextarea,
            "difference": GrowingTextarea,
            "noticed_by": DateInput,
            "units": forms.CheckboxSelectMultiple,
            "goals": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, round_, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.round = round_
        if self.instance.pk:
            self.fields["version"] = VersionField(self.instance.version)

    def _get_validation_exclusions(self):
        """The round is not asked for, but its codes are one of a kind."""
        return super()._get_validation_exclusions() - {"round"}

    def clean_noticed_by(self):
        by = self.cleaned_data["noticed_by"]
        start = self.instance.started_on or max(self.instance.round.starts_on, localdate())
        if by and by > latest_noticed_by(start):
            raise forms.ValidationError(
                _("Datumet ligger mer än 24 månader efter %(start)s. Välj ett tidigare."),
                params={"start": date_format(start, "j F Y")},
            )
        return by


class StartForm(forms.Form):
    """Asked only when the round's cap is reached."""

    over_cap_reason = forms.CharField(
        label=_("varför ni går över taket"),
        widget=GrowingTextarea,
        max_length=2000,
        validators=[NoPersonalNumber()],
        help_text=_("Skälet syns på initiativets sida."),
    )
