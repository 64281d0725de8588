"""Writing down what is wanted, once, and letting go of what no longer is."""

import json
from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q
from django.utils import translation

from checkpoints.models import Reminder
from checkpoints.reminders.facts import Facts, facts_about, read_facts
from checkpoints.reminders.planning.reasons import MENDED
from checkpoints.reminders.planning.rules import wanted, why_not
from checkpoints.reminders.planning.shapes import KEY_FIELDS, Wanted
from checkpoints.reminders.rhythm import Weekly
from prioinit.calendar import workday_on_or_after

LOCK = 1_936_287  # two turns of the clockwork at once take turns
MEMORY = timedelta(days=220)  # longest a reminder stays the latest of its occasion, and then some


class Planned(NamedTuple):
    new: int
    dropped: int


class Written(NamedTuple):
    """What the table holds, held against what is asked for."""

    known: set[tuple]
    wanted_again: list[int]
    unwanted: list[int]


@transaction.atomic
def plan(on: date, *, seen: date | None = None) -> Planned:
    """Write down what is wanted for `on`, and let go of what no longer is.

    `seen` is the last day that was planned. What belongs to a day after it was missed and keeps that
    day, so that the mail can say it is late; what belongs to an earlier day is new and is sent now.
    """
    take_turns()
    with translation.override(None):  # no words are needed here, and 45,000 look-ups cost a second
        facts = read_facts(on)
    close_mended_gaps(facts)
    asked = {one.key: one for one in wanted(facts, on)}
    written = _compare(asked, on)
    weekly = Weekly()
    new = [one for key, one in asked.items() if key not in written.known]
    _write(new, on, seen, weekly)
    _want_again(written.wanted_again, on, weekly)
    unwanted = Reminder.objects.filter(pk__in=written.unwanted).with_place()
    return Planned(len(new) + len(written.wanted_again), cancel(list(unwanted), on))


def take_turns() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _compare(asked: dict[tuple, Wanted], on: date) -> Written:
    rows = Reminder.objects.filter(
        Q(created_at__date__gt=on - MEMORY)
        | Q(kind=Reminder.Kind.RIGG_BROKEN)
        | Q(state=Reminder.State.PLANNED)
    ).values_list("pk", "state", "mail_id", *KEY_FIELDS)
    written = Written(set(), [], [])
    for pk, state, mail, *parts in rows.iterator(chunk_size=5000):
        key = tuple(parts)
        written.known.add(key)
        if state == Reminder.State.PLANNED and key not in asked:
            written.unwanted.append(pk)
        elif state == Reminder.State.CANCELLED and mail is None and key in asked:
            written.wanted_again.append(pk)  # let go unsent, and needed after all
    return written


# Ten thousand in one statement: as model instances they cost more than all the rest of planning.
_WRITE = """
INSERT INTO checkpoints_reminder (person_id, kind, initiative_id, round_id, checkpoint_id, occasion,
    lead_days, due_version, due_on, send_on, state, reason, created_at)
SELECT person, kind, initiative, round, checkpoint, occasion, lead, version, due_on, send_on,
    'planned', '', now()
FROM jsonb_to_recordset(%s) AS new (person bigint, kind text, initiative bigint, round bigint,
    checkpoint bigint, occasion text, lead smallint, version integer, due_on date, send_on date)
ON CONFLICT DO NOTHING
"""


def _write(new: list[Wanted], on: date, seen: date | None, weekly: Weekly) -> None:
    if new:
        today = workday_on_or_after(on)
        rows = [_row(one, today, seen, weekly) for one in new]
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [json.dumps(rows)])


def _row(one: Wanted, today: date, seen: date | None, weekly: Weekly) -> dict:
    missed = seen is not None and seen < one.send_on
    send_on = weekly.day_for(one.person, one.kind, one.send_on if missed else today)
    return {
        "person": one.person,
        "kind": one.kind,
        "initiative": one.initiative,
        "round": one.round,
        "checkpoint": one.checkpoint,
        "occasion": one.occasion,
        "lead": one.lead,
        "version": one.due_version,
        "due_on": one.due_on.isoformat(),
        "send_on": send_on.isoformat(),
    }


def _want_again(ids: list[int], on: date, weekly: Weekly) -> None:
    again = Reminder.objects.filter(pk__in=ids)
    by_day = defaultdict(list)
    for pk, person, kind in again.values_list("pk", "person_id", "kind") if ids else ():
        by_day[weekly.day_for(person, kind, workday_on_or_after(on))].append(pk)
    for day, some in by_day.items():
        Reminder.objects.filter(pk__in=some).update(
            state=Reminder.State.PLANNED, reason="", send_on=day
        )


def close_mended_gaps(facts: Facts) -> None:
    """A gap that is mended and breaks again is a new occasion; here the old one is closed."""
    broken = {(one.id, gap.key) for one in facts.initiatives for gap in one.gaps}
    for initiative, gap in facts.told_gaps:
        if (initiative, gap) not in broken:
            Reminder.objects.open_gaps().filter(
                initiative=initiative, occasion__startswith=f"{gap} ", mail__isnull=False
            ).update(reason=MENDED)


def cancel(reminders: list[Reminder], on: date) -> int:
    """Let go of reminders that nobody needs any more, each with its reason."""
    if not reminders:
        return 0
    facts = facts_about(reminders, on)
    now_wanted = list(wanted(facts, on))
    by_reason = defaultdict(list)
    for reminder in reminders:
        by_reason[why_not(facts, now_wanted, reminder, on)].append(reminder.pk)
    for reason, ids in by_reason.items():
        Reminder.objects.filter(pk__in=ids).update(state=Reminder.State.CANCELLED, reason=reason)
    return len(reminders)
