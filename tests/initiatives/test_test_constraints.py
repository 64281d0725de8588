"""Test: what the database says of cards and learnings."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.timezone import localdate

from initiatives.models import Test
from tests.factories import TestFactory


@pytest.fixture
def closed(world):
    return TestFactory(initiative=world.own, closed=True)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"believe": ""}, "test_says_what"),
        ({"try_by": ""}, "test_says_what"),
        ({"right_when": ""}, "test_says_what"),
        ({"ends_on": date(2020, 1, 1)}, "test_ends_after_start"),
        ({"closed": True, "saw": ""}, "test_closed_is_whole"),
        ({"closed": True, "learned": ""}, "test_closed_is_whole"),
        ({"closed": True, "decision": ""}, "test_closed_is_whole"),
        ({"closed": True, "closed_by": None}, "test_closed_is_whole"),
        ({"saw": "a", "learned": "b", "decision": "stop"}, "test_closed_is_whole"),
        ({"corrections": 1}, "test_corrected_by_someone"),
        ({"closed": True, "removed": True}, "test_closed_is_kept"),
        ({"removed": True, "removed_by": None}, "test_removed_by_someone"),
    ],
)
def test_a_test_that_cannot_be_true_is_refused(world, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        TestFactory(initiative=world.own, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"saw": "Hittills 11."},
        {"ends_on": localdate()},
        {"closed": True},
        {"closed": True, "decision": "stop", "therefore": "Inget mer."},
        {"removed": True},
    ],
)
def test_a_test_that_can_be_true_is_kept(world, fields):
    assert TestFactory(initiative=world.own, **fields).pk


@pytest.mark.parametrize(
    "fields", [{"believe": "Annat."}, {"closed_at": None}, {"starts_on": date(2026, 1, 1)}]
)
def test_the_card_of_a_closed_test_is_frozen_by_the_database(closed, fields):
    with pytest.raises(DatabaseError), transaction.atomic():
        Test.objects.filter(pk=closed.pk).update(**fields)
    with pytest.raises(DatabaseError), transaction.atomic():
        Test.objects.filter(pk=closed.pk).delete()
    assert Test.objects.filter(pk=closed.pk).update(learned="Rättat.") == 1
