from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Decision
from checkpoints.policy.decisions import deciders
from initiatives.models import Initiative, Phase, Round
from prioinit.fields import FREE_TEXT_MAX, NoPersonalNumber
from prioinit.widgets import DateInput, GrowingTextarea
from roles.access import permitted
from roles.forms import PersonChoice
from roles.models import Person
from roles.permissions import Perm


def _words(label, **options) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=GrowingTextarea(attrs={"rows": 2}),
        max_length=FREE_TEXT_MAX,
        validators=[NoPersonalNumber()],
        **options,
    )


class RequestForm(forms.Form):
    """Begär beslut. A change of phase is asked for here when the round leaves it to the fadder."""

    asked_of = forms.ChoiceField(
        label=_("vem ska besluta"),
        choices=[
            (Decision.AskedOf.FADDER.value, _("fadder, nu")),
            (Decision.AskedOf.KLG.value, _("ledningsgruppen, vid nästa checkpoint")),
        ],
        widget=forms.RadioSelect,
        initial=Decision.AskedOf.FADDER,
    )
    wanted = _words(
        _("det här vill vi få beslutat"),
        help_text=_("Skriv så att svaret kan bli ja eller nej."),
        error_messages={"required": _("Skriv vad som ska beslutas.")},
    )
    to_phase = forms.ChoiceField(
        label=_("byta till fasen"),
        required=False,
        help_text=_("Säger fadder ja är fasen bytt i samma stund."),
    )

    def __init__(self, *args, initiative: Initiative, **kwargs):
        super().__init__(*args, **kwargs)
        leaves = initiative.round.phase_decider == Round.PhaseDecider.FADDER
        if not leaves or not initiative.is_running:
            del self.fields["to_phase"]
            return
        others = [(p.value, p.label) for p in Phase if p != initiative.phase]
        self.fields["to_phase"].choices = [("", _("inget fasbyte")), *others]

    def clean(self):
        chosen = super().clean()
        if chosen.get("to_phase") and chosen.get("asked_of") == Decision.AskedOf.KLG:
            self.add_error("asked_of", _("Fadder beslutar om fasbyte."))
        return chosen


class DecideForm(forms.Form):
    """What was decided. Ja, nej or annat is the button that sends it (`outcome`)."""

    reason = _words(
        _("skäl"),
        help_text=_("Teamet får skälet tillsammans med beslutet."),
        error_messages={"required": _("Skriv skälet. En mening räcker.")},
    )
    text = _words(
        _("beslut"),
        required=False,
        help_text=_("Lämna tomt om svaret bara är ja eller nej till det som önskas."),
    )
    decided_by = PersonChoice(
        label=_("beslutat av"), queryset=Person.objects.none(), empty_label=_("Välj en person")
    )
    decided_on = forms.DateField(label=_("beslutsdag"), widget=DateInput, initial=localdate)
    responsible = PersonChoice(
        label=_("vem gör det"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Ingen särskild"),
    )
    due_on = forms.DateField(label=_("senast"), widget=DateInput, required=False)

    def __init__(self, *args, by: Person, asked_of: str, initiative: Initiative, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        can_decide = deciders(asked_of, initiative)
        self.is_own = asked_of == Decision.AskedOf.FADDER and can_decide.filter(pk=by.pk).exists()
        if self.is_own:  # a fadder in front of the question decides today, in their own name
            del self.fields["decided_by"], self.fields["decided_on"]
        else:
            self.fields["decided_by"].queryset = can_decide.select_related("unit")
            self.fields["decided_by"].initial = by.pk
        self.fields["responsible"].queryset = Person.objects.active().select_related("unit")

    @property
    def details(self) -> list[forms.BoundField]:
        """What the page asks for after the reason."""
        return [field for field in self.visible_fields() if field.name != "reason"]

    def clean_decided_on(self):
        on = self.cleaned_data["decided_on"]
        if on > localdate():
            raise forms.ValidationError(_("Beslutsdagen kan inte ligga framåt."))
        return on

    def clean(self):
        chosen = super().clean()
        outcome = self.data.get("outcome")
        if outcome not in Decision.Outcome.values:
            raise forms.ValidationError(_("Välj ja, nej eller annat beslut."))
        if outcome == Decision.Outcome.ANNAT and not chosen.get("text"):
            self.add_error("text", _("Skriv vad som beslutades."))
        return {**chosen, "outcome": outcome, **({"decided_by": self.by} if self.is_own else {})}


class DecisionFilter(forms.Form):
    visa = forms.ChoiceField(
        label=_("visa"),
        choices=[("", _("alla")), ("vantar", _("väntar")), ("beslutade", _("beslutade"))],
        required=False,
    )
    initiativ = forms.ModelChoiceField(
        label=_("initiativ"),
        queryset=Initiative.objects.none(),
        required=False,
        empty_label=_("alla"),
    )

    def __init__(self, data, *, person):
        super().__init__(data)
        mine = permitted(Initiative.objects.all(), person, Perm.READ)
        self.fields["initiativ"].queryset = mine.filter(decisions__isnull=False).distinct()
        self.is_valid()  # an unknown choice in the address is left out, not an error page

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.values())

    def apply(self, decisions):
        chosen = self.cleaned_data
        if chosen.get("initiativ"):
            decisions = decisions.filter(initiative=chosen["initiativ"])
        if chosen.get("visa") == "vantar":
            return decisions.waiting()
        return decisions.decided() if chosen.get("visa") == "beslutade" else decisions
