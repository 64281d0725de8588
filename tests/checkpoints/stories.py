"""What makes a reminder due: each story gives who is told and the subject. And the mail that tells it."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.utils.timezone import now

from checkpoints.models import Action
from checkpoints.reminders import digest
from checkpoints.services.announcements import announce
from initiatives.models import Obstacle
from prioinit.models import MailState, OutgoingMail
from roles.permissions import Role
from roles.services import give_role
from tests.checkpoints.reminded import MONDAY
from tests.factories import (
    ActionFactory,
    CheckpointFactory,
    DecisionFactory,
    EffectFactory,
    FollowUpFactory,
    InitiativeFactory,
    InputFactory,
    LeadershipMembershipFactory,
    ObstacleFactory,
    PersonFactory,
    RoundFactory,
    at_hour,
    complete_rigg,
)


def at_home() -> SimpleNamespace:
    round_ = RoundFactory(name="Omgång 2", starts_on=date(2026, 1, 1), ends_on=date(2027, 6, 30))
    initiative = InitiativeFactory(
        round=round_, name="Bo kvar hemma", running=True, started_on=MONDAY
    )
    people = complete_rigg(initiative)
    people.round, people.initiative = round_, initiative
    people.lea, people.leo = people.ledartrojor
    return people


def mail_to(person, kind: str = digest.KIND) -> OutgoingMail:
    mails = OutgoingMail.objects.select_related("recipient")
    return mails.get(recipient=person, kind=kind, state=MailState.QUEUED)


def words(person, kind: str = digest.KIND):
    mail = mail_to(person, kind)
    return digest.render([mail])[mail.pk]


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
