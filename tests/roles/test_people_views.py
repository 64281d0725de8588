import pytest
from django.urls import reverse

from prioinit.models import OutgoingMail
from roles.models import Person
from roles.permissions import Role
from tests.factories import (
    LeadershipMembershipFactory,
    PersonFactory,
    UnitFactory,
    give,
    in_days,
)

FORM = {
    "name": "Ny Person",
    "email": "ny@kommun.example",
    "title": "",
    "unit": "",
    "language": "sv",
}


def names(answer) -> list[str]:
    return [person.name for person in answer.context["page"]]


def labels(answer) -> list[str]:
    return [str(button.label) for button in answer.context["buttons"]]


def text(answer) -> str:
    return answer.content.decode()


# --- The list ----------------------------------------------------------------------------------
def test_list_shows_people_who_work_here_with_their_roles(client_for, world):
    answer = client_for(world.medarbetare).get("/manniskor/")
    assert answer.status_code == 200
    assert names(answer) == [person.name for person in Person.objects.active()]
    assert len(names(answer)) == len(world.people()) - 1
    assert f'<a href="{world.own.get_absolute_url()}">Eget initiativ</a>' in text(answer)
    assert world.inactive.name not in text(answer)
    assert labels(answer) == ["Enheter", "Ledningsgruppen"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lotta", ["Lotta Lots"]),
        ("q=LOTTA", ["Lotta Lots"]),
        ("q=chef", ["Maja Medarbetare"]),
        ("q=maja@", ["Maja Medarbetare"]),
        ("q=%25", []),
        ("roll=lots", ["Lotta Lots", "Sara Lots"]),
        ("roll=klg", ["Fatima Fadder", "Klara Ledningsgrupp", "Otto Fadder"]),
        ("roll=admin", ["Adam Admin"]),
        ("roll=lots&q=sara", ["Sara Lots"]),
        ("visa=slutat", ["Ines Inaktiv"]),
        ("q=finns+inte", []),
    ],
)
def test_list_filters(client_for, world, query, found):
    Person.objects.filter(pk=world.medarbetare.pk).update(title="Chef", email="maja@x.example")
    assert names(client_for(world.medarbetare).get(f"/manniskor/?{query}")) == found


def test_list_of_a_unit(client_for, world):
    unit = world.coach.unit
    PersonFactory(unit=unit, name="Anna i samma enhet")
    answer = client_for(world.medarbetare).get(f"/manniskor/?enhet={unit.pk}")
    assert names(answer) == ["Anna i samma enhet", "Conny Coach"]


@pytest.mark.parametrize(
    "query", ["enhet=0", "enhet=x", "roll=kung", "visa=x", "sida=99", "sida=x"]
)
def test_list_shrugs_at_an_address_that_makes_no_sense(client_for, world, query):
    assert client_for(world.medarbetare).get(f"/manniskor/?{query}").status_code == 200


def test_list_sorts(client_for, world):
    browser = client_for(world.medarbetare)
    down = names(browser.get("/manniskor/?sortera=-namn"))
    assert down == sorted(down, reverse=True)
    UnitFactory(name="Aaa").people.set([world.coach])
    UnitFactory(name="Ööö").people.set([world.lots])
    by_unit = names(browser.get("/manniskor/?sortera=enhet"))
    assert (by_unit[0], by_unit[-1]) == ("Conny Coach", "Lotta Lots")


def test_list_without_a_hit_says_what_to_do(client_for, world):
    assert "Ingen träff" in text(client_for(world.medarbetare).get("/manniskor/?q=finns+inte"))


def test_list_has_pages_that_keep_the_filter(client_for, world):
    PersonFactory.create_batch(60, title="Lärare")
    answer = client_for(world.medarbetare).get("/manniskor/?q=lärare")
    assert len(names(answer)) == 50
    assert "q=l%C3%A4rare&amp;sida=2" in text(answer)
    assert len(names(client_for(world.medarbetare).get("/manniskor/?q=lärare&sida=2"))) == 10


# session, person, grants, count, people, roles, seats, units of the filter
@pytest.mark.parametrize("people", [1, 60])
def test_list_queries(client_for, world, expect_queries, people):
    for _ in range(people):
        person = PersonFactory(title="Lärare")
        give(person, Role.COACH, world.own)
        LeadershipMembershipFactory(person=person)
    browser = client_for(world.medarbetare)
    with expect_queries(7):
        browser.get("/manniskor/?q=lärare")


# --- Who gets in where -------------------------------------------------------------------------
READ = {"person_list": None, "unit_list": None, "leadership": None, "person": "coach"}
ADMIN = {
    "person_new": None,
    "person_edit": "coach",
    "person_leave": "coach",
    "admin_role_new": "coach",
    "unit_new": None,
    "leadership_new": None,
}


