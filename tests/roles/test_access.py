import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkpoints.models import Checkpoint
from initiatives.models import Initiative, Round, StatusUpdate
from programme.models import Pack
from roles.access import (
    can,
    explain,
    get_permitted_or_404,
    grants_of,
    may_give,
    people_in_role,
    permitted,
    requires,
    users_with,
)
from roles.models import Assignment, Person, Unit
from roles.permissions import GRANTS, INITIATIVE_ROLES, Perm, Role
from tests.factories import (
    AssignmentFactory,
    CheckpointFactory,
    LeadershipMembershipFactory,
    MandateFactory,
    PackFactory,
    PersonFactory,
    PreparationFactory,
    StatusUpdateFactory,
    UnitFactory,
    give,
    in_days,
)

MODELS = [model for model in apps.get_models() if hasattr(model, "access_path")]


def again(person: Person) -> Person:
    """The same person in a new request."""
    return Person.objects.get(pk=person.pk)


# --- One answer, four ways to read it ----------------------------------------------------------
PLACED = st.tuples(
    st.sampled_from([*INITIATIVE_ROLES, Role.LOTS]), st.integers(0, 2), st.integers(-3, 3)
)
GLOBAL = st.tuples(st.sampled_from([Role.ADMIN, Role.KLG]), st.none(), st.integers(-3, 3))
GRANTED = st.lists(st.one_of(PLACED, GLOBAL), max_size=4, unique_by=lambda row: row[:2])


@pytest.fixture
def rows(world):
    """Something of every kind that hangs on a round or an initiative."""
    for initiative in (world.own, world.other, world.far):
        StatusUpdateFactory(initiative=initiative)
        MandateFactory(initiative=initiative)
        checkpoint = CheckpointFactory(round=initiative.round)
        PreparationFactory(checkpoint=checkpoint, initiative=initiative, questions=["Hur då?"])
    PackFactory(round=world.round)
    PackFactory(round=world.second_round)
    return world


def grant(world, person, role, place, ends_in):
    days = {"starts_on": in_days(-10), "ends_on": in_days(ends_in)}
    if role == Role.KLG:
        return LeadershipMembershipFactory(person=person, **days)
    if role == Role.LOTS:
        return give(person, role, [world.round, world.second_round][place % 2], **days)
    if role == Role.ADMIN:
        return give(person, role, **days)
    return give(person, role, [world.own, world.other, world.far][place], **days)


def is_possible(granted) -> bool:
    ledartroja = {place for role, place, _ in granted if role == Role.LEDARTROJA}
    fadder = {place for role, place, _ in granted if role == Role.FADDER}
    lots = [place % 2 for role, place, _ in granted if role == Role.LOTS]
    return not ledartroja & fadder and len(set(lots)) == len(lots)


def expected(world, granted, kind, perm, model):
    """The rule once more, in the plainest words there are."""
    roles = [(role, place) for role, place, ends_in in granted if ends_in >= 0]
    roles += [(Role.MEDARBETARE, None)] if kind not in (None, Unit.Kind.EXTERN) else []
    roles = [(role, place) for role, place in roles if perm in GRANTS[role]]
    if any(role in (Role.ADMIN, Role.KLG, Role.MEDARBETARE) for role, _ in roles):
        return set(model.objects.all())
    three, two = [world.own, world.other, world.far], [world.round, world.second_round]
    initiatives = {three[place] for role, place in roles if role in INITIATIVE_ROLES}
    rounds = {two[place % 2] for role, place in roles if role == Role.LOTS}
    if model is Initiative:
        return initiatives | {found for found in three if found.round in rounds}
    if model is Pack:
        return set(Pack.objects.filter(round__in=rounds))
    if perm == Perm.READ:
        rounds |= {found.round for found in initiatives}
    return rounds if model is Round else set(Checkpoint.objects.filter(round__in=rounds))


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    granted=GRANTED.filter(is_possible),
    kind=st.sampled_from([None, *Unit.Kind]),
    perm=st.sampled_from(Perm),
)
def test_can_and_permitted_are_the_same_answer_and_the_right_one(rows, granted, kind, perm):
    with transaction.atomic():
        person = PersonFactory(unit=kind and UnitFactory(kind=kind))
        for role, place, ends_in in granted:
            grant(rows, person, role, place, ends_in)
        for model in MODELS:
            everything = model._default_manager.all()
            found = set(permitted(everything, person, perm))
            assert found == {row for row in everything if can(person, perm, row)}, model
            if model in (Initiative, Round, Checkpoint, Pack):
                assert found == expected(rows, granted, kind, perm, model), model
        transaction.set_rollback(True)


