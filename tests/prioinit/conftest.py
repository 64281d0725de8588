from datetime import timedelta

import pytest
from django.utils import timezone

from tests.sink import sink

__all__ = ["sink"]


@pytest.fixture(autouse=True)
def real_outbox(settings):
    """Django's test runner puts a list in memory in its place."""
    settings.EMAIL_BACKEND = "prioinit.mail.OutboxBackend"


@pytest.fixture
def noon(frozen_time):
    return frozen_time("2026-05-05 12:00")  # a Tuesday


@pytest.fixture
def later(frozen_time):
    """Moves the clock on."""
    return lambda **span: frozen_time(timezone.now() + timedelta(**span))
