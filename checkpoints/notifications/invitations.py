"""The mail that calls people, tells of a new time, or takes the call back: written as it leaves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from checkpoints.meetings.ical import invitation_file
from checkpoints.meetings.replies import reply_url
from checkpoints.models import Checkpoint, Gathering, Invitation
from checkpoints.models.gathering import AnyMeeting
from checkpoints.services.invitations import KIND
from prioinit.mail import MailContent, render_content
from prioinit.models import MailState, OutgoingMail
from prioinit.templatetags.ui import clock, short_date, weekday_date

MEETINGS: dict[str, type[AnyMeeting]] = {model.noun: model for model in (Checkpoint, Gathering)}
# What may have reached the person, so that a calendar may know the meeting.
LEFT = (MailState.SENT, MailState.SENDING, MailState.UNCERTAIN)


@dataclass(frozen=True)
class Version:
    """What the key of a mail says: which meeting, and which of its versions the person is told of."""

    noun: str
    meeting: int
    sequence: int
    turn: int

    @classmethod
    def of(cls, mail: OutgoingMail) -> "Version":
        noun, *numbers = mail.key.split()
        return cls(noun, *map(int, numbers))

    @property
    def about(self) -> str:
        """The beginning of the keys of all mails about the same meeting."""
        return f"{self.noun} {self.meeting} "


@dataclass(frozen=True)
class Told:
    """What the person has been told of the meeting before this mail."""

    ever: bool
    latest: datetime | None = None


def render(mails: list[OutgoingMail]) -> dict[UUID, MailContent | None]:
    """None for a version that a later one has overtaken, or a cancellation of what nobody had heard of."""
    versions = {mail.pk: Version.of(mail) for mail in mails}
    invitations = _invitations(mails, versions.values())
    told = _told(mails, versions)
    texts = {}
    for mail in mails:
        version = versions[mail.pk]
        invitation = invitations.get((version.about, mail.recipient_id))
        with translation.override(mail.recipient.language):
            texts[mail.pk] = _content(mail, version, invitation, told[mail.pk])
    return texts


def _invitations(mails, versions) -> dict[tuple[str, int], Invitation]:
    wanted = defaultdict(set)
    for version in versions:
        wanted[version.noun].add(version.meeting)
    to_them = Q(pk__in=())
    for noun, ids in wanted.items():
        to_them |= Q(**{f"{noun}__in": ids})
    rows = Invitation.objects.filter(to_them, person__in={mail.recipient_id for mail in mails})
    return {
        (f"{one.meeting.noun} {one.meeting.pk} ", one.person_id): one
        for one in rows.select_related("person", *MEETINGS)
    }


def _told(mails: list[OutgoingMail], versions: dict[UUID, Version]) -> dict[UUID, Told]:
    people = {mail.recipient_id for mail in mails}
    about = defaultdict(list)
    earlier = OutgoingMail.objects.filter(kind=KIND, recipient__in=people)
    earlier = earlier.filter(Q(state__in=LEFT) | Q(possible_double=True))
    for person, key, queued_at in earlier.values_list("recipient_id", "key", "queued_at"):
        about[person, key.rsplit(" ", 2)[0] + " "].append((key, queued_at))
    found = {}
    for mail in mails:
        others = [
            queued_at
            for key, queued_at in about[mail.recipient_id, versions[mail.pk].about]
            if key != mail.key
        ]
        found[mail.pk] = Told(bool(others), max(others, default=None))
    return found


def _content(
    mail: OutgoingMail, version: Version, invitation: Invitation | None, told: Told
) -> MailContent | None:
    if invitation is None:
        return None
    meeting = invitation.meeting
    if (version.sequence, version.turn) != (meeting.sequence, invitation.turn):
        return None  # there is a later one, or it has been said
    withdrawn = meeting.is_cancelled or invitation.withdrawn_at is not None
    if meeting.is_over() or (withdrawn and not told.ever):
        return None
    context = _context(invitation, withdrawn, told)
    content = render_content("checkpoints/mail/invitation", context, mail.recipient.language)
    calendar = invitation_file(invitation, withdrawn=withdrawn, stamp=mail.queued_at)
    return MailContent(content.subject, content.text, content.html, calendar=calendar)


def _context(invitation: Invitation, withdrawn: bool, told: Told) -> dict:
    meeting = invitation.meeting
    moved = bool(told.latest and meeting.moved_at and meeting.moved_at > told.latest)
    return {
        "person": invitation.person,
        "meeting": meeting,
        "title": _title(invitation, told, moved),
        "reason": _reason(invitation, moved),
        "changed": told.ever,
        "day": f"{weekday_date(meeting.starts_at)} {meeting.day.year}",
        "time": f"{clock(meeting.starts_at)}–{clock(meeting.ends_at)}",
        "withdrawn": withdrawn,
        "answers": [] if withdrawn else _answers(invitation),
        "page": settings.SITE_URL + meeting.get_absolute_url(),
    }


def _title(invitation: Invitation, told: Told, moved: bool) -> str:
    meeting = invitation.meeting
    words = {
        "name": meeting.name,
        "day": weekday_date(meeting.starts_at),
        "short": short_date(meeting.starts_at),
        "time": clock(meeting.starts_at),
    }
    if meeting.is_cancelled:
        return _("Inställd: %(name)s %(day)s") % words
    if invitation.withdrawn_at:
        return _("Du är inte längre kallad till %(name)s %(short)s") % words
    if moved:
        return _("Ny tid: %(name)s är nu %(day)s %(time)s") % words
    if told.ever:
        return _("Ändrad: %(name)s %(day)s %(time)s") % words
    return _("Kallelse: %(name)s %(day)s %(time)s") % words


def _reason(invitation: Invitation, moved: bool) -> str:
    meeting = invitation.meeting
    if meeting.is_cancelled:
        return meeting.cancel_reason
    return meeting.move_reason if moved and not invitation.withdrawn_at else ""


def _answers(invitation: Invitation) -> list[tuple[str, str]]:
    """The word and its address; the page it opens asks once more before anything is written."""
    return [
        (str(label).capitalize(), reply_url(invitation, value))
        for value, label in Invitation.Reply.choices
    ]
