from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from checkpoints.inputs.reading import Topic
from checkpoints.models import Answer, Checkpoint, Input
from checkpoints.models.input import INPUT_MAX
from prioinit.fields import NoPersonalNumber
from prioinit.widgets import GrowingTextarea


class ShortText(forms.CharField):
    """Counts a line break as one character, as the browser's own limit does."""

    def __init__(self, **kwargs):
        kwargs = {"max_length": INPUT_MAX, "validators": [NoPersonalNumber()], **kwargs}
        super().__init__(widget=GrowingTextarea, **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class InputForm(forms.Form):
    """From someone who is signed in: to a question, to an initiative, or to the checkpoint."""

    about = forms.ChoiceField(label=_("Till"))
    kind = forms.ChoiceField(
        label=_("Vad är det?"), choices=Input.Kind.choices, initial=Input.Kind.TANKE
    )
    text = ShortText(label=_("Ditt medskick"))
    form = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, topics: list[Topic], checkpoint: Checkpoint | None = None):
        super().__init__(data, initial={"form": uuid4()}, auto_id="medskick_%s")
        self.targets = dict(_targets(topics, checkpoint))
        self.fields["about"].choices = _grouped(topics, checkpoint)

    @property
    def fields_for_service(self) -> dict:
        data = self.cleaned_data
        target = self.targets[data["about"]]
        return {"kind": data["kind"], "text": data["text"], "form": data["form"], **target}


def _targets(topics: list[Topic], checkpoint: Checkpoint | None):
    for topic in topics:
        yield f"i{topic.initiative.pk}", {"initiative": topic.initiative, "checkpoint": checkpoint}
        for question in topic.questions:
            yield (
                f"q{question.pk}",
                {
                    "initiative": topic.initiative,
                    "question": question,
                    "checkpoint": checkpoint or question.preparation.checkpoint,
                },
            )
    if checkpoint:
        yield "c", {"checkpoint": checkpoint}


def _grouped(topics: list[Topic], checkpoint: Checkpoint | None) -> list:
    """The questions first; one initiative alone needs no heading."""
    groups = [
        (
            topic.initiative.name,
            [
                *((f"q{question.pk}", question.text) for question in topic.questions),
                (f"i{topic.initiative.pk}", _("Något annat till initiativet")),
            ],
        )
        for topic in topics
    ]
    if checkpoint is None:
        return groups[0][1]
    return [*groups, ("c", _("Hela checkpointen"))]


class GuestForm(forms.Form):
    """From someone without an account. Each field's words stand in the page itself."""

    kind = forms.ChoiceField(choices=Input.Kind.choices, initial=Input.Kind.TANKE)
    text = ShortText(error_messages={"required": _("Skriv något innan du skickar.")})
    name = forms.CharField(max_length=120, required=False, validators=[NoPersonalNumber()])
    contact = forms.EmailField(max_length=254, required=False, validators=[NoPersonalNumber()])
    consents = forms.BooleanField(required=False)

    def clean(self):
        data = super().clean()
        if (data.get("name") or data.get("contact")) and not data.get("consents"):
            self.add_error(
                "consents",
                _("Kryssa i rutan om vi får spara det, eller ta bort namn och e-post."),
            )
        return data


class GuestLinkForm(forms.ModelForm):
    class Meta:
        model = Checkpoint
        fields = ["guest_link", "is_moderated"]
        widgets = {"guest_link": forms.RadioSelect}


class AnswerForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Vårt svar"), choices=Answer.Verdict.choices, widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("Därför att"),
        widget=GrowingTextarea,
        max_length=2_000,
        validators=[NoPersonalNumber()],
        help_text=_("De som skickade får läsa det. Skriv så att var och en förstår."),
    )
    inputs = forms.TypedMultipleChoiceField(
        label=_("Medskick"),
        coerce=int,
        error_messages={"required": _("Välj minst ett medskick att svara på.")},
        widget=forms.CheckboxSelectMultiple,
    )
    instead_of = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, waiting: list[Input], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inputs"].choices = [(row.pk, row.text) for row in waiting]
