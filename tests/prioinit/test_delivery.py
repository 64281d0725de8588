"""Delivery against a relay that behaves and one that does not. Time is moved, never waited for."""

import uuid
from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from prioinit import mail as outbox
from prioinit.delivery import deliver_due, run
from prioinit.delivery import settle as settlement
from prioinit.delivery.claim import claim
from prioinit.delivery.counts import Counts
from prioinit.delivery.ledger import Ledger
from prioinit.mail import MailContent
from prioinit.models import MailAttempt, MailState, MailSwitch, OutgoingMail
from prioinit.relay import Reply, Verdict
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
NOON = "2026-05-05 12:00"  # a Tuesday


@pytest.fixture(autouse=True)
def noon(frozen_time):
    return frozen_time(NOON)


@pytest.fixture
def later(frozen_time):
    """Moves the clock on."""
    return lambda **span: frozen_time(timezone.now() + timedelta(**span))


def post(*names: str) -> list[OutgoingMail]:
    for name in names:
        send_mail("Hej", "Text", None, [f"{name}@kommun.example"])
    return [OutgoingMail.objects.get(to_email=f"{name}@kommun.example") for name in names]


def fresh(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.get(pk=mail.pk)


def outcomes(mail: OutgoingMail) -> list[str]:
    return list(mail.tries.order_by("number").values_list("outcome", flat=True))


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


# --- Doubt -------------------------------------------------------------------------------------
@pytest.mark.parametrize(("stage", "copies"), [("data", 1), ("reply", 2)])
def test_silence_after_the_text_is_flagged_and_resent_once(sink, later, stage, copies):
    (mail,) = post("a")
    sink.drop(at=stage, times=1)
    assert deliver_due() == Counts(uncertain=1)
    assert (fresh(mail).state, fresh(mail).possible_double) == ("uncertain", True)
    later(minutes=4)
    assert deliver_due() == Counts()
    later(minutes=1)
    assert deliver_due() == Counts(sent=1)
    assert sink.copies() == {mail.message_id: copies}
    assert (fresh(mail).state, fresh(mail).possible_double) == ("sent", True)
    assert list(OutgoingMail.objects.needs_a_person()) == [mail]


def test_silence_twice_is_left_to_people(sink, later):
    (mail,) = post("a")
    sink.drop(at="reply")
    deliver_due()
    later(minutes=5)
    assert deliver_due() == Counts(uncertain=1)
    later(days=2)
    assert deliver_due() == Counts()
    assert fresh(mail).state == MailState.UNCERTAIN
    sink.behave()
    outbox.send_now(mail, by=PersonFactory())
    assert deliver_due() == Counts(sent=1)
    assert fresh(mail).possible_double


def test_resending_in_doubt_can_be_turned_off(sink, later, settings):
    settings.MAIL_RESEND_UNCERTAIN = False
    (mail,) = post("a")
    sink.drop(at="reply", times=1)
    deliver_due()
    later(hours=1)
    assert deliver_due() == Counts()
    assert (fresh(mail).state, fresh(mail).next_try_at) == ("uncertain", None)


class Journal:
    answer: bool | None = None

    def accepted(self, message_id):
        return self.answer


@pytest.mark.parametrize(
    ("answer", "counts", "copies", "flagged"),
    [
        (True, Counts(), 1, False),
        (False, Counts(sent=1), 2, False),
        (None, Counts(sent=1), 2, True),
    ],
)
def test_journal_settles_the_doubt(
    sink, later, settings, monkeypatch, answer, counts, copies, flagged
):
    settings.MAIL_JOURNAL = "tests.prioinit.test_delivery.Journal"
    monkeypatch.setattr("tests.prioinit.test_delivery.Journal.answer", answer)
    (mail,) = post("a")
    sink.drop(at="reply", times=1)
    deliver_due()
    later(minutes=5)
    assert deliver_due() == counts
    assert sink.copies() == {mail.message_id: copies}
    assert (fresh(mail).state, fresh(mail).possible_double) == ("sent", flagged)


# --- Leases ------------------------------------------------------------------------------------
def test_lease_that_ran_out_before_sending_is_sent_unflagged(sink, later):
    (mail,) = post("a")
    claim(10, Counts())  # and then the worker dies
    assert deliver_due() == Counts()
    later(seconds=61)
    assert deliver_due() == Counts(sent=1)
    assert outcomes(mail) == ["lost", "accepted"]
    assert not fresh(mail).possible_double


def test_lease_that_ran_out_on_the_wire_is_in_doubt(sink, later):
    (mail,) = post("a")
    batch = claim(10, Counts())
    with Ledger(batch.token) as ledger:
        ledger.advance(None, batch.claimed[0])
        assert ledger.answer() == (False, True)
    later(seconds=61)
    assert deliver_due() == Counts()
    assert (fresh(mail).state, fresh(mail).possible_double) == ("uncertain", True)
    assert outcomes(mail) == ["unknown"]


def worker_dies_with_it(later):
    claim(10, Counts())
    later(seconds=61)
    run.reconcile()


def test_mail_that_is_there_whenever_workers_die_waits_and_is_sent(sink, later):
    (mail,) = post("a")
    for _ in range(5):
        worker_dies_with_it(later)
    waiting = fresh(mail)
    assert (waiting.state, waiting.next_try_at > timezone.now()) == (MailState.QUEUED, True)
    assert waiting.reason == "Sändningen har avbrutits 5 gånger. Vi försöker igen."
    assert deliver_due() == Counts()
    later(seconds=61)
    assert deliver_due() == Counts(sent=1)
    assert outcomes(mail) == ["lost"] * 5 + ["accepted"]


def test_mail_that_still_takes_workers_with_it_after_three_days_fails(sink, later):
    (mail,) = post("a")
    for _ in range(4):
        worker_dies_with_it(later)
    later(hours=72)
    worker_dies_with_it(later)
    assert fresh(mail).state == MailState.FAILED
    assert fresh(mail).reason == "Sändningen har avbrutits 5 gånger på tre dygn."


def test_worker_that_lost_its_lease_writes_and_sends_nothing(sink, later):
    (mail,) = post("a")
    slow = claim(10, Counts())
    later(seconds=61)
    run.reconcile()
    quick = claim(10, Counts())
    counts = Counts()
    assert run.Sending(run.Relay(), slow.token, counts).run([]) is True
    with run.Relay() as relay:
        relay.connect()
        run.Sending(relay, slow.token, counts).run(slow.claimed)
    assert (sink.received, counts) == ([], Counts())
    settlement.settle(slow.claimed[0], slow.token, Reply(Verdict.REFUSED, 550, "nej"), counts)
    assert fresh(mail).state == MailState.SENDING
    with run.Relay() as relay:
        relay.connect()
        run.Sending(relay, quick.token, counts).run(quick.claimed)
    assert counts == Counts(sent=1)


def test_given_back_mail_keeps_its_place(sink):
    first, second = post("a", "b")
    OutgoingMail.objects.filter(pk=first.pk).update(
        next_try_at=timezone.now() - timedelta(minutes=3)
    )
    batch = claim(1, Counts())
    run.give_back(batch.claimed, batch.token)
    deliver_due()
    assert [mail.to for mail in sink.received] == [first.to_email, second.to_email]


def test_settled_attempt_never_changes_and_is_never_deleted(sink):
    post("a")
    deliver_due()
    for change in (
        lambda: MailAttempt.objects.update(outcome="refused"),
        lambda: MailAttempt.objects.all().delete(),
    ):
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_relay_is_talked_to(sink, monkeypatch):
    with transaction.atomic():
        post("a", "b")
    seen = []

    def spying(self, *args, real=run.Relay.hand_over):
        status = connection.connection.info.transaction_status
        seen.append((connection.in_atomic_block, status.name))
        return real(self, *args)

    monkeypatch.setattr(run.Relay, "hand_over", spying)
    assert deliver_due() == Counts(sent=2)
    assert seen == [(False, "IDLE")] * 2
    with pytest.raises(RuntimeError), transaction.atomic():
        claim(1, Counts())


@pytest.mark.django_db(transaction=True)
def test_mail_that_cannot_be_built_does_not_befall_the_one_before_it(sink, monkeypatch):
    with transaction.atomic():
        post("a", "b")
    built = []

    def failing(mail, real=run.as_bytes):
        built.append(mail)
        if len(built) == 2:
            raise LookupError
        return real(mail)

    monkeypatch.setattr(run, "as_bytes", failing)
    with pytest.raises(LookupError):
        deliver_due()
    assert fresh(built[0]).state == MailState.SENT
    assert [mail.message_id for mail in sink.received] == [built[0].message_id]


@pytest.mark.django_db(transaction=True)
def test_database_that_goes_away_while_sending_leaves_one_mail_in_doubt(sink, later, monkeypatch):
    with transaction.atomic():
        mails = post("a", "b", "c")

    def cut(self, *args, real=run.Relay.hand_over):
        reply = real(self, *args)
        if len(sink.received) == 2:
            connection.connection.close()
        return reply

    monkeypatch.setattr(run.Relay, "hand_over", cut)
    with pytest.raises(OperationalError):
        deliver_due()
    connection.close()
    monkeypatch.undo()
    later(seconds=61)
    assert deliver_due() == Counts(sent=1)
    assert [fresh(mail).state for mail in mails] == ["sent", "uncertain", "sent"]
    assert [fresh(mail).possible_double for mail in mails] == [False, True, False]


def test_ledger_refuses_a_token_that_is_not_ours():
    post("a")
    batch = claim(1, Counts())
    with Ledger(uuid.uuid4()) as ledger:
        ledger.advance((batch.claimed[0], Reply(Verdict.ACCEPTED, 250, "OK")), batch.claimed[0])
        assert ledger.answer() == (False, False)
