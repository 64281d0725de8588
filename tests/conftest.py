"""Servers the tests ask for by name; throwaway.py has already started PostgreSQL."""

import pytest
from django.conf import settings

from scripts.servers import Broker

pytest_plugins = ["tests.browser", "tests.fixtures", "tests.sink"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """A flush after a transactional test also says "migrated"; the triggers are there already."""
    settings.PGTRIGGER_INSTALL_ON_MIGRATE = False


@pytest.fixture(scope="session")
def broker():
    """A real Valkey for tests that start real workers: give them REDIS_URL=broker.url."""
    server = Broker().start()
    yield server
    server.stop()
