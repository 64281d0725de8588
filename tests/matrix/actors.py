"""Who knocks, and on what. The world is tests.fixtures.make_world()."""

from django.urls import URLPattern

from checkpoints.meetings.replies import reply_token
from checkpoints.models import (
    Action,
    Checkpoint,
    Decision,
    FinalReport,
    Gathering,
    Invitation,
    PreparationQuestion,
)
from initiatives.models import (
    Actor,
    AdoptionStep,
    Attachment,
    Benefit,
    BenefitYear,
    CoachNote,
    CommunicationActivity,
    ContactNote,
    Effect,
    Ending,
    FollowUp,
    Goal,
    Idea,
    Initiative,
    Insight,
    Lesson,
    Link,
    Mandate,
    Measurement,
    Obstacle,
    RetrospectiveNote,
    Round,
    StatusUpdate,
    Test,
    ToMeet,
)
from prioinit.models import OutgoingMail
from programme.models import Pack, Slutrapport
from roles.models import Assignment, LeadershipMembership, Person, Unit
from tests import factories

# Column in the table -> attribute of the world; None is nobody signed in.
ACTORS = {
    "anonym": None,
    "extern": "external",
    "ext-team": "external_member",
    "medarb": "medarbetare",
    "slutat": "ended",
    "team": "teammedlem",
    "ledartr": "ledartroja",
    "procled": "processledare",
    "annan-l": "other_ledartroja",
    "coach": "coach",
    "fadder": "fadder",
    "klg": "klg",
    "lots": "lots",
    "annan-l2": "second_lots",
    "admin": "admin",
}
MISSING = 987_654_321
MISSING_UUID = "00000000-0000-4000-8000-000000000000"

# Arguments that name their own row; `pk` is the row that the view's @requires(on=...) names.
ROW_OF_ARGUMENT = {
    "checkpoint_pk": Checkpoint,
    "goal_pk": Goal,
    "mail_pk": OutgoingMail,
    "code": Checkpoint,
    "question_pk": PreparationQuestion,
    "invitation_pk": Invitation,
    "step": AdoptionStep,
    "token": Invitation,  # the signed link of a mail: public on purpose, it answers for one person
}
# Arguments that are not the row's key but another of its columns.
COLUMN_OF_ARGUMENT = {"code": "code", "step": "step"}


