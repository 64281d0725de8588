"""How often each person hears of each group of things: their own choice, or once a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from checkpoints.models import MailPreference, Reminder
from prioinit.calendar import workday_on_or_after

Group, Rhythm, Kind = MailPreference.Group, MailPreference.Rhythm, Reminder.Kind

GROUP_OF: dict[str, Group] = {
    Kind.PREPARATION_DUE: Group.TASKS,
    Kind.UPDATE_DUE: Group.TASKS,
    Kind.RIGG_BROKEN: Group.TASKS,
    Kind.OBSTACLE_WAITING: Group.TASKS,
    Kind.DECISION_WAITING: Group.TASKS,
    Kind.ACTION_DUE: Group.TASKS,
    Kind.FOLLOW_UP_DUE: Group.TASKS,
    Kind.INPUT_WAITING: Group.WATCH,
    Kind.SILENCE: Group.WATCH,
    Kind.PAUSE_OVER: Group.WATCH,
    Kind.ACTION_FOLLOW_UP: Group.WATCH,
    Kind.READING_DUE: Group.WATCH,
    Kind.PHASE_CHANGED: Group.NEWS,
    Kind.ROLE_GIVEN: Group.NEWS,
    Kind.REPORT_FINAL: Group.NEWS,
}
DUTY = frozenset({Group.TASKS})  # never less often than once a day


def kinds_in(group: str) -> list[str]:
    return [kind for kind, its_group in GROUP_OF.items() if its_group == group]


def may_be_weekly(kind: str) -> bool:
    return GROUP_OF[kind] not in DUTY


class Weekly:
    """Whose weekday what waits for. Read once; asked for every reminder that is written."""

    def __init__(self, people: Iterable[int] | None = None):
        chosen = MailPreference.objects.filter(rhythm=Rhythm.WEEKLY).order_by()
        if people is not None:
            chosen = chosen.filter(person__in=people)
        self._weekday = {
            (person, group): weekday
            for person, group, weekday in chosen.values_list("person_id", "group", "weekday")
        }

    def day_for(self, person: int, kind: str, day: date) -> date:
        """The day it is said when it could be said on `day`."""
        weekday = self._weekday.get((person, GROUP_OF[kind])) if self._weekday else None
        return day if weekday is None else on_weekday(day, weekday)


def on_weekday(day: date, weekday: int) -> date:
    """The first such weekday; the workday after it when that is a day off."""
    return workday_on_or_after(day + timedelta(days=(weekday - day.weekday()) % 7))


def wanted_at_once(people: Iterable[int]) -> Q:
    """The reminders that their people want as soon as there is something to say."""
    chosen = MailPreference.objects.filter(rhythm=Rhythm.AT_ONCE, person__in=people).order_by()
    found = Q(pk__in=())
    for person, group in chosen.values_list("person_id", "group"):
        found |= Q(person=person, kind__in=kinds_in(group))
    return found
