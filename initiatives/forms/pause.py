from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.ending import WithLesson
from initiatives.models import Initiative
from prioinit.fields import FREE_TEXT_MAX, NoPersonalNumber
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, GrowingTextarea


class PauseForm(WithLesson):
    paused_until = forms.DateField(
        label=_("titta på det igen"),
        widget=DateInput,
        help_text=_(
            "Den dagen får ni och lotsarna en påminnelse, och allt fortsätter som vanligt."
        ),
        error_messages={"required": _("Välj en dag, så att pausen inte glöms bort.")},
    )
    pause_reason = forms.CharField(
        label=_("varför"),
        widget=GrowingTextarea,
        max_length=FREE_TEXT_MAX,
        validators=[NoPersonalNumber()],
        help_text=_("En mening räcker. Alla som kan läsa om initiativet ser den."),
        error_messages={"required": _("Skriv varför initiativet pausas.")},
    )

    def __init__(self, *args, initiative: Initiative, **kwargs):
        now = {"paused_until": initiative.paused_until, "pause_reason": initiative.pause_reason}
        super().__init__(*args, initiative=initiative, initial=now, **kwargs)
        self.fields["version"] = VersionField(initiative.version)
        if self.lessons:  # a pause is no end: one lesson is enough
            for name in ("lesson_text", "lesson_advice", "lesson_kind"):
                del self.fields[name]

    @property
    def pause(self) -> dict:
        chosen = self.cleaned_data
        return {
            "version": chosen["version"],
            "until": chosen["paused_until"],
            "reason": chosen["pause_reason"],
            "lesson": self.lesson,
        }
