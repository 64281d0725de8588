"""One turn: plan, bundle, deliver. Any number of schedulers may turn it; only the first does the work."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from checkpoints.reminders.digest import bundle
from checkpoints.reminders.planning import plan, take_turns
from prioinit.calendar import next_send_moment
from prioinit.delivery import Counts, deliver_due
from prioinit.models import Tick

NAME = "tick"


@dataclass(frozen=True)
class Turn:
    day: date
    planned: int
    dropped: int
    bundled: int
    delivered: Counts


def turn() -> Turn:
    started = timezone.now()
    day, planned, bundled = prepare(started)
    done = Turn(day, planned.new, planned.dropped, bundled, deliver_due())
    for chore in settings.TICK_CHORES:
        import_string(chore)()
    return done


@transaction.atomic
def prepare(started: datetime):
    """Plan for the next day that mail leaves: on a Friday evening that is Monday."""
    take_turns()
    day = localdate(next_send_moment(started))
    planned = plan(day, seen=last_planned())
    bundled = bundle(started)
    Tick.objects.update_or_create(
        name=NAME,
        slot=day.isoformat(),
        defaults={"started_at": started, "finished_at": timezone.now()},
    )
    return day, planned, bundled


def last_planned() -> date | None:
    slot = Tick.objects.filter(name=NAME, finished_at__isnull=False).aggregate(latest=Max("slot"))
    return date.fromisoformat(slot["latest"]) if slot["latest"] else None
