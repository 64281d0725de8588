"""Delivery against a relay that behaves and one that does not. Time is moved, never waited for."""

from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.db import OperationalError
from django.utils import timezone

from prioinit import mail as outbox
from prioinit.delivery import deliver_due, run
from prioinit.delivery import settle as settlement
from prioinit.delivery.counts import Counts
from prioinit.mail import MailContent
from prioinit.models import MailAttempt, MailState, MailSwitch, OutgoingMail
from tests.factories import PersonFactory
from tests.prioinit.outgoing import fresh, outcomes, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


# --- A relay that behaves ----------------------------------------------------------------------
def test_everything_due_is_sent_over_one_connection(sink):
    mails = post("a", "b", "c")
    assert deliver_due() == Counts(sent=3)
    received = {mail.message_id: mail.to for mail in sink.received}
    assert received == {mail.message_id: mail.to_email for mail in mails}
    assert sink.connections == 1
    for mail in map(fresh, mails):
        assert (mail.state, mail.sent_at, mail.smtp_code) == (MailState.SENT, timezone.now(), 250)
        assert outcomes(mail) == ["accepted"]
    assert deliver_due() == Counts()


def test_limit_and_time_leave_the_rest_for_later(sink):
    post("a", "b", "c")
    assert deliver_due(limit=2) == Counts(sent=2, more=True)
    assert deliver_due(seconds=-1) == Counts(more=True)
    assert deliver_due() == Counts(sent=1)


def test_more_than_one_batch(sink, monkeypatch):
    monkeypatch.setattr(run, "BATCH", 2)
    post("a", "b", "c", "d", "e")
    assert deliver_due() == Counts(sent=5)
    assert sink.connections == 1


def test_nothing_due_does_not_even_connect(sink):
    deliver_due()
    assert sink.connections == 0


def test_held_sender_sends_nothing(sink):
    post("a")
    outbox.hold_all()
    assert deliver_due() == Counts()
    outbox.release_all(by=PersonFactory())
    assert deliver_due() == Counts(sent=1)


def test_after_a_restore_nothing_leaves_until_a_person_has_looked(sink, settings, later):
    """However often the sender starts: by worker, beat or cron."""
    outbox.release_all(by=PersonFactory())  # long before the restore
    later(days=1)
    settings.MAIL_RESTORED_AT = timezone.now()
    post("a")
    assert deliver_due() == deliver_due() == Counts()
    outbox.release_all(by=PersonFactory())
    assert deliver_due() == Counts(sent=1)
    post("b")
    assert deliver_due() == Counts(sent=1)


def test_held_mail_stays_while_others_go(sink):
    kept, _gone = post("a", "b")
    outbox.hold(kept, by=PersonFactory())
    assert deliver_due() == Counts(sent=1)
    assert [mail.to for mail in sink.received] == ["b@kommun.example"]


# --- Wanted, and what it says ------------------------------------------------------------------
class Digest:
    """Stands in for the reminders: writes `content`, or raises it."""

    content: MailContent | Exception | None = MailContent("Ämne", "Text", "<p>Text</p>")

    def __call__(self, mails):
        if isinstance(self.content, Exception):
            raise self.content
        return {mail.pk: self.content for mail in mails}


@pytest.fixture
def digest(monkeypatch):
    written = Digest()
    monkeypatch.setattr("tests.prioinit.test_delivery.render_digest", written)
    return written


def render_digest(mails):
    raise NotImplementedError


@pytest.fixture
def reminder(settings, digest):
    settings.MAIL_KINDS = {"prov": "tests.prioinit.test_delivery.render_digest"}
    person = PersonFactory(email="anna@kommun.example")
    return outbox.queue_mails(kind="prov", recipients=[person], key="2026-05-05").get()


def test_text_is_written_when_the_mail_leaves(sink, reminder, digest):
    assert (reminder.subject, reminder.frozen_at) == ("", None)
    assert deliver_due() == Counts(sent=1)
    (received,) = sink.received
    assert (received.subject, received.text, received.html) == ("Ämne", "Text\n", "<p>Text</p>\n")
    assert fresh(reminder).frozen_at == timezone.now()


def test_mail_that_nobody_needs_any_more_is_not_sent(sink, reminder, digest):
    digest.content = None
    assert deliver_due() == Counts(expired=1)
    assert sink.received == []
    assert fresh(reminder).state == MailState.EXPIRED
    assert fresh(reminder).reason