@pytest.mark.parametrize("name", [*READ, *ADMIN])
def test_only_those_with_a_right_get_in(client_for, client, world, name):
    who = {**READ, **ADMIN}[name]
    url = reverse(f"roles:{name}", args=[getattr(world, who).pk] if who else [])
    assert client.get(url)["Location"] == f"/logga-in/?next={url}"
    refused = 404 if who else 403
    assert client_for(world.external).get(url).status_code == refused
    assert client_for(world.external_member).get(url).status_code == refused
    for person in (world.medarbetare, world.lots, world.klg):
        assert client_for(person).get(url).status_code == (200 if name in READ else 403)
    assert client_for(world.admin).get(url).status_code == 200
    assert client_for(world.admin).delete(url).status_code == 405


@pytest.mark.parametrize("name", ["person_invite", "person_return"])
def test_buttons_that_change_take_a_post_from_an_administrator(client_for, world, name):
    url = reverse(f"roles:{name}", args=[world.coach.pk])
    assert client_for(world.admin).get(url).status_code == 405
    assert client_for(world.lots).post(url).status_code == 403
    assert client_for(world.external).post(url).status_code == 404
    assert client_for(world.admin).post(reverse(f"roles:{name}", args=[0])).status_code == 404


# --- A person ----------------------------------------------------------------------------------
def test_person_shows_roles_now_and_earlier(client_for, world):
    give(world.fadder, Role.COACH, world.other, ends_on=in_days(-40))
    answer = client_for(world.medarbetare).get(world.fadder.get_absolute_url())
    assert answer.status_code == 200
    assert [row.get_role_display() for row, _ in answer.context["roles"]] == ["fadder"]
    assert len(answer.context["seats"]) == 1
    assert [row.get_role_display() for row in answer.context["earlier"]] == ["coach"]
    assert f'href="mailto:{world.fadder.email}"' in text(answer)
    assert "Avsluta" not in text(answer)
    assert labels(answer) == []


def test_person_offers_each_reader_what_they_may_do(client_for, world):
    url = world.coach.get_absolute_url()
    assert "Avsluta" in text(client_for(world.lots).get(url))
    assert "Avsluta" not in text(client_for(world.second_lots).get(url))
    assert labels(client_for(world.admin).get(url)) == [
        "Ändra",
        "Bjud in",
        "Gör till administratör",
        "Har slutat",
    ]
    Person.objects.filter(pk=world.coach.pk).update(invited_at=world.mandate.created_at)
    assert labels(client_for(world.admin).get(url))[1] == "Bjud in igen"
    assert labels(client_for(world.admin).get(world.inactive.get_absolute_url())) == [
        "Öppna kontot igen"
    ]
    assert labels(client_for(world.admin).get(world.admin.get_absolute_url())) == [
        "Ändra",
        "Har slutat",
    ]


# session, person, grants, the person shown, roles, seats, earlier roles, earlier seats
@pytest.mark.parametrize("roles", [1, 60])
def test_person_queries(client_for, world, expect_queries, roles):
    person = PersonFactory()
    for number in range(roles):
        days = {"starts_on": in_days(-2 * number - 1), "ends_on": in_days(-2 * number - 1)}
        give(person, Role.COACH, world.own, **days)
        LeadershipMembershipFactory(person=person, **days)
    browser = client_for(world.medarbetare)
    with expect_queries(7):
        browser.get(person.get_absolute_url())


# --- New, changed, invited ---------------------------------------------------------------------
def test_add_a_person_and_invite(client_for, world):
    answer = client_for(world.admin).post(
        "/manniskor/ny/", FORM | {"unit": world.coach.unit.pk, "invited": "on"}, follow=True
    )
    person = Person.objects.get(email="ny@kommun.example")
    assert answer.redirect_chain == [(person.get_absolute_url(), 302)]
    assert "Ny Person är tillagd och får en inbjudan." in text(answer)
    assert OutgoingMail.objects.get().recipient == person


def test_add_a_person_without_inviting(client_for, world):
    client_for(world.admin).post("/manniskor/ny/", FORM)
    assert Person.objects.get(email="ny@kommun.example").invited_at is None
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "Detta fält måste fyllas i."),
        ({"email": "ny"}, "Skriv en e-postadress, till exempel namn@kommun.se."),
        ({"email": "LOTTA@kommun.example"}, "En annan person har redan den e-postadressen."),
        ({"name": "Ny 811228-9874"}, "Texten ser ut att innehålla ett personnummer."),
    ],
)
def test_a_wrong_form_says_why_and_keeps_the_text(client_for, world, wrong, message):
    Person.objects.filter(pk=world.lots.pk).update(email="lotta@kommun.example")
    answer = client_for(world.admin).post("/manniskor/ny/", FORM | {"title": "Kock"} | wrong)
    assert answer.status_code == 422
    assert message in text(answer)
    assert 'value="Kock"' in text(answer)
    assert "<title>Fel: " in text(answer)
    assert not Person.objects.filter(title="Kock").exists()


