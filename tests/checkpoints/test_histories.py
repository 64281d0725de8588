"""Random lives of a round: whatever happens between plan and send, no mail is wrong.

Each seed is one history. The last test is the control: without the look at the moment of sending,
the same histories send wrong mail.
"""

import random
from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate, localtime, now

from checkpoints import digest
from checkpoints.clockwork import prepare
from checkpoints.models import Checkpoint, Preparation, Reminder
from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint
from initiatives.models import StatusUpdate
from prioinit.calendar import STOCKHOLM
from prioinit.delivery.claim import claim
from prioinit.delivery.counts import Counts
from prioinit.models import MailAttempt, MailState, OutgoingMail
from prioinit.templatetags.ui import weekday_date
from roles.models import Assignment
from roles.permissions import Role
from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    LeadershipMembershipFactory,
    PersonFactory,
    PhaseChangeFactory,
    PreparationFactory,
    RoundFactory,
    StatusUpdateFactory,
    at_hour,
    complete_rigg,
    give_new,
)

STEPS = 35


class History:
    def __init__(self, seed: int, freeze):
        self.dice, self.freeze = random.Random(seed), freeze
        self.at = datetime(2026, 11, 9, 8, tzinfo=STOCKHOLM)
        self.freeze(self.at)
        round_ = RoundFactory(starts_on=date(2026, 1, 1), ends_on=date(2027, 6, 30))
        self.initiatives = [
            InitiativeFactory(round=round_, running=True, started_on=date(2026, 11, 2))
            for _ in range(2)
        ]
        self.people = [complete_rigg(one) for one in self.initiatives]
        self.checkpoint = CheckpointFactory(
            round=round_,
            starts_at=at_hour(date(2026, 12, 3), 13),
            preparation_due_on=date(2026, 11, 26),
        )
        self.sent: list[tuple] = []
        self.wrong: list[str] = []

    def live(self) -> None:
        happenings = [self.move, self.cancel, self.prepare, self.reopen, self.publish]
        happenings += [self.end_role, self.replace, self.change_phase, self.break_rigg]
        for _ in range(STEPS):
            self.at += timedelta(hours=self.dice.choice([1, 2, 5, 9, 14, 30, 70]))
            self.freeze(self.at)
            if self.dice.random() < 0.8:
                prepare(now())
            if self.dice.random() < 0.6:
                self.dice.choice(happenings)()
            if self.dice.random() < 0.6:  # else the mail server is down
                self.send()

    # --- What happens ---
    def move(self):
        row = Checkpoint.objects.get(pk=self.checkpoint.pk)
        if row.is_cancelled or row.has_started():
            return
        day = localdate() + timedelta(days=self.dice.randint(1, 40))
        change_checkpoint(
            by=self.people[0].lots,
            checkpoint=row,
            version=row.version,
            starts_at=at_hour(day, 13),
            ends_at=at_hour(day, 16),
            preparation_due_on=day - timedelta(days=self.dice.randint(0, 9)),
        )

    def cancel(self):
        row = Checkpoint.objects.get(pk=self.checkpoint.pk)
        if self.dice.random() < 0.1 and not (row.is_cancelled or row.has_started()):
            cancel_checkpoint(by=self.people[0].lots, checkpoint=row, reason="Snö.")

    def prepare(self):
        one = self.dice.choice(self.initiatives)
        if not Preparation.objects.filter(initiative=one).exists():
            PreparationFactory(checkpoint=self.checkpoint, initiative=one, ready=True)

    def reopen(self):
        Preparation.objects.update(state="draft", ready_at=None)

    def publish(self):
        one = self.dice.choice(self.initiatives)
        StatusUpdateFactory(initiative=one, published=True)

    def end_role(self):
        held = Assignment.objects.active().filter(starts_on__lt=localdate(), ends_on=None)
        if rows := list(held):
            row = self.dice.choice(rows)
            row.ends_on = localdate() - timedelta(days=self.dice.randint(0, 1))
            row.save()

    def replace(self):
        one = self.dice.choice(self.initiatives)
        give_new(Role.LEDARTROJA, one, language=self.dice.choice(["sv", "en"]))

    def change_phase(self):
        one = self.dice.choice(self.initiatives)
        fadder = LeadershipMembershipFactory(person=PersonFactory()).person
        PhaseChangeFactory(initiative=one, decided_by=fadder)

    def break_rigg(self):
        one = self.dice.choice(self.initiatives)
        one.goals.clear() if self.dice.random() < 0.5 else one.goals.set(
            self.initiatives[0].goals.all()
        )

    # --- What leaves ---
    def send(self):
        batch = claim(100, Counts())
        for item in batch.claimed:
            mail = item.mail
            if self.dice.random() < 0.2:  # the relay said "later"
                back = {"state": MailState.QUEUED, "next_try_at": now() + timedelta(minutes=20)}
                OutgoingMail.objects.filter(pk=mail.pk).update(
                    lease_token=None, lease_until=None, **back
                )
                continue
            self.look_at(mail)
            OutgoingMail.objects.filter(pk=mail.pk).update(
                state=MailState.SENT,
                sent_at=now(),
                next_try_at=None,
                lease_token=None,
                lease_until=None,
            )
            MailAttempt.objects.filter(pk=item.attempt_id).update(outcome="released")

    def look_at(self, mail: OutgoingMail):
        local = localtime()
        if local.weekday() > 4 or not 7 <= local.hour < 17:
            self.wrong.append(f"{mail} left {local}")
        if (mail.recipient_id, local.date()) in self.sent:
            self.wrong.append(f"{mail} is the second of {local.date()}")
        self.sent.append((mail.recipient_id, local.date()))
        for one in Reminder.objects.bundled().filter(mail=mail).with_place():
            self.look_at_item(mail, one)

    def look_at_item(self, mail: OutgoingMail, one: Reminder):
        """By hand, not by the rules: is it true, is it theirs, is it the first time?"""
        key = (
            one.person_id,
            one.initiative_id,
            one.kind,
            one.occasion,
            one.due_version,
            one.lead_days,
        )
        if key in self.sent:
            self.wrong.append(f"twice: {one}")
        self.sent.append(key)
        if one.person_id != mail.recipient_id:
            self.wrong.append(f"wrong person: {one}")
        if not self.has_role(one):
            self.wrong.append(f"role ended: {one}")
        if one.kind == "preparation_due":
            self.look_at_preparation(mail, one)
        if one.kind == "update_due":
            self.look_at_update(one)

    def has_role(self, one: Reminder) -> bool:
        role = {"rigg_broken": Role.LOTS, "phase_changed": Role.FADDER}.get(
            one.kind, Role.LEDARTROJA
        )
        place = (
            {"round": one.initiative.round} if role == Role.LOTS else {"initiative": one.initiative}
        )
        return Assignment.objects.active().filter(person=one.person_id, role=role, **place).exists()

    def look_at_preparation(self, mail: OutgoingMail, one: Reminder):
        row = Checkpoint.objects.get(pk=one.checkpoint_id)
        ready = row.preparations.filter(initiative=one.initiative, state="ready").exists()
        if row.is_cancelled or row.has_started() or ready:
            self.wrong.append(f"not wanted: {one}")
        if (
            one.person.language == "sv"
            and weekday_date(row.preparation_due_on) not in mail.text_body
        ):
            self.wrong.append(f"wrong date: {one}")

    def look_at_update(self, one: Reminder):
        latest = (
            StatusUpdate.objects.final()
            .filter(initiative=one.initiative)
            .order_by("-published_at")
            .first()
        )
        since = localdate(latest.published_at) if latest else one.initiative.started_on
        if since + timedelta(weeks=2) > localdate():
            self.wrong.append(f"not due: {one}")


@pytest.mark.parametrize("seed", range(6))
def test_no_wrong_mail_whatever_happens(db, frozen_time, seed):
    history = History(seed, frozen_time)
    history.live()
    assert history.wrong == []
    assert history.sent


def test_control_without_the_look_when_it_leaves(db, frozen_time, monkeypatch):
    monkeypatch.setattr(digest, "_still_wanted", lambda facts, reminders, mail, today: reminders)
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
