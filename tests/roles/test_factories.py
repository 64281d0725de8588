import inspect

import pytest

from initiatives.models import Initiative
from roles.permissions import Role
from tests import factories
from tests.client import BadHtml, WroteOnRead, check_html, refuse_writes

FACTORIES = [
    value
    for value in vars(factories).values()
    if inspect.isclass(value)
    and value.__module__.startswith("tests.factories.")
    and not value._meta.abstract
]
TRAITS = [
    (factory, trait)
    for factory in FACTORIES
    for trait in factory._meta.parameters
    if factory._meta.parameters[trait].__class__.__name__ == "Trait"
]


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_factory_makes_valid_rows(db, factory):
    for row in factory.create_batch(2):
        row.full_clean(exclude=["password"])


@pytest.mark.parametrize(("factory", "trait"), TRAITS)
def test_trait_makes_valid_rows(db, factory, trait):
    factory(**{trait: True}).full_clean(exclude=["password"])


def test_world_has_what_its_docstring_says(world):
    assert world.own.state == world.other.state == Initiative.State.RUNNING
    assert world.own.assignments.active().filter(role=Role.LEDARTROJA).count() == 2
    assert world.own.units.count() == 2
    assert world.own.phase_changes.count() == 1
    assert world.mandate.acceptances.count() == 2
    assert len({person.email for person in world.people().values()}) == len(world.people()) == 20


def test_frozen_time_moves(frozen_time):
    frozen_time("2026-12-03 09:00")
    assert factories.in_days(0).isoformat() == "2026-12-03"
    frozen_time("2026-12-04 00:30")
    assert factories.in_days(1).isoformat() == "2026-12-05"


@pytest.mark.parametrize(
    "html",
    [
        "<p style='color:red'>x</p>",
        "<button onclick='x()'>x</button>",
        "<script>x()</script>",
        "<a href='javascript:x()'>x</a>",
        "<p>{{ name }}</p>",
        "<p>{% if %}</p>",
        "<p><div>x</div></p>",
        "<p id='a'>x</p><p id='a'>y</p>",
        "<div>x",
        "<table><p>x</p></table>",
        "<!doctype html><title>x</title><p>Tom & Eva &nosuch;</p>",
    ],
)
def test_bad_html_is_refused(html):
    with pytest.raises(BadHtml):
        check_html(html)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<tr><td>x</td></tr>",
        "<td>x</td>",
        "<li>x</li>",
        "<script src='/a.js' defer></script>",
        '<svg viewBox="0 0 2 2"><path d="M0 0"/></svg>',
        "<!doctype html><html lang='sv'><head><title>x</title></head><body><p>å</p></body></html>",
    ],
)
def test_good_html_is_accepted(html):
    check_html(html)


@pytest.mark.parametrize(
    ("sql", "refused"),
    [
        ('UPDATE "roles_person" SET "name" = %s', True),
        ('INSERT INTO "roles_unit" ("name") VALUES (%s)', True),
        ('DELETE FROM "roles_unit"', True),
        ("SELECT set_config('x', 'y', true); INSERT INTO \"roles_unit\" VALUES (1)", True),
        ('UPDATE "django_session" SET "x" = 1', False),
        ('INSERT INTO "cache" VALUES (1)', False),
        ('SELECT 1 FROM "roles_person" FOR UPDATE', False),
        ('SELECT 1 FROM "roles_person" FOR UPDATE OF "roles_person"', False),
        ('SELECT 1 FROM "roles_person" FOR NO KEY UPDATE NOWAIT', False),
        ('SELECT "update", "deleted_at" FROM "roles_person"', False),
    ],
)
def test_writes_are_recognised(sql, refused):
    answer = []
    if refused:
        with pytest.raises(WroteOnRead):
            refuse_writes(lambda *args: answer.append(1), sql, (), False, {})
    else:
        refuse_writes(lambda *args: answer.append(1), sql, (), False, {})
    assert bool(answer) is not refused
