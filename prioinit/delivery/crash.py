"""Named places where a test can let the process die, as kill -9 would: no cleanup, no goodbye."""

import os

from django.conf import settings


def crash_point(name: str) -> None:
    """before_commit (of the claim), after_claim, before_data, after_250 (and before its commit)."""
    if settings.TESTING and os.environ.get("PRIOINIT_CRASH") == name:
        os._exit(9)
