"""What may have been sent: mail that stays in doubt, leases that run out, a database that goes away."""

import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from prioinit import mail as outbox
from prioinit.delivery import deliver_due, run
from prioinit.delivery import settle as settlement
from prioinit.delivery.claim import claim
from prioinit.delivery.counts import Counts
from prioinit.delivery.ledger import Ledger
from prioinit.models import MailAttempt, MailState, OutgoingMail
from prioinit.relay import Reply, Verdict
from tests.factories import PersonFactory
from tests.prioinit.outgoing import fresh, outcomes, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


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
    settings.MAIL_JOURNAL = "tests.prioinit.test_delivery_in_doubt.Journal"
    monkeypatch.setattr("tests.prioinit.test_delivery_in_doubt.Journal.answer", answer)
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
