"""One factory per model. A factory makes the row it is named after, and what that row cannot be without."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from types import SimpleNamespace

import factory
from django.utils.timezone import localdate, make_aware, now
from factory.django import DjangoModelFactory

from checkpoints.models import (
    Action,
    AgendaItem,
    Answer,
    Checkpoint,
    Decision,
    FinalReport,
    Gathering,
    Input,
    Invitation,
    Preparation,
    PreparationQuestion,
    Reminder,
)
from checkpoints.reports import build_checkpoint_report
from checkpoints.reports.shapes import CheckpointReport
from initiatives.models import (
    Actor,
    Adoption,
    AdoptionStep,
    Attachment,
    Benefit,
    BenefitYear,
    CoachNote,
    CommunicationActivity,
    ContactNote,
    Effect,
    Ending,
    FollowUp,
    Goal,
    Idea,
    InformationClassification,
    Initiative,
    Insight,
    Lesson,
    Link,
    Mandate,
    MandateAcceptance,
    Measurement,
    NeedStatement,
    Obstacle,
    ObstacleStep,
    Phase,
    PhaseChange,
    RetrospectiveNote,
    Round,
    StatusUpdate,
    Test,
    ToMeet,
)
from prioinit.documents import Seal
from prioinit.models import MailState, OutgoingMail
from programme.models import (
    Pack,
    Slutrapport,
)
from programme.pack_data import PackReport
from programme.slutrapport import Closing, build_slutrapport
from roles.models import Assignment, LeadershipMembership, Person, Unit
from roles.permissions import GLOBAL_ROLES, ON_INITIATIVE_ROLES, ROUND_ROLES, Role

PASSWORD = "en lång mening som lösenord"


def in_days(days: int) -> date:
    return localdate() + timedelta(days=days)


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of that day by Swedish clocks."""
    return make_aware(datetime.combine(day, time(hour, minute)))


# --- roles -------------------------------------------------------------------------------------
class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"E{n}")
    name = factory.Sequence(lambda n: f"Enhet {n}")
    kind = Unit.Kind.FORVALTNING

    class Params:
        external = factory.Trait(kind=Unit.Kind.EXTERN)


