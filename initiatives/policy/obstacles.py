"""The life of an obstacle: which moves there are, from where, and who may make them. One table.

The same name twice is the same button with other people behind it: what has been lifted is answered by
the ledningsgrupp, or by a lots who writes down what it said.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, Obstacle, ObstacleStep
from roles.access import can
from roles.permissions import Perm

RAISED, TAKEN, LIFTED = Obstacle.State.RAISED, Obstacle.State.TAKEN, Obstacle.State.LIFTED
ANSWERED, CLOSED = Obstacle.State.ANSWERED, Obstacle.State.CLOSED
Kind = ObstacleStep.Kind


@dataclass(frozen=True)
class Move:
    name: str
    label: str | Promise
    perms: tuple[Perm, ...]  # any of them
    from_states: tuple[str, ...]
    to_state: str
    kind: str  # the line it adds to the story
    # What is said when the words are missing; "": none are needed.
    text_required: str | Promise = ""

    def url(self, obstacle: Obstacle) -> str:
        return reverse(f"initiatives:obstacle_{self.name}", args=[obstacle.pk])


WRITE_ANSWER = _("Skriv ett svar.")
# In the order the buttons stand.
MOVES = (
    Move(
        "answer",
        _("Svara"),
        (Perm.CLEAR_THE_WAY,),
        (RAISED, TAKEN),
        ANSWERED,
        Kind.ANSWERED,
        WRITE_ANSWER,
    ),
    Move(
        "answer",
        _("Svara"),
        (Perm.DECIDE, Perm.RECORD_DECISION),
        (LIFTED,),
        ANSWERED,
        Kind.ANSWERED,
        WRITE_ANSWER,
    ),
    Move("take", _("Jag tar det"), (Perm.CLEAR_THE_WAY,), (RAISED,), TAKEN, Kind.TAKEN),
    Move(
        "lift",
        _("Lyft till ledningsgruppen"),
        (Perm.CLEAR_THE_WAY,),
        (RAISED, TAKEN),
        LIFTED,
        Kind.LIFTED,
    ),
    Move("close", _("Det löste sig"), (Perm.PUBLISH,), (ANSWERED,), CLOSED, Kind.CLOSED),
    Move(
        "reopen",
        _("Det stoppar oss fortfarande"),
        (Perm.PUBLISH,),
        (ANSWERED, CLOSED),
        RAISED,
        Kind.REOPENED,
        _("Skriv vad som fortfarande stoppar er."),
    ),
    Move(
        "withdraw",
        _("Dra tillbaka"),
        (Perm.PUBLISH,),
        (RAISED, TAKEN, LIFTED),
        CLOSED,
        Kind.WITHDRAWN,
        _("Skriv varför ni inte behöver hjälp längre."),
    ),
)
HELPERS = ("answer", "take", "lift")  # those who are asked; the rest is the team's


def move_from(name: str, obstacle: Obstacle) -> Move | None:
    """The move with that name from where the obstacle is now."""
    return next((m for m in MOVES if m.name == name and obstacle.state in m.from_states), None)


def may(person, move: Move, obstacle: Obstacle) -> bool:
    return any(can(person, perm, obstacle) for perm in move.perms)


def ever_may(person, name: str, obstacle: Obstacle) -> bool:
    """In some state: who comes too late is told who was first, who never may is refused."""
    return any(may(person, move, obstacle) for move in MOVES if move.name == name)


def available_moves(person, obstacle: Obstacle) -> list[Move]:
    return [m for m in MOVES if obstacle.state in m.from_states and may(person, m, obstacle)]


def is_asked(person, obstacle: Obstacle) -> bool:
    """It is this person's turn."""
    return any(move.name in HELPERS for move in available_moves(person, obstacle))


def may_raise(person, initiative: Initiative) -> bool:
    return not initiative.round.is_over() and can(person, Perm.PUBLISH, initiative)
