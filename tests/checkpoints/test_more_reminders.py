"""The kinds of issue B against the database: planned, put into words, dropped. 16 November 2026 is a Monday."""

from datetime import date, timedelta

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils.timezone import now

from checkpoints.models import Action, MailPreference, Reminder
from checkpoints.reminders import digest, planning
from checkpoints.reminders.clockwork import prepare
from checkpoints.reminders.planning import plan
from checkpoints.services.announcements import announce
from checkpoints.services.preferences import choose_rhythms
from initiatives.models import FollowUp, Obstacle
from initiatives.services.endings import LessonText
from initiatives.services.follow_ups import answer_follow_up
from initiatives.services.pausing import pause_initiative, resume_initiative
from prioinit.errors import DomainError
from prioinit.models import MailState, OutgoingMail
from roles.permissions import Role
from roles.services import give_role, withdraw_role
from tests.factories import (
    ActionFactory,
    CheckpointFactory,
    DecisionFactory,
    EffectFactory,
    FollowUpFactory,
    InitiativeFactory,
    InputFactory,
    LeadershipMembershipFactory,
    MeasurementFactory,
    ObstacleFactory,
    PersonFactory,
    PhaseChangeFactory,
    RoundFactory,
    StatusUpdateFactory,
    at_hour,
    complete_rigg,
)

MONDAY = date(2026, 11, 16)
LESSON = LessonText("ekonomi", "Bygget styr oss.", "Fråga fastighet först.")


@pytest.fixture
def team(db, frozen_time):
    frozen_time("2026-11-16 09:00")
    round_ = RoundFactory(name="Omgång 2", starts_on=date(2026, 1, 1), ends_on=date(2027, 6, 30))
    initiative = InitiativeFactory(
        round=round_, name="Bo kvar hemma", running=True, started_on=MONDAY
    )
    people = complete_rigg(initiative)
    people.round, people.initiative = round_, initiative
    people.lea, people.leo = people.ledartrojor
    return people


def told(kind: str) -> list[tuple]:
    rows = Reminder.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("person_id", "state"))


def mail_to(person, kind: str = digest.KIND) -> OutgoingMail:
    mails = OutgoingMail.objects.select_related("recipient")
    return mails.get(recipient=person, kind=kind, state=MailState.QUEUED)


def words(person, kind: str = digest.KIND):
    mail = mail_to(person, kind)
    return digest.render([mail])[mail.pk]


# --- In words ----------------------------------------------------------------------------------
def silent(team):
    team.initiative.started_on = MONDAY - timedelta(weeks=8)
    team.initiative.save()
    return team.fadder, "Bo kvar hemma har varit tyst i 8 veckor"


def paused(team):
    team.initiative.paused_until, team.initiative.pause_reason = MONDAY, "Vi väntar på lokalen."
    team.initiative.save()
    return team.lea, "Dags att titta på pausen: Bo kvar hemma"


def obstacle(team):
    ObstacleFactory(
        initiative=team.initiative, raised_by=team.lea, raised_at=now() - timedelta(days=8)
    )
    return team.fadder, "Ett hinder väntar på ditt svar: Bo kvar hemma"


def old_obstacle(team):
    ObstacleFactory(
        initiative=team.initiative, raised_by=team.lea, raised_at=now() - timedelta(days=20)
    )
    return team.lots, "Ett hinder har inte fått svar: Bo kvar hemma"


def lifted(team):
    ObstacleFactory(
        initiative=team.initiative,
        raised_at=now() - timedelta(days=20),
        state=Obstacle.State.LIFTED,
        lifted_by=team.fadder,
        lifted_at=now() - timedelta(days=8),
    )
    return team.lots, "Ett hinder väntar på ledningsgruppen: Bo kvar hemma"


