"""Who knocks, and on what. The world is tests.fixtures.make_world()."""

from django.urls import URLPattern

from checkpoints.models import Checkpoint
from initiatives.models import Goal, Initiative, Mandate, Round, StatusUpdate
from prioinit.models import OutgoingMail
from programme.models import Pack
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
ROW_OF_ARGUMENT = {"checkpoint_pk": Checkpoint, "goal_pk": Goal, "mail_pk": OutgoingMail}


def furnish(world) -> dict[type, tuple]:
    """The rows that URLs point at: one of `own` or its round, one of `far` or its round."""
    author = world.ledartroja
    final = {"published": True}
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
        Checkpoint: (
            factories.CheckpointFactory(round=world.round),
            factories.CheckpointFactory(round=world.second_round),
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
        OutgoingMail: (factories.OutgoingMailFactory(recipient=author), None),
    }


def model_of(argument: str, pattern: URLPattern) -> type | None:
    """The model of the row that an argument of the URL names."""
    if argument in ROW_OF_ARGUMENT:
        return ROW_OF_ARGUMENT[argument]
    on = getattr(pattern.callback, "required_on", None)
    if argument != "pk" or on is None:
        return None
    return on if isinstance(on, type) else on().model
