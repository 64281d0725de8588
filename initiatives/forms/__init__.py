from initiatives.forms.initiative import InitiativeForm, StartForm
from initiatives.forms.mandate import MandateForm
from initiatives.forms.phase import PhaseChangeForm
from initiatives.forms.round import GoalForm, RoundForm
from initiatives.forms.update import UpdateForm

__all__ = [
    "GoalForm",
    "InitiativeForm",
    "MandateForm",
    "PhaseChangeForm",
    "RoundForm",
    "StartForm",
    "UpdateForm",
]
