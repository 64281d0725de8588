import factory
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from initiatives.models import (
    Adoption,
    AdoptionStep,
    Attachment,
    CommunicationActivity,
    InformationClassification,
    Link,
)
from tests.factories.days import in_days
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory


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
