"""The kinds of issue B against the database: planned, put into words, dropped. 16 November 2026 is a Monday."""

from datetime import date, timedelta

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils.timezone import now

from checkpoints.models import Action, Reminder
from checkpoints.reminders import digest, planning
from checkpoints.reminders.clockwork import prepare
from checkpoints.reminders.planning import plan
from initiatives.models import FollowUp, Obstacle
from initiatives.services.endings import LessonText
from initiatives.services.follow_ups import answer_follow_up
from initiatives.services.pausing import pause_initiative, resume_initiative
from roles.permissions import Role
from roles.services import give_role, withdraw_role
from tests.checkpoints.reminded import MONDAY
from tests.checkpoints.stories import (
    STORIES,
    at_home,
    decision,
    inputs,
    inputs_to_all,
    late_action_of_the_round,
    mail_to,
    obstacle,
    report,
    role,
    silent,
    words,
)
from tests.factories import (
    ActionFactory,
    EffectFactory,
    FollowUpFactory,
    InitiativeFactory,
    MeasurementFactory,
    ObstacleFactory,
    PersonFactory,
    PhaseChangeFactory,
    StatusUpdateFactory,
    complete_rigg,
)

LESSON = LessonText("ekonomi", "Bygget styr oss.", "Fråga fastighet först.")


@pytest.fixture
def team(db, frozen_time):
    frozen_time("2026-11-16 09:00")
    return at_home()


def told(kind: str) -> list[tuple]:
    rows = Reminder.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("person_id", "state"))


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_is_told_with_one_link_in_the_language_of_its_reader(team, settings, story, language):
    person, subject = story(team)
    person.language = language
    person.save()
    prepare(now())
    content = words(person)
    if language == "sv":
        assert content.subject == subject
        assert f"Hej {person.get_short_name()}!" in content.text
    html5lib.HTMLParser(strict=True).parse(content.html)
    assert f'<html lang="{language}"' in content.html
    assert content.html.count("href=") == 1
    (link,) = [word for word in content.text.split() if word.startswith(f"{settings.SITE_URL}/")][
        :1
    ]
    if story is not report:  # reports live further out; the path is theirs
        assert resolve(link.removeprefix(settings.SITE_URL).partition("#")[0])
    assert max(map(len, content.text.splitlines())) < 250


def test_what_someone_wrote_is_short_and_only_text(team):
    ObstacleFactory(
        initiative=team.initiative,
        stops_us="<script>alert(1)</script>\n" + "x" * 5000,
        raised_at=now() - timedelta(days=8),
    )
    prepare(now())
    content = words(team.fadder)
    assert "<script" not in content.html
    assert len(content.text) < 1000


# --- Dropped, with the reason ------------------------------------------------------------------
def test_answered_obstacle_is_let_go(team):
    obstacle(team)
    prepare(now())
    Obstacle.objects.update(
        state="answered", answer="Ja.", answered_by=team.fadder, answered_at=now()
    )
    assert words(team.fadder) is None
    assert Reminder.objects.get(kind="obstacle_waiting").reason == planning.DONE


def test_action_given_to_someone_else_moved_or_done_is_let_go(team):
    doer, other = PersonFactory(), PersonFactory()
    row = ActionFactory(initiative=team.initiative, responsible=doer, due_on=MONDAY)
    for change, reason in [
        ({"responsible": other}, planning.SOMEONE_ELSE),
        ({"responsible": doer, "due_on": MONDAY + timedelta(days=30)}, planning.NEW_DATE),
        ({"due_on": MONDAY, "state": "done", "closed_by": doer, "closed_at": now()}, planning.DONE),
    ]:
        Reminder.objects.all().delete()
        Action.objects.filter(pk=row.pk).update(
            responsible=doer, due_on=MONDAY, state="open", closed_by=None, closed_at=None
        )
        plan(MONDAY)
        Action.objects.filter(pk=row.pk).update(**change)
        plan(MONDAY)
        assert Reminder.objects.get(person=doer).reason == reason


def test_what_was_read_or_answered_is_let_go(team):
    effect = EffectFactory(initiative=team.initiative, baseline_on=MONDAY - timedelta(days=100))
    asked = FollowUpFactory(initiative=team.initiative, due_on=MONDAY)
    plan(MONDAY)
    assert (
        told("reading_due")
        == told("follow_up_due")
        == [(person.pk, "planned") for person in (team.lea, team.leo)]
    )
    MeasurementFactory(effect=effect, on=MONDAY)
    answer_follow_up(by=team.lea, row=asked, on=MONDAY, answer="Det lever.")
    plan(MONDAY)
    mine = Reminder.objects.filter(kind__in=["reading_due", "follow_up_due"])
    assert set(mine.values_list("state", "reason")) == {("cancelled", planning.DONE)}
    effect.removed_by, effect.removed_at = team.lea, now()
    effect.save()
    plan(date(2027, 6, 1))
    assert mine.filter(state="planned").count() == 0


