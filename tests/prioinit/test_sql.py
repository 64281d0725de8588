"""An annotation that is compiled once, and an UPDATE that answers."""

import pytest
from django.db.models import Count, F, OuterRef, Subquery

from prioinit.sql import Compiled, update_returning
from roles.models import Person, Unit
from tests.factories import PersonFactory, UnitFactory


def people_of_unit():
    people = Person.objects.filter(unit=OuterRef("pk")).order_by().values("unit")
    return Subquery(people.annotate(n=Count("*")).values("n"))


@pytest.fixture
def units(db):
    units = [UnitFactory(), UnitFactory()]
    PersonFactory(unit=units[0])
    PersonFactory(unit=units[1])
    PersonFactory(unit=units[1])
    return Unit.objects.filter(pk__in=[unit.pk for unit in units])


def test_compiled_annotation_answers_as_what_it_was_made_of(units):
    once = Compiled(Unit, people_of_unit())
    for _ in range(2):
        assert list(units.annotate(n=once).order_by("n").values_list("n", flat=True)) == [1, 2]
    assert units.annotate(n=once).get(n=2) == units.annotate(n=people_of_unit()).get(n=2)


def test_compiled_annotation_refuses_a_table_under_another_name(units):
    narrowed = units.annotate(n=Compiled(Unit, people_of_unit())).filter(n=2)
    with pytest.raises(NotImplementedError, match="roles_unit has another name"):
        list(Unit.objects.filter(pk__in=narrowed))


def test_update_returning_writes_and_reads_in_one_statement(units, django_assert_num_queries):
    first, second = units
    with django_assert_num_queries(1):
        changed = update_returning(units.filter(pk=first.pk), version=F("version") + 1)
    assert [(unit.pk, unit.version) for unit in changed] == [(first.pk, 2)]
    assert Unit.objects.get(pk=first.pk).version == 2
    assert Unit.objects.get(pk=second.pk).version == 1


def test_update_returning_of_nothing_is_empty(units):
    assert update_returning(units.filter(name="finns inte"), version=5) == []
