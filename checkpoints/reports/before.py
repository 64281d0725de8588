"""Inför: the agenda, what is to be decided, and a page per initiative."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from django.db.models import Prefetch
from django.utils.timezone import localtime

from checkpoints.agenda import RunningOrder, running_order
from checkpoints.inputs.ni_sa import NiSa, build_ni_sa, held_before
from checkpoints.models import Action, Checkpoint, Preparation
from checkpoints.reports.parts import number_of, readable, shortened, todo, wishes
from checkpoints.reports.shapes import Before, Happened, Page, Prepared, Stuck, Turn
from checkpoints.to_decide import decisions_of
from initiatives.kept_trail import labels_now, plain_steps
from initiatives.models import Initiative
from initiatives.portfolio import build_row, for_portfolio
from initiatives.work import with_work, work_of
from roles.models import Person


def build_before(checkpoint: Checkpoint, person: Person | None, on: date) -> Before:
    order = running_order(checkpoint)
    taking_part = _in_order(_initiatives(checkpoint, person, on), order)
    prepared = [one for initiative in taking_part for one in initiative.ready]  # type: ignore[attr-defined]
    ni_sa = build_ni_sa(checkpoint, reader=person)
    actions = list(_open_actions(checkpoint, person))
    here = {one.pk for one in taking_part}
    last_time = held_before(checkpoint)
    since = last_time.day if last_time else None
    return Before(
        agenda=tuple(_agenda(order, taking_part)),
        decisions=wishes(decisions_of(checkpoint, person, prepared).wanted),
        ni_sa=_without(ni_sa, here),
        todos=tuple(todo(one, on) for one in actions if one.initiative_id not in here),
        pages=tuple(_page(one, actions, ni_sa, since, on) for one in taking_part),
    )


def _initiatives(checkpoint: Checkpoint, person: Person | None, on: date) -> list[Initiative]:
    """The round's, with all that a page needs, in a fixed number of queries."""
    ready = (
        Preparation.objects.filter(checkpoint=checkpoint, state=Preparation.State.READY)
        .order_by("pk")
        .prefetch_related("questions", "presenters")
    )
    running = Initiative.objects.filter(
        round=checkpoint.round_id, state=Initiative.State.RUNNING
    ).prefetch_related(Prefetch("preparations", ready, to_attr="ready"))
    return list(with_work(for_portfolio(readable(running, person), on)))


def _in_order(found: list[Initiative], order: RunningOrder) -> list[Initiative]:
    """As they take their turns; those who have none come last."""
    turns = [line.item.initiative_id for line in order.lines]
    last = len(turns)
    return sorted(found, key=lambda one: turns.index(one.pk) if one.pk in turns else last)


def _open_actions(checkpoint: Checkpoint, person: Person | None):
    found = Action.objects.open().filter(round=checkpoint.round_id)
    return readable(found, person).select_related("responsible", "initiative")


def _without(ni_sa: NiSa | None, here: set[int]) -> NiSa | None:
    if ni_sa is None:
        return None
    theirs = [one for one in ni_sa.said if one.initiative_id not in here]
    return replace(ni_sa, said=shortened(theirs))


# --- The agenda --------------------------------------------------------------------------------
def _agenda(order: RunningOrder, taking_part: Sequence[Initiative]) -> Iterator[Turn]:
    presenters = {one.pk: _presenters(one) for one in taking_part}
    for line in order.lines:
        yield Turn(
            title=str(line.item),
            initiative_id=line.item.initiative_id,
            presenters=presenters.get(line.item.initiative_id or 0, ()),
            begins_at=localtime(line.begins_at),
            minutes=line.item.minutes,
        )
    if not order.lines:
        for one in taking_part:
            yield Turn(one.name, one.pk, presenters[one.pk], None, None)


def _presenters(initiative) -> tuple[str, ...]:
    return tuple(person.name for one in initiative.ready for person in one.presenters.all())


# --- An initiative -----------------------------------------------------------------------------
def _page(
    initiative: Initiative,
    actions: Iterable[Action],
    ni_sa: NiSa | None,
    since: date | None,
    on: date,
) -> Page:
    row, work = build_row(initiative, on), work_of(initiative)
    said = [one for one in ni_sa.said if one.initiative_id == initiative.pk] if ni_sa else []
    shown = shortened(said)
    return Page(
        id=initiative.pk,
        name=initiative.name,
        question=initiative.question,
        units=row.units,
        phase=initiative.phase,
        phase_labels=labels_now(),
        started_on=cast(date, initiative.started_on),
        steps=plain_steps(row.steps),
        prepared=_prepared(initiative),
        obstacles=tuple(
            Stuck(one.stops_us, one.we_need, one.where_it_stands(on)) for one in row.obstacles
        ),
        todos=tuple(todo(one, on) for one in actions if one.initiative_id == initiative.pk),
        said=shown,
        said_left_out=number_of(said) - number_of(shown),
        paused_until=row.paused_until,
        pause_reason=initiative.pause_reason if row.paused_until else "",
        target_group_met=work.need.target_group_met,
        tested=work.tests.closed_since(since),
        effect=work.effects.main,
    )


def _prepared(initiative) -> Prepared | None:
    if not initiative.ready:
        return None
    (written,) = initiative.ready
    return Prepared(
        how_far=written.how_far,
        learned=written.learned,
        questions=tuple(question.text for question in written.questions.all()),
        decision_wanted=written.decision_wanted,
        presenters=_presenters(initiative),
        happened=tuple(Happened(one.on, one.what, one.text) for one in written.picked),
    )
