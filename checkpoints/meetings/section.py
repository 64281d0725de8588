"""What the page of a meeting says about who is called: to the one who is, and to those who run the round."""

from collections import Counter
from dataclasses import dataclass

from checkpoints.meetings.callees import callees_of
from checkpoints.models import Invitation
from checkpoints.models.gathering import AnyMeeting
from roles.access import can
from roles.permissions import Perm


@dataclass(frozen=True)
class Count:
    reply: str
    label: str
    number: int


@dataclass(frozen=True)
class InvitationsPart:
    own: Invitation | None  # the reader's own call
    open: bool  # may still be answered
    may_run: bool
    called: int = 0
    replies: tuple[Count, ...] = ()
    not_called: int = 0  # have a role, but have not been told
    came: int | None = None  # None: nobody has noted it yet

    def __bool__(self):
        return self.own is not None or self.may_run


def invitations_part(person, meeting: AnyMeeting) -> InvitationsPart:
    """One query for a reader, three or four for those who run the round."""
    is_open = not meeting.is_cancelled and not meeting.has_started()
    if not can(person, Perm.RUN_ROUND, meeting):
        own = Invitation.objects.to(meeting).called().filter(person=person).first()
        return InvitationsPart(own, is_open, may_run=False)
    callees = callees_of(meeting)
    called = [one.invitation for one in callees if one.invitation and one.is_called]
    said = Counter(one.reply for one in called)
    seen = [one.invitation.came for one in callees if one.invitation]
    return InvitationsPart(
        own=next((one for one in called if one.person_id == person.pk), None),
        open=is_open,
        may_run=True,
        called=len(called),
        replies=(
            *(Count(value, str(label), said[value]) for value, label in Invitation.Reply.choices),
        ),
        not_called=sum(one.is_new for one in callees),
        came=None if set(seen) <= {None} else seen.count(True),
    )
