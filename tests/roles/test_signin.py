import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now

from prioinit.models import OutgoingMail
from roles import demo, services
from roles.models import Person
from roles.permissions import Role
from tests.client import AppClient
from tests.factories import PASSWORD, PersonFactory, give_new

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "korrekt häst batteri häftklammer"
SIGNED_IN = "_auth_user_id"


def sign_in(client, person, password=PASSWORD):
    return client.post("/logga-in/", {"login": person.email, "password": password})


def link_in(mail: OutgoingMail) -> str:
    return re.search(r"http://localhost:8000(/valj-losenord/\S+)", mail.text_body)[1]


# --- With a password ---------------------------------------------------------------------------
def test_sign_in_with_address_in_any_case(client):
    person = PersonFactory(with_password=True, email="anna@kommun.example")
    answer = client.post("/logga-in/", {"login": "Anna@Kommun.example", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, reverse("programme:my_page"))
    assert client.session[SIGNED_IN] == str(person.pk)


def test_sign_in_goes_on_to_where_one_was_going_but_only_here(client):
    person = PersonFactory(with_password=True)
    answer = client.get("/manniskor/")
    assert answer["Location"] == "/logga-in/?next=/manniskor/"
    form = {"login": person.email, "password": PASSWORD}
    assert client.post(answer["Location"], form)["Location"] == "/manniskor/"
    client.logout()
    outside = client.post("/logga-in/?next=https://ond.example/", form)
    assert outside["Location"] == reverse("programme:my_page")


@pytest.mark.parametrize("known", [True, False])
def test_wrong_password_and_unknown_address_look_the_same(client, known):
    person = PersonFactory(with_password=True, email="anna@kommun.example")
    login = person.email if known else "nils@kommun.example"
    answer = client.post("/logga-in/", {"login": login, "password": "fel"})
    assert answer.status_code == 422
    assert SIGNED_IN not in client.session
    assert login in answer.content.decode()
    assert [str(error) for error in answer.context["form"].non_field_errors()] == [
        "E-postadressen eller lösenordet stämmer inte."
    ]


def test_who_has_left_cannot_sign_in(client):
    person = PersonFactory(with_password=True, is_active=False)
    answer = sign_in(client, person)
    assert (answer.status_code, answer["Location"]) == (302, "/konto-avslutat/")
    assert SIGNED_IN not in client.session
    assert client.get("/konto-avslutat/").status_code == 200


def test_the_sign_in_before_this_one_is_kept(client, frozen_time):
    person = PersonFactory(with_password=True)
    first = frozen_time("2026-11-02 09:00")
    sign_in(client, person)
    client.logout()
    second = frozen_time("2026-11-09 09:00")
    sign_in(client, person)
    person.refresh_from_db()
    assert (person.previous_login, person.last_login) == (first, second)


def test_too_many_wrong_passwords_are_stopped(client):
    person = PersonFactory(with_password=True)
    answers = [sign_in(client, person, "fel") for _ in range(11)]
    assert "För många" in answers[-1].content.decode()
    assert sign_in(client, person).status_code != 302  # the right one too, for a while


def guess(client, forwarded: str) -> str:
    """A wrong password for a new address each time, as the proxy at 10.0.0.1 passes it on."""
    form = {"login": f"{uuid4()}@kommun.example", "password": "fel"}
    answer = client.post(
        "/logga-in/", form, REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded}
    )
    return answer.content.decode()


def test_behind_a_proxy_only_the_one_who_guesses_is_stopped(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):  # the guesser invents an address of its own, which the proxy adds to
        assert "För många" not in guess(client, f"198.51.100.{number}, 203.0.113.7")
    assert "För många" in guess(client, "198.51.100.99, 203.0.113.7")
    assert "För många" not in guess(client, "203.0.113.8")


def test_forwarded_addresses_are_not_believed_unless_a_proxy_is_counted(client):
    for number in range(10):
        guess(client, f"198.51.100.{number}")
    assert "För många" in guess(client, "198.51.100.99")


