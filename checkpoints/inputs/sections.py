"""What pages that are not about input say about it: the checkpoint's own, and the initiative's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Window

from checkpoints.forms.input import InputForm
from checkpoints.inputs.reading import Topic, newest, readable_input
from checkpoints.models import Checkpoint, Input
from checkpoints.policy.inputs import input_until, takes_input
from initiatives.models import Initiative
from roles.access import can
from roles.models import Person
from roles.permissions import Perm

ON_CHECKPOINT = 6
ON_INITIATIVE = 3
LOOKED_AT = 60
# The columns a line shows: people are wide, and the initiative's page is read the most.
_LINE = (
    *("kind", "state", "text", "asked", "created_at", "person__name"),
    *("answer__verdict", "answer__because", "answer__answered_at", "answer__by__name"),
)


@dataclass(frozen=True)
class Section:
    """What the checkpoint's page says about input."""

    form: InputForm | None
    shown: list[Input]
    mine: list[Input]
    total: int
    waiting: int
    may_run: bool
    until: date


def section_of_checkpoint(person: Person, checkpoint: Checkpoint, topics: list[Topic]) -> Section:
    """Two queries: the newest of what is shown and one's own, and how many there are in which state."""
    may_run = can(person, Perm.RUN_ROUND, checkpoint)
    readable = readable_input(person).filter(checkpoint=checkpoint)
    rows = newest(_shown_or_own(readable, person), LOOKED_AT)
    states = dict(readable.order_by().values_list("state").annotate(n=Count("pk")))
    may_give = takes_input(checkpoint) and can(person, Perm.CONTRIBUTE, checkpoint)
    return Section(
        form=InputForm(topics=topics, checkpoint=checkpoint) if may_give else None,
        shown=[row for row in rows if row.state == Input.State.SHOWN][:ON_CHECKPOINT],
        mine=[row for row in rows if row.person_id == person.pk],
        total=states.get(Input.State.SHOWN, 0),
        waiting=states.get(Input.State.WAITING, 0) if may_run else 0,
        may_run=may_run,
        until=input_until(checkpoint),
    )


def _shown_or_own(inputs: QuerySet[Input], person: Person) -> QuerySet[Input]:
    return inputs.filter(Q(state=Input.State.SHOWN) | Q(person=person))


def section_of_initiative(person: Person, initiative: Initiative) -> dict:
    """For the initiative's own page: the newest input, and how much waits for an answer."""
    readable = readable_input(person).filter(initiative=initiative)
    owed = Window(Count("pk", filter=Q(state=Input.State.SHOWN, answer=None)))
    rows = list(
        _shown_or_own(readable, person)
        .select_related("person", "answer__by")
        .only(*_LINE)
        .annotate(owed=owed)[:ON_INITIATIVE]
    )
    may_give = initiative.is_running and can(person, Perm.CONTRIBUTE, initiative)
    return {
        "initiative": initiative,
        "inputs": rows,
        "unanswered": rows[0].owed if rows else 0,
        "may_answer": can(person, Perm.PUBLISH, initiative),
        "may_give": may_give,
    }