class PersonFactory(DjangoModelFactory):
    """Employed in one of the municipality's units, holds no role, cannot sign in with a password."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person{n}@kommun.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    unit = factory.SubFactory(UnitFactory)
    password = "!"

    class Params:
        external = factory.Trait(unit=factory.SubFactory(UnitFactory, external=True))
        with_password = factory.Trait(password=factory.django.Password(PASSWORD))


class LeadershipMembershipFactory(DjangoModelFactory):
    class Meta:
        model = LeadershipMembership

    person = factory.SubFactory(PersonFactory)
    starts_on = factory.LazyFunction(lambda: in_days(-365))


class AssignmentFactory(DjangoModelFactory):
    """A ledartröja unless told otherwise. The role decides the place that is made for it."""

    class Meta:
        model = Assignment

    person = factory.SubFactory(PersonFactory)
    role = Role.LEDARTROJA
    initiative = factory.LazyAttribute(
        lambda row: InitiativeFactory() if row.role in ON_INITIATIVE_ROLES else None
    )
    round = factory.LazyAttribute(lambda row: RoundFactory() if row.role in ROUND_ROLES else None)
    starts_on = factory.LazyFunction(lambda: in_days(-60))


def give(person: Person, role: Role, place: Initiative | Round | None = None, **fields):
    """The assignment of a role on its place: `give(anna, Role.LOTS, omgång)`. No place: a new one."""
    name = "initiative" if role in ON_INITIATIVE_ROLES else "round"
    places = {} if place is None or role in GLOBAL_ROLES else {name: place}
    return AssignmentFactory(person=person, role=role, **places, **fields)


# --- initiatives -------------------------------------------------------------------------------
class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    code = factory.Sequence(lambda n: f"M{n}")
    name = factory.Sequence(lambda n: f"Mål {n}")


class RoundFactory(DjangoModelFactory):
    """Under way since three months, nine months left."""

    class Meta:
        model = Round

    name = factory.Sequence(lambda n: f"Omgång {n}")
    starts_on = factory.LazyFunction(lambda: in_days(-90))
    ends_on = factory.LazyFunction(lambda: in_days(275))


class InitiativeFactory(DjangoModelFactory):
    """Planned, with nothing of its rigg. `running=True` starts it with the first step of its trail."""

    class Meta:
        model = Initiative
        skip_postgeneration_save = True

    round = factory.SubFactory(RoundFactory)
    code = factory.Sequence(lambda n: f"INIT-{n}")
    name = factory.Sequence(lambda n: f"Initiativ {n}")
    question = "Hur kan vi göra vardagen enklare?"

    class Params:
        running = factory.Trait(
            state=Initiative.State.RUNNING,
            started_on=factory.LazyFunction(lambda: in_days(-30)),
            first_step=factory.RelatedFactory(
                "tests.factories.PhaseChangeFactory", "initiative", first=True
            ),
        )

    @factory.post_generation
    def units(self, create, units, **kwargs):
        if create and units:
            self.units.set(units)

    @factory.post_generation
    def goals(self, create, goals, **kwargs):
        if create and goals:
            self.goals.set(goals)


class MandateFactory(DjangoModelFactory):
    """`accepted_by=[person, ...]` says who has said yes to it."""

    class Meta:
        model = Mandate
        skip_postgeneration_save = True

    initiative = factory.SubFactory(InitiativeFactory)
    number = factory.LazyAttribute(lambda row: row.initiative.mandates.count() + 1)
    text = "Gör det märkbart enklare för målgruppen. Ni bestämmer själva hur."
    issued_by = factory.SubFactory(PersonFactory)

    @factory.post_generation
    def accepted_by(self, create, people, **kwargs):
        for person in people or ():
            MandateAcceptanceFactory(mandate=self, person=person)


class MandateAcceptanceFactory(DjangoModelFactory):
    class Meta:
        model = MandateAcceptance

    mandate = factory.SubFactory(MandateFactory)
    person = factory.SubFactory(PersonFactory)


class PhaseChangeFactory(DjangoModelFactory):
    """Leaves the initiative's own `phase` alone; `first=True` is the step that starts a trail."""

    class Meta:
        model = PhaseChange

    initiative = factory.SubFactory(InitiativeFactory)
    from_phase = Phase.BEHOV
    to_phase = Phase.IDE
    on = factory.LazyFunction(localdate)
    reason = "Vi har träffat målgruppen och vet vad den behöver."
    decided_by = factory.SubFactory(PersonFactory)

    class Params:
        first = factory.Trait(
            from_phase=None,
            to_phase=Phase.BEHOV,
            reason="",
            on=factory.LazyAttribute(lambda row: row.initiative.started_on or localdate()),
        )


class StatusUpdateFactory(DjangoModelFactory):
    """A draft. `published=True` makes it final, numbered, at `published_at` (now)."""

    class Meta:
        model = StatusUpdate

    initiative = factory.SubFactory(InitiativeFactory)
    since_last = "Vi har pratat med tolv ur målgruppen."
    next_step = "Vi provar den enklaste idén."
    confidence = 4
    edited_by = factory.SubFactory(PersonFactory)

    class Params:
        published = factory.Trait(
            state=StatusUpdate.State.FINAL,
            number=factory.LazyAttribute(lambda row: row.initiative.updates.final().count() + 1),
            phase=factory.SelfAttribute("initiative.phase"),
            published_by=factory.SelfAttribute("edited_by"),
            published_at=factory.LazyFunction(now),
        )


class ObstacleFactory(DjangoModelFactory):
    """Raised now, taken by nobody."""

    class Meta:
        model = Obstacle
        skip_postgeneration_save = True

    initiative = factory.SubFactory(InitiativeFactory)
    stops_us = "Två register får inte talas vid."
    we_need = "Ett ja från två förvaltningar."
    raised_by = factory.SubFactory(PersonFactory)
    raised_at = factory.LazyFunction(now)

    class Params:
        answered = factory.Trait(
            state=Obstacle.State.ANSWERED,
            answer="Jag har pratat med båda cheferna: det går bra.",
            answered_by=factory.SubFactory(PersonFactory),
            answered_at=factory.LazyFunction(now),
        )

    @factory.post_generation
    def steps(self, create, steps, **kwargs):
        ObstacleStep.objects.create(
            obstacle=self, kind="raised", by=self.raised_by, at=self.raised_at
        )


