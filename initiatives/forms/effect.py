"""Effektmål and readings, benefits and their years, and the follow-up."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.forms.written import BelowForm, WrittenForm
from initiatives.models import Benefit, BenefitYear, Effect, FollowUp, Measurement
from initiatives.models.benefit import FIRST_YEAR, LAST_YEAR
from prioinit.fields import FREE_TEXT_MAX, NoPersonalNumber
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, GrowingTextarea, NumberField

NOT_AHEAD = _("Skriv den dag det mättes, inte en dag framåt.")


class EffectForm(WrittenForm):
    ids = "effekt"
    fields_template = "initiatives/_effect_fields.html"
    baseline = NumberField(
        label=_("utgångsläge"), error_messages={"required": _("Skriv hur det är nu.")}
    )
    target = NumberField(
        label=_("mål"), error_messages={"required": _("Skriv vilket tal ni vill nå.")}
    )

    class Meta:
        model = Effect
        fields = [
            "what",
            "unit",
            "baseline",
            "baseline_on",
            "target",
            "target_on",
            "every_months",
            "source",
            "is_main",
        ]
        widgets = {"baseline_on": DateInput, "target_on": DateInput}
        help_texts = {
            "what": _(
                "Som det står efter talet: (38 %) av unga känner sig trygga i centrum på kvällen."
            ),
            "unit": _("Till exempel %, dagar eller kronor."),
            "source": _("En enkät, ett register, en räkning. Och vem som tar fram den."),
        }
        error_messages = {
            "what": {"required": _("Skriv vad som ska bli annorlunda.")},
            "unit": {"required": _("Skriv vad det mäts i.")},
            "baseline_on": {"required": _("Skriv vilken dag utgångsläget mättes.")},
            "target_on": {"required": _("Skriv när målet ska vara nått.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].widget.attrs["size"] = 10
        self.fields["every_months"].choices = Effect.Every.choices

    def clean_baseline_on(self):
        return not_ahead(self.cleaned_data["baseline_on"])


class MeasurementForm(BelowForm):
    ids = "matning"
    below = "effect"
    fields_template = "initiatives/_measurement_fields.html"
    value = NumberField(label=_("värde"), error_messages={"required": _("Skriv vad ni mätte.")})

    class Meta:
        model = Measurement
        fields = ["value", "on", "note"]
        widgets = {"on": DateInput, "note": GrowingTextarea(attrs={"rows": 1})}
        error_messages = {"on": {"required": _("Skriv vilken dag det mättes.")}}

    def clean_on(self):
        return not_ahead(self.cleaned_data["on"])


def not_ahead(day):
    if day > localdate():
        raise forms.ValidationError(NOT_AHEAD)
    return day


class BenefitForm(WrittenForm):
    ids = "nytta"
    fields_template = "initiatives/_benefit_fields.html"
    one_off_cost = NumberField(label=_("kostnad en gång, kronor"), required=False)
    yearly_cost = NumberField(label=_("kostnad per år, kronor"), required=False)

    class Meta:
        model = Benefit
        fields = ["who", "kind", "what", "one_off_cost", "yearly_cost"]
        widgets = {"kind": forms.RadioSelect, "what": GrowingTextarea(attrs={"rows": 2})}
        help_texts = {
            "who": _("Till exempel föräldrar, hemtjänsten eller kommunen."),
            "kind": _("Pengar räknas i kronor, tid i timmar. Kvalitet berättas i ord."),
        }
        error_messages = {
            "who": {"required": _("Skriv vem som får nyttan.")},
            "kind": {"required": _("Välj vad det är för slags nytta.")},
            "what": {"required": _("Skriv vad de får.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Benefit.Kind.choices  # without "---------"

    def clean_one_off_cost(self):
        return self.cleaned_data["one_off_cost"] or 0

    def clean_yearly_cost(self):
        return self.cleaned_data["yearly_cost"] or 0

    def clean_kind(self):
        kind = self.cleaned_data["kind"]
        is_words = kind == Benefit.Kind.KVALITET
        if is_words and self.instance.pk and self.instance.years.kept().counted().exists():
            raise forms.ValidationError(_("Åren har tal i sig. Ta bort dem först."))
        return kind


class BenefitYearForm(BelowForm):
    """Of one benefit: numbers, or for kvalitet words alone."""

    ids = "nyttoar"
    below = "benefit"
    fields_template = "initiatives/_benefit_year_fields.html"
    planned = NumberField(required=False)
    realised = NumberField(required=False)

    class Meta:
        model = BenefitYear
        fields = ["year", "planned", "realised", "words"]
        widgets = {
            "year": forms.NumberInput(
                attrs={"min": FIRST_YEAR, "max": LAST_YEAR, "inputmode": "numeric"}
            ),
            "words": GrowingTextarea(attrs={"rows": 1}),
        }
        error_messages = {"year": {"required": _("Skriv vilket år det gäller.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        benefit = self.instance.benefit
        if not benefit.is_counted:
            del self.fields["planned"], self.fields["realised"]
            return
        is_money = benefit.kind == Benefit.Kind.PENGAR
        self.fields["planned"].label = _("planerat, kronor") if is_money else _("planerat, timmar")
        self.fields["realised"].label = _("utfall, kronor") if is_money else _("utfall, timmar")


class FollowUpForm(forms.Form):
    """One field: the value of the main effect; without one, a line of words."""

    value = NumberField(error_messages={"required": _("Skriv vad ni mätte.")})
    answer = forms.CharField(
        max_length=FREE_TEXT_MAX, widget=GrowingTextarea, validators=[NoPersonalNumber()]
    )

    def __init__(self, *args, effect: Effect | None, **kwargs):
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        if effect is None:
            del self.fields["value"]
            answer.label = _("hur har det gått?")
            answer.help_text = _("En rad räcker: lever det vidare, och märker målgruppen det?")
            answer.error_messages["required"] = _("Skriv en rad om hur det har gått.")
        else:
            self.fields["value"].label = _("värde i dag, %(unit)s") % {"unit": effect.unit}
            answer.label, answer.required = _("några ord"), False


class AnswerForm(forms.ModelForm):
    """The words of a follow-up that is answered, put right."""

    class Meta:
        model = FollowUp
        fields = ["answer"]
        widgets = {"answer": GrowingTextarea}
        help_texts = {"answer": _("Det förra svaret finns kvar i historiken.")}
        error_messages = {"answer": {"required": _("Skriv en rad om hur det har gått.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="ratta_%s", **kwargs)
        self.fields["answer"].required = self.instance.measurement_id is None
        self.fields["version"] = VersionField(self.instance.version)
