"""Units, ledningsgruppen, and giving and ending roles."""

import pytest
from django.urls import reverse

from roles.models import Assignment, Unit
from roles.permissions import Role
from tests.factories import (
    InitiativeFactory,
    LeadershipMembershipFactory,
    PersonFactory,
    UnitFactory,
    give,
    in_days,
)


def text(answer) -> str:
    return answer.content.decode()


def url(name: str, row) -> str:
    return reverse(f"roles:{name}", args=[row.pk])


def form(person, **fields) -> dict:
    return {"person": person.pk, "starts_on": in_days(0), "ends_on": "", **fields}


# --- Units -------------------------------------------------------------------------------------
def test_units_are_grouped_and_counted(client_for, world):
    unit = UnitFactory(name="Bolaget", kind=Unit.Kind.BOLAG)
    PersonFactory.create_batch(2, unit=unit)
    PersonFactory(unit=unit, is_active=False)
    world.own.units.add(unit)
    world.far.units.add(unit)
    answer = client_for(world.medarbetare).get("/enheter/")
    groups = dict(answer.context["groups"])
    assert list(groups) == ["Förvaltningar", "Bolag", "Externa parter"]
    (bolag,) = groups["Bolag"]
    assert (bolag.people_count, bolag.initiative_count) == (2, 2)


# session, person, grants, units
@pytest.mark.parametrize("units", [1, 60])
def test_unit_list_queries(client_for, world, expect_queries, units):
    for unit in UnitFactory.create_batch(units):
        PersonFactory(unit=unit)
    browser = client_for(world.medarbetare)
    with expect_queries(3):
        browser.get("/enheter/")


def test_unit_shows_its_people_and_initiatives(client_for, world):
    unit = world.ledartroja.unit
    gone = PersonFactory(unit=unit, is_active=False)
    answer = client_for(world.medarbetare).get(unit.get_absolute_url())
    assert list(answer.context["people"]) == [world.ledartroja]
    assert list(answer.context["initiatives"]) == [world.own]
    assert gone.name not in text(answer)
    assert client_for(world.external_member).get(unit.get_absolute_url()).status_code == 404


# session, person, grants, unit, people, roles, seats, initiatives
@pytest.mark.parametrize("rows", [1, 60])
def test_unit_queries(client_for, world, expect_queries, rows):
    unit = UnitFactory()
    for _ in range(rows):
        give(PersonFactory(unit=unit), Role.COACH, world.own)
        InitiativeFactory(round=world.round, units=[unit])
    browser = client_for(world.medarbetare)
    with expect_queries(7):
        browser.get(unit.get_absolute_url())


def test_add_and_change_a_unit(client_for, world):
    browser = client_for(world.admin)
    fields = {"name": "Räddningstjänsten", "code": "RÄDD", "kind": "forvaltning"}
    browser.post("/enheter/ny/", fields)
    unit = Unit.objects.get(code="RÄDD")
    answer = browser.post(url("unit_edit", unit), fields | {"name": "Räddningen", "version": 1})
    assert answer["Location"] == unit.get_absolute_url()
    unit.refresh_from_db()
    assert unit.name == "Räddningen"
    again = browser.post("/enheter/ny/", fields | {"name": "räddningen", "code": "X"})
    assert again.status_code == 422
    assert "En annan enhet har redan det namnet." in text(again)
    assert 'value="X"' in text(again)
    assert client_for(world.lots).post(url("unit_edit", unit), fields).status_code == 403
    assert browser.delete(url("unit_edit", unit)).status_code == 405


def test_unit_changed_on_top_of_someone_elses_shows_both(client_for, world):
    unit = UnitFactory(name="Räddningen", code="RÄDD")
    browser = client_for(world.admin)
    address = url("unit_edit", unit)
    assert 'name="version" value="1"' in browser.get(address).text
    fields = {"code": "RÄDD", "kind": "forvaltning"}
    browser.post(address, fields | {"name": "Räddningstjänsten", "version": 1})
    mine = fields | {"name": "Räddning och säkerhet", "kind": "bolag"}
    for opened in ({"version": 1}, {}):  # a form that carries no version saves over nobody either
        conflict = browser.post(address, mine | opened)
        assert conflict.status_code == 409
        for said in ("Räddningstjänsten", "Räddning och säkerhet", ">förvaltning<", ">bolag<"):
            assert said in conflict.text
    unit.refresh_from_db()
    assert unit.name == "Räddningstjänsten"
    browser.post(address, mine | {"version": conflict.context["version"]})
    unit.refresh_from_db()
    assert (unit.name, unit.kind, unit.version) == ("Räddning och säkerhet", "bolag", 3)