class ContactNoteFactory(DjangoModelFactory):
    class Meta:
        model = ContactNote

    initiative = factory.SubFactory(InitiativeFactory)
    next_step = "Fadder bokar möte med skolchefen."
    by = factory.SubFactory(PersonFactory)


class InsightFactory(DjangoModelFactory):
    """Two met, not of the target group; `from_target_group=True, people=9`; `removed=True`."""

    class Meta:
        model = Insight

    initiative = factory.SubFactory(InitiativeFactory)
    text = "De går omvägen runt stationen när syskonen är med."
    source = Insight.Source.INTERVJU
    people = 2
    on = factory.LazyFunction(localdate)
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class NeedStatementFactory(DjangoModelFactory):
    class Meta:
        model = NeedStatement

    initiative = factory.SubFactory(InitiativeFactory)
    number = factory.LazyAttribute(lambda row: row.initiative.need_statements.count() + 1)
    text = factory.LazyAttribute(lambda row: f"Unga behöver någonstans att vara, {row.number}.")
    why = factory.LazyAttribute(lambda row: "Vi hade fel målgrupp." if row.number > 1 else "")
    by = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(now)


class ToMeetFactory(DjangoModelFactory):
    """Yet to be met."""

    class Meta:
        model = ToMeet

    initiative = factory.SubFactory(InitiativeFactory)
    who = "Nattvandrare"
    why = "De ser vad som händer efter nio."
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)


class ActorFactory(DjangoModelFactory):
    class Meta:
        model = Actor

    initiative = factory.SubFactory(InitiativeFactory)
    name = factory.Sequence(lambda n: f"Förening {n}")
    side = Actor.Side.OUTSIDE
    brings = "Värdar på fredagar."


def complete_rigg(initiative: Initiative) -> SimpleNamespace:
    """Gives `initiative` all that it needs to start, and returns the people by role.

    The lots is the one the round has, or a new one.
    """
    lots = initiative.round.assignments.active().filter(role=Role.LOTS).first()
    rigg = SimpleNamespace(
        ledartrojor=[give_new(Role.LEDARTROJA, initiative) for _ in range(2)],
        fadder=give_new(Role.FADDER, initiative),
        coach=give_new(Role.COACH, initiative),
        lots=lots.person if lots else give_new(Role.LOTS, initiative.round),
    )
    LeadershipMembershipFactory(person=rigg.fadder)
    initiative.units.set([person.unit for person in rigg.ledartrojor])
    initiative.goals.set([GoalFactory()])
    initiative.target_group = "Barn i förskoleklass"
    initiative.difference = "Det går snabbare att få hjälp."
    initiative.noticed_by = in_days(365)
    initiative.save(update_fields=["target_group", "difference", "noticed_by"])
    rigg.mandate = MandateFactory(
        initiative=initiative, issued_by=rigg.lots, accepted_by=rigg.ledartrojor
    )
    return rigg


def give_new(role: Role, place: Initiative | Round | None = None, **person) -> Person:
    """A new person with that role."""
    return give(PersonFactory(**person), role, place).person


# --- checkpoints -------------------------------------------------------------------------------
class CheckpointFactory(DjangoModelFactory):
    """In twelve days, 13-16, prepared two days before."""

    class Meta:
        model = Checkpoint

    round = factory.SubFactory(RoundFactory)
    name = factory.Sequence(lambda n: f"Checkpoint {n}")
    starts_at = factory.LazyFunction(lambda: at_hour(in_days(12), 13))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=3))
    place = "Stadshuset"
    preparation_due_on = factory.LazyAttribute(
        lambda row: localdate(row.starts_at) - timedelta(days=2)
    )

    class Params:
        cancelled = factory.Trait(
            cancelled_at=factory.LazyFunction(now), cancel_reason="Vi slår ihop den med nästa."
        )


