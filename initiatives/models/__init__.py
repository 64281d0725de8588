from initiatives.models.coach import CoachNote
from initiatives.models.ending import Ending, Lesson
from initiatives.models.goal import Goal
from initiatives.models.initiative import Initiative
from initiatives.models.mandate import Mandate, MandateAcceptance
from initiatives.models.need import Actor, Insight, NeedStatement, ToMeet
from initiatives.models.obstacle import ContactNote, Obstacle, ObstacleStep
from initiatives.models.phase import Phase, PhaseChange
from initiatives.models.retrospective import RetrospectiveNote
from initiatives.models.round import Round
from initiatives.models.update import StatusUpdate

__all__ = [
    "Actor",
    "CoachNote",
    "ContactNote",
    "Ending",
    "Goal",
    "Initiative",
    "Insight",
    "Lesson",
    "Mandate",
    "MandateAcceptance",
    "NeedStatement",
    "Obstacle",
    "ObstacleStep",
    "Phase",
    "PhaseChange",
    "RetrospectiveNote",
    "Round",
    "StatusUpdate",
    "ToMeet",
]
