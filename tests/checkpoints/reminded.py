"""Monday 16 November 2026, and a team with a checkpoint to be reminded of."""

from datetime import date
from types import SimpleNamespace

from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    RoundFactory,
    at_hour,
    complete_rigg,
)

MONDAY = date(2026, 11, 16)


def reminded_team() -> SimpleNamespace:
    """On MONDAY the 14-day reminder of its checkpoint is due."""
    round_ = RoundFactory(starts_on=date(2026, 1, 1), ends_on=date(2027, 6, 30))
    initiative = InitiativeFactory(
        round=round_, name="Ett tryggare centrum", running=True, started_on=MONDAY
    )
    people = complete_rigg(initiative)
    people.initiative = initiative
    people.lea, people.leo = people.ledartrojor
    people.checkpoint = CheckpointFactory(
        round=round_,
        name="Checkpoint 3",
        starts_at=at_hour(date(2026, 12, 3), 13),
        preparation_due_on=date(2026, 11, 30),
    )
    return people