def furnish(world) -> dict[type, tuple]:
    """The rows that URLs point at: one of `own` or its round, one of `far` or its round."""
    author = world.ledartroja
    final = {"published": True}
    # The link for all is open: a shut one is the same to everyone.
    own_checkpoint = factories.CheckpointFactory(round=world.round, guest_link="open")
    far_checkpoint = factories.CheckpointFactory(round=world.second_round, guest_link="open")
    return {
        Initiative: (world.own, world.far),
        Round: (world.round, world.second_round),
        Mandate: (
            world.own.mandates.first(),
            factories.MandateFactory(initiative=world.far, issued_by=world.second_lots),
        ),
        StatusUpdate: (
            factories.StatusUpdateFactory(initiative=world.own, **final),
            factories.StatusUpdateFactory(initiative=world.far, **final),
        ),
        Obstacle: (
            factories.ObstacleFactory(initiative=world.own, raised_by=author),
            factories.ObstacleFactory(initiative=world.far, raised_by=world.far_ledartroja),
        ),
        ContactNote: (
            factories.ContactNoteFactory(initiative=world.own, by=world.fadder),
            factories.ContactNoteFactory(initiative=world.far, by=world.second_lots),
        ),
        Insight: _in_both(factories.InsightFactory, world),
        ToMeet: _in_both(factories.ToMeetFactory, world),
        Actor: _in_both(factories.ActorFactory, world),
        Idea: _in_both(factories.IdeaFactory, world),
        Test: _in_both(factories.TestFactory, world),
        **_effects(world),
        AdoptionStep: _in_both(factories.AdoptionStepFactory, world),
        CommunicationActivity: _in_both(factories.CommunicationActivityFactory, world),
        Link: _in_both(factories.LinkFactory, world),
        Attachment: _in_both(factories.AttachmentFactory, world),
        Ending: _in_both(factories.EndingFactory, world),
        Lesson: _in_both(factories.LessonFactory, world),
        CoachNote: _in_both(factories.CoachNoteFactory, world),
        RetrospectiveNote: (
            factories.RetrospectiveNoteFactory(round=world.round),
            factories.RetrospectiveNoteFactory(round=world.second_round),
        ),
        Decision: (
            factories.DecisionFactory(initiative=world.own, requested_by=author),
            factories.DecisionFactory(initiative=world.far, requested_by=world.far_ledartroja),
        ),
        # Who is to do it reads it, says that it is done and opens it again, without any role.
        Action: (
            factories.ActionFactory(initiative=world.own, responsible=world.external),
            factories.ActionFactory(initiative=world.far, responsible=world.second_lots),
        ),
        Checkpoint: (own_checkpoint, far_checkpoint),
        Gathering: (
            factories.GatheringFactory(round=world.round),
            factories.GatheringFactory(round=world.second_round),
        ),
        Invitation: (
            factories.InvitationFactory(
                person=author, checkpoint=own_checkpoint, called_at=own_checkpoint.starts_at
            ),
            factories.InvitationFactory(
                person=world.second_lots,
                checkpoint=far_checkpoint,
                called_at=far_checkpoint.starts_at,
            ),
        ),
        PreparationQuestion: (
            _asked(own_checkpoint, world.own),
            _asked(far_checkpoint, world.far),
        ),
        Assignment: (
            world.own.assignments.get(person=author),
            world.far.assignments.first(),
        ),
        LeadershipMembership: (world.klg.leadership_memberships.get(), None),
        Person: (author, world.external),
        Unit: (author.unit, world.external.unit),
        Goal: (factories.GoalFactory(), None),
        Pack: (
            factories.PackFactory(round=world.round, finalised_by=world.lots),
            factories.PackFactory(round=world.second_round, finalised_by=world.second_lots),
        ),
        FinalReport: (
            factories.FinalReportFactory(checkpoint=own_checkpoint, finalised_by=world.lots),
            factories.FinalReportFactory(checkpoint=far_checkpoint, finalised_by=world.second_lots),
        ),
        Slutrapport: (
            factories.SlutrapportFactory(initiative=world.own, finalised_by=world.lots),
            factories.SlutrapportFactory(initiative=world.far, finalised_by=world.second_lots),
        ),
        OutgoingMail: (factories.OutgoingMailFactory(recipient=author), None),
    }


def _effects(world) -> dict[type, tuple]:
    effects = _in_both(factories.EffectFactory, world)
    benefits = _in_both(factories.BenefitFactory, world)
    return {
        Effect: effects,
        Measurement: tuple(factories.MeasurementFactory(effect=one) for one in effects),
        Benefit: benefits,
        BenefitYear: tuple(factories.BenefitYearFactory(benefit=one) for one in benefits),
        FollowUp: _in_both(factories.FollowUpFactory, world),
    }


def _in_both(factory, world) -> tuple:
    return factory(initiative=world.own), factory(initiative=world.far)


def _asked(checkpoint: Checkpoint, initiative: Initiative) -> PreparationQuestion:
    preparation = factories.PreparationFactory(
        checkpoint=checkpoint, initiative=initiative, ready=True, questions=["Hur?"]
    )
    return preparation.questions.get()


def key_of(argument: str, row) -> object:
    """What the URL calls the row."""
    if argument == "token":
        return reply_token(row)
    return getattr(row, COLUMN_OF_ARGUMENT.get(argument, "pk"))


def model_of(argument: str, pattern: URLPattern) -> type | None:
    """The model of the row that an argument of the URL names."""
    if argument in ROW_OF_ARGUMENT:
        return ROW_OF_ARGUMENT[argument]
    on = getattr(pattern.callback, "required_on", None)
    if argument != "pk" or on is None:
        return None
    return on if isinstance(on, type) else on().model
