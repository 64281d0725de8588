"""Who is to be told what, and when: a pure function of the facts and a local date.

`wanted(facts, on)` is the only place where the rules are said. Planning writes down what it answers
today, the page Utskick shows what it answers for the days to come, and a mail that is about to leave
asks it again. A missed turn is caught up by construction, since nothing is asked about "since last".
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_noop

from checkpoints.facts import PHASE_NEWS_DAYS, Facts, Running, gap_of, read_facts
from checkpoints.models import Reminder
from initiatives.models import Initiative
from prioinit.calendar import is_workday, workday_on_or_after, workday_on_or_before
from roles.permissions import Role

LOCK = 1_936_287  # two turns of the clockwork at once take turns
MEMORY = timedelta(days=120)  # longest a reminder stays the latest of its occasion, and then some
HORIZON = 30

# Stored as written here and translated when shown.
MOVED = gettext_noop("Checkpointen är flyttad.")
CANCELLED = gettext_noop("Checkpointen är inställd.")
PASSED = gettext_noop("Checkpointen har varit.")
DONE = gettext_noop("Det är redan gjort.")
ROLE_ENDED = gettext_noop("Personen har inte rollen längre.")
MENDED = gettext_noop("Riggen är hel igen.")
NOT_RUNNING = gettext_noop("Initiativet är inte igång.")
REPLACED = gettext_noop("Ersatt av en senare påminnelse.")
TOO_OLD = gettext_noop("För gammal nyhet.")


class Wanted(NamedTuple):
    person: int
    kind: str
    initiative: int
    checkpoint: int | None
    occasion: str
    lead: int
    due_version: int
    due_on: date
    send_on: date

    @property
    def key(self) -> tuple:
        return (
            self.person,
            self.kind,
            self.initiative,
            self.occasion,
            self.lead,
            self.due_version,
        )


KEY_FIELDS = ("person_id", "kind", "initiative_id", "occasion", "lead_days", "due_version")


def key_of(reminder: Reminder) -> tuple:
    return tuple(getattr(reminder, name) for name in KEY_FIELDS)


# --- The rules ---------------------------------------------------------------------------------
def wanted(facts: Facts, on: date) -> Iterator[Wanted]:
    for one in facts.initiatives:
        if one.round_ends_on >= on:
            yield from _preparation_due(facts, one, on)
            yield from _update_due(facts, one, on)
            yield from _rigg_broken(facts, one, on)
    yield from _phase_changed(facts, on)


def _preparation_due(facts: Facts, one: Running, on: date) -> Iterator[Wanted]:
    for checkpoint in facts.occasions.get(one.round, ()):
        if checkpoint.day < on or (checkpoint.id, one.id) in facts.ready:
            continue
        begun = [lead for lead in checkpoint.lead_days if _lead_day(checkpoint.due_on, lead) <= on]
        if not begun:
            continue
        lead = min(begun)  # only the latest is said, never the 14-day one after the 7-day one
        for person in facts.holding(Role.LEDARTROJA, one.id, on):
            yield Wanted(
                person,
                Reminder.Kind.PREPARATION_DUE,
                one.id,
                checkpoint.id,
                f"checkpoint {checkpoint.id}",
                lead,
                checkpoint.due_version,
                checkpoint.due_on,
                _lead_day(checkpoint.due_on, lead),
            )


def _lead_day(due_on: date, lead: int) -> date:
    """What comes before a date is said on the workday before a day off."""
    return workday_on_or_before(due_on - timedelta(days=lead))


def _update_due(facts: Facts, one: Running, on: date) -> Iterator[Wanted]:
    due = one.update_due_on
    if due > on:
        return
    weeks = (on - due).days // 7
    send_on = _overdue_day(due, weeks)
    if send_on > on:
        weeks -= 1
        send_on = _overdue_day(due, weeks)
    if weeks < 0:
        return
    for person in facts.holding(Role.LEDARTROJA, one.id, on):
        yield Wanted(
            person,
            Reminder.Kind.UPDATE_DUE,
            one.id,
            None,
            due.isoformat(),
            -7 * weeks,
            1,
            due,
            send_on,
        )


def _overdue_day(due: date, weeks: int) -> date:
    """What is late is said on the workday after a day off; on the due day, then once a week."""
    return workday_on_or_after(due + timedelta(weeks=weeks))


def _rigg_broken(facts: Facts, one: Running, on: date) -> Iterator[Wanted]:
    for gap in one.gaps:
        since = gap.since or facts.on
        occasion = f"{gap.key} {since.isoformat()}"
        if gap.since is None:
            occasion = facts.told_gaps.get((one.id, gap.key), occasion)
        for person in facts.holding(Role.LOTS, one.round, on):
            yield Wanted(
                person, Reminder.Kind.RIGG_BROKEN, one.id, None, occasion, 0, 1, since, facts.on
            )


def _phase_changed(facts: Facts, on: date) -> Iterator[Wanted]:
    for step in facts.steps:
        if not step.known_on <= on < step.known_on + timedelta(days=PHASE_NEWS_DAYS):
            continue
        then = set(facts.holding(Role.FADDER, step.initiative, step.known_on))
        for person in facts.holding(Role.FADDER, step.initiative, on):
            if person in then and person != step.decided_by:
                yield Wanted(
                    person,
                    Reminder.Kind.PHASE_CHANGED,
                    step.initiative,
                    None,
                    f"fasbyte {step.id}",
                    0,
                    1,
                    step.on,
                    workday_on_or_after(step.known_on),
                )


# --- Written down ------------------------------------------------------------------------------
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
    new = [one for key, one in asked.items() if key not in written.known]
    _write(new, on, seen)
    Reminder.objects.filter(pk__in=written.wanted_again).update(
        state=Reminder.State.PLANNED, reason="", send_on=workday_on_or_after(on)
    )
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
INSERT INTO checkpoints_reminder (person_id, kind, initiative_id, checkpoint_id, occasion, lead_days,
    due_version, due_on, send_on, state, reason, created_at)
SELECT person, kind, initiative, checkpoint, occasion, lead, version, due_on, send_on, 'planned', '', now()
FROM jsonb_to_recordset(%s) AS new (person bigint, kind text, initiative bigint, checkpoint bigint,
    occasion text, lead smallint, version integer, due_on date, send_on date)
ON CONFLICT DO NOTHING
"""


