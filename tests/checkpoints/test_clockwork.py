"""The turn that plans and bundles, its command, and every day of a year. 16 November 2026 is a Monday."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import localtime

from checkpoints.models import Reminder
from checkpoints.reminders.clockwork import turn
from checkpoints.reminders.digest import bundle
from prioinit.models import Tick
from tests.checkpoints.reminded import reminded_team
from tests.factories import ReminderFactory


@pytest.fixture
def team(db, frozen_time):
    """Monday nine o'clock; the 14-day reminder of a checkpoint is due."""
    frozen_time("2026-11-16 09:00")
    return reminded_team()


def test_turn_plans_bundles_and_notes_when(team, monkeypatch):
    done = turn()  # nobody answers as the mail server
    assert (done.planned, done.bundled, done.delivered.sent) == (2, 2, 0)
    tick = Tick.objects.get()
    assert (tick.name, tick.slot) == ("tick", "2026-11-16")
    assert tick.finished_at is not None
    assert (turn().planned, Tick.objects.count()) == (0, 1)


def test_command_says_what_it_did_in_one_line(team, capsys):
    call_command("tick")
    assert capsys.readouterr().out == (
        "2026-11-16: 2 planerade, 0 strukna, 2 mejl buntade, 0 skickade, 0 väntar, "
        "0 misslyckade, 0 osäkra, 0 behövdes inte.\n"
    )


def test_every_day_of_2026_only_in_working_hours(team, frozen_time):
    """Every three hours of the year, both clock changes included: a mail is made only when it may leave."""
    moment = datetime.fromisoformat("2026-01-01T00:30:00+01:00")
    reminder = ReminderFactory(person=team.lea, send_on=date(2026, 1, 1))
    made = set()
    while moment.year == 2026:
        if bundle(moment):
            made.add(localtime(moment))
            Reminder.objects.filter(pk=reminder.pk).update(
                state="planned", mail=None, send_on=date(2026, 1, 1)
            )
        moment += timedelta(hours=3)
    assert len(made) == len({at.date() for at in made}) == 251  # one a day, every workday
    assert not [
        at for at in made if at.weekday() > 4 or not 7 <= at.hour < 17 or at.date() in DAYS_OFF_2026
    ]


DAYS_OFF_2026 = {
    date(2026, month, day)
    for month, day in [
        (1, 1), (1, 6), (4, 3), (4, 6), (5, 1), (5, 14), (6, 19), (12, 24), (12, 25), (12, 31),
    ]
}  # fmt: skip
