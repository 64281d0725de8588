from datetime import date
from typing import NamedTuple

from checkpoints.models import Reminder


class Wanted(NamedTuple):
    """One thing that is to be said to one person: a Reminder that may not be written yet."""

    person: int
    kind: str
    initiative: int | None
    checkpoint: int | None
    occasion: str
    lead: int
    due_version: int
    due_on: date
    send_on: date
    round: int | None = None  # when it is about no initiative

    @property
    def key(self) -> tuple:
        return (
            self.person,
            self.kind,
            self.initiative,
            self.occasion,
            self.lead,
            self.due_version,
        )


KEY_FIELDS = ("person_id", "kind", "initiative_id", "occasion", "lead_days", "due_version")


def key_of(reminder: Reminder) -> tuple:
    return tuple(getattr(reminder, name) for name in KEY_FIELDS)
