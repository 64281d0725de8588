from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.forms.written import WrittenForm
from initiatives.models import Actor, Insight, NeedStatement, ToMeet
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, GrowingTextarea
from roles.models import Unit


class InsightForm(WrittenForm):
    ids = "insikt"
    fields_template = "initiatives/_insight_fields.html"
    link = forms.URLField(
        label=_("länk"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Till anteckningar, en rapport eller en film."),
        error_messages={
            "invalid": _("Skriv hela adressen, till exempel https://kommun.se/rapport.")
        },
    )

    class Meta:
        model = Insight
        fields = ["text", "source", "people", "from_target_group", "on", "link"]
        widgets = {
            "text": GrowingTextarea,
            "source": forms.RadioSelect,
            "people": forms.NumberInput(attrs={"min": 1, "max": 10_000, "inputmode": "numeric"}),
            "on": DateInput,
        }
        help_texts = {
            "text": _("Vad sa eller gjorde de, och vad betyder det? Skriv inga namn."),
            "people": _("Hur många ni mötte. Tomt för data och omvärld."),
        }
        error_messages = {
            "text": {"required": _("Skriv vad ni lärde er.")},
            "source": {"required": _("Välj var ni lärde er det.")},
            "on": {"required": _("Skriv vilken dag det var.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = Insight.Source.choices  # without "---------"

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > localdate():
            raise forms.ValidationError(_("Skriv den dag det var, inte en dag framåt."))
        return on

    def clean(self):
        given = super().clean()
        people, source = given.get("people"), given.get("source")
        if "people" not in given:
            return given
        if source in Insight.WITHOUT_PEOPLE and given.get("from_target_group"):
            message = _("Data och omvärld möter ingen. Välj en annan källa, eller ta bort krysset.")
            self.add_error("from_target_group", message)
        elif source in Insight.WITHOUT_PEOPLE and people is not None:
            message = _("Data och omvärld har inget antal personer. Lämna fältet tomt.")
            self.add_error("people", message)
        elif people is None and given.get("from_target_group"):
            self.add_error("people", _("Skriv hur många ur målgruppen ni mötte."))
        elif people is not None and not 1 <= people <= 10_000:
            self.add_error("people", _("Antalet är mellan 1 och 10 000."))
        return given


class StatementForm(forms.ModelForm):
    """A new wording. `newest` is the one before it: its number is what the person has seen."""

    class Meta:
        model = NeedStatement
        fields = ["text", "why"]
        widgets = {
            "text": GrowingTextarea(attrs={"rows": 2}),
            "why": GrowingTextarea(attrs={"rows": 2}),
        }
        help_texts = {
            "text": _("[Vem] behöver [vad] för att [varför]. Högst 300 tecken."),
            "why": _("Vad har ni lärt er sedan sist?"),
        }
        error_messages = {"text": {"required": _("Skriv behovet i en mening.")}}

    def __init__(self, *args, newest: NeedStatement | None, **kwargs):
        if newest:
            kwargs.setdefault("initial", {"text": newest.text})
        super().__init__(*args, auto_id="mening_%s", **kwargs)
        self.fields["version"] = VersionField(newest.number if newest else 0)
        if newest:
            # Who has not seen the newest meets it before being asked why they change it.
            self.fields["why"].required = self.data.get("version") == str(newest.number)
            self.fields["why"].error_messages["required"] = _("Skriv varför ni ändrar meningen.")
        else:
            del self.fields["why"]

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())  # a sentence has no lines


class ToMeetForm(WrittenForm):
    ids = "mote"

    class Meta:
        model = ToMeet
        fields = ["who", "why"]
        widgets = {"why": GrowingTextarea(attrs={"rows": 2})}
        help_texts = {"why": _("Vad behöver ni veta av dem?")}
        error_messages = {"who": {"required": _("Skriv vem ni behöver prata med.")}}


class ActorForm(WrittenForm):
    ids = "aktor"

    class Meta:
        model = Actor
        fields = ["name", "side", "unit", "brings"]
        widgets = {"side": forms.RadioSelect, "brings": GrowingTextarea(attrs={"rows": 2})}
        help_texts = {
            "unit": _("Om de hör till en enhet som finns här."),
            "brings": _("Till exempel kunskap, mandat, lokaler, tid eller kontakt med målgruppen."),
        }
        error_messages = {"name": {"required": _("Skriv vilka det är.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = Actor.Side.choices
        self.fields["unit"].queryset = Unit.objects.order_by("sort_key")
        self.fields["unit"].empty_label = _("ingen av dem")


class InsightFilter(forms.Form):
    kalla = forms.ChoiceField(
        label=_("källa"), choices=[("", _("alla")), *Insight.Source.choices], required=False
    )
    q = forms.CharField(label=_("sök i insikterna"), required=False, max_length=200)

    def __init__(self, data):
        super().__init__(data, auto_id="filter_%s")
        self.is_valid()  # an unknown choice in the address is left out, not an error page

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.values())

    def apply(self, insights):
        chosen = self.cleaned_data
        if chosen.get("kalla"):
            insights = insights.filter(source=chosen["kalla"])
        if chosen.get("q"):
            insights = insights.filter(text__icontains=chosen["q"])
        return insights
