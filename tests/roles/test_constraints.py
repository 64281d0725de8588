"""What must never be false: each constraint lets the right thing in and keeps the wrong one out."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from roles.models import Person
from roles.permissions import Role
from tests.factories import (
    AssignmentFactory,
    InitiativeFactory,
    LeadershipMembershipFactory,
    PersonFactory,
    RoundFactory,
    UnitFactory,
    give,
    in_days,
)

pytestmark = pytest.mark.django_db


def refused(constraint: str):
    return pytest.raises(IntegrityError, match=constraint)


# --- A role cannot overlap itself --------------------------------------------------------------
PERIODS = [
    # from, to of the second role; the first is held from day 0 to day 10
    ((11, 20), True),
    ((11, None), True),
    ((-20, -1), True),
    ((10, 20), False),
    ((-5, 0), False),
    ((3, 4), False),
    ((-5, 20), False),
    ((-5, None), False),
]


def last_day(days):
    return None if days is None else in_days(days)


@pytest.mark.parametrize(("days", "fits"), PERIODS)
def test_the_same_role_in_the_same_place(days, fits):
    initiative, person = InitiativeFactory(), PersonFactory()
    give(person, Role.COACH, initiative, starts_on=in_days(0), ends_on=in_days(10))
    second = {"starts_on": in_days(days[0]), "ends_on": last_day(days[1])}
    if fits:
        give(person, Role.COACH, initiative, **second)
    else:
        with refused("assignment_once_at_a_time"):
            give(person, Role.COACH, initiative, **second)


@pytest.mark.parametrize(("days", "fits"), PERIODS)
def test_a_seat_in_klg(days, fits):
    person = PersonFactory()
    LeadershipMembershipFactory(person=person, starts_on=in_days(0), ends_on=in_days(10))
    second = {"starts_on": in_days(days[0]), "ends_on": last_day(days[1])}
    if fits:
        LeadershipMembershipFactory(person=person, **second)
    else:
        with refused("leadership_once_at_a_time"):
            LeadershipMembershipFactory(person=person, **second)


@pytest.mark.parametrize("role", [Role.LOTS, Role.ADMIN])
def test_roles_on_a_round_and_everywhere_overlap_too(role):
    person, round = PersonFactory(), RoundFactory()
    give(person, role, round)
    with refused("assignment_once_at_a_time"):
        give(person, role, round)


def test_other_roles_places_and_people_at_the_same_time_are_fine():
    initiative, person = InitiativeFactory(), PersonFactory()
    give(person, Role.COACH, initiative)
    give(person, Role.LEDARTROJA, initiative)
    give(person, Role.COACH, InitiativeFactory())
    give(PersonFactory(), Role.COACH, initiative)
    give(person, Role.LOTS, initiative.round)
    give(person, Role.LOTS, RoundFactory())
    assert person.assignments.count() == 5


# --- Ledartröja and fadder ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "second"), [(Role.LEDARTROJA, Role.FADDER), (Role.FADDER, Role.LEDARTROJA)]
)
def test_nobody_is_ledartroja_and_fadder_of_the_same_initiative(first, second):
    initiative, person = InitiativeFactory(), PersonFactory()
    give(person, first, initiative)
    with refused("assignment_not_ledartroja_and_fadder"):
        give(person, second, initiative)


def test_ledartroja_of_one_and_fadder_of_another_or_later_is_fine():
    initiative, person = InitiativeFactory(), PersonFactory()
    give(person, Role.LEDARTROJA, initiative, ends_on=in_days(-1))
    give(person, Role.FADDER, InitiativeFactory())
    give(person, Role.FADDER, initiative, starts_on=in_days(0))
    assert person.assignments.count() == 3


# --- The role decides the place ----------------------------------------------------------------
@pytest.mark.parametrize("role", [role.value for role in Role])
@pytest.mark.parametrize("place", ["initiative", "round", "nowhere", "both"])
def test_role_and_place_belong_together(role, place):
    right = {
        "initiative": {"ledartroja", "fadder", "coach", "teammedlem", "processledare"},
        "round": {"lots"},
        "nowhere": {"admin"},
        "both": set(),
    }[place]
    places = {
        "initiative": InitiativeFactory() if place in ("initiative", "both") else None,
        "round": RoundFactory() if place in ("round", "both") else None,
    }
    if role in right:
        AssignmentFactory(role=role, **places)
    else:
        with refused("assignment_role_fits_place"):
            AssignmentFactory(role=role, **places)


# --- Days in order -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("factory", "constraint"),
    [
        (AssignmentFactory, "assignment_days_in_order"),
        (LeadershipMembershipFactory, "leadership_days_in_order"),
    ],
)
def test_the_last_day_is_not_before_the_first(factory, constraint):
    day = in_days(0)
    factory(starts_on=day, ends_on=day)
    # The range of the exclusion constraint is refused first when the days are the wrong way round.
    with pytest.raises(Exception, match=f"{constraint}|range lower bound"), transaction.atomic():
        factory(starts_on=day, ends_on=day - timedelta(days=1))


# --- One of each -------------------------------------------------------------------------------
def test_an_address_belongs_to_one_person():
    PersonFactory(email="anna.ek@kommun.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email="anna.ek@kommun.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email="Anna.Ek@kommun.example")
    PersonFactory(email="anna.ek2@kommun.example")


def test_an_address_is_found_and_kept_in_small_letters():
    person = Person.objects.create_user(" Anna.Ek@Kommun.example ", name="Anna Ek")
    assert person.email == "anna.ek@kommun.example"
    assert Person.objects.get_by_natural_key("ANNA.EK@kommun.example") == person
    again = Person(email="ANNA.EK@KOMMUN.EXAMPLE", name="Anna Ek", password="!")
    with pytest.raises(ValidationError, match="En annan person har redan den e-postadressen"):
        again.full_clean()


@pytest.mark.parametrize(
    ("field", "constraint"), [("code", "unit_code_once"), ("name", "unit_name_once")]
)
def test_units_have_their_own_code_and_name(field, constraint):
    UnitFactory(**{field: "Skola"})
    UnitFactory(**{field: "Skolan"})
    with refused(constraint):
        UnitFactory(**{field: "SKOLA"})


def test_a_first_administrator_can_be_made_from_the_command_line():
    person = Person.objects.create_superuser("rot@kommun.example", "lösenord", name="Rut Rot")
    assert person.is_staff
    assert person.assignments.active().get().role == Role.ADMIN


@pytest.mark.parametrize("text", ["Anna 811228-9874", "198112289874"])
def test_a_personnummer_is_refused_in_names(text):
    with pytest.raises(ValidationError, match="personnummer"):
        PersonFactory.build(name=text, unit=None).full_clean(exclude=["password"])


def test_names_sort_the_swedish_way():
    for name in ["Östen", "Åke", "anna", "Ärla", "Zoran"]:
        PersonFactory(name=name)
    assert [person.name for person in Person.objects.all()] == [
        "anna",
        "Zoran",
        "Åke",
        "Ärla",
        "Östen",
    ]
