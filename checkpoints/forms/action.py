from django import forms
from django.db.models import Case, Q, Value, When
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Action
from checkpoints.policy.actions import places_for_actions
from initiatives.models import Initiative, Round
from prioinit.fields import FREE_TEXT_MAX, NoPersonalNumber
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, GrowingTextarea
from roles.access import permitted
from roles.forms import PersonChoice
from roles.models import Person
from roles.permissions import Perm


class ActionForm(forms.ModelForm):
    """`place` is asked for only where it does not follow from what the åtgärd comes from."""

    responsible = PersonChoice(
        label=_("vem"), queryset=Person.objects.none(), empty_label=_("Välj en person")
    )

    class Meta:
        model = Action
        fields = ["what", "how", "responsible", "due_on", "follow_up_on"]
        widgets = {
            "what": GrowingTextarea(attrs={"rows": 2}),
            "how": GrowingTextarea(attrs={"rows": 2}),
            "due_on": DateInput,
            "follow_up_on": DateInput,
        }
        help_texts = {
            "responsible": _("Får ett mejl, och kan säga att det är gjort."),
            "follow_up_on": _("När ni tittar på om det hjälpte."),
        }
        error_messages = {
            "what": {"required": _("Skriv vad som ska göras.")},
            "due_on": {"required": _("Skriv när det ska vara gjort.")},
        }

    def __init__(self, *args, by: Person, ask_place: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = Person.objects.active().select_related("unit")
        if self.instance.pk:
            self.fields["version"] = VersionField(self.instance.version)
        if ask_place:
            self.fields["place"] = PlaceField(by)
            self.order_fields(["place"])

    def clean(self):
        chosen = super().clean()
        due, follow = chosen.get("due_on"), chosen.get("follow_up_on")
        if due and follow and follow < due:
            self.add_error("follow_up_on", _("Följ upp när åtgärden ska vara gjord, inte före."))
        return chosen


class PlaceField(forms.TypedChoiceField):
    """An initiative, or the whole of a round: those where the person may start an åtgärd."""

    def __init__(self, by: Person) -> None:
        initiatives, rounds = places_for_actions(by)
        self.places: dict[str, Initiative | Round] = {
            **{f"i{one.pk}": one for one in initiatives.select_related("round")},
            **{f"o{one.pk}": one for one in rounds},
        }
        super().__init__(
            label=_("gäller"),
            choices=[("", _("Välj ett initiativ")), *self._choices()],
            coerce=self.places.__getitem__,
        )

    def _choices(self):
        for key, place in self.places.items():
            whole = isinstance(place, Round)
            yield key, _("Hela %(round)s") % {"round": place.name} if whole else place.name


class WordsForm(forms.Form):
    """What someone says when it is done, or why it is dropped."""

    text = forms.CharField(
        label=_("hur gick det?"),
        required=False,
        widget=GrowingTextarea(attrs={"rows": 2}),
        max_length=FREE_TEXT_MAX,
        validators=[NoPersonalNumber()],
    )


class ActionFilter(forms.Form):
    SORTS = {
        "": ["is_others", "-still_open", "due_on", "pk"],
        "datum": ["-still_open", "due_on", "pk"],
        "vem": ["responsible__sort_key", "due_on", "pk"],
        "nyast": ["-created_at", "-pk"],
    }
    visa = forms.ChoiceField(
        label=_("visa"),
        choices=[
            ("", _("att göra")),
            ("forsenade", _("försenade")),
            ("avslutade", _("avslutade")),
            ("alla", _("alla")),
        ],
        required=False,
    )
    vem = forms.ChoiceField(
        label=_("vem"), choices=[("", _("alla")), ("mina", _("bara mina"))], required=False
    )
    initiativ = forms.ModelChoiceField(
        label=_("initiativ"),
        queryset=Initiative.objects.none(),
        required=False,
        empty_label=_("alla"),
    )
    sortera = forms.ChoiceField(
        label=_("sortera efter"),
        choices=[
            ("", _("mina först")),
            ("datum", _("senast")),
            ("vem", _("vem")),
            ("nyast", _("nyast först")),
        ],
        required=False,
    )

    def __init__(self, data, *, person):
        super().__init__(data)
        self.person = person
        mine = permitted(Initiative.objects.all(), person, Perm.READ)
        self.fields["initiativ"].queryset = mine.filter(actions__isnull=False).distinct()
        self.is_valid()  # an unknown choice in the address is left out, not an error page

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("visa", "vem", "initiativ"))

    def apply(self, actions):
        chosen = self.cleaned_data
        if chosen.get("initiativ"):
            actions = actions.filter(initiative=chosen["initiativ"])
        if chosen.get("vem") == "mina":
            actions = actions.filter(responsible=self.person)
        actions = self._shown(actions, chosen.get("visa") or "")
        mine = When(responsible=self.person, then=Value(0))
        return actions.annotate(
            is_others=Case(mine, default=Value(1)),
            still_open=Case(When(state=Action.State.OPEN, then=Value(1)), default=Value(0)),
        ).order_by(*self.SORTS[chosen.get("sortera") or ""])

    @staticmethod
    def _shown(actions, choice: str):
        if choice == "forsenade":
            return actions.overdue(localdate())
        if choice == "avslutade":
            return actions.filter(~Q(state=Action.State.OPEN))
        return actions if choice == "alla" else actions.open()
