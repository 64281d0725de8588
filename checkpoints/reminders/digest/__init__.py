"""What is said to one person at a time: bundled in the morning, written and checked when it leaves.

One mail per person and day (KIND), and beside it what the person wants at once (AT_ONCE).
"""

from checkpoints.reminders.digest.bundling import AT_ONCE, KIND, bundle
from checkpoints.reminders.digest.items import Item, items_of
from checkpoints.reminders.digest.rendering import render

__all__ = ["AT_ONCE", "KIND", "Item", "bundle", "items_of", "render"]
