"""The initiative list: each filter, together, with nonsense in the address, and its order."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils.timezone import now

from initiatives.filters import PortfolioFilter
from initiatives.models import Initiative
from roles.permissions import Role
from tests.factories import (
    GoalFactory,
    InitiativeFactory,
    PersonFactory,
    RoundFactory,
    StatusUpdateFactory,
    UnitFactory,
    give,
    give_new,
    in_days,
)


@pytest.fixture
def four(db):
    """Four initiatives in two rounds, and a person who may see them."""
    four = type("Four", (), {})()
    four.autumn, four.spring = RoundFactory(name="Höst"), RoundFactory(name="Vår")
    four.school, four.care = UnitFactory(name="Skola"), UnitFactory(name="Omsorg")
    four.health, four.climate = GoalFactory(code="HÄLSA"), GoalFactory(code="KLIMAT")
    make = InitiativeFactory
    make(
        name="Ålderns höst",
        code="ALD",
        round=four.autumn,
        units=[four.care],
        goals=[four.health],
        noticed_by=in_days(300),
    )
    make(
        name="äta klokt",
        code="MAT",
        running=True,
        phase="test",
        round=four.autumn,
        units=[four.school, four.care],
        goals=[four.health, four.climate],
        noticed_by=in_days(100),
    )
    make(
        name="Öppna torg",
        code="TORG",
        running=True,
        phase="ide",
        round=four.spring,
        target_group="Unga på ÅSEN",
        noticed_by=None,
    )
    make(
        name="Zebror 100%",
        code="ZEB",
        running=True,
        phase="forverkliga",
        round=four.spring,
        question="Hur korsar vi gatan?",
        noticed_by=in_days(200),
    )
    four.person = PersonFactory()
    return four


@pytest.fixture
def names(four):
    """The names of the list for an address, in order."""

    def read(address="", person=None):
        chosen = PortfolioFilter(QueryDict(address), person=person or four.person)
        return [row.name for row in chosen.apply(Initiative.objects.all())]

    return read


ALL = ["Zebror 100%", "Ålderns höst", "äta klokt", "Öppna torg"]


def test_without_a_choice_everything_in_swedish_order(names):
    assert names() == ALL


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("q=ÅLDERN", ["Ålderns höst"]),
        ("q=ålderns+HÖST", ["Ålderns höst"]),
        ("q=åsen", ["Öppna torg"]),
        ("q=Äta", ["äta klokt"]),
        ("q=korsar", ["Zebror 100%"]),
        ("q=torg", ["Öppna torg"]),
        ("q=100%25", ["Zebror 100%"]),
        ("q=%25", ["Zebror 100%"]),
        ("q=_", []),
        ("q=++", ALL),
        ("q=finns+inte", []),
        ("lage=planned", ["Ålderns höst"]),
        ("lage=running", ["Zebror 100%", "äta klokt", "Öppna torg"]),
        ("fas=test", ["äta klokt"]),
        ("fas=behov", ["Ålderns höst"]),
    ],
)
def test_filter_by_word(names, address, expected):
    assert names(address) == expected


def test_filter_by_what_it_belongs_to(four, names):
    assert names(f"omgang={four.spring.pk}") == ["Zebror 100%", "Öppna torg"]
    assert names(f"enhet={four.care.pk}") == ["Ålderns höst", "äta klokt"]
    assert names(f"enhet={four.school.pk}") == ["äta klokt"]
    assert names(f"mal={four.climate.pk}") == ["äta klokt"]


def test_filters_together(four, names):
    assert names(f"enhet={four.care.pk}&mal={four.health.pk}&lage=running") == ["äta klokt"]
    assert names(f"omgang={four.autumn.pk}&q=höst&fas=behov") == ["Ålderns höst"]
    assert names(f"omgang={four.spring.pk}&mal={four.health.pk}") == []


@pytest.mark.parametrize(
    "address",
    [
        "fas=okänd",
        "lage=stopped",
        "omgang=987654321",
        "omgang=99999999999999999999999",
        "omgang=x",
        "enhet=-1",
        "mal=%00",
        "q=%00",
        "q=" + "å" * 201,
        "sortera=lösenord",
        "okänd=1",
    ],
)
def test_unknown_choice_is_left_out(names, address):
    assert names(address) == ALL


def test_mine_are_those_where_i_hold_a_role_today(four, names):
    me = four.person
    give(me, Role.COACH, Initiative.objects.get(code="MAT"))
    give(me, Role.LEDARTROJA, Initiative.objects.get(code="ZEB"), ends_on=in_days(-1))
    give(me, Role.FADDER, Initiative.objects.get(code="ALD"), starts_on=in_days(1))
    assert names("mina=on") == ["äta klokt"]
    assert names("mina=on", PersonFactory()) == []


def test_mine_for_a_lots_are_those_of_the_round(four, names):
    assert names("mina=on", give_new(Role.LOTS, four.spring)) == ["Zebror 100%", "Öppna torg"]
    assert names("mina=on", give_new(Role.ADMIN)) == []


def test_rounds_to_choose_are_those_one_may_read(four):
    own = Initiative.objects.get(code="ZEB")
    outsider = give_new(Role.TEAMMEDLEM, own, external=True)
    chosen = PortfolioFilter(QueryDict(""), person=outsider)
    assert list(chosen.fields["omgang"].queryset) == [four.spring]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("namn", ALL),
        ("fas", ["Ålderns höst", "Öppna torg", "äta klokt", "Zebror 100%"]),
        ("senast", ["äta klokt", "Zebror 100%", "Ålderns höst", "Öppna torg"]),
        ("uppdaterad", ["Ålderns höst", "Öppna torg", "Zebror 100%", "äta klokt"]),
    ],
)
def test_order(names, sort, expected):
    for code, days in [("MAT", 1), ("ZEB", 9)]:
        for extra in (5, 0):
            StatusUpdateFactory(
                published=True,
                initiative=Initiative.objects.get(code=code),
                published_at=now() - timedelta(days=days + extra),
            )
    assert names(f"sortera={sort}") == expected


def test_active_says_whether_anything_narrows(four):
    def active(address):
        return PortfolioFilter(QueryDict(address), person=four.person).active

    assert [active(a) for a in ("", "sortera=fas", "fas=okänd", "fas=test", "mina=on", "q=a")] == [
        False,
        False,
        False,
        True,
        True,
        True,
    ]
