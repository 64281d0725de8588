"""What the tests of initiatives share: a rigged initiative, form data, and a count of queries."""

import re
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.services.updates import form_version, newest
from tests.factories import InitiativeFactory, complete_rigg

TRANSACTION = re.compile(r"(?:^|; )(?:SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)\b")


@pytest.fixture
def rigged(db):
    """A planned initiative with everything in place, and its people."""
    initiative = InitiativeFactory(name="Trygga kvällar")
    return SimpleNamespace(initiative=initiative, **vars(complete_rigg(initiative)))


@pytest.fixture
def running(db):
    initiative = InitiativeFactory(name="Trygga kvällar", running=True)
    return SimpleNamespace(initiative=initiative, **vars(complete_rigg(initiative)))


@pytest.fixture
def update_text():
    """`update_text("hej")` is what an update form posts; the version is that of a page opened now."""

    def make(since_last="Vi har träffat målgruppen.", *, initiative=None, **fields) -> dict:
        version = form_version(newest(initiative)) if initiative else 0
        return {
            "since_last": since_last,
            "next_step": "Vi provar den enklaste idén.",
            "help_wanted": "",
            "confidence": 4,
            "version": version,
            **fields,
        }

    return make


@pytest.fixture
def queries():
    """`with queries(7):` counts what is asked of the database, not where transactions begin and end."""

    @contextmanager
    def count(expected: int):
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [
            query["sql"]
            for query in captured.captured_queries
            if not TRANSACTION.search(query["sql"])
        ]
        listed = "\n".join(sql[:160] for sql in asked)
        assert len(asked) == expected, f"{len(asked)} queries, not {expected}:\n{listed}"

    return count
