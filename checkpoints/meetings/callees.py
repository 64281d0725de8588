"""Who is called to a meeting: proposed from roles, then decided by the lots."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localdate

from checkpoints.models import Checkpoint, Invitation
from checkpoints.models.gathering import AnyMeeting
from initiatives.models import Initiative
from roles.models import Assignment, LeadershipMembership, Person
from roles.permissions import INITIATIVE_ROLES, Role


@dataclass(frozen=True)
class Callee:
    """One line of the list. `why` is the roles the person has in the round that day; empty: added by hand."""

    person: Person
    why: tuple[str, ...]
    invitation: Invitation | None

    @property
    def is_new(self) -> bool:
        return not self.invitation or not (
            self.invitation.called_at or self.invitation.withdrawn_at
        )

    @property
    def is_called(self) -> bool:
        return self.invitation is not None and self.invitation.is_called


def proposed(meeting: AnyMeeting) -> dict[Person, tuple[str, ...]]:
    """Everybody whose role calls them, and the role in words. Two queries, three when KLG is called."""
    on = max(meeting.day, localdate())
    roles: dict[Person, list[str]] = defaultdict(list)
    for held in _held(meeting, on):
        about = f", {held.initiative.name}" if held.initiative else ""
        roles[held.person].append(f"{held.get_role_display()}{about}")
    if _is_for_klg(meeting):
        for seat in LeadershipMembership.objects.active(on).select_related("person__unit"):
            roles[seat.person].append(str(Role.KLG.label))
    people = sorted(roles, key=lambda person: (person.sort_key, person.pk))
    return {person: tuple(dict.fromkeys(roles[person])) for person in people}


def _held(meeting: AnyMeeting, on):
    everyone = isinstance(meeting, Checkpoint)
    of_team = Q(
        role__in=INITIATIVE_ROLES if everyone else (Role.LEDARTROJA,),
        initiative__round=meeting.round_id,
        initiative__state=Initiative.State.RUNNING,
    )
    of_round = Q(role=Role.LOTS, round=meeting.round_id) if everyone else Q(pk__in=())
    held = Assignment.objects.active(on).filter(of_team | of_round)
    return held.select_related("person__unit", "initiative").order_by("initiative", "pk")


def _is_for_klg(meeting: AnyMeeting) -> bool:
    return isinstance(meeting, Checkpoint) and meeting.open_to == Checkpoint.OpenTo.KLG


def callees_of(meeting: AnyMeeting) -> list[Callee]:
    """Everybody on the list and everybody taken off it, by name."""
    why = proposed(meeting)
    rows = {
        one.person: one for one in Invitation.objects.to(meeting).select_related("person__unit")
    }
    people = sorted({*why, *rows}, key=lambda person: (person.sort_key, person.pk))
    return [
        Callee(person, why.get(person, ()), rows.get(person))
        for person in people
        if person.is_active or person in rows
    ]
