"""Servers the tests ask for by name; throwaway.py has already started PostgreSQL."""

import pytest

from scripts.servers import Broker

pytest_plugins = ["tests.browser", "tests.fixtures", "tests.sink"]


@pytest.fixture(scope="session")
def broker():
    """A real Valkey for tests that start real workers: give them REDIS_URL=broker.url."""
    server = Broker().start()
    yield server
    server.stop()
