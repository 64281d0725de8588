"""Hinder: raised by the team, taken, answered or lifted by a fadder, ended by the team. And the contact log."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives import notifications
from initiatives.models import ContactNote, Initiative, Obstacle, ObstacleStep
from initiatives.policy.obstacles import MOVES, Move, move_from
from prioinit.errors import DomainError, check
from prioinit.versions import save_changes
from roles.models import Person


@transaction.atomic
def raise_obstacle(
    *, by: Person, initiative: Initiative, stops_us: str, we_need: str, needed_by: date | None
) -> Obstacle:
    """Tell the fadder what stops the team. The same words while they stand open are the same obstacle."""
    row = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    row.round.check_open()
    same = row.obstacles.open().filter(stops_us=stops_us, we_need=we_need).first()
    if same:
        return same
    obstacle = Obstacle(
        initiative=row,
        stops_us=stops_us,
        we_need=we_need,
        needed_by=needed_by,
        raised_by=by,
        raised_at=now(),
    )
    check(obstacle)
    obstacle.save()
    _tell(obstacle, ObstacleStep.Kind.RAISED, by, obstacle.raised_at, "")
    return obstacle


class AlreadyHandled(DomainError):
    """Someone was first. Carries the obstacle as it now is."""

    def __init__(self, obstacle: Obstacle) -> None:
        last = obstacle.steps.select_related("by").last()
        done = last.get_kind_display() if last else obstacle.get_state_display()
        words = {"who": last.by.name if last else "", "did": done}
        super().__init__(_("%(who)s %(did)s före dig.") % words)
        self.stored = obstacle


@transaction.atomic
def move_obstacle(*, by: Person, obstacle: Obstacle, name: str, text: str = "") -> Obstacle:
    """Make a move of the table in `policy.obstacles`, and tell those it concerns."""
    row = Obstacle.objects.select_for_update(of=("self",)).get(pk=obstacle.pk)
    move = move_from(name, row)
    text = text.strip()
    if move is None:
        if _is_repeated(row, by, name, text):
            return row
        raise AlreadyHandled(row)
    if move.text_required and not text:
        raise DomainError(str(move.text_required))
    _make(move, row, by, now(), text)
    return row


def _is_repeated(row: Obstacle, by: Person, name: str, text: str) -> bool:
    """The same press twice, from an impatient thumb."""
    last = row.steps.last()
    kinds = {move.kind for move in MOVES if move.name == name}
    return last is not None and last.kind in kinds and (last.by_id, last.text) == (by.pk, text)


def _make(move: Move, row: Obstacle, by: Person, at: datetime, text: str) -> None:
    changed = {"state": move.to_state, **_COLUMNS[move.name](by, at, text)}
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    check(row)
    row.save(update_fields=[*changed, "version"])
    _tell(row, move.kind, by, at, text)


def _tell(obstacle: Obstacle, kind: str, by: Person, at: datetime, text: str) -> None:
    step = ObstacleStep.objects.create(obstacle=obstacle, kind=kind, by=by, at=at, text=text)
    notifications.tell_of_step(step)


def _ended(by: Person, at: datetime, text: str) -> dict:
    return {"closed_by": by, "closed_at": at, "closing_note": text}


def _raised_again(by: Person, at: datetime, text: str) -> dict:
    """The clock starts again, for the one who must answer and for the reminders. The steps remember."""
    empty = dict.fromkeys(
        ("taken_by", "taken_at", "lifted_by", "lifted_at", "answered_by", "answered_at")
    )
    nobody = dict.fromkeys(("closed_by", "closed_at"))
    texts = dict.fromkeys(("answer", "lift_note", "closing_note"), "")
    return {"raised_by": by, "raised_at": at, **empty, **nobody, **texts}


_COLUMNS: dict[str, Callable[[Person, datetime, str], dict]] = {
    "take": lambda by, at, text: {"taken_by": by, "taken_at": at},
    "lift": lambda by, at, text: {"lifted_by": by, "lifted_at": at, "lift_note": text},
    "answer": lambda by, at, text: {"answered_by": by, "answered_at": at, "answer": text},
    "close": _ended,
    "withdraw": _ended,
    "reopen": _raised_again,
}


# --- Contacts ----------------------------------------------------------------------------------
@transaction.atomic
def log_contact(
    *, by: Person, initiative: Initiative, on: date, next_step: str, next_on: date | None
) -> ContactNote:
    row = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    same = row.contact_notes.filter(by=by, on=on, next_step=next_step, next_on=next_on).first()
    if same:
        return same
    note = ContactNote(initiative=row, by=by, on=on, next_step=next_step, next_on=next_on)
    check(note)
    note.save()
    return note


@transaction.atomic
def change_contact(*, by: Person, note: ContactNote, version: int, **fields) -> ContactNote:
    if note.by_id != by.pk:
        raise DomainError(_("Bara den som skrev anteckningen ändrar den."))
    return save_changes(note, version=version, **fields)
