"""Efter: who came, what was decided, what is to be done, and the medskick with the answers so far."""

from collections import defaultdict
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from checkpoints.inputs.ni_sa import Said, say_together, with_what_came_of_it
from checkpoints.models import Action, Checkpoint, Input, Invitation
from checkpoints.reports import parts
from checkpoints.reports.parts import decided, readable, todo, wishes
from checkpoints.reports.shapes import After, Attendance, Given, OfKind
from checkpoints.to_decide import decisions_of
from roles.models import Person


def build_after(checkpoint: Checkpoint, person: Person | None, on: date) -> After:
    decisions = decisions_of(checkpoint, person)
    return After(
        attendance=_attendance(checkpoint),
        decided=tuple(decided(one) for one in decisions.decided),
        waiting=wishes(decisions.wanted),
        todos=tuple(todo(one, on) for one in _actions(checkpoint, person)),
        given=_given(checkpoint, person),
    )


def _attendance(checkpoint: Checkpoint) -> Attendance:
    calls = Invitation.objects.to(checkpoint).select_related("person")
    rows = list(calls.order_by("person__sort_key", "person"))
    return Attendance(
        is_noted=any(one.came is not None for one in rows),
        called=sum(one.is_called for one in rows),
        came=tuple(one.person.name for one in rows if one.came),
    )


def _actions(checkpoint: Checkpoint, person: Person | None) -> QuerySet[Action]:
    found = checkpoint.actions.exclude(state=Action.State.DROPPED)
    in_order = ("initiative__sort_key", "due_on", "pk")
    return readable(found, person).select_related("responsible", "initiative").order_by(*in_order)


# --- Medskick ----------------------------------------------------------------------------------
def _given(checkpoint: Checkpoint, person: Person | None) -> tuple[Given, ...]:
    shown = readable(Input.objects.shown().filter(checkpoint=checkpoint), person)
    said = _said(shown)
    kinds = {kind: Count("pk", filter=Q(kind=kind)) for kind in Input.Kind.values}
    counted = (
        shown.order_by()
        .values("initiative", "initiative__name")
        .annotate(
            answered=Count("answer"),
            asked=ArrayAgg("asked", filter=~Q(asked=""), distinct=True, default=Value([])),
            **kinds,
        )
        .order_by("initiative__sort_key")
    )
    return tuple(
        Given(
            initiative=row["initiative__name"] or "",
            counts=tuple(OfKind(str(kind.label), row[kind]) for kind in Input.Kind),
            answered=row["answered"],
            asked=tuple(row["asked"]),
            said=said[row["initiative"]],
        )
        for row in counted
    )


def _said(shown: QuerySet[Input]) -> dict[int | None, tuple[Said, ...]]:
    """The first of each initiative's, those with an answer before the others."""
    place = Window(
        RowNumber(),
        partition_by="initiative",
        order_by=[F("answer__answered_at").asc(nulls_last=True), "created_at", "pk"],
    )
    first = shown.annotate(place=place).filter(place__lte=parts.MOST)
    found = defaultdict(list)
    for one in say_together(with_what_came_of_it(first)):
        found[one.initiative_id].append(one)
    return defaultdict(tuple, {key: parts.shortened(several) for key, several in found.items()})
