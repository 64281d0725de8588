"""manage.py import_round FILE.xlsx [--check] [--by EMAIL]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from prioinit.errors import DomainError
from programme.management.acting import active_person
from programme.workbook.findings import Finding
from programme.workbook.importing import examine, import_workbook
from programme.workbook.items import Plan
from programme.workbook.layout import MAX_BYTES


class Command(BaseCommand):
    help = "Läser in en omgång från en Excel-arbetsbok. Allt eller inget sparas."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FIL.xlsx")
        parser.add_argument(
            "--check", action="store_true", help="granska bara: säg vad som skulle hända"
        )
        parser.add_argument(
            "--by", metavar="E-POST", help="läs in som den personen, med den personens rätt"
        )

    def handle(self, *args, file: Path, check: bool, by: str | None, **options):
        person = active_person(by)
        try:
            with file.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
            examined = examine(data, by=person)
            for finding in examined.findings.found:
                self._say(finding)
            if examined.plan is None:
                count = len(examined.findings.errors)
                raise CommandError(f"Inget har sparats. Antal fel: {count}.")
            self._show(examined.plan)
            if check:
                self.stdout.write("Bara granskat: inget har sparats.")
            elif not examined.plan.changes_nothing:
                import_workbook(data, by=person, digest=examined.plan.digest)
                self.stdout.write(self.style.SUCCESS("Inläst."))
        except OSError as error:
            raise CommandError(f"Filen {file} går inte att läsa: {error.strerror}.") from error
        except DomainError as error:
            raise CommandError(str(error)) from error

    def _say(self, finding: Finding) -> None:
        word = "Fel" if finding.is_error else "Varning"
        self.stdout.write(f"{word}: {finding.place}: {finding.what} {finding.do}")

    def _show(self, plan: Plan) -> None:
        if plan.changes_nothing:
            self.stdout.write("Inget ändras: allt i filen finns redan.")
        for sheet_plan in plan.sheets:
            self.stdout.write(
                f"{sheet_plan.sheet.name}: {len(sheet_plan.created)} nya, "
                f"{len(sheet_plan.changed)} ändras, {len(sheet_plan.left)} lämnas"
            )
            for item in sheet_plan.changed:
                for change in item.changes:
                    self.stdout.write(
                        f"  {item.label}, {change.title}: {change.before or 'tomt'} -> {change.after}"
                    )
            for item in sheet_plan.items:
                for note in item.notes:
                    self.stdout.write(f"  {item.label}: {note}")
