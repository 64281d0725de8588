"""The journal is a Maildir that a mail server fills; here its files are put in place by hand."""

from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from prioinit import journal
from prioinit.delivery import deliver_due
from prioinit.journal import MaildirJournal
from prioinit.models import MailState, OutgoingMail


@pytest.fixture
def maildir(tmp_path, settings, monkeypatch):
    for place in ("new", "cur", "tmp"):
        (tmp_path / place).mkdir()
    settings.MAIL_JOURNAL_FOLDER = str(tmp_path)
    monkeypatch.setattr(journal, "_read", {})
    return tmp_path


def keep(maildir, name: str, message_id: str, *, place: str = "new") -> None:
    text = f"Return-Path: <a@b.example>\r\nmessage-id: {message_id}\r\n\r\nMessage-ID: <body@x>\r\n"
    (maildir / place / name).write_bytes(text.encode())


@transaction.atomic
def post(*names: str) -> list[OutgoingMail]:
    for name in names:
        send_mail("Hej", "Text", None, [f"{name}@kommun.example"])
    return list(OutgoingMail.objects.order_by("to_email"))


@pytest.fixture
def sent(transactional_db, sink, frozen_time):
    """One mail that we know the mail server took, longer ago than the time of grace."""
    frozen_time("2026-11-23 10:00")
    (mail,) = post("a")
    deliver_due()
    frozen_time("2026-11-23 10:10")
    return mail


def test_mail_in_the_journal_was_taken(db, maildir):
    keep(maildir, "1.host", "<1@x>")
    keep(maildir, "2.host:2,S", "<2@x>", place="cur")
    assert MaildirJournal().accepted("<1@x>") is True
    assert MaildirJournal().accepted("<2@x>") is True


def test_only_the_header_counts(db, maildir):
    keep(maildir, "1.host", "<1@x>")
    assert MaildirJournal().accepted("<body@x>") is None


def test_new_moved_and_removed_files_are_followed(db, maildir):
    keep(maildir, "1.host", "<1@x>")
    assert MaildirJournal().accepted("<1@x>") is True
    (maildir / "new" / "1.host").rename(maildir / "cur" / "1.host:2,S")
    keep(maildir, "2.host", "<2@x>")
    assert MaildirJournal().accepted("<1@x>") is True
    assert MaildirJournal().accepted("<2@x>") is True
    (maildir / "cur" / "1.host:2,S").unlink()
    assert MaildirJournal().accepted("<1@x>") is None


def test_journal_that_has_the_others_says_no(maildir, sent):
    keep(maildir, "1.host", sent.message_id)
    assert MaildirJournal().accepted("<unknown@x>") is False


def test_journal_that_lacks_what_was_taken_is_not_believed(maildir, sent):
    keep(maildir, "1.host", "<another@x>")
    assert MaildirJournal().accepted("<unknown@x>") is None


def test_journal_that_cannot_be_read_cannot_be_asked(maildir, sent, settings):
    settings.MAIL_JOURNAL_FOLDER = str(maildir / "nowhere")
    assert MaildirJournal().accepted(sent.message_id) is None


def test_mail_without_an_answer_is_looked_up_and_not_sent_again(
    maildir, sent, sink, settings, frozen_time
):
    settings.MAIL_JOURNAL = "prioinit.journal.MaildirJournal"
    keep(maildir, "1.host", sent.message_id)
    post("b")
    mail = OutgoingMail.objects.get(to_email="b@kommun.example")
    sink.drop(at="reply", times=1)
    deliver_due()
    keep(maildir, "2.host", mail.message_id)
    frozen_time(timezone.now() + timedelta(minutes=6))
    deliver_due()
    mail.refresh_from_db()
    assert (mail.state, mail.possible_double) == (MailState.SENT, False)
    assert len(sink.to("b@kommun.example")) == 1
