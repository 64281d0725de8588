"""The outbox: what becomes a row, what a person may decide about it, and what it looks like as a message."""

import email
import socket
import time
import uuid
from email.policy import default

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template
from django.utils import timezone

from prioinit import mail as outbox
from prioinit.errors import DomainError
from prioinit.mail import MailContent
from prioinit.message import BadMessage, as_bytes
from prioinit.models import MailState, OutgoingMail
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def queued(**fields) -> OutgoingMail:
    now, pk = timezone.now(), uuid.uuid4()
    return OutgoingMail(
        **{
            "id": pk,
            "to_email": "anna@kommun.example",
            "subject": "Hej",
            "text_body": "Text",
            "message_id": f"<{pk}@kommun.example>",
            "queued_at": now,
            "next_try_at": now,
            "frozen_at": now,
            **fields,
        }
    )


def parsed(mail: OutgoingMail):
    return email.message_from_bytes(as_bytes(mail).replace(b"\r\n", b"\n"), policy=default)


# --- Into the outbox ---------------------------------------------------------------------------
def test_send_mail_becomes_one_row_per_address():
    anna = PersonFactory(email="anna@kommun.example")
    PersonFactory(email="slutat@kommun.example", is_active=False)
    send_mail(
        "Välkommen",
        "Text",
        None,
        ["Anna <Anna@kommun.example>", "slutat@kommun.example"],
        html_message="<p>Text</p>",
    )
    rows = OutgoingMail.objects.order_by("to_email")
    assert [(row.to_email, row.recipient) for row in rows] == [
        ("Anna@kommun.example", anna),
        ("slutat@kommun.example", None),
    ]
    first = rows[0]
    assert (first.kind, first.state, first.subject) == ("direkt", MailState.QUEUED, "Välkommen")
    assert (first.text_body, first.html_body) == ("Text", "<p>Text</p>")
    assert first.frozen_at is not None
    assert first.message_id == f"<{first.pk}@localhost>"


def test_hidden_copy_is_a_mail_of_its_own():
    EmailMessage("Hej", "Text", to=["a@x.example"], bcc=["b@x.example", "a@x.example"]).send()
    assert set(OutgoingMail.objects.values_list("to_email", flat=True)) == {
        "a@x.example",
        "b@x.example",
    }


@pytest.mark.django_db(transaction=True)
def test_mail_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        send_mail("Hej", "Text", None, ["a@x.example"])


@pytest.mark.django_db(transaction=True)
def test_mail_is_rolled_back_with_its_cause():
    with transaction.atomic():
        send_mail("Hej", "Text", None, ["a@x.example"])
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


def test_attachment_is_refused_not_dropped():
    message = EmailMultiAlternatives("Hej", "Text", to=["a@x.example"])
    message.attach("fil.txt", "innehåll", "text/plain")
    with pytest.raises(NotImplementedError):
        message.send()


def test_queue_mails_twice_is_one_mail_per_person(frozen_time):
    frozen_time("2026-05-08 18:00")  # a Friday evening
    people = [PersonFactory(), PersonFactory()]
    first = outbox.queue_mails(kind="paminnelser", recipients=people, key="2026-05-11")
    again = outbox.queue_mails(kind="paminnelser", recipients=people, key="2026-05-11")
    assert {mail.pk for mail in first} == {mail.pk for mail in again}
    assert OutgoingMail.objects.count() == 2
    assert {timezone.localtime(mail.next_try_at).isoformat() for mail in again} == {
        "2026-05-11T07:00:00+02:00"
    }


def test_queue_mails_of_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="MAIL_KINDS"):
        outbox.queue_mails(kind="annat", recipients=[], key="x")


# --- The database says no ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("mail_state_known", {"state": "borta"}),
        ("mail_sent_has_time", {"state": "sent", "next_try_at": None}),
        ("mail_sent_has_time", {"sent_at": timezone.now()}),
        ("mail_sending_has_lease", {"state": "sending"}),
        ("mail_sending_has_lease", {"lease_until": timezone.now()}),
        ("mail_waiting_has_next_try", {"next_try_at": None}),
        ("mail_waiting_has_next_try", {"state": "held"}),
        ("mail_left_has_text", {"state": "sent", "sent_at": timezone.now(), "frozen_at": None}),
        ("mail_stop_has_reason", {"state": "failed", "next_try_at": None}),
        ("mail_uncertain_is_flagged", {"state": "uncertain", "reason": "tyst"}),
        ("mail_key_has_recipient", {"key": "2026-05-05"}),
        ("mail_decision_has_person_and_time", {"decided_at": timezone.now()}),
    ],
)
def test_impossible_mail_is_refused(constraint, fields):
    if constraint == "mail_left_has_text":
        fields = {**fields, "next_try_at": None}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        queued(**fields).save()


