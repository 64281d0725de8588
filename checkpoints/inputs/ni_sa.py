"""Ni sa – vi gjorde: what was said last time, the answer to it, and what came of it.

Final reports keep these dataclasses as they are: what they get later needs a default.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from checkpoints.models import Action, Answer, Checkpoint, Input
from initiatives.models import Initiative
from prioinit.sql import Compiled
from roles.access import permitted
from roles.models import Person
from roles.permissions import Perm


@dataclass(frozen=True)
class Done:
    """An åtgärd that an input gave rise to."""

    what: str
    who: str
    due_on: date
    state: str
    state_label: str
    outcome: str

    @property
    def is_done(self) -> bool:
        return self.state == Action.State.DONE


@dataclass(frozen=True)
class Said:
    """What one answer answers: one input or several, or one that has no answer yet."""

    initiative: str
    initiative_id: int | None
    texts: tuple[str, ...]
    verdict: str
    verdict_label: str
    because: str
    answered_by: str
    actions: tuple[Done, ...]


@dataclass(frozen=True)
class NiSa:
    checkpoint: str
    on: date
    url: str
    said: tuple[Said, ...]
    inputs: int
    taken: int
    tried: int
    declined: int
    unanswered: int
    actions_done: int
    actions_open: int


def held_before(checkpoint: Checkpoint) -> Checkpoint | None:
    """The one before it in the round."""
    earlier = Checkpoint.objects.held().filter(
        round=checkpoint.round_id, starts_at__lt=checkpoint.starts_at
    )
    return earlier.order_by("-starts_at", "-pk").first()


def build_ni_sa(
    checkpoint: Checkpoint, initiative: Initiative | None = None, *, reader: Person | None = None
) -> NiSa | None:
    """For `checkpoint`, what was said at the one before it and since. None: there was none, or nothing said.

    `reader` narrows it to what that person may read; a report for the lots leaves it out.
    """
    before = held_before(checkpoint)
    if before is None:
        return None
    inputs = list(_inputs(before, checkpoint, initiative, reader))
    return _sum_up(before, inputs) if inputs else None


@lru_cache(maxsize=1)
def something_said() -> Compiled:
    """Of a checkpoint: whether `build_ni_sa` would have anything to tell."""
    outer = {name: OuterRef(OuterRef(name)) for name in ("round", "starts_at")}
    before = (
        Checkpoint.objects.held()
        .filter(round=outer["round"], starts_at__lt=outer["starts_at"])
        .order_by("-starts_at", "-pk")
    )
    between = Q(checkpoint=None, created_at__lt=OuterRef("starts_at")) & Q(
        created_at__gte=Subquery(before.values("starts_at")[:1])
    )
    at_it = Q(checkpoint__in=before.values("pk")[:1])
    inputs = Input.objects.shown().filter(at_it | between, round=OuterRef("round"))
    return Compiled(Checkpoint, Exists(inputs))


def _inputs(before: Checkpoint, checkpoint: Checkpoint, initiative, reader):
    between = Q(checkpoint=None, created_at__gte=before.starts_at) & Q(
        created_at__lt=checkpoint.starts_at
    )
    found = Input.objects.shown().filter(Q(checkpoint=before) | between, round=before.round_id)
    if initiative is not None:
        found = found.filter(initiative=initiative)
    if reader is not None:
        found = permitted(found, reader, Perm.READ)
    return with_what_came_of_it(found)


def with_what_came_of_it(inputs: QuerySet[Input]) -> QuerySet[Input]:
    """In the order that `say_together` wants."""
    actions = Action.objects.select_related("responsible").order_by("due_on", "pk")
    return (
        inputs.select_related("answer__by", "initiative")
        .prefetch_related(Prefetch("actions", actions))
        .order_by("initiative__name", "-answer", "created_at", "pk")
    )


def say_together(inputs: Iterable[Input]) -> tuple[Said, ...]:
    """What one answer answers stands together."""
    groups: dict[object, list[Input]] = {}
    for row in inputs:
        groups.setdefault((row.initiative_id, row.answer_id or f"no answer {row.pk}"), []).append(
            row
        )
    return tuple(_said(rows) for rows in groups.values())


def _sum_up(before: Checkpoint, inputs: list[Input]) -> NiSa:
    said = say_together(inputs)
    verdicts = [row.answer.verdict if row.answer else "" for row in inputs]
    actions = [action for one in said for action in one.actions]
    return NiSa(
        checkpoint=before.name,
        on=localdate(before.starts_at),
        url=before.get_absolute_url(),
        said=said,
        inputs=len(inputs),
        taken=verdicts.count(Answer.Verdict.TAR_MED),
        tried=verdicts.count(Answer.Verdict.PROVAR),
        declined=verdicts.count(Answer.Verdict.AVSTAR),
        unanswered=verdicts.count(""),
        actions_done=sum(action.is_done for action in actions),
        actions_open=sum(action.state == Action.State.OPEN for action in actions),
    )


def _said(rows: list[Input]) -> Said:
    first, answer = rows[0], rows[0].answer
    return Said(
        initiative=first.initiative.name if first.initiative else "",
        initiative_id=first.initiative_id,
        texts=tuple(row.text for row in rows),
        verdict=answer.verdict if answer else "",
        verdict_label=str(answer.get_verdict_display()) if answer else "",
        because=answer.because if answer else "",
        answered_by=answer.by.name if answer else "",
        actions=tuple(_done(action) for row in rows for action in row.actions.all()),
    )


def _done(action: Action) -> Done:
    return Done(
        what=action.what,
        who=action.responsible.name,
        due_on=action.due_on,
        state=action.state,
        state_label=str(action.get_state_display()),
        outcome=action.outcome,
    )
