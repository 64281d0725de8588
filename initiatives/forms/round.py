from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import Goal, Round
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, GrowingTextarea
from roles.models import Person


class RoundForm(forms.ModelForm):
    lotsar = forms.ModelMultipleChoiceField(
        label=_("lotsar"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De som håller ihop omgången. Du kan lägga till fler sedan."),
    )

    class Meta:
        model = Round
        fields = [
            "name",
            "purpose",
            "starts_on",
            "ends_on",
            "cap",
            "update_every_weeks",
            "phase_decider",
        ]
        widgets = {"starts_on": DateInput, "ends_on": DateInput, "purpose": GrowingTextarea}

    field_order = ["name", "purpose", "starts_on", "ends_on", "lotsar"]

    def __init__(self, *args, lots_candidates=None, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["lotsar"]  # given and ended one by one, with dates
            self.fields["version"] = VersionField(self.instance.version)
        else:
            self.fields["lotsar"].queryset = lots_candidates


class GoalForm(forms.ModelForm):
    class Meta:
        model = Goal
        fields = ["code", "name", "agenda_2030"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"] = VersionField(self.instance.version)
