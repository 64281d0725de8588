"""Idéerna: what the team chose and tried, who else took an active part, and what it parked and why."""

from dataclasses import dataclass

from initiatives.models import Idea, Initiative
from programme.slutrapport.limits import latest, short
from roles.models import Person


@dataclass(frozen=True)
class Thought:
    title: str
    text: str
    others: str
    state: str
    state_label: str
    parked_why: str


@dataclass(frozen=True)
class Ideas:
    thought: tuple[Thought, ...]
    left_out: int

    @property
    def settled(self) -> list[Thought]:
        return [one for one in self.thought if one.state in (Idea.State.CHOSEN, Idea.State.TRIED)]

    @property
    def parked(self) -> list[Thought]:
        return [one for one in self.thought if one.state == Idea.State.PARKED]

    @property
    def undecided(self) -> list[Thought]:
        return [one for one in self.thought if one.state == Idea.State.OPEN]


def build(initiative: Initiative, reader: Person | None) -> Ideas | None:
    found, left_out = latest(list(initiative.ideas.kept().order_by("created_at", "pk")))
    return Ideas(tuple(map(_thought, found)), left_out) if found else None


def _thought(idea: Idea) -> Thought:
    return Thought(
        title=idea.title,
        text=short(idea.text),
        others=short(idea.others),
        state=idea.state,
        state_label=str(idea.get_state_display()),
        parked_why=short(idea.parked_why),
    )
