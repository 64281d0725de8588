"""The two rounds of Lindåsa."""

from programme.demo.rounds.finished import BEFORE
from programme.demo.rounds.joined import JOINED_LATER
from programme.demo.rounds.running import FROM_THE_START
from programme.demo.rounds.story import Initiative

NOW = (*FROM_THE_START, *JOINED_LATER)

__all__ = ["BEFORE", "NOW", "Initiative"]
