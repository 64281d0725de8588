"""Whatever happens between plan and send, no mail is wrong.

The last test is the control: without the look at the moment of sending, the same histories send
wrong mail.
"""

import pytest

from checkpoints.models import Reminder
from checkpoints.reminders.digest import rendering
from tests.checkpoints.histories import History


@pytest.mark.parametrize("seed", range(6))
def test_no_wrong_mail_whatever_happens(db, frozen_time, seed):
    history = History(seed, frozen_time)
    history.live()
    assert history.wrong == []
    assert history.sent


def test_the_histories_say_something_of_every_kind(db, frozen_time):
    """Or the test above would prove little. As many seeds as it takes, at most these."""
    seen = set()
    for seed in range(10, 30):
        history = History(seed, frozen_time)
        history.live()
        assert history.wrong == []
        seen |= {part for entry in history.sent for part in entry if part in Reminder.Kind.values}
        if seen == set(Reminder.Kind.values):
            break
    assert seen == set(Reminder.Kind.values)


def test_control_without_the_look_when_it_leaves(db, frozen_time, monkeypatch):
    monkeypatch.setattr(rendering, "_still_wanted", lambda facts, reminders, mail, today: reminders)
    wrong = []
    for seed in range(6):
        history = History(seed, frozen_time)
        try:
            history.live()
        except (KeyError, StopIteration, RuntimeError):
            wrong.append("the text could not even be written")
        wrong += history.wrong
        if wrong:
            break
    assert wrong
