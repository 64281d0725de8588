from django.core.management.base import BaseCommand

from programme.demo.load import load
from roles.models import Person


class Command(BaseCommand):
    help = "Läser in den påhittade Lindåsa kommun, om databasen är tom."

    def handle(self, *args, **options):
        if Person.objects.exists():
            self.stdout.write("Databasen har redan människor i sig. Inget ändrades.")
            return
        load()
        self.stdout.write("Lindåsa kommun är inläst.")