# --- Ledningsgruppen ---------------------------------------------------------------------------
def test_leadership_now_and_earlier(client_for, world):
    gone = LeadershipMembershipFactory(ends_on=in_days(-1))
    coming = LeadershipMembershipFactory(starts_on=in_days(10), person__name="Örjan Ny")
    answer = client_for(world.medarbetare).get("/ledningsgruppen/")
    assert [row.person.name for row in answer.context["seats"]] == [
        "Fatima Fadder",
        "Klara Ledningsgrupp",
        "Otto Fadder",
        coming.person.name,
    ]
    assert list(answer.context["earlier"]) == [gone]
    assert "Avsluta" not in text(answer)


# session, person, grants, seats, earlier
@pytest.mark.parametrize("seats", [1, 60])
def test_leadership_queries(client_for, world, expect_queries, seats):
    LeadershipMembershipFactory.create_batch(seats)
    LeadershipMembershipFactory.create_batch(seats, ends_on=in_days(-1))
    browser = client_for(world.medarbetare)
    with expect_queries(4):
        browser.get("/ledningsgruppen/")


def test_empty_leadership_says_why_it_matters(client_for, db):
    assert "Utan ledamöter" in text(client_for(PersonFactory()).get("/ledningsgruppen/"))


def test_administrator_adds_and_ends_a_seat(client_for, world):
    browser = client_for(world.admin)
    answer = browser.post("/ledningsgruppen/ny/", form(world.medarbetare))
    assert answer["Location"] == "/ledningsgruppen/"
    seat = world.medarbetare.leadership_memberships.get()
    assert browser.post("/ledningsgruppen/ny/", form(world.medarbetare)).status_code == 422
    end = url("leadership_end", seat)
    assert client_for(world.klg).get(end).status_code == 403
    assert client_for(world.external).get(end).status_code == 404
    assert browser.get(end).status_code == 200
    wrong = browser.post(end, {"ends_on": in_days(-1)})
    assert wrong.status_code == 422
    assert "Slutdatum är före startdatum." in text(wrong)
    assert browser.post(end, {"ends_on": in_days(3)})["Location"] == "/ledningsgruppen/"
    seat.refresh_from_db()
    assert seat.ends_on == in_days(3)
    browser.post(end, {"mistake": "on"})
    assert not world.medarbetare.leadership_memberships.exists()


# --- Giving a role on an initiative ------------------------------------------------------------
@pytest.mark.parametrize("role", ["ledartroja", "coach", "teammedlem"])
def test_lots_give_a_role_on_an_initiative(client_for, world, role):
    page = url("initiative_role_new", world.own) + f"?roll={role}"
    browser = client_for(world.lots)
    assert browser.get(page).status_code == 200
    answer = browser.post(page, form(world.medarbetare))
    assert answer["Location"] == world.own.get_absolute_url()
    given = world.medarbetare.assignments.get()
    assert (given.role, given.initiative, given.starts_on) == (role, world.own, in_days(0))


def test_only_members_of_klg_are_offered_as_fadder(client_for, world):
    page = url("initiative_role_new", world.own) + "?roll=fadder"
    browser = client_for(world.lots)
    offered = browser.get(page).context["form"].fields["person"].queryset
    assert set(offered) == {world.fadder, world.other_fadder, world.klg}
    assert browser.post(page, form(world.medarbetare)).status_code == 422
    assert browser.post(page, form(world.klg)).status_code == 302


def test_a_fadder_from_a_day_before_the_seat_is_refused(client_for, world):
    page = url("initiative_role_new", world.own) + "?roll=fadder"
    answer = client_for(world.lots).post(page, form(world.klg, starts_on=in_days(-800)))
    assert answer.status_code == 422
    assert "sitter inte i ledningsgruppen den dagen" in text(answer)
    assert f'value="{in_days(-800)}"' in text(answer)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"person": ""}, "Detta fält måste fyllas i."),
        ({"starts_on": "i går"}, "Fyll i ett giltigt datum."),
        ({"ends_on": "2020-01-01"}, "Slutdatum är före startdatum."),
    ],
)
def test_a_wrong_role_form_is_422(client_for, world, fields, message):
    page = url("initiative_role_new", world.own)
    answer = client_for(world.lots).post(page, form(world.medarbetare) | fields)
    assert answer.status_code == 422
    assert message in text(answer)
    assert not world.medarbetare.assignments.exists()


