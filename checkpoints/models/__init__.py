from checkpoints.models.agenda import AgendaItem, Showing
from checkpoints.models.checkpoint import Checkpoint
from checkpoints.models.decision import Action, Decision
from checkpoints.models.gathering import Gathering, Invitation
from checkpoints.models.input import Answer, Input
from checkpoints.models.preparation import Preparation, PreparationQuestion
from checkpoints.models.reminder import Reminder

__all__ = [
    "Action",
    "AgendaItem",
    "Answer",
    "Checkpoint",
    "Decision",
    "Gathering",
    "Input",
    "Invitation",
    "Preparation",
    "PreparationQuestion",
    "Reminder",
    "Showing",
]
