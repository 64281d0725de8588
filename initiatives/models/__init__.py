from initiatives.models.adoption import Adoption, AdoptionPhase, AdoptionStep, Step
from initiatives.models.benefit import Benefit, BenefitYear
from initiatives.models.classification import InformationClassification, Level
from initiatives.models.coach import CoachNote
from initiatives.models.communication import CommunicationActivity
from initiatives.models.document import Attachment, Link
from initiatives.models.draft import WrittenDraft
from initiatives.models.effect import Effect, Measurement
from initiatives.models.ending import Ending, Lesson
from initiatives.models.follow_up import FollowUp
from initiatives.models.goal import Goal
from initiatives.models.idea import Idea
from initiatives.models.initiative import Initiative
from initiatives.models.mandate import Mandate, MandateAcceptance
from initiatives.models.need import Actor, Insight, NeedStatement, ToMeet
from initiatives.models.obstacle import ContactNote, Obstacle, ObstacleStep
from initiatives.models.phase import Phase, PhaseChange
from initiatives.models.retrospective import RetrospectiveNote
from initiatives.models.round import Round
from initiatives.models.test import Test
from initiatives.models.update import StatusUpdate

__all__ = [
    "Actor",
    "Adoption",
    "AdoptionPhase",
    "AdoptionStep",
    "Attachment",
    "Benefit",
    "BenefitYear",
    "CoachNote",
    "CommunicationActivity",
    "ContactNote",
    "Effect",
    "Ending",
    "FollowUp",
    "Goal",
    "Idea",
    "InformationClassification",
    "Initiative",
    "Insight",
    "Lesson",
    "Level",
    "Link",
    "Mandate",
    "MandateAcceptance",
    "Measurement",
    "NeedStatement",
    "Obstacle",
    "ObstacleStep",
    "Phase",
    "PhaseChange",
    "RetrospectiveNote",
    "Round",
    "StatusUpdate",
    "Step",
    "Test",
    "ToMeet",
    "WrittenDraft",
]
