"""Fixtures shared by all tests."""

from contextlib import contextmanager
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings as project_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative, Round
from roles.models import Person
from roles.permissions import Role
from tests.client import AppClient
from tests.factories import (
    InitiativeFactory,
    LeadershipMembershipFactory,
    PersonFactory,
    RoundFactory,
    complete_rigg,
    give,
    give_new,
    in_days,
)


@pytest.fixture(autouse=True)
def fast_passwords(settings):
    """The real hasher is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path_factory):
    """Files that a test uploads are thrown away with it."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media", numbered=True)


@pytest.fixture(autouse=True)
def real_outbox(settings):
    """Django's test runner puts a list in place of EMAIL_BACKEND; our mails are rows, in tests too."""
    settings.EMAIL_BACKEND = "prioinit.mail.OutboxBackend"


@pytest.fixture
def client():
    """Nobody signed in."""
    return AppClient()


@pytest.fixture
def client_for(db):
    """`client_for(person)` is a browser where that person has signed in."""

    def make(person: Person, **headers) -> AppClient:
        browser = AppClient(headers=headers or None)
        browser.force_login(person)
        return browser

    return make


@pytest.fixture
def expect_queries(db):
    """`with expect_queries(8):` counts as in production: a test's transaction adds savepoints."""

    @contextmanager
    def expect(number: int):
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
        assert len(asked) == number, "\n".join([f"{len(asked)} queries, not {number}:", *asked])

    return expect


@pytest.fixture
def frozen_time():
    """`frozen_time("2026-12-03 09:00")` stops the clock at that Swedish time; call again to move it."""
    zone = ZoneInfo(project_settings.TIME_ZONE)
    running = []

    def freeze(moment: str | datetime) -> datetime:
        at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        at = at if at.tzinfo else at.replace(tzinfo=zone)
        if running:
            running[0].move_to(at)
        else:
            traveller = time_machine.travel(at, tick=False)
            running.append(traveller.start())
            stops.append(traveller.stop)
        return at

    stops = []
    yield freeze
    for stop in stops:
        stop()


class World(SimpleNamespace):
    """Two rounds, three initiatives and one person of every sort.

    Round `round`: `own` runs with a complete rigg (`ledartroja`, `ledartroja2`, `fadder`, `coach`,
    `lots`, `teammedlem`, `external_member`, a teammedlem from outside, and `processledare`, who takes over
    and is in no other unit than an outside one); `other` runs with people
    of its own and the same lots. Round `second_round` has `second_lots` and `far`. Beside them stand `klg`,
    `medarbetare`, `external` (no role), `admin`, `ended` (ledartröja of `own` until yesterday) and
    `inactive` (teammedlem of `own`, account closed).
    """

    def people(self) -> dict[str, Person]:
        return {name: value for name, value in vars(self).items() if isinstance(value, Person)}


@pytest.fixture
def world(db) -> World:
    return make_world()


def make_world() -> World:
    world = World(
        round=RoundFactory(name="Omgång ett"), second_round=RoundFactory(name="Omgång två")
    )
    world.lots = give_new(Role.LOTS, world.round, name="Lotta Lots")
    world.second_lots = give_new(Role.LOTS, world.second_round, name="Sara Lots")
    world.own = running("Eget initiativ", world.round, by=world.lots)
    world.other = running("Annat initiativ", world.round, by=world.lots)
    world.far = running("Fjärran initiativ", world.second_round, by=world.second_lots)
    add_own_people(world)
    add_other_people(world)
    add_people_without_initiative(world)
    return world


def running(name: str, round: Round, *, by: Person) -> Initiative:
    return InitiativeFactory(name=name, round=round, running=True, first_step__decided_by=by)


def add_own_people(world: World) -> None:
    rigg = complete_rigg(world.own)
    world.ledartroja, world.ledartroja2 = rename(rigg.ledartrojor, "Lea Ledare", "Leo Ledare")
    world.fadder, world.coach = rename([rigg.fadder, rigg.coach], "Fatima Fadder", "Conny Coach")
    world.mandate = rigg.mandate
    world.teammedlem = give_new(Role.TEAMMEDLEM, world.own, name="Tea Team")
    world.external_member = give_new(Role.TEAMMEDLEM, world.own, name="Extra Extern", external=True)
    world.processledare = give_new(
        Role.PROCESSLEDARE, world.own, name="Pia Processledare", external=True
    )
    world.ended = PersonFactory(name="Egon Ended")
    give(world.ended, Role.LEDARTROJA, world.own, ends_on=in_days(-1))
    world.inactive = PersonFactory(name="Ines Inaktiv", is_active=False)
    give(world.inactive, Role.TEAMMEDLEM, world.own)


def add_other_people(world: World) -> None:
    rigg = complete_rigg(world.other)
    world.other_ledartroja, world.other_ledartroja2 = rename(
        rigg.ledartrojor, "Olle Ledare", "Olga Ledare"
    )
    world.other_fadder, world.other_coach = rename(
        [rigg.fadder, rigg.coach], "Otto Fadder", "Ottilia Coach"
    )
    world.far_ledartroja = give_new(Role.LEDARTROJA, world.far, name="Frida Ledare")


def add_people_without_initiative(world: World) -> None:
    world.klg = LeadershipMembershipFactory(person__name="Klara Ledningsgrupp").person
    world.medarbetare = PersonFactory(name="Maja Medarbetare")
    world.external = PersonFactory(name="Evert Extern", external=True)
    world.admin = give_new(Role.ADMIN, name="Adam Admin")


def rename(people: list[Person], *names: str) -> list[Person]:
    for person, name in zip(people, names, strict=True):
        person.name = name
        person.save(update_fields=["name"])
    return people
