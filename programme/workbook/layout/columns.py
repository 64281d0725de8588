"""What a sheet and a column are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any

from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.timezone import localdate

from roles.permissions import Perm


class Kind(Enum):
    LINE = auto()  # one line of text
    TEXT = auto()  # several lines
    EMAIL = auto()
    URL = auto()
    DATE = auto()
    MOMENT = auto()  # a day and a time of day
    NUMBER = auto()
    DECIMAL = auto()
    CHOICE = auto()  # one of `words`
    CODES = auto()  # codes with commas between


@dataclass(frozen=True)
class Column:
    key: str
    title: str
    kind: Kind
    help: str | Promise
    model_field: Field | None = None  # the model field whose limits hold
    required: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)  # the word in the file -> our value
    also: Mapping[str, Any] = field(default_factory=dict)  # accepted, never written
    lookup: tuple[str, str] | None = None  # (sheet, column title) the value is picked from
    width: int = 16
    path: str = ""  # "unit.code": where it stands in a stored row, when not in the field `key`
    past: bool = False  # a day that has been

    @property
    def attribute(self) -> str:
        """The field of the stored row that the value ends up in."""
        return (self.path or self.key).split(".")[0]

    def of(self, stored: Model) -> Any:
        """Its value in a stored row; nothing, when it is of something that has been taken away."""
        value: Any = stored
        for name in (self.path or self.key).split("."):
            value = getattr(value, name)
            if value is None or getattr(value, "removed_at", None):
                return None
        if self.kind is Kind.DATE and isinstance(value, datetime):
            return localdate(value)
        return value

    def word_for(self, value) -> str:
        return next((word for word, ours in self.words.items() if ours == value), "")


@dataclass(frozen=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]
    help: str | Promise

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True)
class Ref:
    """A row of another sheet: these columns hold its key, in order."""

    field: str
    sheet: str
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Record(Sheet):
    """What a team writes down. Such a sheet may be missing from the file."""

    model: type[Model]
    key: tuple[str, ...] = ()  # the columns that tell one row from another
    refs: tuple[Ref, ...] = ()
    once: bool = False  # no two rows with the same key
    frozen: bool = False  # what is there is never changed, only added to
    after_end: bool = False  # written also when the round is over
    export_only: bool = False
    reads: Perm = Perm.READ
    also_asks: tuple[str, ...] = ()  # other sheets that its rules ask

    @property
    def speaks_of(self) -> tuple[str, ...]:
        return (*(ref.sheet for ref in self.refs), *self.also_asks)


YES_NO = {"ja": True, "nej": False}
ALSO_YES_NO = {"x": True, "j": True, "1": True, "n": False, "0": False}


def of(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)


# --- Columns that many sheets have ---------------------------------------------------------------
def line(model, key, title, help, **more) -> Column:
    return Column(key, title, Kind.LINE, help, of(model, key), **{"width": 30, **more})


def text(model, key, title, help, **more) -> Column:
    return Column(key, title, Kind.TEXT, help, of(model, key), **{"width": 50, **more})


def day(key, title, help, **more) -> Column:
    return Column(key, title, Kind.DATE, help, **more)


def number(model, key, title, help, **more) -> Column:
    return Column(key, title, Kind.NUMBER, help, of(model, key), **more)


def decimal(model, key, title, help, **more) -> Column:
    return Column(key, title, Kind.DECIMAL, help, of(model, key), **more)


def choice(key, title, words, help="", **more) -> Column:
    listed = ", ".join(words)
    return Column(
        key,
        title,
        Kind.CHOICE,
        f"{help} {listed[0].upper()}{listed[1:]}.".strip(),
        words=words,
        **more,
    )


def yes_no(key, title, help, **more) -> Column:
    return Column(key, title, Kind.CHOICE, help, words=YES_NO, also=ALSO_YES_NO, **more)
