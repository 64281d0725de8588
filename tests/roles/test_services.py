from threading import Barrier, Thread

import pytest
from django.db import connection

from prioinit.errors import DomainError
from prioinit.models import OutgoingMail
from roles import services
from roles.access import can
from roles.models import Assignment, LeadershipMembership, Person
from roles.permissions import Perm, Role
from tests.factories import (
    AssignmentFactory,
    InitiativeFactory,
    LeadershipMembershipFactory,
    PersonFactory,
    RoundFactory,
    UnitFactory,
    give,
    give_new,
    in_days,
)


# --- Giving a role -----------------------------------------------------------------------------
def test_give_role_on_an_initiative_a_round_and_everywhere(world):
    person = PersonFactory()
    for role, place in [(Role.COACH, world.own), (Role.LOTS, world.round), (Role.ADMIN, None)]:
        given = services.give_role(
            by=world.lots, person=person, role=role, place=place, starts_on=in_days(0)
        )
        assert (given.role, given.place, given.ends_on) == (role, place, None)
    assert person.assignments.count() == 3


def test_a_fadder_sits_in_klg_on_the_first_day(world):
    person = PersonFactory()
    LeadershipMembershipFactory(person=person, starts_on=in_days(10))
    fields = {"by": world.lots, "person": person, "role": Role.FADDER, "place": world.own}
    with pytest.raises(DomainError, match="sitter inte i ledningsgruppen"):
        services.give_role(starts_on=in_days(9), **fields)
    assert services.give_role(starts_on=in_days(10), **fields).pk


def test_give_role_explains_what_the_database_would_refuse(world):
    fields = {"by": world.lots, "place": world.own, "starts_on": in_days(0)}
    with pytest.raises(DomainError, match="har redan den rollen under de dagarna"):
        services.give_role(person=world.ledartroja, role=Role.LEDARTROJA, **fields)
    with pytest.raises(DomainError, match="både ledartröja och fadder"):
        services.give_role(person=world.fadder, role=Role.LEDARTROJA, **fields)
    with pytest.raises(DomainError, match="Rollen hör inte hemma där"):
        services.give_role(
            person=world.coach,
            role=Role.ADMIN,
            place=world.round,
            by=world.admin,
            starts_on=in_days(0),
        )
    with pytest.raises(DomainError, match="Rollen hör inte hemma där"):
        services.give_role(person=world.klg, role=Role.COACH, by=world.lots, starts_on=in_days(0))
    with pytest.raises(DomainError, match="Slutdatum är före startdatum"):
        services.give_role(person=world.klg, role=Role.COACH, ends_on=in_days(-1), **fields)
    with pytest.raises(DomainError, match="har slutat"):
        services.give_role(person=world.inactive, role=Role.COACH, **fields)


def test_an_external_ledartroja_is_allowed_with_a_caution(world):
    external = give(PersonFactory(external=True, name="Eva Ute"), Role.LEDARTROJA, world.far)
    assert services.cautions(external) == [
        "Eva Ute kommer utifrån. Se till att någon av ledartröjorna är anställd hos er."
    ]
    alone = give(PersonFactory(unit=None, name="Ove Utan"), Role.LEDARTROJA, world.far)
    assert services.cautions(alone)[0].startswith("Ove Utan kommer utifrån.")
    assert services.cautions(give(world.external, Role.COACH, world.far)) == []
    assert services.cautions(give(world.medarbetare, Role.LEDARTROJA, world.far)) == []


# --- Ending a role -----------------------------------------------------------------------------
@pytest.mark.parametrize(("last_day", "holds_today"), [(-3, False), (0, True), (5, True)])
def test_end_role_on_a_day_before_today_or_after(world, last_day, holds_today):
    role = give(PersonFactory(external=True), Role.COACH, world.own)
    services.end_role(by=world.lots, assignment=role, ends_on=in_days(last_day))
    person = Person.objects.get(pk=role.person.pk)
    assert can(person, Perm.READ_DRAFTS, world.own) is holds_today
    assert Assignment.objects.get(pk=role.pk).ends_on == in_days(last_day)


def test_end_role_before_it_began_is_refused(world):
    role = give(PersonFactory(), Role.COACH, world.own, starts_on=in_days(0))
    with pytest.raises(DomainError, match="Slutdatum är före startdatum"):
        services.end_role(by=world.lots, assignment=role, ends_on=in_days(-1))


