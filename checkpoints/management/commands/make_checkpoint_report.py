from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.db.models import Q

from checkpoints.models import Checkpoint, FinalReport
from checkpoints.reports import build_checkpoint_report
from checkpoints.services.reports import checkpoint_report_pdf, finalise_report
from roles.document_command import DocumentCommand
from roles.models import Person

KINDS = {"inför": FinalReport.Kind.BEFORE, "efter": FinalReport.Kind.AFTER}


class Command(DocumentCommand):
    help = "Gör rapporten inför eller efter en checkpoint som PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=KINDS, help="vilken av rapporterna")
        parser.add_argument("checkpoint", metavar="CHECKPOINT", help="dess namn eller id")
        super().add_arguments(parser)

    def find(self, options) -> Checkpoint:
        return _checkpoint(options["checkpoint"])

    def draft(self, about: Checkpoint, options) -> bytes:
        return checkpoint_report_pdf(build_checkpoint_report(about, None, KINDS[options["kind"]]))

    def finalise(self, about: Checkpoint, options, *, by: Person) -> FinalReport:
        return finalise_report(by=by, checkpoint=about, kind=KINDS[options["kind"]])


def _checkpoint(wanted: str) -> Checkpoint:
    match = Q(name__iexact=wanted)
    if wanted.isdecimal():
        match |= Q(pk=int(wanted))
    found = list(Checkpoint.objects.filter(match).select_related("round")[:2])
    if len(found) == 1:
        return found[0]
    there = Checkpoint.objects.select_related("round")
    names = ", ".join(f"{one.name} i {one.round.name} ({one.pk})" for one in there)
    if found:
        raise CommandError(f"Flera checkpoints heter ”{wanted}”. Skriv id: {names}.")
    raise CommandError(f"Ingen checkpoint heter ”{wanted}”. Det finns: {names or 'ingen alls'}.")