def inputs(team):
    held = CheckpointFactory(round=team.round, starts_at=now() - timedelta(days=7))
    InputFactory.create_batch(3, checkpoint=held, initiative=team.initiative, shown=True)
    InputFactory(checkpoint=held, initiative=team.initiative)  # not moderated: not the team's yet
    return team.lea, "3 medskick väntar på svar: Bo kvar hemma"


def inputs_to_all(team):
    held = CheckpointFactory(round=team.round, starts_at=now() - timedelta(days=7))
    InputFactory(checkpoint=held, initiative=None, shown=True)
    return team.lots, "1 medskick väntar på svar: Omgång 2"


def decision(team):
    DecisionFactory(
        initiative=team.initiative,
        asked_of="fadder",
        requested_by=team.lea,
        requested_at=now() - timedelta(days=4),
    )
    return team.fadder, "Ett beslut väntar på dig: Bo kvar hemma"


def decisions_of_klg(team):
    DecisionFactory.create_batch(2, initiative=team.initiative)
    CheckpointFactory(
        round=team.round,
        name="Checkpoint 3",
        starts_at=at_hour(date(2026, 11, 18), 13),
        lead_days=[],
    )
    return team.lots, "2 beslut väntar på ledningsgruppen på Checkpoint 3"


def action(team):
    doer = PersonFactory()
    ActionFactory(initiative=team.initiative, responsible=doer, due_on=MONDAY)
    return doer, "Ska vara klar måndag 16 november: Boka lokalen."


def late_action_of_the_round(team):
    doer = PersonFactory()
    ActionFactory(
        initiative=None, round=team.round, responsible=doer, due_on=MONDAY - timedelta(days=7)
    )
    return doer, "Skulle ha varit klar måndag 9 november: Boka lokalen."


def follow_up(team):
    doer = PersonFactory()
    ActionFactory(
        initiative=team.initiative,
        responsible=doer,
        state=Action.State.DONE,
        closed_by=doer,
        closed_at=now(),
        follow_up_on=MONDAY,
    )
    return doer, "Dags att följa upp: Boka lokalen."


def follow_up_of_the_effect(team):
    team.round.starts_on, team.round.ends_on = date(2025, 1, 1), date(2025, 12, 31)
    team.round.save()
    FollowUpFactory(initiative=team.initiative, due_on=MONDAY)
    return team.leo, "Hur har det gått efter 6 månader? Bo kvar hemma"


def reading(team):
    EffectFactory(initiative=team.initiative, baseline_on=MONDAY - timedelta(days=100))
    return team.lea, "Dags att mäta: % av unga känner sig trygga i centrum på kvällen"


def role(team):
    new = PersonFactory()
    give_role(by=team.lots, person=new, role=Role.COACH, place=team.initiative, starts_on=MONDAY)
    return new, "Du är nu coach: Bo kvar hemma"


def role_to_come(team):
    new = PersonFactory()
    give_role(
        by=team.lots, person=new, role=Role.LOTS, place=team.round, starts_on=date(2026, 12, 1)
    )
    return new, "Du blir lots från 1 december 2026: Omgång 2"


def report(team):
    klg = LeadershipMembershipFactory().person
    announce(
        round_=team.round,
        title="Ledningsgruppens underlag 2026-004",
        path="/underlag/4/",
        by=team.lots,
        at=now(),
    )
    return klg, "Fastställt: Ledningsgruppens underlag 2026-004"


STORIES = [
    silent, paused, obstacle, old_obstacle, lifted, inputs, inputs_to_all, decision,
    decisions_of_klg, action, late_action_of_the_round, follow_up, follow_up_of_the_effect, reading,
    role, role_to_come, report,
]  # fmt: skip


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


# --- The person's own rhythm -------------------------------------------------------------------
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


def test_published_update_ends_a_silence_that_was_planned(team):
    silent(team)
    plan(MONDAY)
    StatusUpdateFactory(initiative=team.initiative, published=True, edited_by=team.lea)
    plan(MONDAY)
    assert set(Reminder.objects.filter(kind="silence").values_list("reason", flat=True)) == {
        planning.DONE
    }