def test_sessions_die_with_the_account(client, world):
    person = PersonFactory(with_password=True)
    sign_in(client, person)
    assert client.get("/min-profil/").status_code == 200
    services.deactivate_person(by=world.admin, person=person)
    assert client.get("/min-profil/")["Location"] == "/logga-in/?next=/min-profil/"
    # ... and stay dead when the person comes back.
    services.reactivate_person(by=world.admin, person=person)
    assert client.get("/min-profil/")["Location"] == "/logga-in/?next=/min-profil/"


def test_sign_out_takes_a_post(client):
    person = PersonFactory(with_password=True)
    sign_in(client, person)
    assert client.get("/logga-ut/").status_code == 200
    assert SIGNED_IN in client.session
    client.post("/logga-ut/")
    assert SIGNED_IN not in client.session


# --- Invitation and forgotten password ---------------------------------------------------------
def choose_password(client, link, password=NEW_PASSWORD):
    page = client.get(link, follow=True)
    form = {"password1": password, "password2": password}
    return client.post(page.context["action_url"], form)


def test_an_invitation_leads_to_a_password_and_in_once(client, world):
    person = PersonFactory()
    services.invite(by=world.admin, person=person)
    link = link_in(OutgoingMail.objects.get())
    answer = choose_password(client, link)
    assert (answer.status_code, answer["Location"]) == (302, reverse("programme:my_page"))
    assert client.session[SIGNED_IN] == str(person.pk)
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    again = AppClient().get(link)
    assert (again.status_code, again.context["token_fail"]) == (200, True)


def test_an_invitation_lasts_seven_days(client, world, frozen_time):
    person = PersonFactory()
    frozen_time("2026-11-02 09:00")
    services.invite(by=world.admin, person=person)
    link = link_in(OutgoingMail.objects.get())
    frozen_time("2026-11-09 08:59")
    assert client.get(link).status_code == 302
    frozen_time("2026-11-09 09:01")
    assert client.get(link).context["token_fail"]


def test_an_invitation_dies_with_the_account_and_the_address(client, world):
    moved, left = PersonFactory.create_batch(2)
    for person in (moved, left):
        services.invite(by=world.admin, person=person)
    links = [link_in(mail) for mail in OutgoingMail.objects.order_by("pk")]
    Person.objects.filter(pk=moved.pk).update(email="ny@kommun.example")
    services.deactivate_person(by=world.admin, person=left)
    for link in links:
        assert client.get(link).context["token_fail"]


@pytest.mark.parametrize(
    "password", ["kort", "1234567890123", "lösenordet123lösenordet", "password1234"]
)
def test_a_weak_password_is_refused(client, world, password):
    person = PersonFactory(name="lösenordet123lösenordet")
    services.invite(by=world.admin, person=person)
    answer = choose_password(client, link_in(OutgoingMail.objects.get()), password)
    assert answer.status_code == 422
    assert not Person.objects.get(pk=person.pk).has_usable_password()


def test_a_forgotten_password_is_mailed_about_in_the_persons_language(client):
    person = PersonFactory(with_password=True)
    answer = client.post("/glomt-losenord/", {"email": person.email.upper()})
    assert answer["Location"] == "/glomt-losenord/skickat/"
    assert client.get(answer["Location"]).status_code == 200
    mail = OutgoingMail.objects.get()
    assert (mail.to_email, mail.subject) == (person.email, "Välj ett nytt lösenord")
    assert choose_password(client, link_in(mail)).status_code == 302
    assert client.session[SIGNED_IN] == str(person.pk)


@pytest.mark.parametrize("who", ["nobody", "inactive"])
def test_a_forgotten_password_tells_nothing_about_who_has_an_account(client, who):
    person = PersonFactory(with_password=True, is_active=False)
    email = person.email if who == "inactive" else "ingen@kommun.example"
    answer = client.post("/glomt-losenord/", {"email": email})
    assert answer["Location"] == "/glomt-losenord/skickat/"
    assert not OutgoingMail.objects.exists()


