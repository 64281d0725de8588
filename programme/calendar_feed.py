"""A person's own calendar address: titles and times of what concerns them, and nothing more.

A calendar program cannot sign in, and shows what it fetched to whoever shares that calendar. So the address
is a secret of 256 bits of which only the hash is kept, and what it gives has no names, links or texts.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Event

from checkpoints.meetings.ical import day_event, meeting_event, text_of
from checkpoints.models import Action, Checkpoint, Gathering, Invitation, Preparation
from checkpoints.models.gathering import AnyMeeting
from initiatives.models import Initiative
from prioinit.message import domain
from programme.models import CalendarFeed
from roles.access import grants_of, permitted
from roles.models import Person
from roles.permissions import Perm, Role

PAST = timedelta(days=366)


# --- The address -------------------------------------------------------------------------------
@transaction.atomic
def new_address(*, by: Person) -> str:
    """The token, told this once. An address the person had before stops working."""
    token = secrets.token_urlsafe(32)
    fresh = {
        "token_sha256": hashed(token),
        "created_at": timezone.now(),
        "last_fetched_at": None,
        "content_sha256": "",
        "content_changed_at": None,
    }
    CalendarFeed.objects.update_or_create(person=by, defaults=fresh)
    return token


@transaction.atomic
def revoke_address(*, by: Person) -> None:
    CalendarFeed.objects.filter(person=by).delete()


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def feed_of(token: str) -> CalendarFeed | None:
    feeds = CalendarFeed.objects.select_related("person")
    return feeds.filter(token_sha256=hashed(token), person__is_active=True).first()


# --- What it gives -----------------------------------------------------------------------------
@dataclass(frozen=True)
class Fetched:
    text: str
    sha256: str
    changed_at: datetime


def fetch(feed: CalendarFeed) -> Fetched:
    """The calendar now. When it was fetched is noted, so that the person sees that it works, or that it is used."""
    with translation.override(feed.person.language):
        text = write_feed(feed.person)
    at, sha256 = timezone.now(), hashed(text)
    changed_at = feed.content_changed_at
    if changed_at is None or feed.content_sha256 != sha256:
        changed_at = at
    CalendarFeed.objects.filter(pk=feed.pk).update(
        last_fetched_at=at, content_sha256=sha256, content_changed_at=changed_at
    )
    return Fetched(text, sha256, changed_at)


def write_feed(person: Person) -> str:
    since = timezone.now() - PAST
    checkpoints = _meetings(Checkpoint, person, since)
    events = [_meeting(one) for one in (*checkpoints, *_meetings(Gathering, person, since))]
    events += _preparations(person, checkpoints)
    events += [_action(one) for one in Action.objects.open().filter(responsible=person)]
    return text_of(events, name="Prioinitiativ")


def _meetings(model: type[AnyMeeting], person: Person, since: datetime) -> list[AnyMeeting]:
    """Those of the person's rounds, and those they are called to; without a round, every checkpoint they read."""
    mine = {grant.round or grant.home_round for grant in grants_of(person)} - {None}
    called = Invitation.objects.called().filter(person=person, **{f"{model.noun}__isnull": False})
    readable = permitted(model.objects.all(), person, Perm.READ)
    if mine or model is not Checkpoint:
        readable = readable.filter(round__in=mine)
    wanted = Q(pk__in=readable.values("pk")) | Q(pk__in=called.values(model.noun))
    return list(model.objects.filter(wanted, ends_at__gte=since).order_by("starts_at", "pk"))


def _meeting(meeting: AnyMeeting) -> Event:
    # Not the UID of the invitation: a person who accepted that has it in another calendar.
    return meeting_event(
        meeting,
        uid=f"{meeting.uid}-kalender@{domain()}",
        sequence=meeting.sequence,
        stamp=meeting.calendar_changed_at,
    )


def _preparations(person: Person, checkpoints: list[AnyMeeting]) -> list[Event]:
    """The last day, for a ledartröja whose team is not ready."""
    led = [grant.initiative for grant in grants_of(person) if grant.role == Role.LEDARTROJA]
    running = Initiative.objects.running().filter(pk__in=led)
    teams: dict[int, set[int]] = {}
    for pk, round_ in running.values_list("pk", "round"):
        teams.setdefault(round_, set()).add(pk)
    coming = [one for one in checkpoints if not one.is_cancelled and not one.has_started()]
    ready = set(
        Preparation.objects.filter(
            checkpoint__in=coming, initiative__in=led, state=Preparation.State.READY
        ).values_list("checkpoint", "initiative")
    )
    return [
        day_event(
            one.preparation_due_on,
            _("Förberedelsen till %(name)s ska vara klar") % {"name": one.name},
            uid=f"{one.uid}-forberedelse@{domain()}",
            stamp=one.calendar_changed_at,
        )
        for one in coming
        if any((one.pk, team) not in ready for team in teams.get(one.round_id, ()))
    ]


def _action(action: Action) -> Event:
    """What it is about may name somebody; the page says that."""
    return day_event(
        action.due_on,
        _("En åtgärd ska vara klar"),
        uid=f"atgard-{action.pk}@{domain()}",
        stamp=action.created_at,
    )
