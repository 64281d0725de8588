"""The person's own rhythm: once a day, once a week, or at once. 16 November 2026 is a Monday."""

from datetime import date

import pytest
from django.utils.timezone import now

from checkpoints.models import MailPreference, Reminder
from checkpoints.reminders import digest
from checkpoints.reminders.clockwork import prepare
from checkpoints.reminders.planning import plan
from checkpoints.services.preferences import choose_rhythms
from prioinit.errors import DomainError
from prioinit.models import OutgoingMail
from tests.checkpoints.reminded import MONDAY
from tests.checkpoints.stories import at_home, mail_to, obstacle, report, silent, words
from tests.factories import PhaseChangeFactory


@pytest.fixture
def team(db, frozen_time):
    frozen_time("2026-11-16 09:00")
    return at_home()


def test_without_a_choice_everything_is_in_the_daily_mail(team):
    person, _subject = report(team)
    prepare(now())
    assert mail_to(person).kind == digest.KIND


def test_weekly_waits_for_the_chosen_day_and_is_not_late(team, frozen_time):
    person, _subject = report(team)
    choose_rhythms(by=person, rhythms={"nyheter": "veckovis"}, weekday=3)
    prepare(now())
    assert not OutgoingMail.objects.filter(recipient=person).exists()
    frozen_time("2026-11-19 08:00")
    prepare(now())
    assert "Försenad" not in words(person).text


def test_weekly_keeps_what_is_duty_in_the_daily_mail(team):
    silent(team)
    choose_rhythms(by=team.lots, rhythms={"bevakning": "veckovis"}, weekday=4)
    team.initiative.goals.clear()
    prepare(now())
    assert set(mail_to(team.lots).reminders.values_list("kind", flat=True)) == {"rigg_broken"}


def test_duty_cannot_be_weekly(team):
    with pytest.raises(DomainError, match="kan inte vänta en vecka"):
        choose_rhythms(by=team.lea, rhythms={"uppgifter": "veckovis"}, weekday=0)
    assert not MailPreference.objects.exists()


def test_at_once_is_a_mail_of_its_own_beside_the_daily_one(team, frozen_time):
    choose_rhythms(by=team.fadder, rhythms={"nyheter": "genast"}, weekday=None)
    obstacle(team)
    prepare(now())
    daily = mail_to(team.fadder)
    frozen_time("2026-11-16 11:00")
    PhaseChangeFactory(initiative=team.initiative)
    prepare(now())
    prepare(now())
    at_once = mail_to(team.fadder, digest.AT_ONCE)
    assert list(at_once.reminders.values_list("kind", flat=True)) == ["phase_changed"]
    assert list(daily.reminders.values_list("kind", flat=True)) == ["obstacle_waiting"]
    text = words(team.fadder, digest.AT_ONCE).text
    assert "Du har valt att få det här genast" in text
    assert "högst ett sådant mejl om dagen" not in text


def test_at_once_twice_a_day_is_two_mails(team, frozen_time):
    choose_rhythms(by=team.fadder, rhythms={"nyheter": "genast"}, weekday=None)
    for hour in (9, 11):
        frozen_time(f"2026-11-16 {hour:02}:30")
        PhaseChangeFactory(initiative=team.initiative)
        prepare(now())
    mails = OutgoingMail.objects.filter(recipient=team.fadder)
    assert [mail.reminders.count() for mail in mails] == [1, 1]
    assert len(set(mails.values_list("key", flat=True))) == 2


def test_at_once_waits_for_working_hours(team, frozen_time):
    choose_rhythms(by=team.fadder, rhythms={"nyheter": "genast"}, weekday=None)
    frozen_time("2026-11-16 18:00")
    PhaseChangeFactory(initiative=team.initiative)
    prepare(now())
    assert not OutgoingMail.objects.exists()


def test_new_choice_moves_what_waits(team, frozen_time):
    person, _subject = report(team)
    choose_rhythms(by=person, rhythms={"nyheter": "veckovis"}, weekday=4)
    plan(MONDAY)
    assert Reminder.objects.get(person=person).send_on == date(2026, 11, 20)
    choose_rhythms(by=person, rhythms={"nyheter": "dagligen"}, weekday=None)
    assert Reminder.objects.get(person=person).send_on == MONDAY
