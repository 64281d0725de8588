from dataclasses import dataclass


@dataclass
class Counts:
    """What one run did; `more` says that it stopped before the queue was empty."""

    sent: int = 0
    deferred: int = 0
    failed: int = 0
    uncertain: int = 0
    expired: int = 0
    released: int = 0  # claimed, then given back untouched because the relay was in trouble
    more: bool = False
