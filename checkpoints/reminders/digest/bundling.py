"""Which mail a reminder goes out in."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from checkpoints.models import Reminder
from checkpoints.reminders.planning import take_turns
from checkpoints.reminders.rhythm import wanted_at_once
from prioinit.calendar import is_send_time, next_workday
from prioinit.mail import queue_mails
from prioinit.models import MailState, OutgoingMail
from roles.models import Person

KIND = "paminnelser"
AT_ONCE = "genast"
REPLACED = gettext_lazy("Ersatt av ett senare utskick.")


@transaction.atomic
def bundle(now: datetime) -> int:
    """Put what waits for each person into their mail of the day; the rest waits for the next workday."""
    if not is_send_time(now):
        return 0
    take_turns()
    today = localdate(now)
    due = Reminder.objects.planned().filter(send_on__lte=today, person__is_active=True)
    waiting = set(due.order_by().values_list("person_id", flat=True))
    if not waiting:
        return 0
    at_once = _bundle_at_once(due.filter(wanted_at_once(waiting)), today)
    if at_once:
        waiting = set(due.order_by().values_list("person_id", flat=True))
    return at_once + _bundle_daily(due, waiting, today)


def _bundle_at_once(due: QuerySet[Reminder], today: date) -> int:
    """A mail of its own for what there is to say now, beside the mail of the day."""
    people = set(due.order_by().values_list("person_id", flat=True))
    if not people:
        return 0
    earlier = OutgoingMail.objects.filter(kind=AT_ONCE, key__startswith=today.isoformat())
    turn = (
        earlier.order_by().values("key").distinct().count() + 1
    )  # turns are taken, so nobody else's
    _put_in_mail(due, AT_ONCE, f"{today.isoformat()} {turn}", people)
    return len(people)


def _bundle_daily(due: QuerySet[Reminder], waiting: set[int], today: date) -> int:
    had_today = _had_mail_today(waiting, today)
    due.filter(person__in=had_today).update(send_on=next_workday(today))
    people, unsent = _reachable(waiting - had_today)
    if people:
        key = today.isoformat()
        _put_in_mail(due.filter(person__in=people), KIND, key, people)
        _move_to_mail(Reminder.objects.bundled().filter(mail__in=unsent), KIND, key)
        OutgoingMail.objects.filter(pk__in=unsent).update(
            state=MailState.EXPIRED, next_try_at=None, reason=str(REPLACED)
        )
    return len(people)


def _digests(people: set[int]) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(kind=KIND, recipient__in=people)


def _had_mail_today(people: set[int], today: date) -> set[int]:
    had = _digests(people).filter(Q(key=today.isoformat()) | Q(sent_at__date=today))
    return set(had.order_by().values_list("recipient_id", flat=True))


def _reachable(people: set[int]) -> tuple[set[int], list]:
    """Those who can get a mail now, and their earlier digests that never left.

    Those go into today's, or the person would get two. While one is on the wire, or another turn holds
    it, nobody knows whether the person gets it today: ask again in the next turn.
    """
    ours = list(
        _digests(people)
        .filter(state=MailState.QUEUED, possible_double=False)
        .select_for_update(skip_locked=True, of=("self",))
    )
    on_the_wire = (
        _digests(people)
        .filter(
            Q(state__in=(MailState.SENDING, MailState.QUEUED))
            | Q(state=MailState.UNCERTAIN, next_try_at__isnull=False)
        )
        .exclude(pk__in=[mail.pk for mail in ours])
    )
    reachable = people - set(on_the_wire.order_by().values_list("recipient_id", flat=True))
    return reachable, [mail.pk for mail in ours if mail.recipient_id in reachable]


def _put_in_mail(reminders: QuerySet[Reminder], kind: str, key: str, people: set[int]) -> None:
    queue_mails(kind=kind, recipients=Person.objects.filter(pk__in=people), key=key)
    _move_to_mail(reminders, kind, key)


def _move_to_mail(reminders: QuerySet[Reminder], kind: str, key: str) -> None:
    mail = OutgoingMail.objects.filter(kind=kind, key=key, recipient=OuterRef("person"))
    reminders.update(state=Reminder.State.BUNDLED, mail=Subquery(mail.values("pk")[:1]))