def test_an_ended_role_cannot_be_stretched_over_the_next(world):
    person = PersonFactory()
    first = give(person, Role.COACH, world.own, ends_on=in_days(-30))
    give(person, Role.COACH, world.own, starts_on=in_days(-20))
    with pytest.raises(DomainError, match="har redan den rollen"):
        services.end_role(by=world.lots, assignment=first, ends_on=in_days(0))


def test_a_role_given_by_mistake_can_be_withdrawn_the_same_day_only(world):
    today = give(PersonFactory(), Role.COACH, world.own, starts_on=in_days(0))
    services.withdraw_role(by=world.lots, assignment=today)
    assert not Assignment.objects.filter(pk=today.pk).exists()
    old = give(PersonFactory(), Role.COACH, world.own, starts_on=in_days(-1))
    with pytest.raises(DomainError, match="har redan gällt"):
        services.withdraw_role(by=world.lots, assignment=old)


def test_every_change_of_a_role_is_in_the_history(world):
    role = give(PersonFactory(), Role.COACH, world.own, starts_on=in_days(0))
    services.end_role(by=world.lots, assignment=role, ends_on=in_days(1))
    services.withdraw_role(by=world.lots, assignment=role)
    events = role.events.model.objects.filter(pgh_obj_id=role.pk).order_by("pgh_id")
    assert [(event.pgh_label, event.ends_on) for event in events] == [
        ("insert", None),
        ("update", in_days(1)),
        ("delete", in_days(1)),
    ]


# --- The last administrator --------------------------------------------------------------------
def test_the_last_administrator_keeps_the_role(world):
    role = world.admin.assignments.get()
    for ends_on in (in_days(-1), in_days(0), in_days(30)):
        with pytest.raises(DomainError, match="minst en administratör"):
            services.end_role(by=world.admin, assignment=role, ends_on=ends_on)
    with pytest.raises(DomainError, match="minst en administratör"):
        services.deactivate_person(by=world.admin, person=world.admin)


@pytest.mark.parametrize(
    ("other", "enough"),
    [
        ({}, True),
        ({"ends_on": 0}, False),
        ({"ends_on": 1}, True),
        ({"starts_on": 2}, False),
        ({"person__is_active": False}, False),
    ],
)
def test_the_last_administrator_can_go_when_another_stays(world, other, enough):
    days = {name: in_days(value) for name, value in other.items() if name != "person__is_active"}
    rest = {name: value for name, value in other.items() if name == "person__is_active"}
    AssignmentFactory(role=Role.ADMIN, **days, **rest)
    role = world.admin.assignments.get()
    if enough:
        services.end_role(by=world.admin, assignment=role, ends_on=in_days(0))
    else:
        with pytest.raises(DomainError):
            services.end_role(by=world.admin, assignment=role, ends_on=in_days(0))


def test_an_administrator_made_today_cannot_be_withdrawn_when_they_are_the_last(db):
    role = AssignmentFactory(role=Role.ADMIN, starts_on=in_days(0))
    with pytest.raises(DomainError, match="minst en administratör"):
        services.withdraw_role(by=role.person, assignment=role)


def test_other_roles_end_without_asking_for_an_administrator(world):
    world.admin.assignments.update(ends_on=in_days(0))
    role = give(PersonFactory(), Role.COACH, world.own, starts_on=in_days(0))
    assert services.end_role(by=world.lots, assignment=role, ends_on=in_days(5)).ends_on
    services.withdraw_role(by=world.lots, assignment=role)
    assert not Assignment.objects.filter(pk=role.pk).exists()


# --- People ------------------------------------------------------------------------------------
def test_create_person_without_invitation_says_nothing(world):
    unit = UnitFactory()
    person = services.create_person(
        by=world.admin, email="Ny.Person@Kommun.example", name="Ny Person", unit=unit
    )
    assert (person.email, person.unit, person.invited_at) == (
        "ny.person@kommun.example",
        unit,
        None,
    )
    assert not person.has_usable_password()
    assert not OutgoingMail.objects.exists()


def test_create_person_with_an_address_in_use_is_refused(world):
    with pytest.raises(DomainError, match="En annan person har redan den e-postadressen"):
        services.create_person(by=world.admin, email=world.lots.email.upper(), name="Ny")


