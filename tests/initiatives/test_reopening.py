"""What was ended by mistake runs again: once, and while there is a place for it."""

import pytest

from initiatives.models import Initiative, Round
from initiatives.services.endings import LessonText, end_initiative, reopen_initiative
from prioinit.errors import DomainError

LESSON = LessonText("malgrupp", "Vi frågade fel personer.", "Fråga grannarna först.")


@pytest.fixture
def ended(world):
    return end_initiative(
        by=world.ledartroja, initiative=world.own, outcome="lardom", words="Nog nu.", lesson=LESSON
    )


def test_the_same_press_twice_opens_it_once(world, ended):
    first = reopen_initiative(by=world.lots, ending=ended)
    second = reopen_initiative(by=world.admin, ending=ended)
    assert (second.is_running, second.version) == (True, first.version)
    ended.refresh_from_db()
    assert ended.reopened_by == world.lots


@pytest.mark.parametrize("free", [1, 0])
def test_it_takes_a_place_of_the_round(world, ended, free):
    running = world.round.initiatives.filter(state=Initiative.State.RUNNING).count()
    Round.objects.filter(pk=world.round.pk).update(cap=running + free)
    if free:
        assert reopen_initiative(by=world.lots, ending=ended).is_running
    else:
        with pytest.raises(DomainError, match="platser är tagna"):
            reopen_initiative(by=world.lots, ending=ended)