class PreparationFactory(DjangoModelFactory):
    """A draft; `ready=True`; `questions=["..."]`; `presenters=[person, ...]`."""

    class Meta:
        model = Preparation
        skip_postgeneration_save = True

    checkpoint = factory.SubFactory(CheckpointFactory)
    initiative = factory.SubFactory(
        InitiativeFactory, round=factory.SelfAttribute("..checkpoint.round")
    )
    how_far = "Vi har provat två idéer med målgruppen."
    learned = "Det enkla räcker långt."
    edited_by = factory.SubFactory(PersonFactory)

    class Params:
        ready = factory.Trait(state=Preparation.State.READY, ready_at=factory.LazyFunction(now))

    @factory.post_generation
    def questions(self, create, texts, **kwargs):
        for number, text in enumerate(texts or (), start=1):
            PreparationQuestion.objects.create(preparation=self, number=number, text=text)

    @factory.post_generation
    def presenters(self, create, people, **kwargs):
        if create and people:
            self.presenters.set(people)


class GatheringFactory(DjangoModelFactory):
    """In five days, 9-11."""

    class Meta:
        model = Gathering

    round = factory.SubFactory(RoundFactory)
    name = factory.Sequence(lambda n: f"Träff {n}")
    starts_at = factory.LazyFunction(lambda: at_hour(in_days(5), 9))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=2))


class InvitationFactory(DjangoModelFactory):
    """To a checkpoint; `checkpoint=None, gathering=...` for a träff."""

    class Meta:
        model = Invitation

    person = factory.SubFactory(PersonFactory)
    checkpoint = factory.SubFactory(CheckpointFactory)


class AgendaItemFactory(DjangoModelFactory):
    """A break; `initiative=...` makes it an initiative's turn."""

    class Meta:
        model = AgendaItem

    checkpoint = factory.SubFactory(CheckpointFactory)
    position = factory.Sequence(lambda n: n + 1)
    initiative = None
    kind = factory.LazyAttribute(
        lambda row: AgendaItem.Kind.INITIATIVE if row.initiative else AgendaItem.Kind.BREAK
    )
    title = factory.LazyAttribute(lambda row: "" if row.initiative else "Paus")


class InputFactory(DjangoModelFactory):
    """From a guest who left no name; `shown=True` when a lots has let it through."""

    class Meta:
        model = Input

    checkpoint = factory.SubFactory(CheckpointFactory)
    round = factory.SelfAttribute("checkpoint.round")
    initiative = factory.SubFactory(InitiativeFactory, round=factory.SelfAttribute("..round"))
    text = "Prata med biblioteket, de har redan provat."

    class Params:
        shown = factory.Trait(
            state=Input.State.SHOWN,
            moderated_by=factory.SubFactory(PersonFactory),
            moderated_at=factory.LazyFunction(now),
        )


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    round = factory.SelfAttribute("initiative.round")
    initiative = factory.SubFactory(InitiativeFactory)
    verdict = Answer.Verdict.TAR_MED
    because = "Vi ringer dem i veckan."
    by = factory.SubFactory(PersonFactory)
    answered_at = factory.LazyFunction(now)


class DecisionFactory(DjangoModelFactory):
    """Asked of KLG; `decided=True` with a yes."""

    class Meta:
        model = Decision

    initiative = factory.SubFactory(InitiativeFactory)
    asked_of = Decision.AskedOf.KLG
    wanted = "Två fordon till provet."
    requested_by = factory.SubFactory(PersonFactory)
    requested_at = factory.LazyFunction(now)

    class Params:
        decided = factory.Trait(
            state=Decision.State.DECIDED,
            outcome=Decision.Outcome.JA,
            text="Ni får två fordon i tre månader.",
            reason="Provet är litet och svaret viktigt.",
            decided_by=factory.SubFactory(PersonFactory),
            decided_on=factory.LazyFunction(localdate),
            recorded_by=factory.SelfAttribute("decided_by"),
            recorded_at=factory.LazyFunction(now),
        )