def test_change_a_person(client_for, world):
    url = reverse("roles:person_edit", args=[world.coach.pk])
    answer = client_for(world.admin).post(url, FORM | {"email": "NY@kommun.example", "version": 1})
    assert answer["Location"] == world.coach.get_absolute_url()
    world.coach.refresh_from_db()
    assert (world.coach.name, world.coach.email) == ("Ny Person", "ny@kommun.example")
    taken = client_for(world.admin).post(url, FORM | {"email": world.lots.email, "version": 2})
    assert taken.status_code == 422


def test_person_changed_by_herself_meanwhile_shows_both(client_for, world):
    """The administrator's form and the person's own profile write the same row."""
    url = reverse("roles:person_edit", args=[world.coach.pk])
    admin, own = client_for(world.admin), client_for(world.coach)
    assert 'name="version" value="1"' in admin.get(url).text
    own.post("/min-profil/", {"name": "Conny Ny", "title": "Coach", "language": "en", "version": 1})
    conflict = admin.post(url, FORM | {"name": "Conny Fel", "version": 1})
    assert conflict.status_code == 409
    for said in ("Conny Ny", "Conny Fel", ">engelska<", ">svenska<"):
        assert said in text(conflict)
    refused = own.post(
        "/min-profil/", {"name": "Conny Sen", "title": "", "language": "sv", "version": 1}
    )
    assert refused.status_code == 409
    world.coach.refresh_from_db()
    assert (world.coach.name, world.coach.version) == ("Conny Ny", 2)
    admin.post(url, FORM | {"name": "Conny Rätt", "version": conflict.context["version"]})
    world.coach.refresh_from_db()
    assert (world.coach.name, world.coach.version) == ("Conny Rätt", 3)


def test_invite_again(client_for, world):
    url = reverse("roles:person_invite", args=[world.coach.pk])
    answer = client_for(world.admin).post(url, follow=True)
    assert f"Inbjudan går iväg till {world.coach.email}." in text(answer)
    assert OutgoingMail.objects.get().recipient == world.coach
    refused = client_for(world.admin).post(
        reverse("roles:person_invite", args=[world.inactive.pk]), follow=True
    )
    assert "har slutat" in text(refused)
    assert OutgoingMail.objects.count() == 1


# --- Left and back -----------------------------------------------------------------------------
def test_left_asks_first_and_says_what_ends(client_for, world):
    url = reverse("roles:person_leave", args=[world.fadder.pk])
    answer = client_for(world.admin).get(url)
    assert "fadder" in text(answer)
    assert "ledningsgruppen" in text(answer)
    world.fadder.refresh_from_db()
    assert world.fadder.is_active
    done = client_for(world.admin).post(url)
    assert done["Location"] == world.fadder.get_absolute_url()
    world.fadder.refresh_from_db()
    assert not world.fadder.is_active


def test_the_last_administrator_cannot_leave(client_for, world):
    url = reverse("roles:person_leave", args=[world.admin.pk])
    answer = client_for(world.admin).post(url)
    assert answer.status_code == 409
    assert "Det måste finnas minst en administratör." in text(answer)


def test_back_again(client_for, world):
    url = reverse("roles:person_return", args=[world.inactive.pk])
    answer = client_for(world.admin).post(url)
    assert answer["Location"] == world.inactive.get_absolute_url()
    world.inactive.refresh_from_db()
    assert world.inactive.is_active


# --- My profile --------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["medarbetare", "external", "admin"])
def test_everyone_edits_their_own_name_title_and_language(client_for, world, who):
    person = getattr(world, who)
    browser = client_for(person)
    assert person.email in text(browser.get("/min-profil/"))
    answer = browser.post(
        "/min-profil/",
        {
            "name": "Nytt Namn",
            "title": "Kock",
            "language": "en",
            "email": "ond@x.example",
            "version": 1,
        },
    )
    assert answer["Location"] == "/min-profil/"
    before = person.email
    person.refresh_from_db()
    assert (person.name, person.title, person.language) == ("Nytt Namn", "Kock", "en")
    assert person.email == before


def test_profile_without_a_name_is_refused(client_for, world):
    answer = client_for(world.coach).post("/min-profil/", {"name": "", "title": "Kock"})
    assert answer.status_code == 422
    assert 'value="Kock"' in text(answer)
    # The menu still says who is signed in.
    assert f"<strong>{world.coach.name}</strong>" in text(answer)


def test_profile_asks_for_sign_in_and_refuses_other_methods(client, client_for, world):
    assert client.get("/min-profil/").status_code == 302
    assert client_for(world.coach).delete("/min-profil/").status_code == 405
