"""Who is to be told what, and when: a pure function of the facts and a local date.

`wanted(facts, on)` is the only place where the rules are said. Planning writes down what it answers
today, the page Utskick shows what it answers for the days to come, and a mail that is about to leave
asks it again. A missed turn is caught up by construction, since nothing is asked about "since last".
"""

from checkpoints.reminders.planning.ahead import HORIZON, Coming, look_ahead
from checkpoints.reminders.planning.reasons import (
    CANCELLED,
    DONE,
    MENDED,
    MOVED,
    NEW_DATE,
    NOT_RUNNING,
    PASSED,
    PAUSE_CHANGED,
    PAUSED,
    REPLACED,
    ROLE_ENDED,
    SOMEONE_ELSE,
    TOO_OLD,
)
from checkpoints.reminders.planning.rules import RULES, wanted, why_not
from checkpoints.reminders.planning.shapes import KEY_FIELDS, Wanted, key_of
from checkpoints.reminders.planning.writing import Planned, cancel, plan, take_turns

__all__ = [
    "CANCELLED",
    "DONE",
    "HORIZON",
    "KEY_FIELDS",
    "MENDED",
    "MOVED",
    "NEW_DATE",
    "NOT_RUNNING",
    "PASSED",
    "PAUSED",
    "PAUSE_CHANGED",
    "REPLACED",
    "ROLE_ENDED",
    "RULES",
    "SOMEONE_ELSE",
    "TOO_OLD",
    "Coming",
    "Planned",
    "Wanted",
    "cancel",
    "key_of",
    "look_ahead",
    "plan",
    "take_turns",
    "wanted",
    "why_not",
]
