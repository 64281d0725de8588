"""Random lives of a round: whatever happens between plan and send, no mail is wrong.

Each seed is one history. The last test is the control: without the look at the moment of sending,
the same histories send wrong mail.
"""

import random
from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate, localtime, now

from checkpoints.models import (
    Action,
    Announcement,
    Checkpoint,
    Decision,
    Input,
    Preparation,
    Reminder,
)
from checkpoints.reminders.clockwork import prepare
from checkpoints.reminders.digest import KIND, rendering
from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint
from checkpoints.services.preferences import choose_rhythms
from initiatives.models import Effect, FollowUp, Initiative, Measurement, Obstacle, StatusUpdate
from initiatives.services.endings import LessonText
from initiatives.services.follow_ups import answer_follow_up
from initiatives.services.pausing import pause_initiative, resume_initiative
from prioinit.calendar import STOCKHOLM
from prioinit.delivery.claim import claim
from prioinit.delivery.counts import Counts
from prioinit.models import MailAttempt, MailState, OutgoingMail
from prioinit.templatetags.ui import weekday_date
from roles.models import Assignment, Person
from roles.permissions import Role
from roles.services import give_role
from tests.factories import (
    ActionFactory,
    AnswerFactory,
    CheckpointFactory,
    DecisionFactory,
    EffectFactory,
    InitiativeFactory,
    InputFactory,
    LeadershipMembershipFactory,
    ObstacleFactory,
    PersonFactory,
    PhaseChangeFactory,
    PreparationFactory,
    RoundFactory,
    StatusUpdateFactory,
    at_hour,
    complete_rigg,
)

LESSON = LessonText("ekonomi", "Bygget styr oss.", "Fråga fastighet först.")
STEPS = 45
PACE = [1, 2, 5, 9, 14, 30, 70]  # hours between what happens


