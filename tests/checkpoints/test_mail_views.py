from datetime import date
from uuid import uuid4

import pytest
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.timezone import now

from checkpoints.models import Reminder
from checkpoints.policy.mail import mail_buttons
from checkpoints.reminders.clockwork import prepare
from prioinit import mail as outbox
from prioinit.errors import DomainError
from prioinit.mail import mail_is_held
from prioinit.models import MailState, MailSwitch, OutgoingMail
from roles.permissions import Role
from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    OutgoingMailFactory,
    at_hour,
    give_new,
)


@pytest.fixture
def monday(frozen_time):
    frozen_time("2026-11-16 09:00")


@pytest.fixture
def planned(monday, world):
    """A checkpoint whose first reminders are in today's mail."""
    world.checkpoint = CheckpointFactory(
        round=world.round,
        name="Checkpoint 3",
        starts_at=at_hour(date(2026, 12, 7), 13),
        preparation_due_on=date(2026, 11, 30),
    )
    prepare(now())
    return world


def url(name, *args) -> str:
    return reverse(f"checkpoints:{name}", args=args)


def mail_to(person) -> OutgoingMail:
    return OutgoingMail.objects.get(recipient=person)


def addresses(mail) -> dict[str, str]:
    single = ["mail", "mail_send_now", "mail_hold", "mail_release"]
    return {name: url(name, mail.pk) for name in single} | {
        name: url(name)
        for name in ["mail_list", "mail_coming", "mail_hold_all", "mail_release_all"]
    }


READ = {"mail", "mail_list", "mail_coming"}


def test_only_those_who_run_a_round(planned, client_for):
    for name, address in addresses(mail_to(planned.ledartroja)).items():
        for who in ("ledartroja", "fadder", "klg", "admin", "medarbetare", "external"):
            browser = client_for(getattr(planned, who))
            answer = browser.get(address) if name in READ else browser.post(address)
            assert answer.status_code == 403, (name, who)


def test_wrong_method(planned, client_for):
    browser = client_for(planned.lots)
    for name, address in addresses(mail_to(planned.ledartroja)).items():
        wrong = browser.post(address) if name in READ else browser.get(address)
        assert wrong.status_code == 405, name


def test_unknown_mail_is_not_found(planned, client_for):
    unknown = "00000000-0000-0000-0000-000000000000"
    browser = client_for(planned.lots)
    assert browser.get(url("mail", unknown)).status_code == 404
    assert browser.post(url("mail_hold", unknown)).status_code == 404


def test_list_says_to_whom_and_how_it_went(planned, client_for):
    text = client_for(planned.lots).get(url("mail_list")).text
    assert "Lea Ledare" in text
    assert "på väg" in text
    assert "Texten skrivs när mejlet går" in text


def test_list_is_narrowed_by_state_and_person(planned, client_for):
    browser = client_for(planned.lots)
    only_lea = browser.get(url("mail_list"), {"person": "lea"}).text
    assert "Lea Ledare" in only_lea
    assert "Leo Ledare" not in only_lea
    assert "Inga mejl här" in browser.get(url("mail_list"), {"lage": "sent"}).text
    assert browser.get(url("mail_list"), {"lage": "hej"}).status_code == 200


def test_failed_mail_stands_first_with_its_reason(planned, client_for):
    OutgoingMail.objects.filter(recipient=planned.ledartroja).update(
        state=MailState.FAILED, next_try_at=None, reason="550 Okänd mottagare"
    )
    text = client_for(planned.lots).get(url("mail_list")).text
    assert text.index("Behöver dig") < text.index("550 Okänd mottagare") < text.index("Mejlen")


def test_coming_says_what_goes_out_when_to_whom(planned, client_for):
    text = client_for(planned.lots).get(url("mail_coming")).text
    order = [
        text.index(words)
        for words in (
            "måndag 23 november",
            "Förberedelsen till Checkpoint 3, 7 dagar före",
            "fredag 27 november",
            "Förberedelsen till Checkpoint 3, 1 dag före",
        )
    ]
    assert order == sorted(order)
    assert "14 dagar före" not in text  # already in a mail


def test_coming_is_about_the_readers_own_rounds(planned, client_for):
    text = client_for(planned.second_lots).get(url("mail_coming")).text
    assert "Eget initiativ" not in text
    assert "Fjärran initiativ" in text


def test_coming_does_not_write_anything_down(planned, client_for):
    before = Reminder.objects.count()
    client_for(planned.lots).get(url("mail_coming"))
    assert Reminder.objects.count() == before


