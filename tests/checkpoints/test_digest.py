"""One mail per person and day, right when it leaves. 16 November 2026 is a Monday."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from checkpoints.models import Reminder
from checkpoints.reminders import digest, planning
from checkpoints.reminders.clockwork import prepare
from checkpoints.reminders.digest import KIND, bundle
from checkpoints.reminders.planning import plan
from checkpoints.services.checkpoints import change_checkpoint
from initiatives.models import Phase
from prioinit.delivery.claim import claim
from prioinit.delivery.counts import Counts
from prioinit.models import MailState, OutgoingMail, Tick
from roles.permissions import Role
from tests.checkpoints.reminded import MONDAY, reminded_team
from tests.factories import (
    InitiativeFactory,
    PhaseChangeFactory,
    PreparationFactory,
    StatusUpdateFactory,
    at_hour,
    complete_rigg,
    give,
)


@pytest.fixture
def team(db, frozen_time):
    """Monday nine o'clock; the 14-day reminder of a checkpoint is due."""
    frozen_time("2026-11-16 09:00")
    return reminded_team()


def mail_to(person) -> OutgoingMail:
    return OutgoingMail.objects.select_related("recipient").get(
        recipient=person, state=MailState.QUEUED
    )


def render(mail: OutgoingMail):
    return digest.render([mail])[mail.pk]


def leave(mail: OutgoingMail, at=None) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.SENT, sent_at=at or now(), next_try_at=None, frozen_at=now()
    )


def move_checkpoint(team, to: date):
    change_checkpoint(
        by=team.lots,
        checkpoint=team.checkpoint,
        version=team.checkpoint.version,
        starts_at=at_hour(to, 13),
        ends_at=at_hour(to, 16),
        preparation_due_on=to - timedelta(days=3),
        move_reason="Lokalen är upptagen.",
    )


# --- Bundling ----------------------------------------------------------------------------------
def test_one_mail_per_person_with_all_that_waits(team):
    second = InitiativeFactory(round=team.initiative.round, running=True, started_on=MONDAY)
    give(team.lea, Role.LEDARTROJA, second, starts_on=MONDAY)
    prepare(now())
    mail = mail_to(team.lea)
    assert mail.reminders.filter(kind="preparation_due").count() == 2
    assert (mail.kind, mail.key) == (KIND, "2026-11-16")
    assert OutgoingMail.objects.filter(recipient=team.leo).count() == 1


def test_bundling_again_makes_no_second_mail(team):
    prepare(now())
    prepare(now())
    assert OutgoingMail.objects.filter(recipient=team.lea).count() == 1


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-16 06:59",
        "2026-11-16 17:00",
        "2026-11-21 10:00",
        "2026-12-24 10:00",
        "2026-03-29 08:00",
        "2026-10-25 08:00",
    ],
)
def test_nothing_outside_working_hours(team, frozen_time, moment):
    plan(MONDAY)
    frozen_time(moment)
    assert bundle(now()) == 0
    assert not OutgoingMail.objects.exists()


def test_what_comes_later_that_day_waits_for_the_next_workday(team, frozen_time):
    prepare(now())
    frozen_time("2026-11-20 08:00")
    leave(mail_to(team.lea))
    PhaseChangeFactory(initiative=team.initiative, decided_by=team.lea)
    prepare(now())  # the fadder's mail of the day
    frozen_time("2026-11-20 14:00")
    PhaseChangeFactory(
        initiative=team.initiative,
        from_phase=Phase.IDE,
        to_phase=Phase.TEST,
        decided_by=team.lea,
    )
    prepare(now())
    assert list(
        Reminder.objects.filter(person=team.fadder).order_by("pk").values_list("state", "send_on")
    ) == [("bundled", date(2026, 11, 20)), ("planned", date(2026, 11, 23))]
    assert OutgoingMail.objects.filter(recipient=team.fadder).count() == 1


def test_friday_evening_plans_for_monday(team, frozen_time):
    frozen_time("2026-11-20 17:30")
    day, _planned, bundled = prepare(now())
    assert (day, bundled) == (date(2026, 11, 23), 0)
    assert set(
        Reminder.objects.filter(kind="preparation_due").values_list("lead_days", "send_on")
    ) == {(7, date(2026, 11, 23))}


