"""A round and its initiatives as the services write them, without a form."""

import pytest
from django.core.exceptions import ValidationError

from initiatives.models import Round
from initiatives.services.rounds import change_initiative, create_initiative, create_round
from tests.factories import GoalFactory, UnitFactory, in_days


def test_units_and_goals_are_those_that_are_named_and_stay_when_none_are(world):
    units, goals = [UnitFactory()], [GoalFactory()]
    row = change_initiative(
        by=world.lots, initiative=world.own, version=1, units=units, goals=goals
    )
    row = change_initiative(by=world.lots, initiative=row, version=2, name="Nytt namn")
    assert (list(row.units.all()), list(row.goals.all())) == (units, goals)
    row = change_initiative(by=world.lots, initiative=row, version=3, units=[], goals=[])
    assert not row.units.exists()
    assert not row.goals.exists()


def test_no_personnummer_without_a_form_either(world):
    days = {"starts_on": in_days(0), "ends_on": in_days(300)}
    with pytest.raises(ValidationError, match="personnummer"):
        create_round(by=world.admin, lotsar=[world.lots], name="Omgång 811218-9876", **days)
    given = {"by": world.lots, "round_": world.round, "code": "NY", "question": "Hur?"}
    with pytest.raises(ValidationError, match="personnummer"):
        create_initiative(name="Ring 811218-9876", **given)
    assert Round.objects.count() == 2
