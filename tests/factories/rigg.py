from types import SimpleNamespace

import factory
from factory.django import DjangoModelFactory

from initiatives.models import Initiative, Round
from roles.models import Assignment, Person
from roles.permissions import GLOBAL_ROLES, ON_INITIATIVE_ROLES, ROUND_ROLES, Role
from tests.factories.days import in_days
from tests.factories.initiatives import GoalFactory, InitiativeFactory, MandateFactory, RoundFactory
from tests.factories.people import LeadershipMembershipFactory, PersonFactory


class AssignmentFactory(DjangoModelFactory):
    """A ledartröja unless told otherwise. The role decides the place that is made for it."""

    class Meta:
        model = Assignment

    person = factory.SubFactory(PersonFactory)
    role = Role.LEDARTROJA
    initiative = factory.LazyAttribute(
        lambda row: InitiativeFactory() if row.role in ON_INITIATIVE_ROLES else None
    )
    round = factory.LazyAttribute(lambda row: RoundFactory() if row.role in ROUND_ROLES else None)
    starts_on = factory.LazyFunction(lambda: in_days(-60))


def give(person: Person, role: Role, place: Initiative | Round | None = None, **fields):
    """The assignment of a role on its place: `give(anna, Role.LOTS, omgång)`. No place: a new one."""
    name = "initiative" if role in ON_INITIATIVE_ROLES else "round"
    places = {} if place is None or role in GLOBAL_ROLES else {name: place}
    return AssignmentFactory(person=person, role=role, **places, **fields)


def give_new(role: Role, place: Initiative | Round | None = None, **person) -> Person:
    """A new person with that role."""
    return give(PersonFactory(**person), role, place).person


def complete_rigg(initiative: Initiative) -> SimpleNamespace:
    """Gives `initiative` all that it needs to start, and returns the people by role.

    The lots is the one the round has, or a new one.
    """
    lots = initiative.round.assignments.active().filter(role=Role.LOTS).first()
    rigg = SimpleNamespace(
        ledartrojor=[give_new(Role.LEDARTROJA, initiative) for _ in range(2)],
        fadder=give_new(Role.FADDER, initiative),
        coach=give_new(Role.COACH, initiative),
        lots=lots.person if lots else give_new(Role.LOTS, initiative.round),
    )
    LeadershipMembershipFactory(person=rigg.fadder)
    initiative.units.set([person.unit for person in rigg.ledartrojor])
    initiative.goals.set([GoalFactory()])
    initiative.target_group = "Barn i förskoleklass"
    initiative.difference = "Det går snabbare att få hjälp."
    initiative.noticed_by = in_days(365)
    initiative.save(update_fields=["target_group", "difference", "noticed_by"])
    rigg.mandate = MandateFactory(
        initiative=initiative, issued_by=rigg.lots, accepted_by=rigg.ledartrojor
    )
    return rigg