@pytest.mark.parametrize(
    ("language", "subject"), [("sv", "Inbjudan till Prioinitiativ, Testkommunen")]
)
def test_invite_mails_one_link_to_the_person(world, language, subject):
    person = PersonFactory(language=language)
    services.invite(by=world.admin, person=person)
    mail = OutgoingMail.objects.get()
    assert (mail.to_email, mail.recipient, mail.subject) == (person.email, person, subject)
    assert mail.text_body.count("http://localhost:8000/valj-losenord/") == 1
    assert mail.html_body.count("http://localhost:8000/valj-losenord/") == 1
    assert mail.html_body.count("href=") == 1
    assert world.admin.name in mail.text_body
    assert Person.objects.get(pk=person.pk).invited_at


def test_who_has_left_is_not_invited(world):
    with pytest.raises(DomainError, match="har slutat"):
        services.invite(by=world.admin, person=world.inactive)
    assert not OutgoingMail.objects.exists()


def test_who_leaves_loses_roles_seat_and_password(world):
    person = PersonFactory(with_password=True)
    now = give(person, Role.COACH, world.own)
    to_come = give(person, Role.COACH, world.far, starts_on=in_days(5))
    over = give(person, Role.COACH, world.other, ends_on=in_days(-5))
    seat = LeadershipMembershipFactory(person=person)
    services.deactivate_person(by=world.admin, person=person)
    person = Person.objects.get(pk=person.pk)
    assert not person.is_active
    assert not person.has_usable_password()
    assert {row.pk: row.ends_on for row in person.assignments.all()} == {
        now.pk: in_days(0),
        over.pk: in_days(-5),
    }
    assert to_come.pk not in person.assignments.values_list("pk", flat=True)
    assert LeadershipMembership.objects.get(pk=seat.pk).ends_on == in_days(0)
    assert not can(person, Perm.READ)
    with pytest.raises(DomainError, match="har slutat"):
        services.deactivate_person(by=world.admin, person=person)


def test_who_comes_back_has_an_account_but_no_role(world):
    give(PersonFactory(), Role.COACH, world.own)
    person = give_new(Role.COACH, world.own)
    services.deactivate_person(by=world.admin, person=person)
    services.reactivate_person(by=world.admin, person=person)
    person = Person.objects.get(pk=person.pk)
    assert person.is_active
    assert not person.assignments.active(in_days(1)).exists()


# --- Ledningsgruppen ---------------------------------------------------------------------------
def test_join_and_leave_leadership(world):
    seat = services.join_leadership(by=world.admin, person=world.medarbetare, starts_on=in_days(0))
    with pytest.raises(DomainError, match="sitter redan i ledningsgruppen"):
        services.join_leadership(by=world.admin, person=world.medarbetare, starts_on=in_days(3))
    services.leave_leadership(by=world.admin, membership=seat, ends_on=in_days(2))
    services.join_leadership(by=world.admin, person=world.medarbetare, starts_on=in_days(3))
    assert world.medarbetare.leadership_memberships.count() == 2


def test_who_has_left_gets_no_seat(world):
    with pytest.raises(DomainError, match="har slutat"):
        services.join_leadership(by=world.admin, person=world.inactive, starts_on=in_days(0))


def test_a_seat_given_by_mistake_can_be_withdrawn(world):
    seat = services.join_leadership(by=world.admin, person=world.medarbetare, starts_on=in_days(0))
    services.withdraw_membership(by=world.admin, membership=seat)
    assert not world.medarbetare.leadership_memberships.exists()
    to_come = services.join_leadership(
        by=world.admin, person=world.medarbetare, starts_on=in_days(9)
    )
    services.withdraw_membership(by=world.admin, membership=to_come)
    assert not world.medarbetare.leadership_memberships.exists()
    with pytest.raises(DomainError, match="har redan gällt"):
        services.withdraw_membership(
            by=world.admin, membership=world.klg.leadership_memberships.get()
        )


@pytest.mark.django_db(transaction=True)
def test_the_same_role_given_twice_at_once_is_given_once():
    person, place, by = PersonFactory(), InitiativeFactory(round=RoundFactory()), PersonFactory()
    barrier, outcomes = Barrier(2), []

    def give_it():
        barrier.wait()
        try:
            services.give_role(
                by=by, person=person, role=Role.COACH, place=place, starts_on=in_days(0)
            )
            outcomes.append("given")
        except DomainError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=give_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["given", "refused"]
