"""Behov: what the database says of insights, the sentence, whom to meet and actors."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from initiatives.models import NeedStatement
from tests.factories import (
    ActorFactory,
    InsightFactory,
    NeedStatementFactory,
    ToMeetFactory,
)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"text": ""}, "insight_says_what"),
        ({"people": 0}, "insight_people_1_to_10000"),
        ({"people": 10_001}, "insight_people_1_to_10000"),
        ({"source": "data", "people": 3}, "insight_data_meets_nobody"),
        ({"source": "omvarld", "people": 3}, "insight_data_meets_nobody"),
        ({"people": None, "from_target_group": True}, "insight_target_group_counted"),
        ({"removed": True, "removed_by": None}, "insight_removed_by_someone"),
    ],
)
def test_an_insight_that_cannot_be_true_is_refused(world, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        InsightFactory(initiative=world.own, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"people": 1, "from_target_group": True},
        {"people": 10_000},
        {"people": None},
        {"source": "data", "people": None},
        {"removed": True},
    ],
)
def test_an_insight_that_can_be_true_is_kept(world, fields):
    assert InsightFactory(initiative=world.own, **fields).pk


@pytest.mark.parametrize(
    ("factory", "fields", "constraint"),
    [
        (NeedStatementFactory, {"text": ""}, "need_statement_says_what"),
        (NeedStatementFactory, {"number": 2, "why": ""}, "need_statement_says_why"),
        (ToMeetFactory, {"who": ""}, "to_meet_says_who"),
        (ToMeetFactory, {"dropped_at": "2026-01-01T00:00Z"}, "to_meet_dropped_by_someone"),
        (ActorFactory, {"name": ""}, "actor_has_name"),
        (ActorFactory, {"removed_at": "2026-01-01T00:00Z"}, "actor_removed_by_someone"),
    ],
)
def test_the_rest_that_cannot_be_true_is_refused(world, factory, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(initiative=world.own, **fields)


def test_who_has_been_met_is_not_dropped_too(world):
    with pytest.raises(IntegrityError, match="to_meet_met_or_dropped"), transaction.atomic():
        ToMeetFactory(
            initiative=world.own,
            insight=InsightFactory(initiative=world.own),
            dropped_by=world.lots,
            dropped_at="2026-01-01T00:00Z",
        )


def test_a_sentence_has_its_number_once_and_is_frozen(world):
    NeedStatementFactory(initiative=world.own)
    with pytest.raises(IntegrityError, match="need_statement_number_once"), transaction.atomic():
        NeedStatementFactory(initiative=world.own, number=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        NeedStatement.objects.update(text="Ändrad.")
    with pytest.raises(DatabaseError), transaction.atomic():
        NeedStatement.objects.all().delete()
