"""Meetings as iCalendar (RFC 5545, 5546): what calendars read, escaped and folded by the icalendar library.

Times are in UTC, which every calendar shows in the reader's own zone; nothing here repeats, so no
VTIMEZONE is needed.
"""

import re
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from checkpoints.models import Invitation
from checkpoints.models.gathering import AnyMeeting
from prioinit.message import domain, sender

PRODUCT = "-//Prioinitiativ//Prioinitiativ//SV"
PARTSTAT = {
    "": "NEEDS-ACTION",
    Invitation.Reply.JA: "ACCEPTED",
    Invitation.Reply.NEJ: "DECLINED",
    Invitation.Reply.KANSKE: "TENTATIVE",
}


def invitation_file(invitation: Invitation, *, withdrawn: bool, stamp: datetime) -> str:
    """REQUEST (also for a change: same UID, higher SEQUENCE) or CANCEL, to one person alone."""
    meeting = invitation.meeting
    event = meeting_event(
        meeting, uid=f"{meeting.uid}@{domain()}", sequence=invitation.calendar_sequence, stamp=stamp
    )
    event.add("organizer", _address(sender(), settings.ORGANISATION_NAME))
    event.add("attendee", _attendee(invitation))
    _say_where(event, meeting)
    if withdrawn:
        event["STATUS"] = "CANCELLED"
    return text_of([event], method="CANCEL" if withdrawn else "REQUEST")


def meeting_event(meeting: AnyMeeting, *, uid: str, sequence: int, stamp: datetime) -> Event:
    """Name and time: what anyone may see."""
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", _utc(stamp))
    event.add("last-modified", _utc(meeting.calendar_changed_at))
    event.add("summary", meeting.name)
    event.add("dtstart", _utc(meeting.starts_at))
    event.add("dtend", _utc(meeting.ends_at))
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return event


def day_event(day: date, summary: str, *, uid: str, stamp: datetime) -> Event:
    """A whole day that keeps nobody busy."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _utc(stamp))
    event.add("summary", summary)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def text_of(events: list[Event], *, method: str = "", name: str = "") -> str:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical(sorted=False).decode()


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _say_where(event: Event, meeting: AnyMeeting) -> None:
    page = settings.SITE_URL + meeting.get_absolute_url()
    about = [_("Mer om mötet: %(page)s") % {"page": page}]
    if meeting.video_link:
        about.insert(0, _("Videomöte: %(link)s") % {"link": meeting.video_link})
        event.add("conference", meeting.video_link, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    if where := meeting.place or (meeting.video_link and _("Videomöte")):
        event.add("location", where)
    event.add("description", "\n".join(about))
    event.add("url", page)


def _attendee(invitation: Invitation) -> vCalAddress:
    attendee = _address(invitation.person.email, invitation.person.name)
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = PARTSTAT[invitation.reply]
    attendee.params["RSVP"] = "TRUE"
    return attendee


def _address(email: str, name: str) -> vCalAddress:
    """Quotes and line breaks cannot stand in a parameter; the ^ escapes of RFC 6868 few calendars know."""
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = " ".join(re.sub(r'["^\x00-\x1f\x7f]', " ", name).split()) or email
    return address
