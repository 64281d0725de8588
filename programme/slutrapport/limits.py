"""How much of what a team has written is printed. The rest can be read on its own page."""

from collections.abc import Sequence
from typing import TypeVar

MOST = 20
LONGEST = 600  # characters of a text

T = TypeVar("T")


def short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


def latest(rows: Sequence[T]) -> tuple[Sequence[T], int]:
    """The last of them, and how many are left out."""
    return rows[-MOST:], max(len(rows) - MOST, 0)
