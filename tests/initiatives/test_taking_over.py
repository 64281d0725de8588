"""Who takes over an initiative, and what is planned when it is decided to work like this."""

import pytest
from django.utils.timezone import localdate

from initiatives.models import Adoption, Step
from initiatives.services.adoption import decide_adoption, name_processledare, write_step
from initiatives.services.endings import LessonText, end_initiative
from prioinit.errors import DomainError
from roles.models import Assignment
from roles.permissions import Role
from tests.factories import PersonFactory, UnitFactory, give, in_days


@pytest.mark.parametrize("since", [-30, 0])
def test_who_is_named_again_keeps_the_role_from_its_first_day(world, since):
    held = world.processledare.assignments.get()
    Assignment.objects.filter(pk=held.pk).update(starts_on=in_days(since))
    named = name_processledare(
        by=world.lots, initiative=world.own, person=world.processledare, unit=None
    )
    assert (named.pk, named.starts_on) == (held.pk, in_days(since))


def test_one_role_of_one_person_here_is_touched(world):
    elsewhere = give(PersonFactory(), Role.PROCESSLEDARE, world.far)
    new = PersonFactory()
    name_processledare(by=world.lots, initiative=world.own, person=new, unit=None)
    elsewhere.refresh_from_db()
    assert elsewhere.ends_on is None
    assert world.coach.assignments.get().ends_on is None
    assert new.assignments.get().place == world.own


def test_naming_without_a_unit_takes_the_former_one_away(world):
    for unit in (UnitFactory(), None):
        name_processledare(
            by=world.lots, initiative=world.own, person=world.processledare, unit=unit
        )
        assert Adoption.objects.get().receiving_unit == unit


def test_a_decision_to_work_like_this_plans_the_follow_ups(world):
    decide_adoption(
        by=world.lots,
        initiative=world.own,
        version=0,
        decision="Vi har öppet.",
        decided_by_name="Ylva Nordin",
        decided_on=localdate(),
    )
    assert [one.months for one in world.own.follow_ups.all()] == [6, 12, 24]


def test_what_is_in_use_when_it_ends_has_someone_who_follows_it_up(world):
    person, unit = PersonFactory(), UnitFactory()
    end_initiative(
        by=world.ledartroja,
        initiative=world.own,
        outcome="nyttiggjord",
        words="Det används varje dag.",
        lesson=LessonText("malgrupp", "Vi frågade fel personer.", "Fråga grannarna först."),
        processledare=person,
        unit=unit,
    )
    role = person.assignments.get()
    assert (role.role, role.place) == (Role.PROCESSLEDARE, world.own)
    assert Adoption.objects.get().receiving_unit == unit
    assert [one.months for one in world.own.follow_ups.all()] == [6, 12, 24]


def test_a_step_with_a_personnummer_is_refused_without_a_form_too(world):
    with pytest.raises(DomainError, match="personnummer"):
        write_step(
            by=world.lots,
            initiative=world.own,
            step=Step.values[0],
            version=0,
            evidence="Ring 811228-9874.",
        )
