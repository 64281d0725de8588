"""A press on a hinder: made once, never by an old form over it, and never with a personnummer in it."""

import pytest
from django.utils.timezone import localdate

from initiatives.services.obstacles import (
    AlreadyHandled,
    log_contact,
    move_obstacle,
    raise_obstacle,
)
from prioinit.errors import DomainError
from tests.factories import ObstacleFactory

SAID = "Ring 811218-9876."


def test_each_move_is_a_new_version_and_only_the_same_press_is_the_same(world):
    row = ObstacleFactory(initiative=world.own, raised_by=world.ledartroja)
    answered = move_obstacle(by=world.fadder, obstacle=row, name="answer", text="Lånar lokal.")
    assert answered.version == row.version + 1
    again = move_obstacle(by=world.fadder, obstacle=row, name="answer", text="Lånar lokal.")
    assert again.version == answered.version
    for name, text in (("lift", "Lånar lokal."), ("answer", "Köper en.")):
        with pytest.raises(AlreadyHandled):
            move_obstacle(by=world.fadder, obstacle=row, name=name, text=text)


def test_no_personnummer_without_a_form_either(world):
    row = ObstacleFactory(initiative=world.own, raised_by=world.ledartroja)
    given = {"by": world.fadder, "initiative": world.own}
    for press in (
        lambda: raise_obstacle(stops_us=SAID, we_need="Tid", needed_by=None, **given),
        lambda: move_obstacle(by=world.fadder, obstacle=row, name="answer", text=SAID),
        lambda: log_contact(on=localdate(), next_step=SAID, next_on=None, **given),
    ):
        with pytest.raises(DomainError, match="personnummer"):
            press()