WEEK = timedelta(days=7)
TOLD = {
    "preparation_due": [Role.LEDARTROJA],
    "update_due": [Role.LEDARTROJA],
    "rigg_broken": [Role.LOTS],
    "phase_changed": [Role.FADDER],
    "silence": [Role.COACH, Role.LOTS, Role.FADDER],
    "pause_over": [Role.LEDARTROJA, Role.LOTS],
    "obstacle_waiting": [Role.FADDER, Role.LOTS],
    "input_waiting": [Role.LEDARTROJA, Role.LOTS],
    "decision_waiting": [Role.FADDER, Role.LOTS],
    "follow_up_due": [Role.PROCESSLEDARE, Role.LEDARTROJA, Role.LOTS],
    "reading_due": [Role.LEDARTROJA],
}
STOPPED_BY_PAUSE = {"preparation_due", "update_due", "silence", "reading_due"}


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
        happenings += [self.raise_obstacle, self.answer_obstacle, self.ask, self.decide]
        happenings += [self.give_input, self.answer_input, self.promise, self.change_promise]
        happenings += [self.follow, self.answer_follow_up, self.aim, self.read]
        happenings += [self.pause, self.resume, self.choose, self.announce, self.leave]
        for _ in range(STEPS):
            self.at += timedelta(hours=self.dice.choice(PACE))
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
            move_reason="Lokalen är upptagen.",
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
        new = PersonFactory(language=self.dice.choice(["sv", "en"]))
        by = self.people[0].lots
        give_role(by=by, person=new, role=Role.LEDARTROJA, place=one, starts_on=localdate())

    def change_phase(self):
        one = self.dice.choice(self.initiatives)
        fadder = LeadershipMembershipFactory(person=PersonFactory()).person
        PhaseChangeFactory(initiative=one, decided_by=fadder)

    def break_rigg(self):
        one = self.dice.choice(self.initiatives)
        one.goals.clear() if self.dice.random() < 0.5 else one.goals.set(
            self.initiatives[0].goals.all()
        )

    def one(self) -> Initiative:
        return Initiative.objects.get(pk=self.dice.choice(self.initiatives).pk)

    def ago(self, days: int) -> datetime:
        return now() - timedelta(days=self.dice.randint(0, days))

    def some(self, rows):
        found = list(rows.order_by("pk"))
        return self.dice.choice(found) if found else None

    def raise_obstacle(self):
        one = self.one()
        ObstacleFactory(
            initiative=one, raised_by=self.people[0].ledartrojor[0], raised_at=self.ago(12)
        )

    def answer_obstacle(self):
        if row := self.some(Obstacle.objects.unanswered()):
            by, at = self.people[0].fadder, now()
            moves = [
                {"state": "lifted", "lifted_by": by, "lifted_at": at},
                {"state": "answered", "answer": "Ja.", "answered_by": by, "answered_at": at},
                {"state": "closed", "closed_by": by, "closed_at": at},
                {"raised_at": at},  # again
            ]
            Obstacle.objects.filter(pk=row.pk).update(**self.dice.choice(moves))

    def ask(self):
        of = self.dice.choice(["klg", "fadder"])
        DecisionFactory(initiative=self.one(), asked_of=of, requested_at=self.ago(5))

    def decide(self):
        if row := self.some(Decision.objects.waiting()):
            Decision.objects.filter(pk=row.pk).update(state="withdrawn")

    def give_input(self):
        whole_round = self.dice.random() < 0.3
        row = InputFactory(
            checkpoint=self.checkpoint,
            initiative=None if whole_round else self.one(),
            shown=self.dice.random() < 0.8,
        )
        if self.dice.random() < 0.7:  # between checkpoints
            Input.objects.filter(pk=row.pk).update(checkpoint=None, created_at=self.ago(15))

    def answer_input(self):
        if row := self.some(Input.objects.unanswered()):
            answer = AnswerFactory(round=row.round, initiative=row.initiative)
            several = Input.objects.unanswered().filter(initiative=row.initiative)
            several.update(answer=answer)

    def promise(self):
        one = self.one()
        ActionFactory(
            initiative=one if self.dice.random() < 0.7 else None,
            round=one.round,
            responsible=self.some(Person.objects.active()),
            due_on=localdate() + timedelta(days=self.dice.randint(-10, 12)),
            follow_up_on=self.dice.choice([None, localdate() + timedelta(days=4)]),
        )

    def change_promise(self):
        if row := self.some(Action.objects.open()):
            ended = {"closed_by": self.people[0].lots, "closed_at": now()}
            changes = [
                {"state": "done", **ended},
                {"state": "dropped", "outcome": "Behövs inte.", **ended},
                {"responsible": self.some(Person.objects.active())},
                {"due_on": row.due_on + timedelta(days=9), "follow_up_on": None},
            ]
            Action.objects.filter(pk=row.pk).update(**self.dice.choice(changes))

    def follow(self):
        due = localdate() + timedelta(days=self.dice.randint(-3, 20))
        FollowUp.objects.get_or_create(
            initiative=self.one(), months=self.dice.choice([6, 12]), defaults={"due_on": due}
        )

    def answer_follow_up(self):
        if row := self.some(FollowUp.objects.unanswered()):
            by = self.people[0].lots
            answer_follow_up(by=by, row=row, on=localdate(), answer="Det lever.")

    def aim(self):
        began = localdate() - timedelta(days=self.dice.randint(20, 40))
        EffectFactory(initiative=self.one(), baseline_on=began, every_months=1)

    def read(self):
        if row := self.some(Effect.objects.all()):
            Measurement.objects.get_or_create(
                effect=row,
                on=localdate(),
                defaults={"value": 3, "created_by": row.created_by, "created_at": now()},
            )

    def pause(self):
        one = self.one()
        pause_initiative(
            by=self.people[0].lots,
            initiative=one,
            version=one.version,
            until=localdate() + timedelta(days=self.dice.randint(1, 20)),
            reason="Vi väntar på lokalen.",
            lesson=LESSON,
        )

    def resume(self):
        resume_initiative(by=self.people[0].lots, initiative=self.one())

    def choose(self):
        rhythms = {
            "uppgifter": self.dice.choice(["genast", "dagligen"]),
            "bevakning": self.dice.choice(["genast", "dagligen", "veckovis"]),
            "nyheter": self.dice.choice(["genast", "dagligen", "veckovis"]),
        }
        person = self.some(Person.objects.active())
        choose_rhythms(by=person, rhythms=rhythms, weekday=self.dice.randint(0, 4))

    def announce(self):
        n = Announcement.objects.count()
        Announcement.objects.create(
            round=self.checkpoint.round,
            title=f"Underlag {n}",
            path=f"/underlag/{n}/",
            by=self.people[0].lots,
            at=self.ago(3),
        )

    def leave(self):
        person = self.some(Person.objects.active())
        if self.dice.random() < 0.2:
            Person.objects.filter(pk=person.pk).update(is_active=False)

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
        if mail.kind == KIND:
            if (mail.recipient_id, local.date()) in self.sent:
                self.wrong.append(f"{mail} is the second of {local.date()}")
            self.sent.append((mail.recipient_id, local.date()))
        if not Person.objects.get(pk=mail.recipient_id).is_active:
            self.wrong.append(f"{mail} to one who has left")
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
        if (roles := TOLD.get(one.kind)) and not self.has_role(one, roles):
            self.wrong.append(f"role ended: {one}")
        if one.kind in STOPPED_BY_PAUSE and self.is_paused(one):
            self.wrong.append(f"paused: {one}")
        if look := getattr(self, f"look_at_{one.kind}", None):
            look(mail, one)

    def has_role(self, one: Reminder, roles: list[Role]) -> bool:
        places = {Role.LOTS: {"round": one.round or one.initiative.round}}
        held = Assignment.objects.active().filter(person=one.person_id)
        return any(
            held.filter(role=role, **places.get(role, {"initiative": one.initiative})).exists()
            for role in roles
        )

    def is_paused(self, one: Reminder) -> bool:
        until = Initiative.objects.get(pk=one.initiative_id).paused_until
        return until is not None and until > localdate()

    def row(self, one: Reminder, model):
        return model.objects.get(pk=one.occasion.split()[1])

    def look_at_obstacle_waiting(self, mail: OutgoingMail, one: Reminder):
        row = self.row(one, Obstacle)
        since = localdate(row.lifted_at or row.raised_at)
        since -= timedelta(days=max(since.weekday() - 4, 0))  # a weekend is the end of its Friday
        if row.answered_at or row.state == "closed" or localdate() - since < WEEK:
            self.wrong.append(f"answered, or not late: {one}")

    def look_at_decision_waiting(self, mail: OutgoingMail, one: Reminder):
        if one.checkpoint is None:
            if self.row(one, Decision).state != "requested":
                self.wrong.append(f"decided: {one}")
        elif one.checkpoint.is_cancelled or one.checkpoint.has_started():
            self.wrong.append(f"passed: {one}")

    def look_at_input_waiting(self, mail: OutgoingMail, one: Reminder):
        mine = {"initiative": one.initiative} if one.initiative else {"initiative": None}
        n = Input.objects.unanswered().filter(**mine).count()
        if not n:
            self.wrong.append(f"answered: {one}")
        if one.person.language == "sv" and f"{n} medskick" not in mail.text_body:
            self.wrong.append(f"wrong number, not {n}: {one}")

    def look_at_action_due(self, mail: OutgoingMail, one: Reminder):
        row = self.row(one, Action)
        if row.state != "open" or row.responsible_id != one.person_id or row.due_on != one.due_on:
            self.wrong.append(f"done, moved or someone else's: {one}")

    def look_at_action_follow_up(self, mail: OutgoingMail, one: Reminder):
        row = self.row(one, Action)
        if row.state == "dropped" or row.follow_up_on != one.due_on or one.due_on > localdate():
            self.wrong.append(f"not to be followed up: {one}")

    def look_at_follow_up_due(self, mail: OutgoingMail, one: Reminder):
        row = self.row(one, FollowUp)
        if row.is_answered or row.due_on - localdate() > timedelta(days=17):
            self.wrong.append(f"answered, or too early: {one}")

    def look_at_reading_due(self, mail: OutgoingMail, one: Reminder):
        row = self.row(one, Effect)
        newest = row.measurements.last()
        if localdate() < row.next_due(newest.on if newest else row.baseline_on):
            self.wrong.append(f"read: {one}")

    def look_at_pause_over(self, mail: OutgoingMail, one: Reminder):
        until = Initiative.objects.get(pk=one.initiative_id).paused_until
        if until != one.due_on or until > localdate():
            self.wrong.append(f"pause changed: {one}")

    def look_at_report_final(self, mail: OutgoingMail, one: Reminder):
        if self.row(one, Announcement).by_id == one.person_id:
            self.wrong.append(f"own action: {one}")

    def look_at_role_given(self, mail: OutgoingMail, one: Reminder):
        row = self.row(one, Assignment)
        if row.given_by_id == one.person_id or row.person_id != one.person_id:
            self.wrong.append(f"own action: {one}")

    def look_at_silence(self, mail: OutgoingMail, one: Reminder):
        if self.last_sign_of_life(one) + timedelta(weeks=4) > localdate():
            self.wrong.append(f"not silent: {one}")

    def look_at_preparation_due(self, mail: OutgoingMail, one: Reminder):
        row = Checkpoint.objects.get(pk=one.checkpoint_id)
        ready = row.preparations.filter(initiative=one.initiative, state="ready").exists()
        if row.is_cancelled or row.has_started() or ready:
            self.wrong.append(f"not wanted: {one}")
        if (
            one.person.language == "sv"
            and weekday_date(row.preparation_due_on) not in mail.text_body
        ):
            self.wrong.append(f"wrong date: {one}")

    def look_at_update_due(self, mail: OutgoingMail, one: Reminder):
        if self.last_sign_of_life(one) + timedelta(weeks=2) > localdate():
            self.wrong.append(f"not due: {one}")

    def last_sign_of_life(self, one: Reminder) -> date:
        """The last update, the start, or the end of a pause."""
        initiative = Initiative.objects.get(pk=one.initiative_id)
        updates = StatusUpdate.objects.final().filter(initiative=initiative)
        latest = updates.order_by("-published_at").first()
        since = localdate(latest.published_at) if latest else initiative.started_on
        ends = [day for day in (initiative.paused_until, initiative.resumed_on) if day]
        return max([since, *ends])


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