def test_digest_that_never_left_is_replaced_by_the_next(team, frozen_time):
    prepare(now())
    first = mail_to(team.lea)
    frozen_time("2026-11-30 09:00")  # the mail server was down for two weeks
    prepare(now())
    first.refresh_from_db()
    assert first.state == MailState.EXPIRED
    second = mail_to(team.lea)
    assert second.key == "2026-11-30"
    kinds = second.reminders.values_list("kind", "lead_days", "state")
    assert ("preparation_due", 1, "bundled") in kinds
    assert "ska vara klar" in render(second).subject
    old = Reminder.objects.get(person=team.lea, lead_days=14)
    assert (old.state, old.reason) == ("cancelled", planning.REPLACED)


def test_person_whose_mail_is_on_the_wire_is_left_alone(team, frozen_time):
    prepare(now())
    mail = mail_to(team.lea)
    mail.state, mail.frozen_at, mail.lease_until = MailState.SENDING, now(), now()
    mail.lease_token = mail.pk
    mail.save()
    frozen_time("2026-11-23 09:00")
    prepare(now())
    assert OutgoingMail.objects.filter(recipient=team.lea).count() == 1
    assert Reminder.objects.get(person=team.lea, lead_days=7).state == "planned"


def test_mail_sent_late_counts_as_the_mail_of_that_day(team, frozen_time):
    prepare(now())
    mail = mail_to(team.lea)
    frozen_time("2026-11-23 08:00")
    leave(mail)
    prepare(now())
    assert OutgoingMail.objects.filter(recipient=team.lea).count() == 1
    assert Reminder.objects.get(person=team.lea, lead_days=7).send_on == date(2026, 11, 24)


# --- Writing -----------------------------------------------------------------------------------
def test_single_thing_is_the_subject_and_the_one_link(team, settings):
    prepare(now())
    content = render(mail_to(team.lea))
    assert content.subject == "Förberedelsen till Checkpoint 3 ska vara klar måndag 30 november"
    link = (
        f"{settings.SITE_URL}/checkpoints/{team.checkpoint.pk}/forberedelse/"
        f"{team.initiative.pk}/skriv/"
    )
    assert content.text.count("http") == 2  # the link, and the site in the footer
    assert link in content.text
    assert content.html.count("href=") == 1
    assert f'href="{link}"' in content.html
    assert "Ett tryggare centrum" in content.text
    assert "om 14 dagar" in content.text


def test_several_things_are_grouped_with_the_asks_on_top(team, frozen_time):
    frozen_time("2026-11-30 09:00")
    give(team.lea, Role.LOTS, team.initiative.round, starts_on=MONDAY)
    team.initiative.goals.clear()
    prepare(now())
    content = render(mail_to(team.lea))
    assert (
        content.subject
        == "Förberedelsen till Checkpoint 3 ska vara klar måndag 30 november, och 2 saker till"
    )
    order = [content.text.index(words) for words in ("DET HÄR VÄNTAR", "Förberedelsen", "Dags för")]
    assert order == sorted(order)
    assert content.text.count("Ett tryggare centrum") == 1
    assert content.html.count("href=") == 4


def test_mail_is_in_the_language_of_its_reader(team):
    team.lea.language = "en"
    team.lea.save()
    prepare(now())
    assert '<html lang="en"' in render(mail_to(team.lea)).html
    assert '<html lang="sv"' in render(mail_to(team.leo)).html


def test_what_a_person_wrote_is_text_in_the_mail(team):
    team.checkpoint.name = '<b onclick="x">Fika & samtal</b>'
    team.checkpoint.save()
    prepare(now())
    content = render(mail_to(team.lea))
    assert "<b onclick" not in content.html
    assert '<b onclick="x">Fika & samtal</b>' in content.text


def test_late_one_says_so(team, frozen_time):
    Tick.objects.create(name="tick", slot="2026-11-13", started_at=now(), finished_at=now())
    frozen_time("2026-11-18 09:00")
    prepare(now())
    assert "skulle ha kommit måndag 16 november" in render(mail_to(team.lea)).text
    assert render(mail_to(team.lea)).subject.startswith("Förberedelsen")


