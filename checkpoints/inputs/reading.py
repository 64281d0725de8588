"""Reading medskick: who sees what, what can be answered, what is new, how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import now

from checkpoints.models import Checkpoint, Input, Preparation, PreparationQuestion
from checkpoints.policy.inputs import INPUT_DAYS_AFTER, takes_input
from initiatives.models import Initiative
from roles.access import can, permitted, reach
from roles.models import Person
from roles.permissions import Perm

NEWEST = 12
MINE = 10


def readable_input(person: Person) -> QuerySet[Input]:
    """What is shown, one's own, and everything to those who run the round."""
    runs = reach(person, Perm.RUN_ROUND).q(Input) if can(person, Perm.RUN_ROUND) else Q(pk__in=())
    return permitted(Input.objects.all(), person, Perm.READ).filter(
        Q(state=Input.State.SHOWN) | Q(person=person) | runs
    )


def shown_input(person: Person) -> QuerySet[Input]:
    """What the room sees."""
    return permitted(Input.objects.shown(), person, Perm.READ)


def with_sender_and_answer(inputs: QuerySet[Input]) -> QuerySet[Input]:
    return inputs.select_related("initiative", "person", "answer__by")


# --- What can be said something about ----------------------------------------------------------
@dataclass(frozen=True)
class Topic:
    """An initiative and what it asks right now."""

    initiative: Initiative
    questions: tuple[PreparationQuestion, ...]


def ready_questions() -> QuerySet[PreparationQuestion]:
    return PreparationQuestion.objects.filter(
        preparation__state=Preparation.State.READY,
        preparation__checkpoint__cancelled_at=None,
    ).select_related("preparation__checkpoint", "preparation__initiative")


def topics_of_checkpoint(checkpoint: Checkpoint, person: Person) -> list[Topic]:
    asked: dict[int, list[PreparationQuestion]] = {}
    for question in ready_questions().filter(preparation__checkpoint=checkpoint):
        asked.setdefault(question.preparation.initiative_id, []).append(question)
    taking_part = Initiative.objects.filter(round=checkpoint.round_id).filter(
        Q(state=Initiative.State.RUNNING) | Q(pk__in=asked)
    )
    return [
        Topic(initiative, tuple(asked.get(initiative.pk, ())))
        for initiative in permitted(taking_part, person, Perm.CONTRIBUTE)
    ]


def topic_of_initiative(initiative: Initiative) -> Topic:
    """Its questions to the checkpoint that takes input now: the one that was, until it closes; then the next."""
    questions = list(
        ready_questions()
        .filter(
            preparation__initiative=initiative,
            preparation__checkpoint__ends_at__gte=now() - timedelta(days=INPUT_DAYS_AFTER),
        )
        .order_by("preparation__checkpoint__starts_at", "number")
    )
    first = questions[0].preparation.checkpoint if questions else None
    asked = [one for one in questions if one.preparation.checkpoint == first]
    return Topic(initiative, tuple(asked) if first and takes_input(first) else ())


# --- The newest, for the room ------------------------------------------------------------------
@dataclass(frozen=True)
class InitiativeCount:
    initiative: str
    count: int


def live_version(inputs: QuerySet[Input]) -> str:
    """Changes when one is shown, hidden or put back: what an idle poll compares, in one query."""
    seen = inputs.aggregate(count=Count("pk"), newest=Max("pk"), moderated=Max("moderated_at"))
    moderated = int(seen["moderated"].timestamp() * 1000) if seen["moderated"] else 0
    return f"{seen['count']}.{seen['newest'] or 0}.{moderated}"


def newest(inputs: QuerySet[Input], limit: int = NEWEST) -> list[Input]:
    return list(with_sender_and_answer(inputs).order_by("-created_at", "-pk")[:limit])


def counts(inputs: QuerySet[Input]) -> list[InitiativeCount]:
    """How many per initiative, most first; those about the whole checkpoint have no name."""
    found = (
        inputs.order_by()
        .values("initiative", "initiative__name")
        .annotate(n=Count("pk"))
        .order_by("-n", "initiative__name")
    )
    return [InitiativeCount(row["initiative__name"] or "", row["n"]) for row in found]


# --- What a team owes --------------------------------------------------------------------------
def unanswered(places: Iterable[Initiative]) -> dict[int, int]:
    """Initiative -> how many inputs wait for its answer."""
    found = (
        Input.objects.unanswered()
        .filter(initiative__in=places)
        .order_by()
        .values_list("initiative")
        .annotate(n=Count("pk"))
    )
    return dict(found)


def earlier_answers(row: Input) -> list:
    """The answers it had before, oldest first, as its history tells."""
    events = row.events.exclude(answer=None).exclude(answer=row.answer_id)
    seen = dict.fromkeys(events.order_by("pgh_id").values_list("answer", flat=True))
    found = type(row.answer).objects.select_related("by").in_bulk(list(seen)) if seen else {}
    return [found[pk] for pk in seen if pk in found]
