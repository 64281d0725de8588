"""What the planning of reminders is a function of: read once, with a fixed number of queries."""

from checkpoints.reminders.facts.matters import NEWS_DAYS
from checkpoints.reminders.facts.reading import facts_about, gap_of, read_facts
from checkpoints.reminders.facts.shapes import (
    EVERYWHERE,
    Announced,
    Asked,
    Facts,
    Given,
    Holder,
    Later,
    Occasion,
    Owed,
    PhaseStep,
    Reading,
    Running,
    Stuck,
    Todo,
)

__all__ = [
    "EVERYWHERE",
    "NEWS_DAYS",
    "Announced",
    "Asked",
    "Facts",
    "Given",
    "Holder",
    "Later",
    "Occasion",
    "Owed",
    "PhaseStep",
    "Reading",
    "Running",
    "Stuck",
    "Todo",
    "facts_about",
    "gap_of",
    "read_facts",
]
