import json
import logging
import os
import socket
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from prioinit.calendar import is_send_time
from prioinit.delivery.counts import Counts
from prioinit.delivery.crash import crash_point
from prioinit.delivery.ledger import LEASE
from prioinit.delivery.settle import backoff
from prioinit.mail import MailContent, Renderer, mail_is_held, renderer
from prioinit.models import AttemptOutcome, MailState, OutgoingMail

log = logging.getLogger(__name__)

BROKEN_TRIES = 3  # a text that cannot be written stops only itself


@dataclass(frozen=True)
class Claimed:
    mail: OutgoingMail
    attempt_id: int


@dataclass
class Batch:
    """Mails that are ours for a minute. `looked_at` counts those that turned out not to be needed too."""

    token: UUID
    looked_at: int = 0
    claimed: list[Claimed] = field(default_factory=list)


def anything_due() -> bool:
    return not mail_is_held() and _due(timezone.now()).exists()


def _due(now: datetime) -> QuerySet[OutgoingMail]:
    due = OutgoingMail.objects.filter(state=MailState.QUEUED, next_try_at__lte=now)
    if is_send_time(now):
        return due
    return due.filter(Q(any_time=True) | ~Q(kind__in=settings.MAIL_KINDS))


def claim(limit: int, counts: Counts) -> Batch:
    """Make mails ours for a minute; those that nobody wants any more are closed instead."""
    batch, now = Batch(uuid4()), timezone.now()
    with transaction.atomic(durable=True):
        if mail_is_held():
            return batch
        rows = list(
            _due(now)
            .select_related("recipient")
            .order_by("next_try_at", "queued_at")
            .select_for_update(skip_locked=True, of=("self",))[:limit]
        )
        batch.looked_at = len(rows)
        batch.claimed = _lease(_ready(rows, now, counts), batch.token, now)
        crash_point("before_commit")
    crash_point("after_claim")
    return batch


# The lease and the attempt in one statement: through the ORM it costs a fifth of sending the mail.
_LEASE = """
WITH leased AS (
    UPDATE prioinit_outgoingmail
    SET state = 'sending', lease_token = %s, lease_until = %s, attempts = attempts + 1, reason = ''
    WHERE id = ANY(%s)
    RETURNING id, attempts
)
INSERT INTO prioinit_mailattempt (mail_id, number, worker, started_at, phase, outcome, reply)
SELECT id, attempts, %s, %s, 'claimed', '', '' FROM leased
RETURNING mail_id, id
"""


def _lease(mails: list[OutgoingMail], token: UUID, now: datetime) -> list[Claimed]:
    # next_try_at stays: a mail that is given back keeps its place in the queue.
    ids = [mail.pk for mail in mails]
    with connection.cursor() as cursor:
        cursor.execute(_LEASE, [token, now + LEASE, ids, _worker(), now])
        attempts = dict(cursor.fetchall())
    return [Claimed(mail, attempts[mail.pk]) for mail in mails]


def _worker() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


# What a mail says, None when nobody wants it any more, or why it cannot be written.
Text = MailContent | None | Exception


def _ready(mails: list[OutgoingMail], now: datetime, counts: Counts) -> list[OutgoingMail]:
    """Those that are still wanted, with what they say; the others have been closed or put off."""
    here = [mail for mail in mails if not _has_left(mail, counts)]
    texts = _texts(here)
    ready = [m for m in here if m.pk not in texts or _is_wanted(m, texts[m.pk], now, counts)]
    _freeze([(mail, texts[mail.pk]) for mail in ready if mail.pk in texts], now)
    return ready


def _has_left(mail: OutgoingMail, counts: Counts) -> bool:
    left = bool(mail.recipient and not mail.recipient.is_active)
    if left:
        _not_wanted(mail, _("Personen har slutat."), counts)
    return left


