from django import forms
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Preparation
from checkpoints.models.preparation import MAX_QUESTIONS
from checkpoints.since_last import SinceLast
from prioinit.fields import NoPersonalNumber
from prioinit.widgets import GrowingTextarea
from roles.models import Person


class PreparationForm(forms.ModelForm):
    """One page for one checkpoint. Ready asks for more than a draft; the service says what."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    presenters = forms.ModelMultipleChoiceField(
        label=_("Vi som presenterar"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    happened = forms.MultipleChoiceField(
        label=_("Har hänt sedan sist"),
        help_text=_("Kryssa för det ni vill visa, så slipper ni skriva det igen."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Preparation
        fields = ["how_far", "learned", "decision_wanted"]
        widgets = {
            "how_far": GrowingTextarea,
            "learned": GrowingTextarea,
            "decision_wanted": GrowingTextarea,
        }
        help_texts = {
            "how_far": _("Det viktigaste sedan förra checkpointen, med egna ord."),
            "learned": _("Gärna något som inte blev som ni trodde."),
        }

    field_order = [
        "how_far",
        "happened",
        "learned",
        *(f"question_{number}" for number in range(1, MAX_QUESTIONS + 1)),
        "decision_wanted",
        "presenters",
    ]

    def __init__(self, *args, team, offered: SinceLast, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, MAX_QUESTIONS + 1):
            self.fields[f"question_{number}"] = forms.CharField(
                label=_("Fråga %(number)s") % {"number": number},
                max_length=300,
                required=False,
                validators=[NoPersonalNumber()],
                help_text=_("Vad vill ni ha inspel om? En fråga som går att svara på.")
                if number == 1
                else "",
            )
        self.order_fields(self.field_order)
        self.fields["presenters"].queryset = team
        self.offered = offered
        self.fields["happened"].choices = offered.choices  # called when somebody looks

    @property
    def fields_for_service(self) -> dict:
        data = self.cleaned_data
        return {name: data[name] for name in self._meta.fields} | {
            "questions": [data[f"question_{n}"] for n in range(1, MAX_QUESTIONS + 1)],
            "presenters": data["presenters"],
            "happened": self.offered.picked(data["happened"]),
        }


def question_fields(preparation: Preparation | None) -> dict[str, str]:
    if preparation is None or preparation.pk is None:
        return {}
    return {f"question_{one.number}": one.text for one in preparation.questions.all()}