class ActionFactory(DjangoModelFactory):
    """Open, due in a week."""

    class Meta:
        model = Action

    initiative = factory.SubFactory(InitiativeFactory)
    round = factory.SelfAttribute("initiative.round")
    what = "Boka lokalen."
    responsible = factory.SubFactory(PersonFactory)
    due_on = factory.LazyFunction(lambda: in_days(7))
    created_by = factory.SubFactory(PersonFactory)


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = Reminder

    person = factory.SubFactory(PersonFactory)
    kind = Reminder.Kind.UPDATE_DUE
    initiative = factory.SubFactory(InitiativeFactory)
    occasion = factory.Sequence(lambda n: f"tillfälle {n}")
    due_on = factory.LazyFunction(localdate)
    send_on = factory.LazyFunction(localdate)


# --- programme ---------------------------------------------------------------------------------
def empty_pack(pack) -> PackReport:
    day = localdate(pack.finalised_at)
    return PackReport(
        organisation="Testkommunen",
        language="sv",
        round_id=pack.round.pk,
        round_name=pack.round.name,
        on=day,
        meeting_on=day,
        previous=None,
        checkpoint=None,
        decisions=(),
        news=(),
        sections=(),
        seal=Seal(f"{pack.year}-{pack.number:03}", pack.finalised_at, pack.finalised_by.name),
    )


class FinalDocumentFactory(DjangoModelFactory):
    """Fastställd now, with a PDF that is none."""

    class Meta:
        abstract = True

    year = factory.LazyFunction(lambda: localdate().year)
    number = factory.Sequence(lambda n: n + 1)
    pdf = b"%PDF-1.7\n%%EOF\n"
    sha256 = factory.LazyAttribute(lambda row: sha256(row.pdf).hexdigest())
    finalised_at = factory.LazyFunction(now)
    finalised_by = factory.SubFactory(PersonFactory)


class PackFactory(FinalDocumentFactory):
    """About a round without initiatives."""

    class Meta:
        model = Pack

    round = factory.SubFactory(RoundFactory)
    data = factory.LazyAttribute(lambda row: empty_pack(row).to_json())


def plain_report(row) -> CheckpointReport:
    report = build_checkpoint_report(row.checkpoint, None, row.kind)
    reference = f"CP-{row.year}-{row.number:03}"
    return replace(report, seal=Seal(reference, row.finalised_at, row.finalised_by.name))


class FinalReportFactory(FinalDocumentFactory):
    """After a checkpoint; `kind="before"`. Says what there is to say of it."""

    class Meta:
        model = FinalReport

    checkpoint = factory.SubFactory(CheckpointFactory)
    kind = FinalReport.Kind.AFTER
    data = factory.LazyAttribute(lambda row: plain_report(row).to_json())


class OutgoingMailFactory(DjangoModelFactory):
    """On its way, written when it was queued."""

    class Meta:
        model = OutgoingMail

    recipient = factory.SubFactory(PersonFactory)
    to_email = factory.SelfAttribute("recipient.email")
    subject = "Ett mejl"
    text_body = "Hej!"
    state = MailState.QUEUED
    queued_at = factory.LazyFunction(now)
    next_try_at = factory.LazyFunction(now)
    frozen_at = factory.LazyFunction(now)
    message_id = factory.Sequence(lambda n: f"<{n}@test.example>")


