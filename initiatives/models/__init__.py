from initiatives.models.goal import Goal
from initiatives.models.idea import Idea
from initiatives.models.initiative import Initiative
from initiatives.models.mandate import Mandate, MandateAcceptance
from initiatives.models.need import Actor, Insight, NeedStatement, ToMeet
from initiatives.models.obstacle import ContactNote, Obstacle, ObstacleStep
from initiatives.models.phase import Phase, PhaseChange
from initiatives.models.round import Round
from initiatives.models.test import Test
from initiatives.models.update import StatusUpdate

__all__ = [
    "Actor",
    "ContactNote",
    "Goal",
    "Idea",
    "Initiative",
    "Insight",
    "Mandate",
    "MandateAcceptance",
    "NeedStatement",
    "Obstacle",
    "ObstacleStep",
    "Phase",
    "PhaseChange",
    "Round",
    "StatusUpdate",
    "Test",
    "ToMeet",
]
