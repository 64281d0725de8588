"""The running order (körordning) of a checkpoint: proposed, changed, and read by the clock."""

from checkpoints.agenda.clock import Line, RunningOrder, by_the_clock, running_order
from checkpoints.agenda.proposal import proposed_items

__all__ = ["Line", "RunningOrder", "by_the_clock", "proposed_items", "running_order"]
