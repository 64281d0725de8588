"""Lägesuppdateringarna i korthet: the first, the latest, and how the confidence went."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from django.utils.timezone import localdate

from initiatives.models import Initiative, StatusUpdate
from initiatives.trail import ConfidenceLine, confidence_line
from roles.models import Person

READINGS = 12


@dataclass(frozen=True)
class Told:
    on: date
    by: str
    since_last: str
    next_step: str


@dataclass(frozen=True)
class Updates:
    number: int
    first: Told
    latest: Told | None  # None: there was one
    confidences: tuple[int, ...]

    @cached_property
    def confidence(self) -> ConfidenceLine:
        return confidence_line(self.confidences)


def build(initiative: Initiative, reader: Person | None) -> Updates | None:
    rows = initiative.updates.final().standing().select_related("published_by")
    found = list(rows.order_by("number"))
    if not found:
        return None
    confidences = tuple(cast(int, one.confidence) for one in found[-READINGS:])
    latest = _told(found[-1]) if len(found) > 1 else None
    return Updates(len(found), _told(found[0]), latest, confidences)


def _told(update: StatusUpdate) -> Told:
    """What the database promises of a published one (update_final_is_whole) is cast, not checked."""
    by = cast(Person, update.published_by).name
    return Told(localdate(update.published_at), by, update.since_last, update.next_step)
