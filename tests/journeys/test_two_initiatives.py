"""Two real initiatives lived through: one from need to a reading after six months, one to a warm stop."""

import pytest

from initiatives.models import Initiative
from tests.journeys import in_use, stopped
from tests.journeys.story import Story, furnish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(frozen_time, sink, browser_for, live_server) -> Story:
    story = Story(frozen_time, sink, browser_for, live_server.url)
    story.clock("2024-01-16 09:00")
    furnish()
    return story


def test_one_from_need_to_a_reading_after_six_months(story):
    girls = Initiative.objects.get(code="UNGA-TJEJER")

    in_use.learn_the_need(story, girls)
    in_use.say_it_again(story, girls)
    in_use.choose_an_idea(story, girls)
    in_use.prepare_without_retyping(story, girls)
    in_use.try_it_twice(story, girls)
    in_use.agree_with_the_coach(story, girls)
    in_use.say_what_will_differ(story, girls)
    in_use.climb_the_stairs(story, girls)
    in_use.hand_over(story, girls)
    in_use.anybody_reads_what_happened(story, girls)
    in_use.answer_after_six_months(story, girls)
    in_use.seal_the_slutrapport(story, girls)


def test_the_other_to_a_warm_stop(story):
    school = Initiative.objects.get(code="LÄRANDE")

    stopped.learn_and_try(story, school)
    stopped.stop_well(story, school)
    stopped.others_learn_from_it(story, school)
    stopped.look_back(story, school)
    stopped.the_next_round_begins_with_it(story, school)
