"""/halsa/: what a machine that watches over us needs to know, and nothing about people."""

import logging
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from kombu.exceptions import OperationalError as BrokerError

from prioinit import __version__
from prioinit.celery import app
from prioinit.models import OutgoingMail, Tick

logger = logging.getLogger(__name__)


@require_GET
@never_cache
@login_not_required
@transaction.non_atomic_requests  # a transaction would fail before the view when the database is gone
def health(request: HttpRequest) -> JsonResponse:
    answer = {"version": __version__, "broker": broker_answers(), **in_database()}
    healthy = answer["database"] and answer["broker"]
    return JsonResponse({"ok": healthy, **answer}, status=200 if healthy else 503)


def in_database() -> dict:
    now = timezone.now()
    try:
        waiting = OutgoingMail.objects.waiting_since(now).order_by("queued_at")
        oldest = waiting.values_list("queued_at", flat=True).first()
        tick = Tick.objects.order_by("-started_at").values_list("started_at", flat=True).first()
    except DatabaseError as error:
        logger.error("Database unavailable: %s", type(error).__name__)
        return {"database": False, "oldest_unsent_mail_seconds": None, "last_tick": None}
    return {
        "database": True,
        "oldest_unsent_mail_seconds": seconds_between(oldest, now),
        "last_tick": tick.isoformat(timespec="seconds") if tick else None,
    }


def seconds_between(then: datetime | None, now: datetime) -> int | None:
    return max(0, int((now - then).total_seconds())) if then else None


def broker_answers() -> bool:
    try:
        with app.connection_for_write(connect_timeout=1) as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=1)
    except (BrokerError, OSError) as error:
        logger.error("Broker unavailable: %s", type(error).__name__)
        return False
    return True
