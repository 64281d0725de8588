"""Random lives of a round. Whatever happens between plan and send, no mail may be wrong."""

from datetime import date, timedelta

from django.utils.timezone import localdate, localtime, now

from checkpoints.models import Action, Announcement, Checkpoint, Decision, Input, Reminder
from checkpoints.reminders.clockwork import prepare
from checkpoints.reminders.digest import KIND
from initiatives.models import Effect, FollowUp, Initiative, Obstacle, StatusUpdate
from prioinit.delivery.claim import claim
from prioinit.delivery.counts import Counts
from prioinit.models import MailAttempt, MailState, OutgoingMail
from prioinit.templatetags.ui import weekday_date
from roles.models import Assignment, Person
from roles.permissions import Role
from tests.checkpoints.happenings import Happenings

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


class History(Happenings):
    """Each seed is one history."""

    def __init__(self, seed: int, freeze):
        super().__init__(seed, freeze)
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
