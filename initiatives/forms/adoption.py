from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.models import Adoption, AdoptionStep
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, GrowingTextarea
from roles.forms import PersonChoice
from roles.models import Person, Unit


def not_in_the_future(on):
    if on and on > localdate():
        raise forms.ValidationError(_("Skriv den dag det var, inte en dag framåt."))
    return on


class StepForm(forms.ModelForm):
    """One step, prefilled: today, and the processledare as responsible."""

    fields_template = "initiatives/_step_fields.html"

    class Meta:
        model = AdoptionStep
        fields = ["reached_on", "responsible", "evidence"]
        widgets = {"reached_on": DateInput, "evidence": GrowingTextarea(attrs={"rows": 2})}
        labels = {"reached_on": _("klart den")}
        help_texts = {
            "reached_on": _("Tomt om ni inte är där än."),
            "evidence": _("Vad kan någon annan se eller läsa som visar det?"),
            "responsible": _("Namn eller roll."),
        }

    def __init__(self, *args, row: AdoptionStep, responsible: str = "", **kwargs):
        if not row.reached_on:
            kwargs["initial"] = {
                "reached_on": localdate(),
                "responsible": row.responsible or responsible,
            }
        super().__init__(*args, instance=row, auto_id=f"steg-{row.step}_%s", **kwargs)
        self.fields["version"] = VersionField(row.version)

    def clean_reached_on(self):
        return not_in_the_future(self.cleaned_data["reached_on"])

    def clean(self):
        given = super().clean()
        if given.get("reached_on") and not given.get("evidence") and "evidence" in given:
            self.add_error("evidence", _("Skriv hur det märks att ni är där."))
        return given


class NameForm(forms.Form):
    person = PersonChoice(
        label=_("processledare"),
        queryset=Person.objects.none(),
        empty_label=_("välj en person"),
        help_text=_("Behöver ingen annan roll i initiativet, och får veta det i sin nästa post."),
        error_messages={"required": _("Välj vem som tar över.")},
    )
    unit = forms.ModelChoiceField(
        label=_("enhet som tar emot"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("inte bestämt"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="namn_%s", **kwargs)
        self.fields["person"].queryset = Person.objects.active().select_related("unit")
        self.fields["unit"].queryset = Unit.objects.order_by("sort_key")


class HandoverForm(forms.ModelForm):
    class Meta:
        model = Adoption
        fields = ["handover_note"]
        widgets = {"handover_note": GrowingTextarea(attrs={"rows": 5})}
        labels = {"handover_note": _("det här behöver den som tar över veta")}
        help_texts = {
            "handover_note": _(
                "Vad som fungerar och varför, vad som inte gjorde det, vilka man ringer, "
                "vad som kostar och vad som återstår."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="lamna_%s", **kwargs)
        self.fields["version"] = VersionField(self.instance.version)


class AdoptionDecisionForm(forms.ModelForm):
    class Meta:
        model = Adoption
        fields = ["decision", "decided_by_name", "decided_on"]
        widgets = {"decision": GrowingTextarea(attrs={"rows": 3}), "decided_on": DateInput}
        help_texts = {
            "decision": _("Så att den som börjar om ett år förstår hur ni arbetar."),
            "decided_by_name": _("Namn och titel på den som äger frågan."),
        }

    REQUIRED = {
        "decision": _("Skriv vad som är beslutat."),
        "decided_by_name": _("Skriv vem som har beslutat."),
        "decided_on": _("Skriv vilken dag det beslutades."),
    }

    def __init__(self, *args, **kwargs):
        if not kwargs["instance"].decided_on:
            kwargs["initial"] = {"decided_on": localdate()}
        super().__init__(*args, auto_id="beslut_%s", **kwargs)
        self.fields["version"] = VersionField(self.instance.version)
        for name, message in self.REQUIRED.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = message

    def clean_decided_on(self):
        return not_in_the_future(self.cleaned_data["decided_on"])
