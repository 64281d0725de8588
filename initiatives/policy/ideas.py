"""The life of an idea: which moves there are, and from where. One table.

The same name twice is the same move under another word. `tried` is not here: a test makes it so.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.models import Idea

OPEN, CHOSEN, PARKED = Idea.State.OPEN, Idea.State.CHOSEN, Idea.State.PARKED


@dataclass(frozen=True)
class Move:
    name: str
    label: str | Promise
    from_states: tuple[str, ...]
    to_state: str
    # What is said when the words are missing; "": none are needed.
    text_required: str | Promise = ""

    def url(self, idea: Idea) -> str:
        return reverse(f"initiatives:idea_{self.name}", args=[idea.pk])


# In the order the buttons stand. All of them are the team's: Perm.EDIT_WORK.
MOVES = (
    Move("choose", _("Välj idén"), (OPEN, PARKED), CHOSEN),
    Move("reopen", _("Ångra valet"), (CHOSEN,), OPEN),
    Move("reopen", _("Ta upp igen"), (PARKED,), OPEN),
    Move("park", _("Parkera"), (OPEN, CHOSEN), PARKED, _("Skriv varför ni parkerar idén.")),
)


def move_from(name: str, idea: Idea) -> Move | None:
    """The move with that name from where the idea is now."""
    return next((one for one in MOVES if one.name == name and idea.state in one.from_states), None)


def target_of(name: str) -> str:
    return next(one.to_state for one in MOVES if one.name == name)


def moves_of(idea: Idea) -> list[Move]:
    return [one for one in MOVES if idea.state in one.from_states]