def _write(new: list[Wanted], on: date, seen: date | None) -> None:
    if new:
        today = workday_on_or_after(on)
        rows = [_row(one, today, seen) for one in new]
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [json.dumps(rows)])


def _row(one: Wanted, today: date, seen: date | None) -> dict:
    missed = seen is not None and seen < one.send_on
    return {
        "person": one.person,
        "kind": one.kind,
        "initiative": one.initiative,
        "checkpoint": one.checkpoint,
        "occasion": one.occasion,
        "lead": one.lead,
        "version": one.due_version,
        "due_on": one.due_on.isoformat(),
        "send_on": (one.send_on if missed else today).isoformat(),
    }


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
    facts = read_facts(
        on,
        initiatives=Initiative.objects.filter(pk__in={one.initiative_id for one in reminders}),
        kinds={one.kind for one in reminders},
    )
    now_wanted = list(wanted(facts, on))
    by_reason = defaultdict(list)
    for reminder in reminders:
        by_reason[why_not(facts, now_wanted, reminder, on)].append(reminder.pk)
    for reason, ids in by_reason.items():
        Reminder.objects.filter(pk__in=ids).update(state=Reminder.State.CANCELLED, reason=reason)
    return len(reminders)


ROLE_TOLD = {
    Reminder.Kind.PREPARATION_DUE: Role.LEDARTROJA,
    Reminder.Kind.UPDATE_DUE: Role.LEDARTROJA,
    Reminder.Kind.RIGG_BROKEN: Role.LOTS,
    Reminder.Kind.PHASE_CHANGED: Role.FADDER,
}


def why_not(facts: Facts, now_wanted: list[Wanted], reminder: Reminder, on: date) -> str:
    """The reason, in words for the lots, that a reminder is not wanted any more."""
    if all(one.id != reminder.initiative_id for one in facts.initiatives):
        return NOT_RUNNING
    role = ROLE_TOLD[Reminder.Kind(reminder.kind)]
    place = reminder.initiative.round_id if role == Role.LOTS else reminder.initiative_id
    if reminder.person_id not in facts.holding(role, place, on):
        return ROLE_ENDED
    if reminder.kind == Reminder.Kind.PREPARATION_DUE:
        return _why_no_preparation(facts, reminder)
    if reminder.kind == Reminder.Kind.PHASE_CHANGED:
        return TOO_OLD
    same = [one for one in now_wanted if _same_person_and_matter(one, reminder)]
    if reminder.kind == Reminder.Kind.UPDATE_DUE:
        return REPLACED if any(one.occasion == reminder.occasion for one in same) else DONE
    gap = gap_of(reminder.occasion)
    return REPLACED if any(gap_of(one.occasion) == gap for one in same) else MENDED


def _same_person_and_matter(one: Wanted, reminder: Reminder) -> bool:
    return (one.person, one.kind, one.initiative) == (
        reminder.person_id,
        reminder.kind,
        reminder.initiative_id,
    )


def _why_no_preparation(facts: Facts, reminder: Reminder) -> str:
    checkpoint = reminder.checkpoint
    if checkpoint.is_cancelled:
        return CANCELLED
    if checkpoint.due_version != reminder.due_version:
        return MOVED
    if (checkpoint.pk, reminder.initiative_id) in facts.ready:
        return DONE
    return PASSED if checkpoint.has_started() else REPLACED


# --- The days to come --------------------------------------------------------------------------
class Coming(NamedTuple):
    day: date
    wanted: Wanted


def look_ahead(facts: Facts, known: set[tuple], days: int = HORIZON) -> list[Coming]:
    """What planning would write on each workday from `facts.on`, if nothing happens in between."""
    found, known = [], set(known)
    for ahead in range(days + 1):
        day = facts.on + timedelta(days=ahead)
        if not is_workday(day):
            continue
        for one in wanted(facts, day):
            if one.key not in known:
                known.add(one.key)
                found.append(Coming(day, one))
    return found
