import factory
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from initiatives.models import (
    ContactNote,
    Goal,
    Initiative,
    Mandate,
    MandateAcceptance,
    Obstacle,
    ObstacleStep,
    Phase,
    PhaseChange,
    Round,
    StatusUpdate,
)
from tests.factories.days import in_days
from tests.factories.people import PersonFactory


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
                "tests.factories.initiatives.PhaseChangeFactory", "initiative", first=True
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