def test_person_who_left_gets_nothing(sink, reminder):
    send_mail("Hej", "Text", None, [reminder.to_email])
    type(reminder.recipient).objects.update(is_active=False)
    assert deliver_due() == Counts(expired=2)
    assert sink.received == []


def test_text_follows_the_facts_until_it_may_have_arrived(sink, reminder, digest, later):
    sink.answer("451 later", times=1)
    assert deliver_due() == Counts(deferred=1)
    digest.content = MailContent("Nytt datum", "Text")
    sink.drop(at="data", times=1)
    later(minutes=1)
    assert deliver_due() == Counts(uncertain=1)
    digest.content = MailContent("Ännu ett", "Text")
    later(minutes=5)
    assert deliver_due() == Counts(sent=1)
    assert [mail.subject for mail in sink.received] == ["Nytt datum"]
    assert fresh(reminder).message_id == sink.received[0].message_id


def test_mail_in_doubt_that_nobody_needs_is_neither_resent_nor_forgotten(
    sink, reminder, digest, later
):
    sink.drop(at="reply", times=1)
    deliver_due()
    digest.content = None
    later(minutes=5)
    assert deliver_due() == Counts(expired=1)
    mail = fresh(reminder)
    assert (mail.state, mail.possible_double, mail.next_try_at) == ("uncertain", True, None)
    assert len(sink.received) == 1


def test_text_that_cannot_be_written_stops_only_itself(sink, reminder, digest, later):
    digest.content = ValueError("trasig")
    post("b")
    assert deliver_due() == Counts(sent=1, deferred=1)
    later(minutes=3)
    assert deliver_due() == Counts(deferred=1)
    later(minutes=6)
    assert deliver_due() == Counts(failed=1)
    assert fresh(reminder).state == MailState.FAILED
    assert outcomes(reminder) == ["broken"] * 3


def test_database_in_trouble_while_writing_is_not_the_texts_fault(sink, reminder, digest, later):
    digest.content = OperationalError("deadlock detected")
    for _ in range(4):
        with pytest.raises(OperationalError):
            deliver_due()
        later(minutes=30)
    assert (fresh(reminder).state, outcomes(reminder)) == (MailState.QUEUED, [])
    digest.content = Digest.content
    assert deliver_due() == Counts(sent=1)


def test_text_that_cannot_be_written_does_not_stop_its_own_kind(sink, reminder, monkeypatch):
    bo = PersonFactory(email="bo@kommun.example")
    outbox.queue_mails(kind="prov", recipients=[bo], key="2026-05-05")

    def render(mails):
        return {mail.pk: _text_for(mail) for mail in mails}

    def _text_for(mail):
        if mail.pk == reminder.pk:
            raise ValueError("trasig")
        return MailContent("Ämne", "Text")

    monkeypatch.setattr("tests.prioinit.test_delivery.render_digest", render)
    assert deliver_due() == Counts(sent=1, deferred=1)
    assert [mail.to for mail in sink.received] == ["bo@kommun.example"]


@pytest.mark.parametrize("moment", ["2026-05-05 06:59", "2026-05-05 17:00", "2026-05-09 12:00"])
def test_planned_mail_keeps_working_hours_and_direct_mail_does_not(
    sink, reminder, frozen_time, moment
):
    OutgoingMail.objects.update(next_try_at=timezone.now() - timedelta(days=30))
    frozen_time(moment)
    post("b")
    assert deliver_due() == Counts(sent=1)
    assert [mail.to for mail in sink.received] == ["b@kommun.example"]
    outbox.send_now(reminder, by=PersonFactory())
    assert deliver_due() == Counts(sent=1)


# --- A relay that does not behave --------------------------------------------------------------
@pytest.mark.parametrize("stage", ["rcpt", "data"])
@pytest.mark.parametrize(
    ("reply", "counts", "state"),
    [
        ("421 4.3.2 closing", Counts(sent=1, deferred=1), "queued"),
        ("450 4.2.0 greylisted", Counts(sent=1, deferred=1), "queued"),
        ("452 4.2.2 mailbox full", Counts(sent=1, deferred=1), "queued"),
        ("550 5.1.1 no such user", Counts(sent=1, failed=1), "failed"),
        ("552 5.3.4 too big", Counts(sent=1, failed=1), "failed"),
        ("554 5.7.1 spam", Counts(sent=1, failed=1), "failed"),
    ],
)
def test_refusal_concerns_one_mail_only(sink, stage, reply, counts, state):
    refused, other = post("a", "b")
    sink.answer(reply, at=stage, to="a@kommun.example")
    assert deliver_due() == counts
    mail = fresh(refused)
    assert (mail.state, mail.possible_double) == (state, False)
    assert f"{mail.smtp_code} {mail.smtp_reply}" == reply
    assert reply in mail.reason
    assert fresh(other).state == MailState.SENT