def test_text_of_a_password_link_is_shown_to_nobody(planned, client_for):
    send_mail("Välj ett lösenord", "Hemlig länk: /nyckel/abc", None, [planned.fadder.email])
    mail = OutgoingMail.objects.get(kind="direkt")
    text = client_for(planned.lots).get(url("mail", mail.pk)).text
    assert "nyckel" not in text
    assert "Texten visas inte" in text
    assert "Välj ett lösenord" in text


def test_text_of_a_digest_is_shown(planned, client_for):
    mail = mail_to(planned.ledartroja)
    OutgoingMail.objects.filter(pk=mail.pk).update(text_body="Hej Lea!", frozen_at=now())
    text = client_for(planned.lots).get(url("mail", mail.pk)).text
    assert "Hej Lea!" in text
    assert "Förberedelsen till Checkpoint 3, 14 dagar före" in text


def test_hold_release_and_send_now(planned, client_for):
    browser, mail = client_for(planned.lots), mail_to(planned.ledartroja)
    for name, state, by_hand in [
        ("mail_hold", MailState.HELD, False),
        ("mail_release", MailState.QUEUED, False),
        ("mail_send_now", MailState.QUEUED, True),
    ]:
        assert browser.post(url(name, mail.pk)).url == url("mail", mail.pk)
        mail.refresh_from_db()
        assert (mail.state, mail.any_time, mail.decided_by) == (state, by_hand, planned.lots)


def test_what_cannot_be_done_is_said(planned, client_for):
    mail = mail_to(planned.ledartroja)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.SENT, sent_at=now(), next_try_at=None, frozen_at=now()
    )
    browser = client_for(planned.lots)
    page = browser.post(url("mail_hold", mail.pk), follow=True)
    assert "Mejlet har redan gått iväg." in page.text
    assert "Skicka nu" not in page.text


# What the database wants of a mail in each state.
STOPPED = {"next_try_at": None, "reason": "550 Okänd mottagare"}
COLUMNS = {
    MailState.QUEUED: {},
    MailState.SENDING: {"lease_until": now(), "lease_token": uuid4()},
    MailState.SENT: {"next_try_at": None, "sent_at": now()},
    MailState.UNCERTAIN: {"reason": "Svaret kom aldrig", "possible_double": True},
    MailState.FAILED: STOPPED,
    MailState.HELD: {"next_try_at": None},
    MailState.EXPIRED: STOPPED,
}


@pytest.mark.parametrize("state", MailState)
def test_the_buttons_are_those_that_the_outbox_takes(world, state):
    possible = {
        MailState.QUEUED: ["mail_send_now", "mail_hold"],
        MailState.HELD: ["mail_send_now", "mail_release"],
        MailState.FAILED: ["mail_send_now"],
        MailState.UNCERTAIN: ["mail_send_now", "mail_hold"],
    }.get(state, [])
    assert [one.name for one in mail_buttons(OutgoingMail(state=state))] == possible
    becomes = {"mail_send_now": "queued", "mail_hold": "held", "mail_release": "queued"}
    for name, after in becomes.items():
        row = OutgoingMailFactory(state=state, **COLUMNS[state])
        decide = getattr(outbox, name.removeprefix("mail_"))
        if name in possible:
            assert decide(row, by=world.lots).state == after
        else:
            with pytest.raises(DomainError):
                decide(row, by=world.lots)


def test_all_mail_is_stopped_and_let_go(planned, client_for):
    browser = client_for(planned.lots)
    text = browser.post(url("mail_hold_all"), follow=True).text
    assert mail_is_held()
    assert "All post är stoppad" in text
    assert "Lotta Lots stoppade den" in text
    assert "Stoppa all post" not in text
    browser.post(url("mail_release_all"))
    assert not mail_is_held()


def test_mail_server_that_is_down_is_said(planned, client_for):
    MailSwitch.objects.create(relay_down_since=now())
    assert "Mejlservern svarar inte" in client_for(planned.lots).get(url("mail_list")).text


@pytest.mark.parametrize("n", [1, 60])
def test_queries_are_as_many_for_one_and_for_many(planned, client_for, expect_queries, n):
    for _ in range(n // 2):
        other = InitiativeFactory(round=planned.round, running=True)
        give_new(Role.LEDARTROJA, other)
    prepare(now())
    browser = client_for(planned.lots)
    for name, queries in [("mail_list", 7), ("mail_coming", 27)]:
        browser.get(url(name))
        with expect_queries(queries):
            browser.get(url(name))
    address = url("mail", mail_to(planned.ledartroja).pk)
    with expect_queries(7):
        browser.get(address)
