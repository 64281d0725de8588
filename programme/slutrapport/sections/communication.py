"""Kommunikationen: what was told to whom, and what it gave."""

from dataclasses import dataclass
from datetime import date

from initiatives.models import CommunicationActivity, Initiative
from programme.slutrapport.limits import latest, short
from roles.models import Person


@dataclass(frozen=True)
class Activity:
    activity: str
    target_group: str
    on: date
    gave: str


@dataclass(frozen=True)
class Communication:
    done: tuple[Activity, ...]
    left_out: int
    not_done: tuple[Activity, ...]


def build(initiative: Initiative, reader: Person | None) -> Communication | None:
    rows = list(initiative.communication.kept())
    if not rows:
        return None
    shown, left_out = latest(rows)
    return Communication(
        done=tuple(_activity(one) for one in shown if one.done_on),
        left_out=left_out,
        not_done=tuple(_activity(one) for one in shown if not one.done_on),
    )


def _activity(one: CommunicationActivity) -> Activity:
    return Activity(one.activity, one.target_group, one.done_on or one.planned_on, short(one.gave))