# --- Idé and test ------------------------------------------------------------------------------
class IdeaFactory(DjangoModelFactory):
    """Open, with the municipality alone; `others="En förening"`, `parked=True`, `chosen=True`."""

    class Meta:
        model = Idea

    initiative = factory.SubFactory(InitiativeFactory)
    title = factory.Sequence(lambda n: f"Öppet bibliotek till {n}")
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        chosen = factory.Trait(
            state=Idea.State.CHOSEN,
            decided_by=factory.SelfAttribute("created_by"),
            decided_at=factory.LazyFunction(now),
        )
        parked = factory.Trait(
            state=Idea.State.PARKED,
            parked_why="Den kräver en ny lag.",
            decided_by=factory.SelfAttribute("created_by"),
            decided_at=factory.LazyFunction(now),
        )
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class TestFactory(DjangoModelFactory):
    """Begun today; `closed=True, decision="stop"` is a lyckad miss."""

    __test__ = False

    class Meta:
        model = Test

    initiative = factory.SubFactory(InitiativeFactory)
    believe = "Öppet till 22 lockar nya."
    try_by = "Fyra fredagar."
    right_when = "Minst 15 nya kommer per kväll."
    starts_on = factory.LazyFunction(localdate)
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        closed = factory.Trait(
            saw="21 av 64 var nya.",
            learned="Värdarna betyder mer än programmet.",
            decision=Test.Decision.CONTINUE,
            closed_by=factory.SelfAttribute("created_by"),
            closed_at=factory.LazyFunction(now),
        )
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


# --- effects -----------------------------------------------------------------------------------
class EffectFactory(DjangoModelFactory):
    """From 29 to 60 % in a year; `main=True`, `removed=True`."""

    class Meta:
        model = Effect

    initiative = factory.SubFactory(InitiativeFactory)
    what = "av unga känner sig trygga i centrum på kvällen"
    unit = "%"
    baseline = 29
    baseline_on = factory.LazyFunction(lambda: in_days(-300))
    target = 60
    target_on = factory.LazyFunction(lambda: in_days(400))
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        main = factory.Trait(is_main=True)
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class MeasurementFactory(DjangoModelFactory):
    class Meta:
        model = Measurement

    effect = factory.SubFactory(EffectFactory)
    value = 38
    on = factory.Sequence(lambda n: in_days(-n % 250))
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class BenefitFactory(DjangoModelFactory):
    class Meta:
        model = Benefit

    initiative = factory.SubFactory(InitiativeFactory)
    who = "Fritidsgården"
    kind = Benefit.Kind.PENGAR
    what = "Slipper hyra en lokal."


class BenefitYearFactory(DjangoModelFactory):
    class Meta:
        model = BenefitYear

    benefit = factory.SubFactory(BenefitFactory)
    year = factory.Sequence(lambda n: 2000 + n % 100)
    planned = 1000


class FollowUpFactory(DjangoModelFactory):
    """Unanswered, due today."""

    class Meta:
        model = FollowUp

    initiative = factory.SubFactory(InitiativeFactory)
    months = 6
    due_on = factory.LazyFunction(localdate)


# --- Förverkliga, communication, documents -----------------------------------------------------
class AdoptionFactory(DjangoModelFactory):
    """Not decided; `decided=True`."""

    class Meta:
        model = Adoption

    initiative = factory.SubFactory(InitiativeFactory)
    handover_note = "Ring biblioteket först."
    by = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(now)

    class Params:
        decided = factory.Trait(
            decision="Vi har öppet till nio.",
            decided_by_name="Ylva Nordin, förvaltningschef",
            decided_on=factory.LazyFunction(localdate),
        )


class AdoptionStepFactory(DjangoModelFactory):
    """Reached today."""

    class Meta:
        model = AdoptionStep

    initiative = factory.SubFactory(InitiativeFactory)
    step = 4
    reached_on = factory.LazyFunction(localdate)
    evidence = "Rutinen ligger i pärmen."
    responsible = "Enhetschefen"
    by = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(now)