def test_follow_up_goes_to_one_who_looks_after_it_now(team):
    asked = FollowUpFactory(initiative=team.initiative, due_on=MONDAY)
    plan(MONDAY)
    team.lea.assignments.update(starts_on=date(2026, 1, 1), ends_on=MONDAY - timedelta(days=1))
    FollowUp.objects.filter(pk=asked.pk).update(due_on=MONDAY + timedelta(days=3))
    plan(MONDAY)
    assert set(Reminder.objects.filter(kind="follow_up_due").values_list("person", "reason")) == {
        (team.lea.pk, planning.ROLE_ENDED),
        (team.leo.pk, planning.NEW_DATE),
        (team.leo.pk, ""),
    }


def test_initiative_that_is_paused_is_let_be(team, frozen_time):
    team.initiative.started_on = MONDAY - timedelta(days=15)
    team.initiative.save()
    prepare(now())
    pause_initiative(
        by=team.lea,
        initiative=team.initiative,
        version=team.initiative.version,
        until=date(2027, 1, 11),
        reason="Vi väntar på lokalen.",
        lesson=LESSON,
    )
    assert words(team.lea) is None
    (dropped,) = Reminder.objects.filter(person=team.lea)
    assert (dropped.state, dropped.reason) == ("cancelled", planning.PAUSED)


def test_pause_that_was_ended_or_prolonged_is_not_told(team, frozen_time):
    pause_initiative(
        by=team.lea,
        initiative=team.initiative,
        version=team.initiative.version,
        until=MONDAY + timedelta(days=2),
        reason="Semester.",
        lesson=LESSON,
    )
    frozen_time("2026-11-18 09:00")
    plan(date(2026, 11, 18))
    assert told("pause_over") == [(p.pk, "planned") for p in (team.lea, team.leo, team.lots)]
    resume_initiative(by=team.lots, initiative=team.initiative)
    plan(date(2026, 11, 18))
    assert set(Reminder.objects.values_list("reason", flat=True)) == {planning.PAUSE_CHANGED}


def test_role_that_ended_before_it_was_told_is_not(team):
    new, _subject = role(team)
    plan(MONDAY)
    withdraw_role(by=team.lots, assignment=new.assignments.get())
    plan(MONDAY)
    assert Reminder.objects.get(kind="role_given").reason == planning.ROLE_ENDED


def test_role_given_to_oneself_is_not_told(team):
    give_role(
        by=team.lots,
        person=team.lots,
        role=Role.TEAMMEDLEM,
        place=team.initiative,
        starts_on=MONDAY,
    )
    plan(MONDAY)
    assert told("role_given") == []


def test_role_in_an_initiative_being_rigged_is_told(team):
    planned = InitiativeFactory(round=team.round)
    new = PersonFactory()
    give_role(by=team.lots, person=new, role=Role.COACH, place=planned, starts_on=MONDAY)
    plan(MONDAY)
    assert told("role_given") == [(new.pk, "planned")]


def test_published_update_ends_a_silence_that_was_planned(team):
    silent(team)
    plan(MONDAY)
    StatusUpdateFactory(initiative=team.initiative, published=True, edited_by=team.lea)
    plan(MONDAY)
    assert set(Reminder.objects.filter(kind="silence").values_list("reason", flat=True)) == {
        planning.DONE
    }


# --- Once --------------------------------------------------------------------------------------
def test_what_is_about_a_round_is_written_once(team):
    late_action_of_the_round(team)
    inputs_to_all(team)
    report(team)
    first = plan(MONDAY).new
    assert first == Reminder.objects.filter(initiative=None).count() == 6
    assert plan(MONDAY) == (0, 0)
    assert plan(MONDAY + timedelta(days=1)) == (0, 0)


def test_fifty_silent_initiatives_are_one_line_each_in_one_mail(team):
    for n in range(49):
        one = InitiativeFactory(
            round=team.round, name=f"Initiativ {n}", running=True, started_on=date(2026, 10, 1)
        )
        complete_rigg(one)
    silent(team)
    prepare(now())
    mail = mail_to(team.lots)
    assert mail.reminders.filter(kind="silence").count() == 50
    assert words(team.lots).text.count("* Tyst i") == 50


@pytest.mark.parametrize("n", [1, 4])
def test_rendering_takes_the_same_queries_for_one_and_many_of_a_kind(team, n):
    for _ in range(n):
        obstacle(team), decision(team), inputs(team)
    PhaseChangeFactory(initiative=team.initiative)
    prepare(now())
    mail = mail_to(team.fadder)
    with CaptureQueriesContext(connection) as queries:
        digest.render([mail])
    assert len(queries) == 10
