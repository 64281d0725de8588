"""Each reminder in words. Short, to "du": what has happened, what you can do, one link."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from checkpoints.models import Action, Announcement, Decision, Reminder
from checkpoints.reminders.digest.items import answers, effects, news, work
from checkpoints.reminders.digest.items.base import Item, Said
from checkpoints.reminders.facts import Facts
from initiatives.models import Effect, FollowUp, Obstacle, PhaseChange
from prioinit.templatetags.ui import weekday_date
from roles.models import Assignment

Kind = Reminder.Kind

WRITE: dict[str, Callable[[Said], Item]] = {
    Kind.PREPARATION_DUE: work.preparation_due,
    Kind.UPDATE_DUE: work.update_due,
    Kind.SILENCE: work.silence,
    Kind.PAUSE_OVER: work.pause_over,
    Kind.RIGG_BROKEN: work.rigg_broken,
    Kind.OBSTACLE_WAITING: answers.obstacle_waiting,
    Kind.INPUT_WAITING: answers.input_waiting,
    Kind.DECISION_WAITING: answers.decision_waiting,
    Kind.ACTION_DUE: answers.action_due,
    Kind.ACTION_FOLLOW_UP: answers.action_follow_up,
    Kind.FOLLOW_UP_DUE: effects.follow_up_due,
    Kind.READING_DUE: effects.reading_due,
    Kind.PHASE_CHANGED: news.phase_changed,
    Kind.ROLE_GIVEN: news.role_given,
    Kind.REPORT_FINAL: news.report_final,
}

# The word that an occasion begins with -> the rows that its number names.
ROWS: dict[str, Callable[[], QuerySet]] = {
    "fasbyte": lambda: PhaseChange.objects.select_related("decided_by"),
    "hinder": lambda: Obstacle.objects.select_related("raised_by"),
    "beslut": lambda: Decision.objects.select_related("requested_by"),
    "åtgärd": lambda: Action.objects.select_related("responsible"),
    "uppföljning": lambda: FollowUp.objects.all(),
    "effekt": lambda: Effect.objects.all(),
    "roll": lambda: Assignment.objects.select_related("given_by"),
    "underlag": lambda: Announcement.objects.all(),
}


def items_of(reminders: list[Reminder], facts: Facts, today: date) -> dict[UUID, list[Item]]:
    """By mail, the most urgent first."""
    rows = _rows(reminders)
    items = defaultdict(list)
    for one in reminders:
        said = Said(one, rows.get(tuple(one.occasion.split()[:2])), facts, today)
        item = WRITE[one.kind](said)
        items[one.mail_id].append(replace(item, late=_late(one, today)))
    return {mail: sorted(several, key=lambda item: item.rank) for mail, several in items.items()}


def _rows(reminders: list[Reminder]) -> dict[tuple[str, ...], Model]:
    """What the occasions name: one query for each sort of them."""
    ids = defaultdict(set)
    for one in reminders:
        word, number = (*one.occasion.split(), "")[:2]
        if word in ROWS:
            ids[word].add(int(number))
    return {
        (word, str(row.pk)): row
        for word, numbers in ids.items()
        for row in ROWS[word]().filter(pk__in=numbers)
    }


def _late(reminder: Reminder, today: date) -> str:
    if reminder.send_on >= today:
        return ""
    return _("Försenad påminnelse: den skulle ha kommit %(day)s.") % {
        "day": weekday_date(reminder.send_on)
    }
