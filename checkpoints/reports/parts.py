"""What the report before and the report after say alike."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from checkpoints.inputs.ni_sa import Said
from checkpoints.models import Action, Decision
from checkpoints.reports.shapes import Decided, Todo, Wish
from checkpoints.to_decide import Wanted
from initiatives.trail import long
from roles.access import permitted
from roles.models import Person
from roles.permissions import Perm

# Medskick to one initiative that are printed, before it says how many more there were. Nobody can shorten
# what others have written, so a report must not become too heavy to make.
MOST = 40
MOST_CHARACTERS = 12_000


def readable(rows: QuerySet, person: Person | None) -> QuerySet:
    return rows if person is None else permitted(rows, person, Perm.READ)


def wishes(wanted: Iterable[Wanted]) -> tuple[Wish, ...]:
    return tuple(Wish(one.initiative.name, one.text, _asked(one)) for one in wanted)


def _asked(one: Wanted) -> str:
    if not one.by:
        return ""
    return _("Begärt %(day)s av %(who)s.") % {"day": long(one.on), "who": one.by}


def todo(action: Action, on: date) -> Todo:
    return Todo(
        initiative=action.initiative.name if action.initiative else "",
        what=action.what,
        how=action.how,
        who=action.responsible.name,
        due_on=action.due_on,
        is_late=action.is_open and action.due_on < on,
    )


def shortened(said: Iterable[Said]) -> tuple[Said, ...]:
    """The first of them, as many as are printed."""
    kept: list[Said] = []
    number = size = 0
    for one in said:
        texts: list[str] = []
        for text in one.texts:
            if number == MOST or (size and size + len(text) > MOST_CHARACTERS):
                break
            texts.append(text)
            number, size = number + 1, size + len(text)
        if texts:
            kept.append(replace(one, texts=tuple(texts)))
        if len(texts) < len(one.texts):
            break
        size += len(one.because)
    return tuple(kept)


def number_of(said: Iterable[Said]) -> int:
    return sum(len(one.texts) for one in said)


def decided(row: Decision) -> Decided:
    """What the database promises of a decided one (decision_decided_is_whole) is cast, not checked."""
    return Decided(
        initiative=row.initiative.name,
        wanted=row.wanted,
        outcome=row.outcome,
        outcome_label=row.get_outcome_display(),
        text=row.text,
        reason=row.reason,
        by=cast(Person, row.decided_by).name,
        on=cast(date, row.decided_on),
        responsible=row.responsible.name if row.responsible else "",
        due_on=row.due_on,
    )
