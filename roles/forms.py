from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from prioinit.errors import DomainError
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, SearchSelect
from roles.models import ASSIGNABLE_ROLES, Person, Unit
from roles.permissions import Role


class PersonChoice(forms.ModelChoiceField):
    widget = SearchSelect

    def label_from_instance(self, person: Person) -> str:
        return f"{person.name}, {person.unit}" if person.unit else person.name


class PersonFilter(forms.Form):
    """The list's filters. What makes no sense in the address is left out, never an error."""

    SORTS = {
        "namn": ["sort_key", "pk"],
        "-namn": ["-sort_key", "-pk"],
        "enhet": ["unit__sort_key", "sort_key", "pk"],
        "-enhet": ["-unit__sort_key", "sort_key", "pk"],
    }

    q = forms.CharField(
        label=_("Namn, titel eller e-post"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    enhet = forms.ModelChoiceField(
        label=_("Enhet"), queryset=Unit.objects.all(), required=False, empty_label=_("Alla enheter")
    )
    roll = forms.ChoiceField(
        label=_("Roll"),
        required=False,
        choices=[("", _("Alla roller")), *ASSIGNABLE_ROLES, (Role.KLG.value, Role.KLG.label)],
    )
    visa = forms.ChoiceField(
        label=_("Visa"),
        required=False,
        choices=[("", _("De som arbetar här")), ("slutat", _("De som har slutat"))],
    )

    def filtered(self, people, *, sort: str):
        self.is_valid()
        chosen = self.cleaned_data
        people = people.filter(is_active=chosen.get("visa") != "slutat")
        if chosen.get("q"):
            people = people.search(chosen["q"])
        if chosen.get("enhet"):
            people = people.filter(unit=chosen["enhet"])
        if chosen.get("roll"):
            people = people.holding(Role(chosen["roll"]))
        return people.order_by(*self.SORTS.get(sort, self.SORTS["namn"]))


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "email", "title", "unit", "language"]
        error_messages = {
            "email": {"invalid": _("Skriv en e-postadress, till exempel namn@kommun.se.")}
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"] = VersionField(self.instance.version)
        self.fields["unit"].empty_label = _("Ingen enhet")
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class NewPersonForm(PersonForm):
    invited = forms.BooleanField(
        label=_("Skicka en inbjudan nu"),
        required=False,
        initial=True,
        help_text=_("Mejlet har en länk där personen väljer sitt lösenord."),
    )


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "title", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"] = VersionField(self.instance.version)


class UnitForm(forms.ModelForm):
    class Meta:
        model = Unit
        fields = ["name", "code", "kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"] = VersionField(self.instance.version)


class PeriodForm(forms.Form):
    """From one day to another, or until further notice."""

    starts_on = forms.DateField(label=_("Från"), widget=DateInput, initial=localdate)
    ends_on = forms.DateField(
        label=_("Till och med"),
        widget=DateInput,
        required=False,
        help_text=_("Lämna tomt om det gäller tills vidare."),
    )

    def clean(self):
        chosen = super().clean()
        start, end = chosen.get("starts_on"), chosen.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Slutdatum är före startdatum."))
        return chosen

    def saved_by(self, service, **fields):
        """What the service returns; None, with the refusal on the form, when the domain says no."""
        try:
            return service(**fields, **self.cleaned_data)
        except DomainError as refusal:
            self.add_error(None, str(refusal))
            return None


class PersonPeriodForm(PeriodForm):
    person = PersonChoice(
        label=_("Person"), queryset=Person.objects.none(), empty_label=_("Välj en person")
    )
    field_order = ["person", "starts_on", "ends_on"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people.select_related("unit")


class EndForm(forms.Form):
    ends_on = forms.DateField(
        label=_("Sista dag"), widget=DateInput, initial=localdate, required=False
    )
    mistake = forms.BooleanField(label=_("Det blev fel från början, ta bort helt"), required=False)

    def __init__(self, *args, withdrawable: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not withdrawable:
            del self.fields["mistake"]

    def clean(self):
        chosen = super().clean()
        if not chosen.get("mistake") and not chosen.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Skriv vilken som är den sista dagen."))
        return chosen
