from dataclasses import replace
from hashlib import sha256

import factory
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from checkpoints.models import FinalReport
from checkpoints.reports import build_checkpoint_report
from checkpoints.reports.shapes import CheckpointReport
from prioinit.documents import Seal
from programme.models import Pack, Slutrapport
from programme.pack_data import PackReport
from programme.slutrapport import Closing, build_slutrapport
from tests.factories.checkpoints import CheckpointFactory
from tests.factories.initiatives import InitiativeFactory, RoundFactory
from tests.factories.people import PersonFactory


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
