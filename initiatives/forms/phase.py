from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, Phase
from prioinit.fields import FREE_TEXT_MAX, NoPersonalNumber
from prioinit.widgets import GrowingTextarea


class PhaseChangeForm(forms.Form):
    to = forms.ChoiceField(label=_("ny fas"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("varför"),
        widget=GrowingTextarea,
        max_length=FREE_TEXT_MAX,
        validators=[NoPersonalNumber()],
        help_text=_("Går ni vidare: vad vet ni nu? Går ni tillbaka: vad lärde ni er?"),
        error_messages={"required": _("Skriv varför ni byter fas. En mening räcker.")},
    )

    def __init__(self, *args, initiative: Initiative, **kwargs):
        super().__init__(*args, **kwargs)
        here = Phase(initiative.phase)
        self.fields["to"].choices = [
            (phase.value, self._label(phase, here)) for phase in Phase if phase != here
        ]

    @staticmethod
    def _label(phase: Phase, here: Phase) -> str:
        if phase.position < here.position:
            return str(_("tillbaka till %(phase)s") % {"phase": phase.label})
        return str(phase.label)
