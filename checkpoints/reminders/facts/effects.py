"""Reading what is asked about effects: the follow-ups long after, and what is to be read again."""

from datetime import date

from django.db.models import Max, Q

from checkpoints.reminders.facts.matters import Scope
from checkpoints.reminders.facts.shapes import Later, Reading
from initiatives.models import Effect, FollowUp, Initiative


def unanswered_follow_ups(scope: Scope) -> list[Later]:
    """Whatever has become of the initiative and its round."""
    columns = ("pk", "initiative_id", "initiative__round_id", "due_on")
    rows = scope.narrow(FollowUp.objects.unanswered()).order_by("pk")
    return [Later(*row) for row in rows.values_list(*columns)]


def readings_due(on: date, scope: Scope) -> list[Reading]:
    """Of running initiatives. What was never read is counted from its baseline."""
    effects = scope.narrow(
        Effect.objects.kept().filter(initiative__state=Initiative.State.RUNNING)
    ).annotate(read_on=Max("measurements__on", filter=Q(measurements__removed_at__isnull=True)))
    return [
        Reading(one.pk, one.initiative_id, one.next_due(one.read_on or one.baseline_on))
        for one in effects.order_by("pk")
    ]
