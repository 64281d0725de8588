"""Effekter: what the database says of goals, readings, benefits and follow-ups."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.factories import (
    BenefitFactory,
    BenefitYearFactory,
    EffectFactory,
    FollowUpFactory,
    MeasurementFactory,
    in_days,
)


@pytest.mark.parametrize(
    ("factory", "fields", "constraint"),
    [
        (EffectFactory, {"what": ""}, "effect_says_what"),
        (EffectFactory, {"unit": ""}, "effect_says_what"),
        (EffectFactory, {"target": 29}, "effect_goes_somewhere"),
        (EffectFactory, {"target_on": in_days(-300)}, "effect_days_in_order"),
        (EffectFactory, {"every_months": 2}, "effect_every_1_3_6_12"),
        (EffectFactory, {"target": 100_000_000_001}, "effect_numbers_within_reason"),
        (EffectFactory, {"baseline": -100_000_000_001}, "effect_numbers_within_reason"),
        (EffectFactory, {"baseline_on": date(1999, 12, 31)}, "effect_days_of_our_time"),
        (EffectFactory, {"target_on": date(2101, 1, 1)}, "effect_days_of_our_time"),
        (EffectFactory, {"removed": True, "removed_by": None}, "effect_removed_by_someone"),
        (MeasurementFactory, {"value": 100_000_000_001}, "measurement_number_within_reason"),
        (MeasurementFactory, {"on": date(1999, 1, 1)}, "measurement_day_of_our_time"),
        (MeasurementFactory, {"removed_at": "2026-01-01T00:00Z"}, "measurement_removed_by_someone"),
        (BenefitFactory, {"who": ""}, "benefit_says_who_and_what"),
        (BenefitFactory, {"what": ""}, "benefit_says_who_and_what"),
        (BenefitFactory, {"one_off_cost": -1}, "benefit_costs_within_reason"),
        (BenefitFactory, {"yearly_cost": 100_000_000_001}, "benefit_costs_within_reason"),
        (BenefitFactory, {"removed_at": "2026-01-01T00:00Z"}, "benefit_removed_by_someone"),
        (BenefitYearFactory, {"year": 1999}, "benefit_year_of_our_time"),
        (BenefitYearFactory, {"year": 2101}, "benefit_year_of_our_time"),
        (BenefitYearFactory, {"realised": -1}, "benefit_year_numbers_within_reason"),
        (BenefitYearFactory, {"planned": None}, "benefit_year_says_something"),
        (BenefitYearFactory, {"removed_at": "2026-01-01T00:00Z"}, "benefit_year_removed_by_som"),
        (FollowUpFactory, {"months": 7}, "follow_up_after_6_12_24"),
        (FollowUpFactory, {"answer": "Bra."}, "follow_up_answered_by_someone"),
        (FollowUpFactory, {"answered_at": "2026-01-01T00:00Z"}, "follow_up_answered_by_someone"),
    ],
)
def test_what_cannot_be_true_is_refused(db, factory, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(**fields)


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (EffectFactory, {"target": 3, "every_months": 12}),
        (EffectFactory, {"baseline": -5, "target": Decimal("0.01"), "removed": True}),
        (EffectFactory, {"target": 100_000_000_000}),
        (MeasurementFactory, {"value": -100_000_000_000}),
        (MeasurementFactory, {"removed": True}),
        (BenefitFactory, {"one_off_cost": 0, "yearly_cost": 100_000_000_000}),
        (BenefitYearFactory, {"year": 2000, "planned": None, "realised": 0}),
        (BenefitYearFactory, {"year": 2100, "planned": None, "words": "Lugnare."}),
        (FollowUpFactory, {"months": 24}),
    ],
)
def test_what_can_be_true_is_kept(db, factory, fields):
    assert factory(**fields).pk


def test_there_is_one_of_each(world):
    main = EffectFactory(initiative=world.own, main=True)
    year = BenefitYearFactory(benefit__initiative=world.own, year=2026)
    reading = MeasurementFactory(effect=main)
    FollowUpFactory(initiative=world.own)
    for constraint, again in [
        ("effect_one_main", lambda: EffectFactory(initiative=world.own, main=True)),
        ("measurement_once_a_day", lambda: MeasurementFactory(effect=main, on=reading.on)),
        ("benefit_year_once", lambda: BenefitYearFactory(benefit=year.benefit, year=2026)),
        ("follow_up_once", lambda: FollowUpFactory(initiative=world.own)),
    ]:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            again()
    EffectFactory(initiative=world.own, main=True, removed=True)
    MeasurementFactory(effect=main, on=reading.on, removed=True)
    FollowUpFactory(initiative=world.own, months=12)
