"""What may happen to a round between plan and send."""

import random
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, now

from checkpoints.models import Action, Announcement, Checkpoint, Decision, Input, Preparation
from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint
from checkpoints.services.preferences import choose_rhythms
from initiatives.models import Effect, FollowUp, Initiative, Measurement, Obstacle
from initiatives.services.endings import LessonText
from initiatives.services.follow_ups import answer_follow_up
from initiatives.services.pausing import pause_initiative, resume_initiative
from prioinit.calendar import STOCKHOLM
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


class Happenings:
    """Two rigged initiatives and a checkpoint; the dice say what happens to them."""

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
