"""The hot path: one statement and one commit per mail, on its way while the relay hears of the next one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg
from django.db import connection
from django.utils import timezone
from psycopg.pq import ConnStatus, ExecStatus

from prioinit.relay import Reply

if TYPE_CHECKING:
    from prioinit.delivery.claim import Claimed

LEASE = timedelta(seconds=60)
LONG_ENOUGH = timedelta(seconds=45)  # to hand one mail over; with less left the lease is renewed

# Only a mail that is being sent has a token; naming the state too would lure the planner from the key.
# done, done's attempt, code, reply, next, next's attempt, token, now, lease until, long enough
_ADVANCE = b"""
WITH settled AS (
    UPDATE prioinit_outgoingmail
    SET state = 'sent', sent_at = $8::timestamptz, next_try_at = NULL, lease_token = NULL,
        lease_until = NULL, smtp_code = $3::smallint, smtp_reply = $4::text, reason = ''
    WHERE id = $1::uuid AND lease_token = $7::uuid
    RETURNING id
), noted AS (
    UPDATE prioinit_mailattempt SET outcome = 'accepted', reply = $4::text
    WHERE id = $2::bigint AND EXISTS (SELECT FROM settled)
), renewed AS (
    UPDATE prioinit_outgoingmail SET lease_until = $9::timestamptz
    WHERE id = $5::uuid AND lease_token = $7::uuid
        AND lease_until < $10::timestamptz
    RETURNING id
), begun AS (
    SELECT id FROM renewed
    UNION ALL
    SELECT id FROM prioinit_outgoingmail
    WHERE id = $5::uuid AND lease_token = $7::uuid
        AND lease_until >= $10::timestamptz
), on_the_wire AS (
    UPDATE prioinit_mailattempt SET phase = 'data'
    WHERE id = $6::bigint AND EXISTS (SELECT FROM begun)
)
SELECT (SELECT count(*) FROM settled), (SELECT count(*) FROM begun)
"""


class Ledger:
    """Marks one mail as sent and the next as on the wire, together, each only if it is still ours.

    Uses libpq through psycopg.pq, because `advance` must return before the database has answered.
    Between `advance` and `answer` nothing else may use Django's connection.
    """

    def __init__(self, token: UUID) -> None:
        self.token = str(token).encode()
        self.name = b"advance_" + token.hex.encode()

    def __enter__(self) -> Ledger:
        connection.ensure_connection()
        self.pgconn = connection.connection.pgconn
        with connection.wrap_database_errors:
            self._check(self.pgconn.prepare(self.name, _ADVANCE), ExecStatus.COMMAND_OK)
        return self

    def __exit__(self, *_error) -> None:
        if self.pgconn.status == ConnStatus.OK:
            self.pgconn.exec_(b"DEALLOCATE " + self.name)

    def advance(self, done: tuple[Claimed, Reply] | None, following: Claimed | None) -> None:
        now = timezone.now()
        item, reply = done or (None, None)
        values = [
            *_ids(item),
            str(reply.code).encode() if reply else None,
            reply.text.encode() if reply else None,
            *_ids(following),
            self.token,
            now.isoformat().encode(),
            (now + LEASE).isoformat().encode(),
            (now + LONG_ENOUGH).isoformat().encode(),
        ]
        with connection.wrap_database_errors:
            self.pgconn.send_query_prepared(self.name, values)
            self.pgconn.flush()

    def answer(self) -> tuple[bool, bool]:
        """(was `done` still ours and is now sent, is `following` still ours and now on the wire)."""
        results = []
        with connection.wrap_database_errors:
            while (result := self.pgconn.get_result()) is not None:
                results.append(result)
            result = self._check(results[-1] if results else None, ExecStatus.TUPLES_OK)
        return result.get_value(0, 0) == b"1", result.get_value(0, 1) == b"1"

    def _check(self, result, wanted: ExecStatus):
        if result is None or result.status != wanted:
            connection.errors_occurred = (
                True  # Django looks at the connection before using it again
            )
            raise psycopg.OperationalError(self.pgconn.get_error_message())
        return result


def _ids(item: Claimed | None) -> list[bytes | None]:
    if not item:
        return [None, None]
    return [str(item.mail.pk).encode(), str(item.attempt_id).encode()]
