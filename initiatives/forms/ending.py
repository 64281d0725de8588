"""Short forms: an ending, and the lesson that every ending and every pause asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.written import WrittenForm
from initiatives.models import Ending, Initiative, Lesson, Phase, Round
from initiatives.services.adoption import adoption_of, processledare_of
from initiatives.services.endings import LessonText
from prioinit.fields import FREE_TEXT_MAX, NoPersonalNumber
from prioinit.widgets import GrowingTextarea, SearchSelect
from roles.access import permitted
from roles.models import Person, Unit
from roles.permissions import Perm

LESSON_HELP = {
    "text": _("Vad vet ni nu som ni inte visste när ni började?"),
    "advice": _("Skriv till nästa team: gör så här, eller gör inte så här."),
}
LESSON_MISSING = {
    "text": _("Skriv vad ni lärde er."),
    "advice": _("Skriv vad andra bör göra."),
    "kind": _("Välj vad lärdomen handlar om."),
}


def long_text(label, help_text="", missing="", *, required=True) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=FREE_TEXT_MAX,
        validators=[NoPersonalNumber()],
        widget=GrowingTextarea,
        help_text=help_text,
        error_messages={"required": missing},
    )


class WithLesson(forms.Form):
    """A lesson on the same form: wanted when the initiative has none, welcome when it has."""

    def __init__(self, *args, initiative: Initiative, **kwargs):
        super().__init__(*args, **kwargs)
        self.lessons = list(initiative.lessons.kept())
        wanted = not self.lessons
        for name, label in (
            ("text", _("det här lärde vi oss")),
            ("advice", _("det här bör andra göra")),
        ):
            field = long_text(label, LESSON_HELP[name], LESSON_MISSING[name], required=wanted)
            self.fields[f"lesson_{name}"] = field
        self.fields["lesson_kind"] = forms.ChoiceField(
            label=_("handlar om"),
            choices=Lesson.Kind.choices,
            required=wanted,
            widget=forms.RadioSelect,
            error_messages={"required": LESSON_MISSING["kind"]},
        )

    def clean(self):
        """All of a lesson or nothing of it."""
        given = super().clean()
        started = [name for name in LESSON_MISSING if given.get(f"lesson_{name}")]
        for name, missing in LESSON_MISSING.items():
            key = f"lesson_{name}"
            if started and not given.get(key) and key not in self.errors:
                self.add_error(key, missing)
        return given

    @property
    def lesson(self) -> LessonText | None:
        given = self.cleaned_data
        if not given.get("lesson_text"):
            return None
        return LessonText(given["lesson_kind"], given["lesson_text"], given["lesson_advice"])


WORDS = {
    Ending.Outcome.NYTTIGGJORD: (
        _("vad som används nu"),
        _("Vad gör ni annorlunda i dag, och vem märker det?"),
    ),
    Ending.Outcome.LARDOM: (
        _("varför ni slutar här"),
        _("Skriv som till en kollega. Det är modigt att sluta i tid."),
    ),
    Ending.Outcome.SAMMANSLAGEN: (
        _("varför arbetet går ihop"),
        _("Vad tar det andra initiativet vidare?"),
    ),
}


class EndingForm(WithLesson):
    def __init__(self, *args, outcome: str, person: Person, initiative: Initiative, **kwargs):
        super().__init__(*args, initiative=initiative, **kwargs)
        label, help_text = WORDS[Ending.Outcome(outcome)]
        self.fields["words"] = long_text(label, help_text, _("Skriv vad som hände."))
        if outcome == Ending.Outcome.NYTTIGGJORD:
            self._ask_who_takes_over(initiative)
        if outcome == Ending.Outcome.SAMMANSLAGEN:
            self._ask_where_it_goes(person, initiative)
        self.order_fields(["processledare", "unit", "merged_into", "words"])

    def _ask_who_takes_over(self, initiative: Initiative) -> None:
        """Whoever has been named on the adoption page stands there already."""
        named = processledare_of(initiative)
        self.initial["processledare"] = named.person if named else None
        self.initial["unit"] = adoption_of(initiative).receiving_unit
        self.fields["processledare"] = forms.ModelChoiceField(
            label=_("processledare"),
            queryset=Person.objects.active().order_by("sort_key"),
            widget=SearchSelect,
            empty_label=_("välj person"),
            help_text=_("Den som ser till att det lever vidare när teamet inte finns."),
            error_messages={"required": _("Välj vem som är processledare.")},
        )
        self.fields["unit"] = forms.ModelChoiceField(
            label=_("enhet som tar emot"),
            queryset=Unit.objects.order_by("sort_key"),
            widget=SearchSelect,
            empty_label=_("välj enhet"),
            error_messages={"required": _("Välj den enhet som tar emot.")},
        )

    def _ask_where_it_goes(self, person: Person, initiative: Initiative) -> None:
        others = Initiative.objects.current().exclude(state=Initiative.State.ENDED)
        self.fields["merged_into"] = forms.ModelChoiceField(
            label=_("går upp i"),
            queryset=permitted(others.exclude(pk=initiative.pk), person, Perm.READ),
            widget=SearchSelect,
            empty_label=_("välj initiativ"),
            error_messages={"required": _("Välj det initiativ som det går upp i.")},
        )

    @property
    def ending(self) -> dict:
        given = self.cleaned_data
        asked = [name for name in ("processledare", "unit", "merged_into") if name in given]
        return {"words": given["words"], "lesson": self.lesson} | {n: given[n] for n in asked}


class LessonForm(WrittenForm):
    ids = "lardom"
    fields_template = "initiatives/_lesson_fields.html"

    class Meta:
        model = Lesson
        fields = ["text", "advice", "kind", "phase"]
        widgets = {
            "text": GrowingTextarea,
            "advice": GrowingTextarea(attrs={"rows": 2}),
            "kind": forms.RadioSelect,
        }
        help_texts = LESSON_HELP
        error_messages = {name: {"required": said} for name, said in LESSON_MISSING.items()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", Lesson.Kind.choices), ("phase", Phase.choices)):
            self.fields[name].choices = choices  # without "---------"


class LessonFilter(forms.Form):
    """For all lessons of the house; every choice is a plain GET parameter."""

    q = forms.CharField(label=_("sök"), required=False, max_length=200)
    fas = forms.ChoiceField(
        label=_("fas"), choices=[("", _("alla")), *Phase.choices], required=False
    )
    om = forms.ChoiceField(
        label=_("handlar om"), choices=[("", _("allt")), *Lesson.Kind.choices], required=False
    )
    omgang = forms.ModelChoiceField(
        label=_("omgång"), queryset=Round.objects.none(), required=False, empty_label=_("alla")
    )

    def __init__(self, data, *, person: Person):
        super().__init__(data)
        self.fields["omgang"].queryset = permitted(Round.objects.all(), person, Perm.READ)
        self.is_valid()  # an unknown choice in the address is left out, not an error page

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.values())

    def apply(self, lessons):
        chosen = self.cleaned_data
        if chosen.get("q"):
            lessons = lessons.search(chosen["q"])
        for name, field in (("fas", "phase"), ("om", "kind"), ("omgang", "initiative__round")):
            if chosen.get(name):
                lessons = lessons.filter(**{field: chosen[name]})
        return lessons
