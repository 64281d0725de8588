"""One row of a table of moves, and the button it becomes."""

from dataclasses import dataclass

from django.utils.functional import Promise

from roles.permissions import Perm


@dataclass(frozen=True)
class Move:
    name: str  # also the name of its URL
    label: str | Promise
    perm: Perm
    from_states: tuple[str, ...]
    to_state: str | None = None  # None: stays
    after_end: bool = False  # also when the round is over (Round.check_open)


@dataclass(frozen=True)
class Button:
    label: str | Promise
    url: str
    name: str
