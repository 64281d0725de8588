from django import forms
from django.utils.translation import gettext_lazy as _

from checkpoints.models import MailPreference
from checkpoints.reminders.rhythm import DUTY

Group, Rhythm, Weekday = MailPreference.Group, MailPreference.Rhythm, MailPreference.Weekday

TOLD = {
    Group.TASKS: _(
        "Lägesuppdateringar, förberedelser, hinder, beslut, åtgärder och riggar som väntar på dig."
    ),
    Group.WATCH: _("Initiativ som är tysta, obesvarade medskick, pauser och uppföljningar."),
    Group.NEWS: _("Fasbyten, nya roller och fastställda underlag."),
}


class MailPreferenceForm(forms.Form):
    """One choice per group, and one weekday for what may wait for it."""

    def __init__(self, *args, chosen: dict[str, MailPreference], **kwargs):
        super().__init__(*args, **kwargs)
        for group in Group:
            allowed = [one for one in Rhythm if one != Rhythm.WEEKLY or group not in DUTY]
            self.fields[group.value] = forms.ChoiceField(
                label=group.label,
                choices=[(one.value, one.label) for one in allowed],
                initial=chosen[group].rhythm if group in chosen else Rhythm.DAILY,
                help_text=TOLD[group],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Välj ett av alternativen.")},
            )
        days = [one.weekday for one in chosen.values() if one.weekday is not None]
        self.fields["weekday"] = forms.TypedChoiceField(
            label=_("vilken dag i veckan"),
            choices=Weekday.choices,
            coerce=int,
            required=False,
            empty_value=None,
            initial=days[0] if days else Weekday.MONDAY,
            help_text=_("Gäller det du har valt att få en gång i veckan."),
        )

    def clean(self):
        chosen = super().clean()
        weekly = Rhythm.WEEKLY in [chosen.get(group.value) for group in Group]
        if weekly and chosen.get("weekday") is None and "weekday" not in self.errors:
            self.add_error("weekday", _("Välj vilken dag i veckan."))
        return chosen

    @property
    def rhythms(self) -> dict[str, str]:
        return {group.value: self.cleaned_data[group.value] for group in Group}