def test_deferred_mail_backs_off_until_it_is_given_up(sink, later, monkeypatch):
    assert timedelta(hours=72) == settlement.GIVE_UP
    monkeypatch.setattr(settlement, "GIVE_UP", timedelta(hours=9))
    (mail,) = post("a")
    sink.answer("451 later")
    waits = []
    while fresh(mail).state == MailState.QUEUED:
        deliver_due()
        mail = fresh(mail)
        if mail.next_try_at:
            waits.append(mail.next_try_at - timezone.now())
            later(seconds=waits[-1].total_seconds())
    assert mail.state == MailState.FAILED
    assert "451 later" in mail.reason
    ceilings = [1, 2, 5, 10, 20, 30]
    for wait, minutes in zip(waits, ceilings + [30] * len(waits), strict=False):
        assert timedelta(seconds=10) <= wait <= timedelta(minutes=minutes)
    assert timedelta(hours=8.5) <= sum(waits, timedelta()) <= timedelta(hours=9.5)
    assert MailAttempt.objects.filter(mail=mail).count() == mail.attempts


def test_failed_mail_can_be_sent_by_a_person_with_three_new_days(sink, later):
    (mail,) = post("a")
    sink.answer("550 no", times=1)
    deliver_due()
    later(days=10)
    outbox.send_now(mail, by=PersonFactory())
    sink.answer("451 later", times=1)
    assert deliver_due() == Counts(deferred=1)
    later(minutes=2)
    assert deliver_due() == Counts(sent=1)
    assert outcomes(mail) == ["refused", "deferred", "accepted"]


def test_relay_that_is_down_costs_no_mail_an_attempt(sink, later):
    mails = post("a", "b", "c")
    sink.stop()
    for _ in range(3):
        assert deliver_due() == Counts()
        later(hours=24)
    switch = MailSwitch.objects.get()
    assert switch.relay_down_since == timezone.now() - timedelta(hours=72)
    assert switch.relay_reply
    assert [fresh(mail).attempts for mail in mails] == [0, 0, 0]
    assert OutgoingMail.objects.waiting_since(timezone.now()).count() == 3
    sink.start()
    assert deliver_due() == Counts(sent=3)
    assert {mail.to for mail in sink.received} == {mail.to_email for mail in mails}
    assert MailSwitch.objects.get().relay_down_since is None


def test_two_lost_connections_in_a_row_stop_the_run(sink):
    mails = post("a", "b", "c", "d", "e")
    sink.drop(at="rcpt")
    assert deliver_due() == Counts(deferred=2, released=3)
    assert [fresh(mail).state for mail in mails] == ["queued"] * 5
    # Queued in the same instant, so which two went first is not said.
    said = sorted(outcome for mail in mails for outcome in outcomes(mail))
    assert said == ["deferred", "deferred", "released", "released", "released"]
    due = timezone.now()
    assert sorted(fresh(mail).next_try_at <= due for mail in mails) == [False] * 2 + [True] * 3
    sink.behave()
    assert deliver_due() == Counts(sent=3)


def test_relay_that_refuses_us_fails_no_mail(sink):
    mails = post("a", "b", "c")
    sink.answer("550 5.7.1 sender not allowed", at="mail")
    assert deliver_due() == Counts(deferred=2, released=1)
    assert {fresh(mail).state for mail in mails} == {"queued"}


def test_relay_that_hangs_delays_only_its_mail(sink, settings):
    settings.EMAIL_TIMEOUT = 0.3
    slow, other = post("a", "b")
    sink.delay(1, at="rcpt", to="a@kommun.example", times=1)
    assert deliver_due() == Counts(sent=1, deferred=1)
    assert (fresh(slow).state, fresh(other).state) == ("queued", "sent")


def test_strange_address_fails_without_being_sent(sink):
    (mail,) = post("a")
    OutgoingMail.objects.update(to_email="a@x.example\nRCPT TO:<b@x.example>")
    assert deliver_due() == Counts(failed=1)
    assert fresh(mail).reason
    assert sink.received == []
