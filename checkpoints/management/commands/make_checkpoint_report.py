from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from checkpoints.models import Checkpoint, FinalReport
from checkpoints.reports import build_checkpoint_report
from checkpoints.services.reports import checkpoint_report_pdf, finalise_report
from prioinit.errors import DomainError
from roles.access import can
from roles.models import Person
from roles.permissions import Perm

KINDS = {"inför": FinalReport.Kind.BEFORE, "efter": FinalReport.Kind.AFTER}


class Command(BaseCommand):
    help = "Gör rapporten inför eller efter en checkpoint som PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=KINDS, help="vilken av rapporterna")
        parser.add_argument("checkpoint", metavar="CHECKPOINT", help="dess namn eller id")
        parser.add_argument("--out", required=True, metavar="FIL.pdf", help="filen som ska skrivas")
        parser.add_argument("--final", action="store_true", help="fastställ: numrera och arkivera")
        parser.add_argument("--by", metavar="E-POST", help="lotsen som fastställer")

    def handle(self, *args: object, **options) -> None:
        kind, checkpoint = KINDS[options["kind"]], _checkpoint(options["checkpoint"])
        out = Path(options["out"])
        try:
            if options["final"]:
                by = _lots(options["by"], checkpoint)
                final = finalise_report(by=by, checkpoint=checkpoint, kind=kind)
                pdf, done = bytes(final.pdf), f"Fastställt som {final.reference}"
            else:
                pdf = checkpoint_report_pdf(build_checkpoint_report(checkpoint, None, kind))
                done = "Arbetsmaterial"
            out.write_bytes(pdf)
        except (DomainError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{done}: {out} ({len(pdf) / 1000:.0f} kB)")


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


def _lots(email: str | None, checkpoint: Checkpoint) -> Person:
    if not email:
        raise CommandError("Säg vem som fastställer: --by anna@kommun.example")
    person = Person.objects.active().filter(email__iexact=email).first()
    if person is None or not can(person, Perm.RUN_ROUND, checkpoint):
        raise CommandError(f"{email} är inte lots för {checkpoint.round.name}.")
    return person