def test_possible_mails_are_accepted():
    now = timezone.now()
    lease = {"lease_until": now, "lease_token": uuid.uuid4()}
    for fields in (
        {},
        {"state": "sending", **lease},
        {"state": "sent", "sent_at": now, "next_try_at": None},
        {"state": "failed", "reason": "550", "next_try_at": None},
        {"state": "uncertain", "reason": "tyst", "possible_double": True},
        {"state": "uncertain", "reason": "tyst", "possible_double": True, "next_try_at": None},
        {"state": "held", "next_try_at": None, "frozen_at": None},
        {"key": "2026-05-05", "recipient": PersonFactory()},
    ):
        queued(**fields).save()


def test_same_key_twice_for_a_person_is_refused():
    person = PersonFactory()
    queued(recipient=person, key="k").save()
    with pytest.raises(IntegrityError, match="mail_key_once"), transaction.atomic():
        queued(recipient=person, key="k").save()


def test_message_id_never_changes():
    mail = queued()
    mail.save()
    with pytest.raises(Exception, match="Cannot update"):
        OutgoingMail.objects.update(message_id="<annat@x>")


# --- As a message ------------------------------------------------------------------------------
def test_message_says_the_same_when_read_back(settings):
    settings.DEFAULT_FROM_EMAIL = "Prioinitiativ Åmål <prio@kommun.example>"
    text = "Hej Åsa!\n\n.ensam punkt = 100 %\nslut med blanksteg \n" + "lång rad " * 300
    html = "<p>Åäö</p>\n" * 50
    subject = "Påminnelse om att förbereda " + "avstämningen " * 9 + "nu"
    message = parsed(queued(subject=subject, text_body=text, html_body=html))
    assert message["From"] == "Prioinitiativ Åmål <prio@kommun.example>"
    assert message["To"] == "anna@kommun.example"
    assert message["Subject"] == subject
    assert message["Auto-Submitted"] == "auto-generated"
    assert "List-Id" not in message
    assert message["Date"].datetime.tzinfo is not None
    assert message.get_body(("plain",)).get_content().rstrip("\n") == text.rstrip("\n")
    assert message.get_body(("html",)).get_content() == html
    assert not message.defects
    lines = as_bytes(queued(text_body=text, html_body=html)).split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_planned_mail_names_its_list(settings):
    settings.DEFAULT_FROM_EMAIL = "prio@kommun.example"
    settings.MAIL_REPLY_TO = "lots@kommun.example"
    message = parsed(queued(kind="paminnelser"))
    assert message["List-Id"] == "<paminnelser.kommun.example>"
    assert message["Reply-To"] == "lots@kommun.example"


@pytest.mark.parametrize(
    "address",
    [
        "anna@kommun.example\nBcc: alla@kommun.example",
        "anna@kommun.example, bo@kommun.example",
        "anna@kommun.example> SIZE=1",
        "anna",
        "@kommun.example",
        "åsa@kommun.example",
        "a\0b@kommun.example",
    ],
)
def test_strange_address_is_never_put_on_the_wire(address):
    with pytest.raises(BadMessage):
        as_bytes(queued(to_email=address))


def test_swedish_domain_is_translated():
    assert parsed(queued(to_email="info@åmål.example"))["To"] == "info@xn--ml-xiab.example"


def test_line_break_in_subject_is_no_header():
    with pytest.raises(BadMessage):
        as_bytes(queued(subject="Hej\r\nBcc: alla@kommun.example"))
    outbox_subject = "Hej\nBcc: alla@kommun.example"
    send_mail(outbox_subject, "Text", None, ["a@x.example"])
    assert OutgoingMail.objects.get().subject == "Hej Bcc: alla@kommun.example"


