from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.forms.written import WrittenForm
from initiatives.models import Round, Test
from prioinit.widgets import DateInput, GrowingTextarea
from roles.access import people_in_role, permitted
from roles.models import Person
from roles.permissions import Perm, Role


class TestForm(WrittenForm):
    """The test card. Its instance knows the initiative, also when it is new."""

    __test__ = False
    ids = "test"
    fields_template = "initiatives/_test_fields.html"

    class Meta:
        model = Test
        fields = [
            "believe",
            "try_by",
            "right_when",
            "starts_on",
            "ends_on",
            "responsible",
            "with_whom",
            "anchoring",
            "saw",
        ]
        widgets = {
            **dict.fromkeys(
                ("believe", "try_by", "right_when", "with_whom", "anchoring", "saw"),
                GrowingTextarea(attrs={"rows": 2}),
            ),
            "starts_on": DateInput,
            "ends_on": DateInput,
        }
        labels = {"saw": _("det här har vi sett hittills")}
        help_texts = {
            "believe": _("Ett antagande som kan visa sig vara fel."),
            "try_by": _("Det minsta ni kan göra för att få veta."),
            "right_when": _("Något ni kan räkna eller se."),
            "anchoring": _("Vilka har sagt ja, och vilka behöver veta?"),
        }
        error_messages = {
            "believe": {"required": _("Skriv vad ni tror.")},
            "try_by": {"required": _("Skriv hur ni provar.")},
            "right_when": {"required": _("Skriv när ni vet att ni har rätt.")},
            "starts_on": {"required": _("Skriv vilken dag ni börjar.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        team = people_in_role(self.instance.initiative, Role.LEDARTROJA, Role.TEAMMEDLEM)
        stands = Q(pk=self.instance.responsible_id)  # also when they have left the team
        self.fields["responsible"].queryset = Person.objects.filter(Q(pk__in=team) | stands)
        self.fields["responsible"].empty_label = _("ingen än")
        if self.instance.pk is None:
            del self.fields["saw"]

    def clean(self):
        given = super().clean()
        begins, ends = given.get("starts_on"), given.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("Testet slutar tidigast den dag det börjar."))
        return given


class ClosingForm(WrittenForm):
    """The learning card, whole (rule 5)."""

    ids = "avslut"

    class Meta:
        model = Test
        fields = ["saw", "learned", "decision", "therefore"]
        widgets = {
            "saw": GrowingTextarea(attrs={"rows": 2}),
            "learned": GrowingTextarea(attrs={"rows": 2}),
            "decision": forms.RadioSelect,
        }
        help_texts = {
            "saw": _("Det som hände, helst i siffror."),
            "learned": _("Det ni inte visste innan ni provade."),
            "therefore": _("Till exempel: betala en värd. Högst 200 tecken."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        missing = {
            "saw": _("Skriv vad ni såg."),
            "learned": _("Skriv vad ni lärde er."),
            "decision": _("Välj vad ni gör nu."),
        }
        for name, said in missing.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = said
        self.fields["decision"].choices = Test.Decision.choices  # without "---------"


class CorrectionForm(ClosingForm):
    ids = "ratta"


class MissFilter(forms.Form):
    q = forms.CharField(label=_("sök"), required=False, max_length=200)
    omgang = forms.ModelChoiceField(
        label=_("omgång"), queryset=Round.objects.none(), required=False, empty_label=_("alla")
    )

    def __init__(self, data, *, person):
        super().__init__(data, auto_id="filter_%s")
        self.fields["omgang"].queryset = permitted(Round.objects.current_first(), person, Perm.READ)
        self.is_valid()  # an unknown choice in the address is left out, not an error page

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.values())

    def tests(self, tests):
        chosen = self.cleaned_data
        if chosen.get("omgang"):
            tests = tests.filter(initiative__round=chosen["omgang"])
        if text := chosen.get("q"):
            columns = ("believe", "saw", "learned", "therefore", "initiative__name")
            found = (Q(**{f"{one}__icontains": text}) for one in columns)
            tests = tests.filter(reduce(or_, found))
        return tests

    def initiatives(self, initiatives):
        chosen = self.cleaned_data
        if chosen.get("omgang"):
            initiatives = initiatives.filter(round=chosen["omgang"])
        return initiatives.search(chosen["q"]) if chosen.get("q") else initiatives
