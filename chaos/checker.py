"""Holds the books against each other: our rows, the attempts, the mail server's own, and the journal.

Whoever reads the tables alone sees what the application believes. What people got is in the mail server's
book, and what they should have got is what the loads said, counted by nobody's rules but their own.
"""

import quopri
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from chaos.loads import Expected
from chaos.relay import MESSAGE_ID, Kept, Relay
from checkpoints.models import Reminder
from prioinit.models import AttemptOutcome, AttemptPhase, MailAttempt, MailState, OutgoingMail

MATTER = ("person_id", "kind", "initiative_id", "occasion", "lead_days", "due_version")


@dataclass
class Findings:
    lost: int = 0
    twice: int = 0
    flagged: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def green(self) -> bool:
        return not self.problems


@dataclass
class Promise:
    """What a scene is held to."""

    expected: Expected
    never: Expected = field(default_factory=set)  # what must not arrive
    twice_at_most: int = 0  # doubles; each must be flagged


class Books:
    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self.kept = list(relay.kept)
        self.mails = {mail.message_id: mail for mail in OutgoingMail.objects.all()}
        self.attempts: dict[object, list[MailAttempt]] = {}
        for attempt in MailAttempt.objects.order_by("mail", "number"):
            self.attempts.setdefault(attempt.mail_id, []).append(attempt)
        self.copies = Counter(one.message_id for one in self.kept)

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """By address, what each mail that came there says."""
        found: dict[str, list[str]] = {}
        for one in self.kept:
            found.setdefault(one.to, []).append(_words(one))
        return found

    def arrived(self, address: str, words: str) -> int:
        return sum(words in text for text in self.texts.get(address, ()))

    @cached_property
    def waits_for_a_person(self) -> set[str]:
        """Addresses with a mail that the lots sees and decides about: in doubt twice, or refused by 5xx."""
        return {
            mail.to_email
            for mail in self.mails.values()
            if mail.state == MailState.UNCERTAIN
            or (mail.state == MailState.FAILED and mail.to_email in self.relay.refused)
        }


def _words(one: Kept) -> str:
    return " ".join(quopri.decodestring(one.raw).decode("utf-8", "replace").split())


def check(relay: Relay, promise: Promise, *, journal: bool) -> Findings:
    books = Books(relay)
    findings = Findings(flagged=sum(mail.possible_double for mail in books.mails.values()))
    _what_people_got(books, promise, findings)
    for kind, found in (
        ("row", _rows(books)),
        ("reminder", _reminders()),
        ("attempt", _attempts(books, journal)),
        ("mail server", _server(books)),
        ("journal", _journal(books)),
    ):
        findings.problems += [f"{kind}: {problem}" for problem in found]
    return findings


def _what_people_got(books: Books, promise: Promise, findings: Findings) -> None:
    lost = []
    for address, words in sorted(promise.expected):
        came = books.arrived(address, words)
        findings.twice += max(0, came - 1)
        if not came and address not in books.waits_for_a_person:
            lost.append(f"lost: {address} {words!r}")
    findings.lost = len(lost)
    if findings.twice > promise.twice_at_most:
        lost.append(f"twice: {findings.twice}, at most {promise.twice_at_most} were allowed")
    findings.problems += lost
    findings.problems += [
        f"wrong: {address} was told {words!r}"
        for address, words in sorted(promise.never)
        if books.arrived(address, words)
    ]


def _rows(books: Books):
    left = (MailState.SENT, MailState.EXPIRED)
    for mail in books.mails.values():
        if mail.state in left or mail.to_email in books.waits_for_a_person:
            continue
        lease = f", lease until {mail.lease_until}" if mail.lease_until else ""
        yield f"{mail} is still {mail.state} at {timezone.now():%H:%M}{lease}: {mail.reason}"
    for mail in books.mails.values():
        if mail.state == MailState.SENT and not books.copies[mail.message_id]:
            yield f"{mail} is called sent and never came"
        if books.copies[mail.message_id] > 1 and not mail.possible_double:
            yield f"{mail} came {books.copies[mail.message_id]} times and is not flagged"


def _reminders():
    matters = Counter(Reminder.objects.values_list(*MATTER))
    yield from (f"{matter} stands there {n} times" for matter, n in matters.items() if n > 1)
    waiting = Reminder.objects.planned().filter(send_on__lte=timezone.localdate())
    yield from (f"{one} was never put in a mail" for one in waiting)
    sent = Reminder.objects.bundled().exclude(
        mail__state__in=[MailState.SENT, MailState.UNCERTAIN, MailState.FAILED]
    )
    yield from (f"{one} is in a mail that is {one.mail.state}" for one in sent)


def _attempts(books: Books, journal: bool):
    for mail in books.mails.values():
        tries = books.attempts.get(mail.pk, [])
        outcomes = Counter(one.outcome for one in tries)
        if [one.number for one in tries] != list(range(1, mail.attempts + 1)):
            yield f"{mail}: {mail.attempts} attempts, rows {[one.number for one in tries]}"
        if outcomes[AttemptOutcome.OPEN]:
            yield f"{mail}: an attempt has no outcome"
        if outcomes[AttemptOutcome.ACCEPTED] > 1:
            yield f"{mail} was accepted {outcomes[AttemptOutcome.ACCEPTED]} times"
        begun = sum(one.phase == AttemptPhase.DATA for one in tries)
        copies = books.copies[mail.message_id]
        if not outcomes[AttemptOutcome.ACCEPTED] <= copies <= begun:
            yield f"{mail}: {begun} begun, {outcomes[AttemptOutcome.ACCEPTED]} accepted, {copies} came"
        heard = outcomes[AttemptOutcome.ACCEPTED] or (journal and outcomes[AttemptOutcome.UNKNOWN])
        if mail.state == MailState.SENT and not heard:
            yield f"{mail} is called sent though nobody said so"


def _server(books: Books):
    for one in books.kept:
        mail = books.mails.get(one.message_id)
        if mail is None:
            yield f"{one.message_id} to {one.to} has no row"
        elif mail.to_email != one.to:
            yield f"{mail} went to {one.to}"


def _journal(books: Books):
    copied = Counter(
        MESSAGE_ID.search(path.read_bytes())[1].decode()
        for path in (books.relay.journal / "new").iterdir()
    )
    if copied != books.copies:
        yield f"{copied - books.copies} are only here, {books.copies - copied} are missing"