def _texts(mails: list[OutgoingMail]) -> dict[UUID, Text]:
    """Of those that are written as they leave."""
    by_kind = defaultdict(list)
    for mail in mails:
        by_kind[mail.kind].append(mail)
    texts: dict[UUID, Text] = {}
    for kind, several in by_kind.items():
        if render := renderer(kind):
            texts |= _written(render, several)
    return texts


def _written(render: Renderer, mails: list[OutgoingMail]) -> dict[UUID, Text]:
    """All at once. If that fails, one at a time: a text that cannot be written stops only itself."""
    try:
        with transaction.atomic():
            return {**render(mails)}
    except (OperationalError, InterfaceError):
        raise  # the database is in trouble, not the text
    except Exception as error:
        if len(mails) == 1:
            log.exception("The text of mail %s cannot be written", mails[0].pk)
            return {mails[0].pk: error}
    return {pk: text for mail in mails for pk, text in _written(render, [mail]).items()}


def _is_wanted(mail: OutgoingMail, text: Text, now: datetime, counts: Counts) -> bool:
    if isinstance(text, Exception):
        return _broken(mail, type(text).__name__, now, counts)
    if text is None:
        return _not_wanted(
            mail, _("Det mejlet handlar om är klart, flyttat eller inställt."), counts
        )
    return True


_FREEZE = """
UPDATE prioinit_outgoingmail AS mail
SET subject = new.subject, text_body = new.text_body, html_body = new.html_body,
    calendar = new.calendar, reply_to = new.reply_to, to_email = new.to_email, frozen_at = %s
FROM jsonb_to_recordset(%s) AS new
    (id uuid, subject text, text_body text, html_body text, calendar text, reply_to text, to_email text)
WHERE mail.id = new.id
"""


def _freeze(written: list[tuple[OutgoingMail, MailContent]], now: datetime) -> None:
    """Write the text that is sent: anew while it has surely reached nobody, so that no date is old."""
    rows = []
    for mail, content in written:
        fields = _fields(mail, content)
        # If it may have arrived, a second copy must be the same mail.
        if not mail.possible_double and (not mail.frozen_at or _differs(mail, fields)):
            vars(mail).update(fields, frozen_at=now)
            rows.append({"id": str(mail.pk), **fields})
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_FREEZE, [now, json.dumps(rows)])


def _fields(mail: OutgoingMail, content: MailContent) -> dict[str, str]:
    return {
        "subject": content.subject,
        "text_body": content.text,
        "html_body": content.html,
        "calendar": content.calendar,
        "reply_to": content.reply_to,
        "to_email": mail.recipient.email if mail.recipient else mail.to_email,
    }


def _differs(mail: OutgoingMail, fields: dict[str, str]) -> bool:
    return any(getattr(mail, name) != new for name, new in fields.items())


def _not_wanted(mail: OutgoingMail, reason: str, counts: Counts) -> bool:
    counts.expired += 1
    # What may have arrived is not called "not needed": it stays flagged, but is not sent again.
    state = MailState.UNCERTAIN if mail.possible_double else MailState.EXPIRED
    _change(mail, state=state, next_try_at=None, reason=reason)
    return False


def _broken(mail: OutgoingMail, error: str, now: datetime, counts: Counts) -> bool:
    mail.attempts += 1
    mail.tries.create(
        number=mail.attempts,
        worker=_worker(),
        started_at=now,
        outcome=AttemptOutcome.BROKEN,
        reply=error,
    )
    tries = mail.tries.filter(outcome=AttemptOutcome.BROKEN).count()
    failed = tries >= BROKEN_TRIES
    counts.failed += failed
    counts.deferred += not failed
    _change(
        mail,
        attempts=mail.attempts,
        state=MailState.FAILED if failed else MailState.QUEUED,
        next_try_at=None if failed else now + backoff(tries),
        reason=_("Texten gick inte att skapa: %(reply)s") % {"reply": error},
    )
    return False


def _change(mail: OutgoingMail, **changes) -> None:
    for name, value in changes.items():
        setattr(mail, name, value)
    mail.save(update_fields=list(changes))