def test_an_external_ledartroja_gives_a_caution(client_for, world):
    page = url("initiative_role_new", world.own)
    answer = client_for(world.lots).post(page, form(world.external), follow=True)
    assert "Evert Extern kommer utifrån." in text(answer)


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/manniskor/?q=x", "/manniskor/?q=x"),
        ("https://ond.example/", None),
        ("//ond.example/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_next_is_a_path_of_ours(client_for, world, wanted, goes_to):
    page = url("initiative_role_new", world.own)
    answer = client_for(world.lots).post(page, form(world.medarbetare, next=wanted))
    assert answer["Location"] == (goes_to or world.own.get_absolute_url())


@pytest.mark.parametrize("role", ["lots", "admin", "klg", "medarbetare", "kung"])
def test_other_roles_are_not_given_on_an_initiative(client_for, world, role):
    page = url("initiative_role_new", world.own) + f"?roll={role}"
    assert client_for(world.lots).get(page).status_code == 404
    assert client_for(world.lots).post(page, form(world.medarbetare)).status_code == 404


def test_who_may_give_a_role_on_an_initiative(client_for, world):
    page = url("initiative_role_new", world.own)
    may = {
        name
        for name, person in world.people().items()
        if person.is_active and client_for(person).get(page).status_code == 200
    }
    assert may == {"lots"}
    assert client_for(world.external).get(page).status_code == 404
    assert client_for(world.ledartroja).post(page, form(world.coach)).status_code == 403
    assert client_for(world.lots).delete(page).status_code == 405


# --- Lots of a round, administrators -----------------------------------------------------------
def test_lots_and_administrators_give_a_round_its_lots(client_for, world):
    page = url("round_role_new", world.round)
    may = {
        name
        for name, person in world.people().items()
        if person.is_active and client_for(person).get(page).status_code == 200
    }
    assert may == {"lots", "admin"}
    assert client_for(world.external_member).get(page).status_code == 403
    assert client_for(world.external).get(page).status_code == 404
    answer = client_for(world.admin).post(page, form(world.medarbetare))
    assert answer["Location"] == world.round.get_absolute_url()
    assert world.medarbetare.assignments.get().round == world.round


def test_an_administrator_makes_another(client_for, world):
    page = url("admin_role_new", world.medarbetare)
    assert client_for(world.lots).get(page).status_code == 403
    browser = client_for(world.admin)
    assert browser.get(page).status_code == 200
    answer = browser.post(page, {"starts_on": in_days(0)})
    assert answer["Location"] == world.medarbetare.get_absolute_url()
    assert world.medarbetare.assignments.get().role == Role.ADMIN
    assert browser.post(page, {"starts_on": in_days(0)}).status_code == 422


# --- Ending ------------------------------------------------------------------------------------
def test_lots_end_a_role_on_a_day(client_for, world):
    role = world.coach.assignments.get()
    browser = client_for(world.lots)
    assert browser.get(url("role_end", role)).status_code == 200
    answer = browser.post(url("role_end", role), {"ends_on": in_days(7)})
    assert answer["Location"] == world.own.get_absolute_url()
    role.refresh_from_db()
    assert role.ends_on == in_days(7)
    assert browser.post(url("role_end", role), {"ends_on": ""}).status_code == 422
    before = browser.post(url("role_end", role), {"ends_on": in_days(-900)})
    assert before.status_code == 422
    assert "Slutdatum är före startdatum." in text(before)


def test_a_mistake_is_taken_back_only_the_same_day(client_for, world):
    old = world.coach.assignments.get()
    browser = client_for(world.lots)
    assert "mistake" not in browser.get(url("role_end", old)).context["form"].fields
    assert browser.post(url("role_end", old), {"mistake": "on"}).status_code == 422
    new = give(world.medarbetare, Role.COACH, world.own, starts_on=in_days(0))
    browser.post(url("role_end", new), {"mistake": "on"})
    assert not Assignment.objects.filter(pk=new.pk).exists()


@pytest.mark.parametrize(
    ("holder", "may"),
    [("coach", {"lots"}), ("lots", {"lots", "admin"}), ("admin", {"admin"})],
)
def test_who_may_end_a_role(client_for, world, holder, may):
    page = url("role_end", getattr(world, holder).assignments.get())
    answers = {
        name: client_for(person).get(page).status_code
        for name, person in world.people().items()
        if person.is_active
    }
    assert {name for name, status in answers.items() if status == 200} == may
    assert answers["medarbetare"] == 403
    assert answers["external"] == 404
    assert client_for(world.admin).delete(page).status_code in (403, 405)


def test_the_last_administrator_keeps_the_role(client_for, world):
    page = url("role_end", world.admin.assignments.get())
    answer = client_for(world.admin).post(page, {"ends_on": in_days(0)})
    assert answer.status_code == 422
    assert "Det måste finnas minst en administratör." in text(answer)


def test_a_lots_from_outside_can_do_the_job(client_for, world):
    lots = PersonFactory(external=True)
    give(lots, Role.LOTS, world.round)
    browser = client_for(lots)
    page = url("initiative_role_new", world.own)
    assert browser.post(page, form(world.medarbetare)).status_code == 302
    role = world.medarbetare.assignments.get()
    assert browser.post(url("role_end", role), {"ends_on": in_days(0)}).status_code == 302
    other = world.far_ledartroja.assignments.get()
    assert browser.get(url("role_end", other)).status_code == 404