def test_skeleton_has_one_link_and_no_loose_markup():
    context = {
        "title": "Förbered <avstämningen>",
        "link": "https://prio.example/x/?a=1&b=2",
        "link_label": "Öppna",
        "organisation": "Testkommunen",
        "site_url": "https://prio.example",
        "language": "sv",
        "preheader": "Om 14 dagar",
        "person": PersonFactory(name="Anna Ek"),
    }
    html = Template(
        '{% extends "mail/base.html" %}{% block content %}<p>Tre</p>{% endblock %}'
    ).render(Context(context))
    text = Template(
        '{% extends "mail/base.txt" %}{% block content %}Är det "bra" & klart?{% endblock %}'
    ).render(Context(context))
    assert html.count("<a ") == 1
    assert "https://prio.example/x/?a=1&amp;b=2" in html
    assert "Förbered &lt;avstämningen&gt;" in html
    assert "<style" not in html
    assert "<script" not in html
    assert 'Är det "bra" & klart?' in text
    assert text.startswith("Hej Anna!\n\n")
    assert "Öppna:\nhttps://prio.example/x/?a=1&b=2" in text


# --- People decide -----------------------------------------------------------------------------
def test_held_mail_waits_until_it_is_released():
    lots, mail = PersonFactory(), queued()
    mail.save()
    held = outbox.hold(mail, by=lots)
    assert (held.state, held.next_try_at, held.decided_by) == (MailState.HELD, None, lots)
    released = outbox.release(held, by=lots)
    assert released.state == MailState.QUEUED
    assert released.next_try_at <= timezone.now()


def test_released_reminder_waits_for_working_hours(frozen_time):
    frozen_time("2026-05-08 18:00")
    lots = PersonFactory()
    mail = queued(kind="paminnelser", recipient=PersonFactory(), key="k")
    mail.save()
    released = outbox.release(outbox.hold(mail, by=lots), by=lots)
    assert timezone.localtime(released.next_try_at).isoformat() == "2026-05-11T07:00:00+02:00"
    now = outbox.send_now(released, by=lots)
    assert (now.next_try_at, now.any_time) == (timezone.now(), True)


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("queued", {"hold", "send_now"}),
        ("sending", set()),
        ("sent", set()),
        ("uncertain", {"hold", "send_now"}),
        ("failed", {"send_now"}),
        ("held", {"release", "send_now"}),
        ("expired", set()),
    ],
)
@pytest.mark.parametrize("action", ["hold", "release", "send_now"])
def test_what_may_be_decided_in_which_state(state, allowed, action):
    now = timezone.now()
    mail = queued(
        state=state,
        next_try_at=now if state in ("queued", "sending", "uncertain") else None,
        sent_at=now if state == "sent" else None,
        lease_until=now if state == "sending" else None,
        lease_token=uuid.uuid4() if state == "sending" else None,
        possible_double=state == "uncertain",
        reason="",
    )
    if state in ("failed", "expired", "uncertain"):
        mail.reason = "orsak"
    mail.save()
    decide = getattr(outbox, action)
    if action in allowed:
        decide(mail, by=PersonFactory())
        assert OutgoingMail.objects.get().possible_double == (state == "uncertain")
    else:
        with pytest.raises(DomainError):
            decide(mail, by=PersonFactory())
        assert OutgoingMail.objects.get().state == state


# --- Waking the sender -------------------------------------------------------------------------
def test_many_mails_in_one_request_wake_the_sender_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        for _ in range(5):
            send_mail("Hej", "Text", None, ["a@x.example"])
    assert len(callbacks) == 1


@pytest.fixture
def awake(monkeypatch):
    monkeypatch.setattr(outbox, "_silent_until", 0.0)


@pytest.mark.parametrize("broker", ["refuses", "is silent"])
def test_page_neither_fails_nor_waits_when_the_broker_is_gone(settings, awake, broker):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if broker == "is silent":
            server.listen(8)
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        start = time.monotonic()
        outbox.wake()
        first = time.monotonic() - start
        outbox.wake()
        second = time.monotonic() - start - first
    assert first < 3  # one second, on a machine that is busy with other things
    assert second < 0.1  # nobody else waits for a broker that has just been silent


def test_content_is_rendered_in_the_language_of_the_person(settings, tmp_path):
    for ending, text in (
        ("subject.txt", "Språk\n {{ language }}"),
        ("txt", "{{ organisation }}"),
        ("html", "<p>{{ site_url }}</p>"),
    ):
        (tmp_path / f"prov.{ending}").write_text(text)
    settings.TEMPLATES = [
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [tmp_path]}
    ]
    assert outbox.render_content("prov", {}, "en") == MailContent(
        "Språk en", "Testkommunen\n", "<p>http://localhost:8000</p>"
    )
    outbox.send_to(PersonFactory(email="ny@kommun.example", language="sv"), "prov", {})
    mail = OutgoingMail.objects.get()
    assert (mail.subject, mail.to_email) == ("Språk sv", "ny@kommun.example")
    assert connection.in_atomic_block