class CommunicationActivityFactory(DjangoModelFactory):
    """In a week; `done=True`; `removed=True`."""

    class Meta:
        model = CommunicationActivity

    initiative = factory.SubFactory(InitiativeFactory)
    activity = factory.Sequence(lambda n: f"Frukost {n}")
    how = "Vi bjuder på kaffe."
    why = "De ska veta vart de ringer."
    target_group = "Hemtjänstens personal"
    channel = "Personalmötet"
    side = CommunicationActivity.Side.INTERNAL
    planned_on = factory.LazyFunction(lambda: in_days(7))
    responsible = "Kommunikatören"
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        done = factory.Trait(done_on=factory.LazyFunction(localdate), gave="Tolv kom.")
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class InformationClassificationFactory(DjangoModelFactory):
    class Meta:
        model = InformationClassification

    initiative = factory.SubFactory(InitiativeFactory)
    number = factory.LazyAttribute(lambda row: row.initiative.classifications.count() + 1)
    confidentiality = 2
    confidentiality_reason = "Namn och adress."
    correctness = 3
    correctness_reason = "Fel adress ger fel besök."
    availability = 1
    availability_reason = "Det går att ringa."
    traceability = 2
    traceability_reason = "Loggen räcker."
    decided_by = "Sara Lövgren, enhetschef"
    decided_on = factory.LazyFunction(localdate)
    by = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(now)


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = Link

    initiative = factory.SubFactory(InitiativeFactory)
    title = factory.Sequence(lambda n: f"Projektrummet {n}")
    url = "https://kommun.example/rum"
    what = "Anteckningar och bilder."
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class AttachmentFactory(DjangoModelFactory):
    """A PDF of a few bytes, on the disk of the test."""

    class Meta:
        model = Attachment

    initiative = factory.SubFactory(InitiativeFactory)
    title = factory.Sequence(lambda n: f"Rapport {n}")
    name = "rapport.pdf"
    file = factory.django.FileField(data=b"%PDF-1.7\n%%EOF\n", filename="rapport.pdf")
    size = 15
    content_type = "application/pdf"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


# --- The end, and what was learned ---------------------------------------------------------------
class _WrittenFactory(DjangoModelFactory):
    """`removed=True`: taken away by who wrote it."""

    class Meta:
        abstract = True

    created_by = factory.SubFactory(PersonFactory)
    created_at = factory.LazyFunction(now)

    class Params:
        removed = factory.Trait(
            removed_by=factory.SelfAttribute("created_by"), removed_at=factory.LazyFunction(now)
        )


class LessonFactory(_WrittenFactory):
    class Meta:
        model = Lesson

    initiative = factory.SubFactory(InitiativeFactory)
    phase = Phase.TEST
    kind = Lesson.Kind.ARBETSSATT
    text = "Vi frågade föräldrarna för sent."
    advice = "Fråga föräldrarna första veckan."


class CoachNoteFactory(_WrittenFactory):
    class Meta:
        model = CoachNote

    initiative = factory.SubFactory(InitiativeFactory)
    next_step = "Ring tre föräldrar före fredag."


class RetrospectiveNoteFactory(_WrittenFactory):
    class Meta:
        model = RetrospectiveNote

    round = factory.SubFactory(RoundFactory)
    kind = RetrospectiveNote.Kind.KEEP
    text = "Checkpoint var sjätte vecka."


class EndingFactory(DjangoModelFactory):
    """The row alone; `services.endings.end_initiative` ends. `in_use=True`, `merged=True`, `reopened=True`."""

    class Meta:
        model = Ending

    initiative = factory.SubFactory(InitiativeFactory)
    outcome = Ending.Outcome.LARDOM
    words = "Grannarna hjälper redan till. Vårt nummer behövdes inte."
    by = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(now)

    class Params:
        in_use = factory.Trait(
            outcome=Ending.Outcome.NYTTIGGJORD,
            processledare=factory.SubFactory(PersonFactory),
            unit=factory.SelfAttribute("processledare.unit"),
        )
        merged = factory.Trait(
            outcome=Ending.Outcome.SAMMANSLAGEN, merged_into=factory.SubFactory(InitiativeFactory)
        )
        reopened = factory.Trait(
            reopened_by=factory.SelfAttribute("by"), reopened_at=factory.LazyFunction(now)
        )


def plain_closing(row) -> Closing:
    report = build_slutrapport(row.initiative, None)
    reference = f"SR-{row.year}-{row.number:03}"
    return replace(report, seal=Seal(reference, row.finalised_at, row.finalised_by.name))


class SlutrapportFactory(FinalDocumentFactory):
    """Says what there is to say of its initiative."""

    class Meta:
        model = Slutrapport

    initiative = factory.SubFactory(InitiativeFactory)
    data = factory.LazyAttribute(lambda row: plain_closing(row).to_json())