def test_link_with_another_host_still_points_home(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    person = PersonFactory(with_password=True)
    client.post("/glomt-losenord/", {"email": person.email}, headers={"host": "ond.example"})
    assert "ond.example" not in OutgoingMail.objects.get().text_body
    assert link_in(OutgoingMail.objects.get())


def test_change_password(client):
    person = PersonFactory(with_password=True)
    sign_in(client, person)
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    wrong = client.post("/min-profil/losenord/", form | {"oldpassword": "fel"})
    assert wrong.status_code == 422
    answer = client.post("/min-profil/losenord/", form)
    assert (answer.status_code, answer["Location"]) == (302, "/min-profil/")
    assert client.get("/min-profil/").status_code == 200


def test_change_password_without_one_starts_by_mail(client_for):
    answer = client_for(PersonFactory()).get("/min-profil/losenord/")
    assert answer["Location"] == "/glomt-losenord/"


# --- What is not there -------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_set_password",
        "account_reauthenticate",
        "account_confirm_login_code",
        "account_email_verification_sent",
    ],
)
def test_the_rest_of_allauth_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_nobody_can_make_an_account(rf):
    from allauth.account.adapter import get_adapter  # noqa: PLC0415

    assert get_adapter().is_open_for_signup(rf.get("/")) is False


def test_support_pages_use_our_sign_in_and_want_staff(client, client_for, world):
    assert client.get("/support/login/")["Location"].startswith("/logga-in/")
    assert client_for(world.admin).get("/support/").status_code == 302
    staff = PersonFactory(is_staff=True)
    assert client_for(staff).get("/support/").status_code == 200


# --- Demo --------------------------------------------------------------------------------------
def test_demo_sign_in_is_not_there_outside_the_demo(client, world, settings):
    settings.DEMO = False
    answer = client.post(f"/logga-in/som/{world.lots.pk}/")
    assert answer.status_code == 404
    assert SIGNED_IN not in client.session
    assert client.get("/logga-in/").context["demo_people"] == []


def test_demo_sign_in(client, world, settings):
    settings.DEMO = True
    answer = client.post(f"/logga-in/som/{world.lots.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, reverse("programme:my_page"))
    assert client.session[SIGNED_IN] == str(world.lots.pk)
    client.logout()
    assert client.post(f"/logga-in/som/{world.inactive.pk}/").status_code == 404
    assert client.get(f"/logga-in/som/{world.lots.pk}/").status_code == 405


def test_demo_keeps_the_sign_in_before(client, world, settings):
    settings.DEMO = True
    before = now() - timedelta(days=3)
    Person.objects.filter(pk=world.lots.pk).update(last_login=before)
    client.post(f"/logga-in/som/{world.lots.pk}/")
    world.lots.refresh_from_db()
    assert world.lots.previous_login == before


def test_demo_people_are_one_per_role_in_order(world):
    assert demo.people() == [
        (world.lots, "lots"),
        (world.ledartroja, "ledartröja"),
        (world.fadder, "fadder"),
        (world.coach, "coach"),
        (world.other_fadder, "ledningsgruppen"),
        (demo.people()[5][0], "medarbetare"),
        (world.admin, "administratör"),
    ]
    medarbetare = demo.people()[5][0]
    assert not medarbetare.assignments.active().exists()
    assert medarbetare.unit.kind == "forvaltning"


def test_demo_people_leave_out_the_roles_nobody_has(db):
    person = give_new(Role.LOTS)
    assert demo.people()[0] == (person, "lots")
    assert [label for _, label in demo.people()] == ["lots"]


def test_login_page_lists_the_demo_people(client, world, settings):
    settings.DEMO = True
    text = client.get("/logga-in/").content.decode()
    assert f"Logga in som {world.lots.name}, lots" in text
    assert text.count("/logga-in/som/") == 7