@pytest.mark.parametrize("perm", Perm)
def test_users_with_are_those_whose_role_says_so(rows, perm):
    people = Person.objects.all()
    places = [*Initiative.objects.all(), *Round.objects.all(), Checkpoint.objects.first()]
    places += [Pack.objects.first(), StatusUpdate.objects.first(), Unit.objects.first()]
    for place in places:
        by_role = {
            person
            for person in people
            if set(explain(person, perm, place)) - {Role.MEDARBETARE.label}
        }
        assert set(users_with(perm, place)) == by_role, place


@pytest.mark.parametrize("perm", Perm)
def test_explain_names_a_role_when_and_only_when_it_is_allowed(rows, perm):
    for person in Person.objects.all():
        for place in (rows.own, rows.round, rows.medarbetare):
            assert bool(explain(person, perm, place)) == can(person, perm, place)


# --- Each rule on its own ----------------------------------------------------------------------
def test_a_role_that_ended_yesterday_gives_nothing_today(world):
    assert not can(world.ended, Perm.PUBLISH, world.own)
    assert not can(world.ended, Perm.PUBLISH)
    assert world.ended not in users_with(Perm.PUBLISH, world.own)
    assert world.ended in users_with(Perm.PUBLISH, world.own, on=in_days(-1))


def test_a_role_gives_its_rights_on_its_first_and_last_day_only(frozen_time, world):
    person = PersonFactory(external=True)
    give(person, Role.COACH, world.own, starts_on=in_days(1), ends_on=in_days(2))
    held = []
    for day in range(4):
        frozen_time(f"{in_days(0) if day == 0 else in_days(1)} 12:00")
        held.append(can(again(person), Perm.READ_DRAFTS, world.own))
    assert held == [False, True, True, False]


def test_the_day_is_the_swedish_one(frozen_time, world):
    frozen_time("2026-12-03 12:00")
    person = PersonFactory(external=True)
    give(person, Role.COACH, world.own, ends_on=in_days(0))
    frozen_time("2026-12-03 23:59")
    assert can(again(person), Perm.READ, world.own)
    frozen_time("2026-12-04 00:01")  # still 3 December in UTC
    assert not can(again(person), Perm.READ, world.own)


def test_inactive_people_have_no_rights_and_get_no_mail(world):
    assert not any(can(world.inactive, perm) for perm in Perm)
    assert world.inactive not in users_with(Perm.EDIT_WORK, world.own)


def test_a_seat_in_klg_counts_only_while_it_lasts(world):
    gone = LeadershipMembershipFactory(ends_on=in_days(-1)).person
    assert can(world.klg, Perm.DECIDE, world.round)
    assert not can(gone, Perm.DECIDE, world.round)
    assert set(users_with(Perm.DECIDE, world.round)) == {
        world.klg,
        world.fadder,
        world.other_fadder,
    }


def test_external_without_role_sees_nothing(world):
    assert not any(can(world.external, perm) for perm in Perm)
    for model in MODELS:
        assert not permitted(model._default_manager.all(), world.external, Perm.READ).exists()


def test_person_without_unit_sees_nothing(world):
    assert not can(PersonFactory(unit=None), Perm.READ)


def test_external_sees_their_own_initiative_and_its_round_only(rows):
    person = rows.external_member
    assert list(permitted(Initiative.objects.all(), person, Perm.READ)) == [rows.own]
    assert list(permitted(Round.objects.all(), person, Perm.READ)) == [rows.round]
    assert set(permitted(Checkpoint.objects.all(), person, Perm.READ)) == set(
        rows.round.checkpoints.all()
    )
    # A pack tells of every initiative in the round.
    assert not permitted(Pack.objects.all(), person, Perm.READ).exists()
    assert not permitted(Person.objects.all(), person, Perm.READ).exists()


def test_external_may_read_their_round_but_do_nothing_to_it(world):
    give(PersonFactory(external=True), Role.LEDARTROJA, world.own)
    person = world.external_member
    assert {perm for perm in Perm if can(person, perm, world.round)} == {Perm.READ}


def test_lots_reach_the_roles_of_their_own_round(world):
    external_lots = PersonFactory(external=True)
    give(external_lots, Role.LOTS, world.second_round)
    found = permitted(Assignment.objects.all(), external_lots, Perm.RUN_ROUND)
    assert {row.place for row in found} == {world.second_round, world.far}


