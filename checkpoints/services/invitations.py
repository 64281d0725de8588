"""Who is called to a meeting, what they answer, and who came.

An invitation is a row from the moment somebody touches it: told, put on the list or taken off it.
Those who are called because of their role and have no row yet are found by `checkpoints.meetings.callees`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from checkpoints.meetings.callees import proposed
from checkpoints.models import Invitation
from checkpoints.models.gathering import AnyMeeting
from checkpoints.services.meetings import TIMES, check_still_open
from prioinit.calendar import next_send_moment
from prioinit.errors import DomainError
from prioinit.mail import queue_mails, wake_on_commit
from prioinit.models import MailState
from roles.models import Person

KIND = "kallelser"


def mail_key(meeting: AnyMeeting, turn: int) -> str:
    """One mail per person and version: the meeting's, and the person's own turn on the list."""
    return f"{meeting.noun} {meeting.pk} {meeting.sequence} {turn}"


# --- Telling -----------------------------------------------------------------------------------
def tell_of_change(meeting: AnyMeeting, before: dict | None = None) -> None:
    """Everyone called is told once of what their calendar shows now. A "ja" to another time is no answer."""
    before = before or {}
    called = Invitation.objects.to(meeting).called().select_related("person")
    if any(before.get(name, getattr(meeting, name)) != getattr(meeting, name) for name in TIMES):
        called.exclude(reply="").update(reply="", replied_at=None)
    earliest = min(meeting.starts_at, before.get("starts_at", meeting.starts_at))
    _tell(meeting, called, needed_by=earliest)


def _tell(meeting: AnyMeeting, invitations: Iterable[Invitation], *, needed_by: datetime) -> None:
    by_turn = defaultdict(list)
    for invitation in invitations:
        by_turn[invitation.turn].append(invitation.person)
    for turn, people in by_turn.items():
        mails = queue_mails(kind=KIND, recipients=people, key=mail_key(meeting, turn))
        if needed_by <= next_send_moment(now()):  # before office hours is too late
            waiting = mails.filter(state=MailState.QUEUED)
            waiting.update(any_time=True, next_try_at=now())
    if by_turn:
        wake_on_commit()


# --- The list ----------------------------------------------------------------------------------
@transaction.atomic
def send_invitations(*, by: Person, meeting: AnyMeeting) -> int:
    """Call everybody on the list who has not been told. Asked for twice, it tells nobody twice."""
    row = _locked_open(meeting)
    row.round.check_open()
    rows = {one.person_id: one for one in Invitation.objects.to(row)}
    new = [
        Invitation(person=person, called_at=now(), **{row.noun: row})
        for person in proposed(row)
        if person.pk not in rows
    ]
    Invitation.objects.bulk_create(new)
    waiting = Invitation.objects.to(row).filter(
        called_at=None, withdrawn_at=None, person__is_active=True
    )
    told = [*new, *waiting.select_related("person")]
    waiting.update(called_at=now())
    _tell(row, told, needed_by=row.starts_at)
    if told and row.invited_at is None:
        row.invited_at = now()
        row.save(update_fields=["invited_at"])
    return len(told)


@transaction.atomic
def put_on_list(*, by: Person, meeting: AnyMeeting, person: Person) -> Invitation:
    """Told with the next call. One who was told and taken off comes back as somebody new."""
    row = _locked_open(meeting)
    row.round.check_open()
    invitation = _invitation(row, person)
    if invitation.pk and invitation.withdrawn_at is None:
        raise DomainError(_("%(name)s står redan på listan.") % {"name": person.name})
    if invitation.called_at:
        invitation.turn += 1
    invitation.called_at = invitation.withdrawn_at = None
    invitation.save()
    return invitation


@transaction.atomic
def take_off_list(*, by: Person, meeting: AnyMeeting, person: Person) -> Invitation:
    """One who was told is told this too, once; one who was not never hears of it."""
    row = _locked_open(meeting)
    invitation = _invitation(row, person)
    if invitation.withdrawn_at:
        raise DomainError(_("%(name)s står inte på listan.") % {"name": person.name})
    invitation.withdrawn_at = now()
    invitation.reply, invitation.replied_at = "", None
    if invitation.called_at:
        invitation.turn += 1
    invitation.save()
    if invitation.called_at:
        _tell(row, [invitation], needed_by=row.starts_at)
    return invitation


def _invitation(meeting: AnyMeeting, person: Person) -> Invitation:
    rows = Invitation.objects.to(meeting).select_for_update(of=("self",))
    found = rows.select_related("person").filter(person=person).first()
    return found or Invitation(person=person, **{meeting.noun: meeting})


def _locked_open(meeting: AnyMeeting) -> AnyMeeting:
    row = type(meeting).objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    check_still_open(row)
    return row


# --- Answers -----------------------------------------------------------------------------------
@transaction.atomic
def answer(*, invitation: Invitation, reply: Invitation.Reply) -> Invitation:
    """What the person says, until it starts. The last word counts."""
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    meeting = row.meeting
    if not row.is_called:
        raise DomainError(_("Du är inte längre kallad till %(name)s.") % {"name": meeting.name})
    if meeting.is_cancelled:
        raise DomainError(_("%(name)s är inställd.") % {"name": meeting.name})
    if meeting.has_started():
        raise DomainError(
            _("%(name)s har börjat, så det går inte att svara.") % {"name": meeting.name}
        )
    if row.reply != reply:
        row.reply = reply
        row.replied_at = now()
        row.save(update_fields=["reply", "replied_at"])
    return row


# --- Who came ----------------------------------------------------------------------------------
@transaction.atomic
def record_attendance(
    *, by: Person, meeting: AnyMeeting, came: Collection[int], also: Person | None = None
) -> int:
    """`came` are people's keys; everybody else who was called was not there."""
    row = type(meeting).objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if row.is_cancelled:
        raise DomainError(_("%(name)s är inställd.") % {"name": row.name})
    if not row.has_started():
        raise DomainError(_("%(name)s har inte börjat än.") % {"name": row.name})
    if also:
        _add_uncalled(row, also)
    came = {*came, *([also.pk] if also else [])}
    listed = Invitation.objects.to(row).filter(withdrawn_at=None)
    listed.filter(person__in=came).exclude(came=True).update(came=True)
    listed.exclude(person__in=came).exclude(came=False).update(came=False)
    return listed.filter(came=True).count()


def _add_uncalled(meeting: AnyMeeting, person: Person) -> None:
    """Somebody who came anyway: on the list from now on, and never mailed about it."""
    invitation = _invitation(meeting, person)
    invitation.withdrawn_at = None
    invitation.save()
