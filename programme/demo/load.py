"""Writes Lindåsa kommun into an empty database."""

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.timezone import localdate, make_aware

from checkpoints.models import Checkpoint, Preparation, PreparationQuestion
from initiatives.models import (
    Goal,
    Initiative,
    Mandate,
    MandateAcceptance,
    PhaseChange,
    Round,
    StatusUpdate,
)
from prioinit.calendar import workday_on_or_after, workday_on_or_before
from programme.demo import (
    adoption,
    agenda,
    calls,
    decisions,
    effects,
    endings,
    inputs,
    mails,
    needs,
    obstacles,
    pauses,
    people,
    reports,
    rounds,
    tests,
)
from programme.services import finalise_pack
from roles.models import Assignment, LeadershipMembership, Person, Unit
from roles.permissions import Role

NOW_ROUND = "Omgång 2"
NEXT_CHECKPOINT_IN_DAYS = 12
PACK_DAY = -35  # when the archived pack was made


@transaction.atomic
def load(today: date | None = None) -> None:
    """Everything at once or nothing. The database must be empty of people."""
    _Loader(today or localdate()).run()


class _Loader:
    def __init__(self, today: date):
        self.today = today
        self.units: dict[str, Unit] = {}
        self.people: dict[str, Person] = {}
        self.goals: dict[str, Goal] = {}

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, hour: int, minute: int = 0) -> datetime:
        return make_aware(datetime.combine(self.day(offset), time(hour, minute)))

    def run(self) -> None:
        self._organisation()
        before = self._round(
            "Omgång 1",
            "Vår första omgång. Vi lärde oss att börja med behovet.",
            self.day(-800),
            self.day(-90),
        )
        now = self._round(
            NOW_ROUND,
            "Högre tempo i testerna, och målgruppen med från början.",
            self.day(-300),
            self.day(-300) + relativedelta(months=24),
        )
        checkpoints = self._checkpoints(now)
        ended = {story.code: self._initiative(before, story) for story in rounds.BEFORE}
        stories = [(self._initiative(now, story), story) for story in rounds.NOW]
        self._archived_pack(now)
        for initiative, story in stories:
            self._since_the_pack(initiative, story)
            self._preparations(initiative, story, checkpoints)
        by_code = {story.code: initiative for initiative, story in stories}
        obstacles.write(by_code, self.people, self.moment)
        endings.write(before, by_code, self.people, self.units, self.moment)
        needs.write(by_code, self.people, self.units, self.moment)
        tests.write(ended | by_code, self.people, self.moment)
        effects.write(ended | by_code, self.people, self.moment)
        adoption.write(by_code | ended, self.people, self.units, self.moment)
        endings.seal(before, self.people, self.moment)  # of what was known then
        effects.follow_up(ended, self.people, self.day, self.moment)
        decisions.write(by_code, checkpoints, self.people, self.moment)
        inputs.write(checkpoints, self.people, self.moment)
        calls.write(now, checkpoints, self.people, self.moment)
        pauses.write(by_code, self.people, self.today)
        agenda.write(by_code, checkpoints)
        mails.write(self.people, self.moment)
        reports.write(checkpoints, self.people)

    # --- People --------------------------------------------------------------------------------
    def _organisation(self) -> None:
        for code, name, kind in people.UNITS:
            self.units[code] = Unit.objects.create(code=code, name=name, kind=kind)
        for key, name, unit, title in people.PEOPLE:
            self.people[key] = Person.objects.create_user(
                people.email(name),
                name=name,
                unit=self.units[unit],
                title=title,
                last_login=self.moment(-12, 8, 12),
            )
        for code, name, number in people.GOALS:
            self.goals[code] = Goal.objects.create(code=code, name=name, agenda_2030=number)
        LeadershipMembership.objects.bulk_create(
            LeadershipMembership(person=self.people[key], starts_on=self.day(-900))
            for key in people.LEADERSHIP
        )
        Assignment.objects.create(
            person=self.people[people.ADMIN], role=Role.ADMIN, starts_on=self.day(-900)
        )

    # --- Rounds --------------------------------------------------------------------------------
    def _round(self, name: str, purpose: str, starts_on: date, ends_on: date) -> Round:
        created = Round(name=name, purpose=purpose, starts_on=starts_on, ends_on=ends_on)
        created.full_clean()
        created.save()
        for key in people.LOTSAR:
            Assignment.objects.create(
                person=self.people[key], role=Role.LOTS, round=created, starts_on=starts_on
            )
        return created

    def _checkpoints(self, round_: Round) -> dict[str, Checkpoint]:
        next_day = workday_on_or_after(self.day(NEXT_CHECKPOINT_IN_DAYS))
        plan = [
            ("Checkpoint 1", workday_on_or_after(self.day(-210)), "Stadshuset, Ekasalen"),
            ("Checkpoint 2", workday_on_or_after(self.day(-82)), "Lindåsa bibliotek"),
            ("Checkpoint 3", next_day, "Stadshuset, Ekasalen"),
        ]
        return {
            name: Checkpoint.objects.create(
                round=round_,
                name=name,
                starts_at=make_aware(datetime.combine(day, time(13))),
                ends_at=make_aware(datetime.combine(day, time(16))),
                place=place,
                preparation_due_on=workday_on_or_before(day - timedelta(days=7)),
            )
            for name, day, place in plan
        }

    # --- Initiatives ---------------------------------------------------------------------------
    def _initiative(self, round_: Round, story: rounds.Initiative) -> Initiative:
        """As it stood when the archived pack was made."""
        created = Initiative(
            round=round_,
            code=story.code,
            name=story.name,
            question=story.question,
            target_group=story.target_group,
            difference=story.difference,
            noticed_by=self.day(story.noticed_by),
            phase=self._phase_on(story, PACK_DAY),
        )
        if story.started is not None:
            created.state = Initiative.State.RUNNING
            created.started_on = self.day(story.started)
        created.full_clean()
        created.save()
        created.units.set(self.units[code] for code in story.units.split(", "))
        created.goals.set(self.goals[code] for code in story.goals.split(", "))
        self._roles(created, story)
        self._mandate(created, story)
        if created.is_running:
            leader = self.people[story.ledartrojor[0]]
            PhaseChange.objects.create(
                initiative=created,
                to_phase=story.phase,
                on=created.started_on,
                decided_by=leader,
                created_at=self.moment(story.started, 9, 0),
            )
            self._trail(created, story, range(story.started, PACK_DAY + 1))
            self._updates(created, story, range(story.started, PACK_DAY + 1))
        return created

    def _archived_pack(self, round_: Round) -> None:
        finalise_pack(
            by=self.people["leila"],
            round_=round_,
            meeting_on=self.day(PACK_DAY + 2),
            at=self.moment(PACK_DAY, 9, 12),
        )

    def _since_the_pack(self, initiative: Initiative, story: rounds.Initiative) -> None:
        days = range(PACK_DAY + 1, 1)
        self._trail(initiative, story, days)
        self._updates(initiative, story, days)
        initiative.phase = self._phase_on(story, 0)
        initiative.save(update_fields=["phase"])

    def _roles(self, initiative: Initiative, story: rounds.Initiative) -> None:
        start = initiative.started_on or self.day(-20)
        left = dict(story.left)
        held = [
            *((key, Role.LEDARTROJA) for key in story.ledartrojor),
            *((key, Role.FADDER) for key in story.faddrar),
            (story.coach, Role.COACH),
            *((key, Role.TEAMMEDLEM) for key in story.team),
        ]
        for key, role in held:
            assignment = Assignment(
                person=self.people[key],
                role=role,
                initiative=initiative,
                starts_on=start,
                ends_on=self.day(left[key]) if key in left else None,
            )
            assignment.full_clean()
            assignment.save()

    def _mandate(self, initiative: Initiative, story: rounds.Initiative) -> None:
        if not story.mandate:
            return
        mandate = Mandate.objects.create(
            initiative=initiative,
            number=1,
            text=story.mandate,
            issued_on=(initiative.started_on or self.day(-6)) - timedelta(days=14),
            issued_by=self.people["leila"],
        )
        if initiative.is_running:
            accepted = self.moment(story.started - 5, 10, 0)
            MandateAcceptance.objects.bulk_create(
                MandateAcceptance(mandate=mandate, person=self.people[key], accepted_at=accepted)
                for key in story.ledartrojor
            )

    def _trail(self, initiative: Initiative, story: rounds.Initiative, days: range) -> None:
        phase = self._phase_on(story, days.start - 1)
        for offset, to, reason in story.changes:
            if offset not in days:
                continue
            PhaseChange.objects.create(
                initiative=initiative,
                from_phase=phase,
                to_phase=to,
                on=self.day(offset),
                reason=reason,
                decided_by=self.people[story.ledartrojor[0]],
                created_at=self.moment(offset, 15, 0),
            )
            phase = to

    def _updates(self, initiative: Initiative, story: rounds.Initiative, days: range) -> None:
        for number, update in enumerate(story.updates, start=1):
            if update.day not in days:
                continue
            StatusUpdate.objects.create(
                initiative=initiative,
                state=StatusUpdate.State.FINAL,
                number=number,
                since_last=update.since_last,
                next_step=update.next_step,
                help_wanted=update.help_wanted,
                confidence=update.confidence,
                phase=self._phase_on(story, update.day),
                edited_by=self.people[update.by],
                published_by=self.people[update.by],
                published_at=self.moment(update.day, 9, 20),
            )

    @staticmethod
    def _phase_on(story: rounds.Initiative, offset: int) -> str:
        phase = story.phase
        for day, to, _reason in story.changes:
            if day <= offset:
                phase = to
        return phase

    def _preparations(self, initiative: Initiative, story: rounds.Initiative, checkpoints) -> None:
        leader = self.people[story.ledartrojor[0]]
        for name, written in story.preparations.items():
            ready = written.state == Preparation.State.READY
            preparation = Preparation.objects.create(
                checkpoint=checkpoints[name],
                initiative=initiative,
                state=written.state,
                how_far=written.how_far,
                learned=written.learned,
                decision_wanted=written.decision_wanted,
                edited_by=leader,
                ready_at=self.moment(-1, 15) if ready else None,
            )
            preparation.presenters.set([leader])
            PreparationQuestion.objects.bulk_create(
                PreparationQuestion(preparation=preparation, number=number, text=text)
                for number, text in enumerate(written.questions, start=1)
            )
