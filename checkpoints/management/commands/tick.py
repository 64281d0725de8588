from django.core.management.base import BaseCommand

from checkpoints.reminders.clockwork import turn


class Command(BaseCommand):
    help = (
        "Planerar påminnelser, buntar dem och skickar det som ska iväg. Behöver ingen meddelandekö."
    )

    def handle(self, *args, **options):
        done = turn()
        sent = done.delivered
        self.stdout.write(
            f"{done.day}: {done.planned} planerade, {done.dropped} strukna, "
            f"{done.bundled} mejl buntade, {sent.sent} skickade, {sent.deferred} väntar, "
            f"{sent.failed} misslyckade, {sent.uncertain} osäkra, {sent.expired} behövdes inte."
        )
