"""What checkpoints and träffar have in common when they are planned, changed and cancelled."""

from django.utils.timezone import now
from django.utils.translation import gettext as _

from checkpoints.models.meeting import Meeting
from prioinit.errors import DomainError

IN_CALENDARS = ("name", "starts_at", "ends_at", "place", "video_link")
TIMES = ("starts_at", "ends_at")


def shown_in_calendars(meeting: Meeting) -> dict:
    return {name: getattr(meeting, name) for name in IN_CALENDARS}


def follow_in_calendars(meeting: Meeting, before: dict, *, move_reason: str = "") -> list[str]:
    """After a change: a new sequence if calendars show it, and why if the time is another. Returns the fields."""
    if shown_in_calendars(meeting) == before:
        return []
    fields = raise_sequence(meeting)
    if any(getattr(meeting, name) != before[name] for name in TIMES):
        if not move_reason.strip():
            raise DomainError(_("Skriv varför tiden ändras. De som är kallade får veta det."))
        meeting.move_reason = move_reason.strip()
        meeting.moved_at = now()
        fields += ["move_reason", "moved_at"]
    return fields


def raise_sequence(meeting: Meeting) -> list[str]:
    meeting.sequence += 1
    meeting.calendar_changed_at = now()
    return ["sequence", "calendar_changed_at"]


def mark_cancelled(meeting: Meeting, reason: str) -> list[str]:
    meeting.cancelled_at = now()
    meeting.cancel_reason = reason
    meeting.version += 1
    return ["cancelled_at", "cancel_reason", "version", *raise_sequence(meeting)]


def check_still_open(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise DomainError(_("%(name)s är inställd och kan inte ändras.") % {"name": meeting.name})
    if meeting.has_started():
        raise DomainError(_("%(name)s har börjat och kan inte ändras.") % {"name": meeting.name})


def check_times(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.starts_at:
        raise DomainError(_("%(name)s slutar innan den börjar.") % {"name": meeting.name})
