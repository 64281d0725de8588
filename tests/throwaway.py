"""Gives the test run its own PostgreSQL and environment before Django reads its settings.

Loaded with `-p` (pyproject.toml): pytest-django reads the settings before any conftest.py.
PRIOINIT_TEST_DATABASE=keep uses the server in DATABASE_URL instead.
"""

import os

import pytest

from scripts.servers import Postgres

_postgres: Postgres | None = None


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    global _postgres
    os.environ.update(
        TESTING="1",
        DEBUG="0",
        DEMO="0",
        SITE_URL="http://localhost:8000",
        ORGANISATION_NAME="Testkommunen",
        REDIS_URL="memory://",  # tests marked `processes` start a real broker
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT="1",  # nobody answers; tests that send start their own sink
    )
    if os.environ.get("PRIOINIT_TEST_DATABASE") != "keep":
        _postgres = Postgres().start()
        os.environ["DATABASE_URL"] = _postgres.url
    try:
        return (yield)
    except BaseException:
        _stop()  # pytest_unconfigure is not reached when the conftests do not load
        raise


def pytest_unconfigure():
    _stop()


def _stop() -> None:
    global _postgres
    if _postgres:
        _postgres.stop()
        _postgres = None
