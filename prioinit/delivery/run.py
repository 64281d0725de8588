import logging
import time
from uuid import UUID

from django.utils import timezone

from prioinit.delivery.claim import Claimed, anything_due, claim
from prioinit.delivery.counts import Counts
from prioinit.delivery.crash import crash_point
from prioinit.delivery.ledger import Ledger
from prioinit.delivery.settle import give_back, reconcile, settle
from prioinit.mail import hold_after_restore
from prioinit.message import BadMessage, as_bytes
from prioinit.models import MailSwitch
from prioinit.relay import Relay, RelayDown, Reply, Verdict

log = logging.getLogger(__name__)

BATCH = 100
LOST_CONNECTIONS = 2  # in a row: the relay is in trouble, leave it alone until the next run


def deliver_due(limit: int | None = None, seconds: float = 60) -> Counts:
    """Send what is due until nothing is, `limit` mails were tried or the time is up.

    Any number of these may run at once, in any number of processes.
    """
    counts, deadline, tried = Counts(), time.monotonic() + seconds, 0
    hold_after_restore()
    reconcile()
    with Relay() as relay:
        while anything_due():
            room = BATCH if limit is None else min(BATCH, limit - tried)
            if room <= 0 or time.monotonic() > deadline:
                counts.more = True
                break
            # Before anything is claimed: a relay that is down costs no mail an attempt.
            if not _connected(relay):
                break
            batch = claim(room, counts)
            tried += batch.looked_at
            if not batch.looked_at or not Sending(relay, batch.token, counts).run(batch.claimed):
                break
            _note_relay_up()
    return counts


def _connected(relay: Relay) -> bool:
    try:
        relay.connect()
    except RelayDown as error:
        _note_relay_down(str(error))
        return False
    return True


def _note_relay_down(reply: str) -> None:
    log.warning("The relay does not take mail: %s", reply)
    MailSwitch.objects.bulk_create([MailSwitch()], ignore_conflicts=True)
    MailSwitch.objects.update(relay_reply=reply)
    MailSwitch.objects.filter(relay_down_since=None).update(relay_down_since=timezone.now())


def _note_relay_up() -> None:
    MailSwitch.objects.exclude(relay_down_since=None).update(relay_down_since=None, relay_reply="")


class Sending:
    """One batch over one connection."""

    def __init__(self, relay: Relay, token: UUID, counts: Counts) -> None:
        self.relay, self.token, self.counts = relay, token, counts
        self.accepted: tuple[Claimed, Reply] | None = None  # 250 received, not yet written
        self.lost_connections = 0
        self.built: tuple[Claimed, bytes | Exception] | None = None  # while the relay was thinking

    def run(self, claimed: list[Claimed]) -> bool:
        """False when the relay is in trouble; what was not begun is given back untouched."""
        waiting = claimed[::-1]
        try:
            with Ledger(self.token) as self.ledger:
                while waiting and self._relay_ready():
                    item = waiting.pop()
                    self._one(item, waiting[-1] if waiting else None)
                self._settle_accepted()
        finally:
            if waiting:
                self.counts.released += len(waiting)
                give_back(waiting, self.token)
        return not waiting

    def _relay_ready(self) -> bool:
        return self.lost_connections < LOST_CONNECTIONS and _connected(self.relay)

    def _one(self, item: Claimed, following: Claimed | None) -> None:
        try:
            message = self._message(item)
        except BadMessage as error:
            self._settle(item, Reply(Verdict.REFUSED, None, str(error)))
            return
        done, self.accepted = self.accepted, None
        self.ledger.advance(done, item)
        refusal = self.relay.announce(item.mail)
        settled, begun = self.ledger.answer()
        self.counts.sent += settled
        if not begun:
            self.relay.forget()  # the lease ran out and somebody else has it
            return
        crash_point("before_data")
        self._record(item, refusal or self.relay.hand_over(message, lambda: self._build(following)))

    def _message(self, item: Claimed) -> bytes:
        if not self.built or self.built[0] is not item:
            self._build(item)
        message = self.built[1]
        if isinstance(message, Exception):
            self._settle_accepted()
            raise message
        return message

    def _build(self, item: Claimed | None) -> None:
        """Never fails: whatever is wrong with this mail must not befall the one that is on the wire."""
        if item:
            try:
                self.built = item, as_bytes(item.mail)
            except Exception as error:  # raised when it is this mail's turn
                self.built = item, error

    def _record(self, item: Claimed, reply: Reply) -> None:
        self.lost_connections = self.lost_connections + 1 if reply.connection_lost else 0
        if self.lost_connections >= LOST_CONNECTIONS:
            _note_relay_down(reply.text)
        if reply.verdict is Verdict.ACCEPTED:
            crash_point("after_250")
            self.accepted = item, reply  # written with the next mail's beginning
        else:
            self._settle(item, reply)

    def _settle_accepted(self) -> None:
        if self.accepted:
            done, self.accepted = self.accepted, None
            self.ledger.advance(done, None)
            self.counts.sent += self.ledger.answer()[0]

    def _settle(self, item: Claimed, reply: Reply) -> None:
        self._settle_accepted()
        settle(item, self.token, reply, self.counts)
