from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.timezone import localdate

from initiatives.models import Round
from prioinit.errors import DomainError
from programme.reports import build_pack
from programme.services import finalise_pack, pack_pdf
from roles.access import can
from roles.models import Person
from roles.permissions import Perm


class Command(BaseCommand):
    help = "Gör ledningsgruppens underlag för en omgång som PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", metavar="OMGÅNG", help="omgångens namn eller id")
        parser.add_argument("--out", required=True, metavar="FIL.pdf", help="filen som ska skrivas")
        parser.add_argument("--meeting", metavar="ÅÅÅÅ-MM-DD", help="dag för mötet, annars i dag")
        parser.add_argument("--final", action="store_true", help="fastställ: numrera och arkivera")
        parser.add_argument("--by", metavar="E-POST", help="lotsen som fastställer")

    def handle(self, *args: object, **options) -> None:
        round_ = _round(options["round"])
        meeting_on = _day(options["meeting"])
        out = Path(options["out"])
        try:
            if options["final"]:
                by = _lots(options["by"], round_)
                pack = finalise_pack(by=by, round_=round_, meeting_on=meeting_on)
                pdf, done = bytes(pack.pdf), f"Fastställt som {pack.reference}"
            else:
                pdf = pack_pdf(build_pack(round_, meeting_on=meeting_on))
                done = "Arbetsmaterial"
            out.write_bytes(pdf)
        except (DomainError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{done}: {out} ({len(pdf) / 1000:.0f} kB)")


def _round(wanted: str) -> Round:
    match = Q(name__iexact=wanted)
    if wanted.isdecimal():
        match |= Q(pk=int(wanted))
    found = list(Round.objects.filter(match)[:2])
    if len(found) != 1:
        names = ", ".join(f"{one.name} ({one.pk})" for one in Round.objects.all())
        raise CommandError(f"Ingen omgång heter ”{wanted}”. Det finns: {names or 'ingen alls'}.")
    return found[0]


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else localdate()
    except ValueError as wrong:
        raise CommandError("Skriv mötets dag som 2026-12-03.") from wrong


def _lots(email: str | None, round_: Round) -> Person:
    if not email:
        raise CommandError("Säg vem som fastställer: --by anna@kommun.example")
    person = Person.objects.active().filter(email__iexact=email).first()
    if person is None or not can(person, Perm.RUN_ROUND, round_):
        raise CommandError(f"{email} är inte lots för {round_.name}.")
    return person
