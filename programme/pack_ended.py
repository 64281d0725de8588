"""What has ended since the previous pack. It has no page of its own there any more, and is told of all the same."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery

from initiatives.models import Ending, Lesson, Round
from programme.models import Pack
from programme.pack_data import EndedSince
from roles.access import permitted
from roles.models import Person
from roles.permissions import Perm


def ended_since(
    round_: Round, previous: Pack | None, reader: Person | None
) -> Iterator[EndedSince]:
    """By the moment it was written, which nobody can put in the past."""
    found = Ending.objects.standing().filter(initiative__round=round_)
    if previous is not None:
        found = found.filter(at__gt=previous.finalised_at)
    if reader is not None:
        found = permitted(found, reader, Perm.READ)
    lessons = Lesson.objects.kept().filter(initiative=OuterRef("initiative"))
    found = found.annotate(lesson=Subquery(lessons.values("advice")[:1]))
    for one in found.select_related("initiative").order_by("at", "pk"):
        label = str(one.get_outcome_display())
        yield EndedSince(one.initiative.name, label, one.on, one.words, one.lesson or "")
