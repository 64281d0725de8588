"""What the commands that make a document have in common: a draft for anyone, a final one by someone who may."""

from abc import abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model

from prioinit.errors import DomainError
from prioinit.models import FinalDocument
from roles.access import can
from roles.models import Person
from roles.permissions import Perm


class DocumentCommand(BaseCommand):
    """A subclass finds what the document is about, and draws or seals it."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", required=True, metavar="FIL.pdf", help="filen som ska skrivas")
        parser.add_argument("--final", action="store_true", help="fastställ: numrera och arkivera")
        parser.add_argument("--by", metavar="E-POST", help="lotsen som fastställer")

    def handle(self, *args: object, **options: Any) -> None:
        about = self.find(options)
        out = Path(options["out"])
        try:
            if options["final"]:
                final = self.finalise(about, options, by=_lots(options["by"], about))
                pdf, done = bytes(final.pdf), f"Fastställt som {final.reference}"
            else:
                pdf, done = self.draft(about, options), "Arbetsmaterial"
            out.write_bytes(pdf)
        except (DomainError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{done}: {out} ({len(pdf) / 1000:.0f} kB)")

    @abstractmethod
    def find(self, options: dict[str, Any]) -> Model:
        """CommandError when it cannot be one row."""

    @abstractmethod
    def draft(self, about: Any, options: dict[str, Any]) -> bytes: ...

    @abstractmethod
    def finalise(self, about: Any, options: dict[str, Any], *, by: Person) -> FinalDocument: ...


def _lots(email: str | None, about: Model) -> Person:
    if not email:
        raise CommandError("Säg vem som fastställer: --by anna@kommun.example")
    person = Person.objects.active().filter(email__iexact=email).first()
    if person is None or not can(person, Perm.RUN_ROUND, about):
        raise CommandError(f"{email} är inte lots för {about}.")
    return person
