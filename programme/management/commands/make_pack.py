from argparse import ArgumentParser
from datetime import date

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils.timezone import localdate

from initiatives.models import Round
from programme.models import Pack
from programme.reports import build_pack
from programme.services import finalise_pack, pack_pdf
from roles.document_command import DocumentCommand
from roles.models import Person


class Command(DocumentCommand):
    help = "Gör ledningsgruppens underlag för en omgång som PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", metavar="OMGÅNG", help="omgångens namn eller id")
        parser.add_argument("--meeting", metavar="ÅÅÅÅ-MM-DD", help="dag för mötet, annars i dag")
        super().add_arguments(parser)

    def find(self, options) -> Round:
        return _round(options["round"])

    def draft(self, about: Round, options) -> bytes:
        return pack_pdf(build_pack(about, meeting_on=_day(options["meeting"])))

    def finalise(self, about: Round, options, *, by: Person) -> Pack:
        return finalise_pack(by=by, round_=about, meeting_on=_day(options["meeting"]))


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