def test_lots_of_one_round_have_no_power_over_another(world):
    assert can(world.lots, Perm.RUN_ROUND, world.own)
    assert can(world.lots, Perm.RUN_ROUND, world.other)
    assert not can(world.lots, Perm.RUN_ROUND, world.far)
    assert not can(world.second_lots, Perm.RUN_ROUND, world.own)
    assert can(world.second_lots, Perm.RUN_ROUND)


def test_a_role_held_somewhere_says_nothing_of_what_hangs_nowhere_or_elsewhere(world):
    for_all, elsewhere = world.admin.assignments.get(), world.far_ledartroja.assignments.get()
    assert not can(world.lots, Perm.RUN_ROUND, for_all)
    assert not can(world.lots, Perm.RUN_ROUND, elsewhere)
    assert not can(world.ledartroja, Perm.PUBLISH, for_all)
    assert not can(world.ledartroja, Perm.PUBLISH, elsewhere)


def test_nobody_signed_in_has_no_rights(world):
    assert grants_of(AnonymousUser()) == ()
    assert not can(AnonymousUser(), Perm.READ, world.own)


def test_people_in_role_of_an_initiative_include_its_round(world):
    assert set(people_in_role(world.own, Role.LEDARTROJA, Role.LOTS)) == {
        world.ledartroja,
        world.ledartroja2,
        world.lots,
    }
    assert set(people_in_role(world.round, Role.LEDARTROJA, Role.LOTS)) == {world.lots}
    assert set(people_in_role(world.own, Role.KLG)) == {
        world.klg,
        world.fadder,
        world.other_fadder,
    }


def test_who_may_give_a_role(world):
    table = {
        (Role.LEDARTROJA, world.own): {"lots"},
        (Role.TEAMMEDLEM, world.far): {"second_lots"},
        (Role.LOTS, world.round): {"lots", "admin"},
        (Role.LOTS, world.second_round): {"second_lots", "admin"},
        (Role.ADMIN, None): {"admin"},
    }
    for (role, place), may in table.items():
        assert {
            name for name, person in world.people().items() if may_give(person, role, place)
        } == may, role


def test_one_query_per_person_and_request(world, django_assert_num_queries):
    person = again(world.lots)
    with django_assert_num_queries(1):
        for perm in Perm:
            can(person, perm, world.own)
            can(person, perm, world.round)
            can(person, perm)
            explain(person, perm, world.own)
    with django_assert_num_queries(1):
        list(permitted(Initiative.objects.all(), person, Perm.READ))


# --- At the door of a view ---------------------------------------------------------------------
def test_outsider_gets_404_and_insider_without_the_right_403(world):
    rows = Initiative.objects.all()
    with pytest.raises(Http404):
        get_permitted_or_404(rows, world.external, Perm.PUBLISH, pk=world.own.pk)
    with pytest.raises(Http404):
        get_permitted_or_404(rows, world.lots, Perm.PUBLISH, pk=0)
    with pytest.raises(PermissionDenied):
        get_permitted_or_404(rows, world.coach, Perm.PUBLISH, pk=world.own.pk)
    assert get_permitted_or_404(rows, world.ledartroja, Perm.PUBLISH, pk=world.own.pk) == world.own


@pytest.mark.parametrize(
    ("arguments", "who", "allowed"),
    [
        ({}, "external_member", True),
        ({}, "external", False),
        ({"everywhere": True}, "external_member", False),
        ({"everywhere": True}, "medarbetare", True),
    ],
)
def test_requires_without_a_row(world, rf, arguments, who, allowed):
    view = requires(Perm.READ, **arguments)(lambda request: HttpResponse("in"))
    request = rf.get("/")
    request.user = getattr(world, who)
    if allowed:
        assert view(request).content == b"in"
    else:
        with pytest.raises(PermissionDenied):
            view(request)


def test_requires_gives_the_view_its_row(world, rf):
    view = requires(Perm.PUBLISH, on=Initiative)(lambda request, row: HttpResponse(row.name))
    request = rf.get("/")
    request.user = world.ledartroja
    assert view(request, pk=world.own.pk).content.decode() == world.own.name
    with pytest.raises(PermissionDenied):
        view(request, pk=world.other.pk)


def test_every_model_with_rows_of_people_says_where_it_hangs():
    ours = {"roles", "initiatives", "checkpoints", "programme"}
    silent = {
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in ours
        and not hasattr(model, "access_path")
        and not model.__name__.endswith("Event")
    }
    assert silent == set()


def test_a_role_on_an_initiative_says_nothing_of_the_next(world):
    AssignmentFactory(person=world.coach, role=Role.COACH, initiative=world.far)
    assert {row for row in Initiative.objects.all() if can(world.coach, Perm.READ_DRAFTS, row)} == {
        world.own,
        world.far,
    }
