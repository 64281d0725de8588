"""How much of what a team has written is printed. The rest can be read on its own page."""

from collections.abc import Sequence
from typing import TypeVar

MOST = 20
LONGEST = 600  # characters of a text

T = TypeVar("T")


def short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


def shortened(told: dict, *names: str) -> dict:
    """What was read as JSON, with these texts shortened."""
    return told | {name: short(told[name]) for name in names if told.get(name)}


def latest(rows: Sequence[T]) -> tuple[Sequence[T], int]:
    """The last of them, and how many are left out."""
    return rows[-MOST:], max(len(rows) - MOST, 0)
