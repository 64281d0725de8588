import pytest

from tests.sink import sink

__all__ = ["sink"]


@pytest.fixture(autouse=True)
def real_outbox(settings):
    """Django's test runner puts a list in memory in its place."""
    settings.EMAIL_BACKEND = "prioinit.mail.OutboxBackend"
