"""What is written down about a mail after it was claimed, and after whoever claimed it died."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from prioinit.delivery.counts import Counts
from prioinit.models import AttemptOutcome, AttemptPhase, MailAttempt, MailState, OutgoingMail
from prioinit.relay import Reply, Verdict

if TYPE_CHECKING:
    from prioinit.delivery.claim import Claimed

GRACE = timedelta(minutes=5)  # before the relay's silence counts as an answer
BACKOFF_MINUTES = (1, 2, 5, 10, 20, 30)  # the last one from then on
GIVE_UP = timedelta(hours=72)
LOST_TRIES = 5  # as many workers have died with it: it may be what they die of
SWEEP = 1000


def settle(item: Claimed, token: UUID, reply: Reply, counts: Counts) -> None:
    """Write down an answer other than yes."""
    now = timezone.now()
    with transaction.atomic(durable=True):
        ours = OutgoingMail.objects.filter(
            pk=item.mail.pk, state=MailState.SENDING, lease_token=token
        )
        mail = ours.select_for_update().first()
        if not mail:
            return  # the lease ran out; whoever took over decides
        MailAttempt.objects.filter(pk=item.attempt_id).update(
            outcome=reply.verdict.value, reply=_spoken(reply)
        )
        mail.smtp_code, mail.smtp_reply = reply.code, reply.text
        _settle_as(mail, reply, now, counts)
        mail.lease_token = mail.lease_until = None
        mail.save()


def _settle_as(mail: OutgoingMail, reply: Reply, now: datetime, counts: Counts) -> None:
    if reply.verdict is Verdict.UNKNOWN:
        counts.uncertain += 1
        _doubt(mail, now)
    elif reply.verdict is Verdict.REFUSED:
        counts.failed += 1
        _fail(mail, _("Mejlservern tog inte emot mejlet: %(reply)s"), reply)
    elif now >= _give_up_at(mail, now):
        counts.failed += 1
        _fail(mail, _("Gick inte att skicka på tre dygn. Senaste svaret: %(reply)s"), reply)
    else:
        counts.deferred += 1
        tries = mail.tries.filter(outcome=AttemptOutcome.DEFERRED).count()
        mail.state, mail.next_try_at = MailState.QUEUED, now + backoff(tries)
        mail.reason = _line(_("Mejlservern bad oss vänta: %(reply)s"), reply)


def _fail(mail: OutgoingMail, text: str, reply: Reply) -> None:
    mail.state, mail.next_try_at, mail.reason = MailState.FAILED, None, _line(text, reply)


def _doubt(mail: OutgoingMail, now: datetime) -> None:
    """Nobody knows whether it arrived. The first time it is tried again after a while, then people decide."""
    again = mail.possible_double
    mail.state, mail.possible_double = MailState.UNCERTAIN, True
    mail.next_try_at = None if again else now + GRACE
    mail.reason = _("Mejlservern svarade inte om den tog emot mejlet.")


def _give_up_at(mail: OutgoingMail, now: datetime) -> datetime:
    """Counted from the first try, not from the queue: a mail may have waited there for good reasons."""
    first = mail.tries.order_by("number").values_list("started_at", flat=True).first() or now
    return max(first, mail.decided_at or first) + GIVE_UP


def backoff(tries: int) -> timedelta:
    """Longer for every try, and never the same for two mails: 10,000 retries must not come at once."""
    minutes = BACKOFF_MINUTES[min(tries, len(BACKOFF_MINUTES)) - 1]
    return timedelta(seconds=max(10, random.uniform(0, minutes * 60)))  # noqa: S311 spread, no secret


def _spoken(reply: Reply) -> str:
    return f"{reply.code or ''} {reply.text}".strip()[:500]


def _line(text: str, reply: Reply) -> str:
    return (text % {"reply": _spoken(reply)})[:300]


def give_back(items: list[Claimed], token: UUID) -> None:
    """Not begun and not going to be: back to the queue, in their old places."""
    with transaction.atomic(durable=True):
        mails = OutgoingMail.objects.filter(
            pk__in=[item.mail.pk for item in items], state=MailState.SENDING, lease_token=token
        )
        ours = set(mails.select_for_update().values_list("pk", flat=True))
        MailAttempt.objects.filter(
            pk__in=[item.attempt_id for item in items if item.mail.pk in ours]
        ).update(outcome=AttemptOutcome.RELEASED)
        mails.update(state=MailState.QUEUED, lease_token=None, lease_until=None)


# --- After a crash -----------------------------------------------------------------------------
def reconcile() -> None:
    _take_back_expired_leases()
    _resolve_doubts()


def _take_back_expired_leases() -> None:
    now = timezone.now()
    with transaction.atomic(durable=True):
        expired = OutgoingMail.objects.filter(state=MailState.SENDING, lease_until__lt=now)
        mails = list(expired.select_for_update(skip_locked=True)[:SWEEP])
        if not mails:
            return
        attempts = MailAttempt.objects.filter(
            mail__in=mails, number=F("mail__attempts"), outcome=AttemptOutcome.OPEN
        )
        begun = set(attempts.filter(phase=AttemptPhase.DATA).values_list("mail_id", flat=True))
        attempts.filter(phase=AttemptPhase.DATA).update(outcome=AttemptOutcome.UNKNOWN)
        attempts.filter(phase=AttemptPhase.CLAIMED).update(outcome=AttemptOutcome.LOST)
        for mail in mails:
            if mail.pk in begun:
                _doubt(mail, now)
            else:
                _requeue_lost(mail, now)
            mail.lease_token = mail.lease_until = None
            mail.save()


def _requeue_lost(mail: OutgoingMail, now: datetime) -> None:
    """Back in its place. One that is always there when workers die must wait, and in the end give up."""
    mail.state = MailState.QUEUED
    lost = mail.tries.filter(outcome=AttemptOutcome.LOST).count()
    if lost < LOST_TRIES:
        return
    told = {"n": lost}
    if now >= _give_up_at(mail, now):
        mail.state, mail.next_try_at = MailState.FAILED, None
        mail.reason = _("Sändningen har avbrutits %(n)s gånger på tre dygn.") % told
    else:
        mail.next_try_at = now + backoff(lost - LOST_TRIES + 1)
        mail.reason = _("Sändningen har avbrutits %(n)s gånger. Vi försöker igen.") % told


def _resolve_doubts() -> None:
    """The grace is over: ask the relay; if it cannot be asked, send once more or leave it to people."""
    journal = import_string(settings.MAIL_JOURNAL)()
    doubts = OutgoingMail.objects.filter(
        state=MailState.UNCERTAIN, next_try_at__lte=timezone.now()
    ).order_by("next_try_at")
    for mail in doubts[:SWEEP]:
        changes = _verdict_on(mail, journal.accepted(mail.message_id))
        # Only if nobody else resolved it meanwhile.
        doubts.filter(pk=mail.pk).update(**changes)


def _verdict_on(mail: OutgoingMail, accepted: bool | None) -> dict:
    if accepted:
        once = mail.tries.filter(outcome=AttemptOutcome.UNKNOWN).count() == 1
        return {
            "state": MailState.SENT,
            "sent_at": timezone.now(),
            "next_try_at": None,
            "reason": "",
            "possible_double": not once,
        }
    if accepted is False:
        return {"state": MailState.QUEUED, "reason": "", "possible_double": False}
    if settings.MAIL_RESEND_UNCERTAIN:
        return {"state": MailState.QUEUED}
    return {"next_try_at": None}
