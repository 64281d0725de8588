from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.text import Truncator

from checkpoints.models import Reminder
from checkpoints.reminders.facts import Facts

QUOTE = 200  # characters of what someone wrote; the rest is behind the link
SHORT = 80


@dataclass(frozen=True)
class Item:
    """One thing said to one person."""

    place: str  # the initiative or round
    title: str  # says which initiative, and is short enough to be the subject
    headline: str  # the same under the initiative's name
    text: str
    link: str
    link_text: str
    asks: bool
    rank: tuple  # the most urgent first
    newest: date
    late: str = ""


@dataclass(frozen=True)
class Said:
    """A reminder that is put into words, with what is known about it."""

    reminder: Reminder
    row: Any  # what the occasion names: an obstacle, an action
    facts: Facts
    today: date

    @property
    def place(self) -> str:
        place = self.reminder.place
        return place.name if place else ""

    def item(
        self,
        headline: str,
        text: str,
        *,
        path: str,
        link_text: str,
        urgency: int,
        title: str = "",
        asks: bool = True,
    ) -> Item:
        return Item(
            place=self.place,
            title=title or headline,
            headline=headline,
            text=text,
            link=settings.SITE_URL + path,
            link_text=link_text,
            asks=asks,
            rank=(urgency, self.reminder.due_on, self.reminder.pk),
            newest=self.reminder.send_on,
        )


def quoted(text: str, length: int = QUOTE) -> str:
    """On one line; the rest is behind the link."""
    return Truncator(" ".join(text.split())).chars(length)
