from django.db import transaction
from django.utils.timezone import localdate

from checkpoints.models import MailPreference, Reminder
from checkpoints.reminders.rhythm import DUTY, Weekly, kinds_in
from prioinit.calendar import workday_on_or_after
from prioinit.errors import check
from roles.models import Person

Group, Rhythm = MailPreference.Group, MailPreference.Rhythm


@transaction.atomic
def choose_rhythms(
    *, by: Person, rhythms: dict[str, str], weekday: int | None
) -> list[MailPreference]:
    """What the person wants of each group. What waits for them already follows the new choice."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    chosen = [_choose(by, Group(group), rhythm, weekday) for group, rhythm in rhythms.items()]
    _reschedule(by)
    return chosen


def _choose(
    person: Person, group: MailPreference.Group, rhythm: str, weekday: int | None
) -> MailPreference:
    row = MailPreference.objects.filter(person=person, group=group).first()
    row = row or MailPreference(person=person, group=group)
    row.rhythm = rhythm
    row.weekday = weekday if rhythm == Rhythm.WEEKLY else None
    check(row)
    row.save()
    return row


def _reschedule(person: Person) -> None:
    today = workday_on_or_after(localdate())
    weekly = Weekly([person.pk])
    for group in set(Group) - DUTY:
        kinds = kinds_in(group)
        waiting = Reminder.objects.planned().filter(person=person, kind__in=kinds)
        waiting.filter(send_on__gte=today).update(
            send_on=weekly.day_for(person.pk, kinds[0], today)
        )