def test_moved_checkpoint_says_that_the_day_is_changed(team, frozen_time):
    move_checkpoint(team, date(2026, 12, 1))
    prepare(now())
    assert "Dagen är ändrad." in render(mail_to(team.lea)).text


def test_faddrar_read_why_a_phase_was_changed(team):
    PhaseChangeFactory(
        initiative=team.initiative,
        from_phase=Phase.TEST,
        to_phase=Phase.BEHOV,
        reason="Målgruppen ville något annat.",
        decided_by=team.lea,
    )
    prepare(now())
    content = render(mail_to(team.fadder))
    assert content.subject == "Ett tryggare centrum har gått tillbaka till fasen behov"
    assert "Målgruppen ville något annat." in content.text


def test_lots_reads_what_is_missing(team):
    team.leo.assignments.update(ends_on=date(2026, 11, 13))
    prepare(now())
    content = render(mail_to(team.lots))
    assert content.subject.startswith("Ett tryggare centrum: 1 ledartröja saknas")
    assert f"/initiativ/{team.initiative.pk}/rigg/" in content.text


# --- Looked at again when it leaves ------------------------------------------------------------
def moved(team):
    move_checkpoint(team, date(2026, 12, 21))


def cancelled(team):
    team.checkpoint.cancelled_at, team.checkpoint.cancel_reason = now(), "Snö."
    team.checkpoint.save()


def done(team):
    PreparationFactory(checkpoint=team.checkpoint, initiative=team.initiative, ready=True)


def role_ended(team):
    team.lea.assignments.update(ends_on=date(2026, 11, 15))


def begun(team):
    team.checkpoint.starts_at = now() - timedelta(minutes=1)
    team.checkpoint.save()


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (moved, planning.MOVED),
        (cancelled, planning.CANCELLED),
        (done, planning.DONE),
        (role_ended, planning.ROLE_ENDED),
        (begun, planning.PASSED),
    ],
)
def test_what_is_no_longer_wanted_does_not_leave(team, happens, reason):
    prepare(now())
    mail = mail_to(team.lea)
    happens(team)
    assert render(mail) is None
    dropped = Reminder.objects.get(person=team.lea)
    assert (dropped.state, dropped.reason) == ("cancelled", reason)


def test_the_rest_of_a_digest_leaves(team, frozen_time):
    frozen_time("2026-11-30 09:00")
    prepare(now())
    mail = mail_to(team.lea)
    assert mail.reminders.count() == 2
    StatusUpdateFactory(initiative=team.initiative, published=True, edited_by=team.leo)
    content = render(mail)
    assert content.subject == "Förberedelsen till Checkpoint 3 ska vara klar måndag 30 november"
    assert "lägesuppdatering" not in content.text.lower()


def test_claim_closes_a_mail_that_nobody_needs(team):
    prepare(now())
    done(team)
    batch = claim(100, Counts())
    assert batch.claimed == []
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.EXPIRED}


@pytest.mark.parametrize("n", [1, 2])
def test_queries_are_as_many_for_one_mail_and_for_many(team, n):
    prepare(now())
    mails = [mail_to(team.lea), mail_to(team.leo)][:n]
    with CaptureQueriesContext(connection) as queries:
        digest.render(mails)
    assert len(queries) == 5


def test_mails_that_leave_together_are_apart(team):
    """Each in its own language, with its own initiatives, and dropped for its own reasons."""
    other = InitiativeFactory(
        round=team.initiative.round, name="Trygg hemgång", running=True, started_on=MONDAY
    )
    anna, _ulf = complete_rigg(other).ledartrojor
    anna.language = "en"
    anna.save()
    prepare(now())
    role_ended(team)
    lea, leo, anna = (mail_to(person) for person in (team.lea, team.leo, anna))
    texts = digest.render([lea, leo, anna])
    assert texts[lea.pk] is None
    assert '<html lang="sv"' in texts[leo.pk].html
    assert '<html lang="en"' in texts[anna.pk].html
    assert "Ett tryggare centrum" in texts[leo.pk].text
    assert "Trygg hemgång" not in texts[leo.pk].text
    assert "Trygg hemgång" in texts[anna.pk].text
    assert "Ett tryggare centrum" not in texts[anna.pk].text
