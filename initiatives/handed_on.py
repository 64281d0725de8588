"""What earlier rounds hand on to a round: their lessons by phase, and their notes on how to work."""

from collections.abc import Iterable
from dataclasses import dataclass

from initiatives.models import Lesson, Phase, RetrospectiveNote, Round
from roles.access import permitted
from roles.models import Person
from roles.permissions import Perm

PER_PHASE = 3
READ_AT_MOST = 60
NOTES_AT_MOST = 30


@dataclass(frozen=True)
class HandedOn:
    lessons: tuple[tuple[str, tuple[Lesson, ...]], ...]  # phase in words, the newest of it
    notes: tuple[tuple[str, tuple[RetrospectiveNote, ...]], ...]  # keep, change, try

    def __bool__(self):
        return bool(self.lessons or self.notes)


def handed_on_to(round_: Round | None, reader: Person) -> HandedOn:
    """From rounds that began earlier; to one that does not exist yet (None), from all of them."""
    earlier = permitted(Round.objects.all(), reader, Perm.READ)
    if round_ is not None:
        earlier = earlier.filter(starts_on__lt=round_.starts_on).exclude(pk=round_.pk)
    earlier = earlier.order_by().values("pk")
    lessons = Lesson.objects.kept().filter(initiative__round__in=earlier)
    newest = permitted(lessons, reader, Perm.READ).select_related("initiative")[:READ_AT_MOST]
    notes = RetrospectiveNote.objects.kept().filter(round__in=earlier).select_related("round")
    return HandedOn(
        lessons=_by_phase(newest),
        notes=by_kind(notes.order_by("-round__starts_on", "created_at")[:NOTES_AT_MOST]),
    )


def _by_phase(lessons: Iterable[Lesson]) -> tuple[tuple[str, tuple[Lesson, ...]], ...]:
    found: dict[str, list[Lesson]] = {phase: [] for phase in Phase.values}
    for lesson in lessons:
        if len(found[lesson.phase]) < PER_PHASE:
            found[lesson.phase].append(lesson)
    return tuple((Phase(phase).label, tuple(some)) for phase, some in found.items() if some)


def by_kind(
    notes: Iterable[RetrospectiveNote],
) -> tuple[tuple[str, tuple[RetrospectiveNote, ...]], ...]:
    found: dict[str, list[RetrospectiveNote]] = {kind: [] for kind in RetrospectiveNote.Kind}
    for note in notes:
        found[note.kind].append(note)
    return tuple(
        (RetrospectiveNote.Kind(kind).label, tuple(some)) for kind, some in found.items() if some
    )
