from checkpoints.models.agenda import AgendaItem, Showing
from checkpoints.models.announcement import Announcement
from checkpoints.models.checkpoint import Checkpoint
from checkpoints.models.decision import Action, Decision
from checkpoints.models.gathering import Gathering, Invitation
from checkpoints.models.input import Answer, Input
from checkpoints.models.preference import MailPreference
from checkpoints.models.preparation import Preparation, PreparationQuestion
from checkpoints.models.reminder import Reminder
from checkpoints.models.report import FinalReport

__all__ = [
    "Action",
    "AgendaItem",
    "Announcement",
    "Answer",
    "Checkpoint",
    "Decision",
    "FinalReport",
    "Gathering",
    "Input",
    "Invitation",
    "MailPreference",
    "Preparation",
    "PreparationQuestion",
    "Reminder",
    "Showing",
]
