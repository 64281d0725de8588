"""manage.py export_round ROUND --out FILE.xlsx"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from initiatives.models import Round
from programme.management.acting import active_person
from programme.workbook.writing import export


class Command(BaseCommand):
    help = "Skriver en omgång till en Excel-arbetsbok i samma format som import_round läser."

    def add_arguments(self, parser):
        parser.add_argument("round", metavar="OMGÅNG", help="omgångens namn eller nummer")
        parser.add_argument(
            "--by", metavar="E-POST", help="bara det som den personen får läsa; annars allt"
        )
        parser.add_argument("--out", type=Path, required=True, metavar="FIL.xlsx")

    def handle(self, *args, round: str, out: Path, by: str | None, **options):
        data = export(self._round(round), by=active_person(by))
        try:
            out.write_bytes(data)
        except OSError as error:
            raise CommandError(f"Filen {out} går inte att skriva: {error.strerror}.") from error
        self.stdout.write(f"Skrev {out}.")

    def _round(self, wanted: str) -> Round:
        found = Round.objects.filter(name__iexact=wanted.strip()).first()
        if found is None and wanted.isdigit():
            found = Round.objects.filter(pk=int(wanted)).first()
        if found is None:
            names = ", ".join(Round.objects.values_list("name", flat=True)) or "ingen"
            raise CommandError(f"Omgången {wanted} finns inte. De som finns: {names}.")
        return found
