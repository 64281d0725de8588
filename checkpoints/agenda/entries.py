"""A running order as it travels between the page and the database: what each line says, and a fingerprint of all."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256

from checkpoints.models import AgendaItem

Kind = AgendaItem.Kind
LETTERS = {Kind.INITIATIVE: "i", Kind.BREAK: "b", Kind.OTHER: "o"}
KINDS = {letter: kind for kind, letter in LETTERS.items()}
# An initiative by its id, another line by its row's, or with an x by a number of its own: not saved yet.
KEY = re.compile(r"(?:i|[bo]x?)[1-9][0-9]{0,8}")
MAX_ITEMS = 100


@dataclass(frozen=True)
class Entry:
    """One line: `key` is what the page knows it by."""

    key: str
    minutes: int
    title: str = ""

    @property
    def kind(self) -> Kind:
        return KINDS[self.key[0]]

    @property
    def initiative_id(self) -> int | None:
        return int(self.key[1:]) if self.kind == Kind.INITIATIVE else None


Order = tuple[Entry, ...]


def key_of(item: AgendaItem) -> str:
    return LETTERS[Kind(item.kind)] + str(item.initiative_id or item.pk)


def order_of(items: Iterable[AgendaItem]) -> Order:
    return tuple(Entry(key_of(item), item.minutes, item.title) for item in items)


def version_of(order: Order) -> str:
    """The same for the same order, however it came about: that is the version a form was opened with."""
    said = json.dumps([(one.initiative_id or one.kind, one.minutes, one.title) for one in order])
    return sha256(said.encode()).hexdigest()[:16]


def new_key(order: Order, kind: Kind) -> str:
    letter = f"{LETTERS[kind]}x"
    taken = [int(one.key[2:]) for one in order if one.key.startswith(letter)]
    return f"{letter}{max(taken, default=0) + 1}"


def packed(order: Order) -> list[dict]:
    return [asdict(one) for one in order]


def unpacked(rows: list[dict]) -> Order:
    return tuple(Entry(**row) for row in rows)
