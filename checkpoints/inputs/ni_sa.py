"""Ni sa – vi gjorde: what was said last time, the answer to it, and what came of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils.timezone import localdate

from checkpoints.models import Action, Answer, Checkpoint, Input
from initiatives.models import Initiative
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
    texts: tuple[str, ...]
    verdict: str
    verdict_label: str
    because: str
    answered_by: str
    actions: tuple[Done, ...]

    @property
    def tone(self) -> str:
        return {
            Answer.Verdict.TAR_MED: "ok",
            Answer.Verdict.PROVAR: "info",
            Answer.Verdict.AVSTAR: "neutral",
        }.get(self.verdict, "warn")


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


def build_ni_sa(
    checkpoint: Checkpoint, initiative: Initiative | None = None, *, reader: Person | None = None
) -> NiSa | None:
    """For `checkpoint`, what was said at the one before it and since. None: there was none, or nothing said.

    `reader` narrows it to what that person may read; a report for the lots leaves it out.
    """
    before = (
        Checkpoint.objects.held()
        .filter(round=checkpoint.round_id, starts_at__lt=checkpoint.starts_at)
        .order_by("-starts_at", "-pk")
        .first()
    )
    if before is None:
        return None
    inputs = list(_inputs(before, checkpoint, initiative, reader))
    return _sum_up(before, inputs) if inputs else None


def _inputs(before: Checkpoint, checkpoint: Checkpoint, initiative, reader):
    between = Q(checkpoint=None, created_at__gte=before.starts_at) & Q(
        created_at__lt=checkpoint.starts_at
    )
    found = Input.objects.shown().filter(Q(checkpoint=before) | between, round=before.round_id)
    if initiative is not None:
        found = found.filter(initiative=initiative)
    if reader is not None:
        found = permitted(found, reader, Perm.READ)
    actions = Action.objects.select_related("responsible").order_by("due_on", "pk")
    return (
        found.select_related("answer__by", "initiative")
        .prefetch_related(Prefetch("actions", actions))
        .order_by("initiative__name", "-answer", "created_at", "pk")
    )


def _sum_up(before: Checkpoint, inputs: list[Input]) -> NiSa:
    groups: dict[object, list[Input]] = {}
    for row in inputs:
        groups.setdefault((row.initiative_id, row.answer_id or f"no answer {row.pk}"), []).append(
            row
        )
    said = tuple(_said(rows) for rows in groups.values())
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
