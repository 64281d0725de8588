"""The page of a running order: its lines by the clock, what can be done with them, and what is ready."""

from dataclasses import dataclass, field
from datetime import datetime

from django.forms import BoundField
from django.utils.translation import gettext as _

from checkpoints.agenda.changes import shortened, shortening_in_words
from checkpoints.agenda.clock import RunningOrder, by_the_clock, in_words, length_of
from checkpoints.agenda.entries import Entry, Order, order_of, version_of
from checkpoints.agenda.proposal import propose
from checkpoints.agenda.ready import Readiness, readiness_of
from checkpoints.forms.agenda import OrderForm
from checkpoints.models import AgendaItem, Checkpoint, Preparation, Showing
from checkpoints.policy.agenda import Standing, agenda_moves, shown_of, standing_of
from checkpoints.policy.moves import Move
from checkpoints.policy.preparations import may_read
from initiatives.models import Initiative
from roles.access import can
from roles.permissions import Perm


@dataclass(frozen=True)
class Known:
    """What is stored. Three queries, one more when nothing is: then there is a proposal."""

    checkpoint: Checkpoint
    showing: Showing | None
    stored: Order
    shown: int
    initiatives: dict[int, Initiative]  # of the order, and those that run in the round
    moves: dict[str, Move]
    proposal: Order = ()

    @property
    def order(self) -> Order:
        return self.stored or self.proposal

    @property
    def names(self) -> dict[str, str]:
        return {f"i{pk}": one.name for pk, one in self.initiatives.items()}

    def form(self, data=None) -> OrderForm:
        version = version_of(self.stored)
        return OrderForm(data, order=self.order, names=self.names, version=version)


def read_order(person, checkpoint: Checkpoint, *, anew: bool = False) -> Known:
    """`anew`: with a proposal though there is an order."""
    showing = Showing.objects.filter(checkpoint=checkpoint).first()
    items = list(checkpoint.agenda.select_related("initiative"))
    running = Initiative.objects.filter(round=checkpoint.round_id, state=Initiative.State.RUNNING)
    found = {one.pk: one for one in running}
    moves = agenda_moves(person, checkpoint, showing)
    proposed = moves and (anew or not items)
    return Known(
        checkpoint=checkpoint,
        showing=showing,
        stored=order_of(items),
        shown=shown_of(items, showing),
        initiatives=found | {one.initiative_id: one.initiative for one in items if one.initiative},
        moves=moves,
        proposal=propose(checkpoint, list(found.values())) if proposed else (),
    )


@dataclass(frozen=True)
class Row:
    key: str
    name: str
    initiative: Initiative | None  # None too where the reader may not know of it
    is_break: bool
    begins_at: datetime
    ends_at: datetime
    minutes: int
    shown: bool
    presenters: tuple[str, ...]
    minutes_field: BoundField | None = None
    title_field: BoundField | None = None


@dataclass(frozen=True)
class AgendaPage:
    rows: tuple[Row, ...]
    clock: RunningOrder
    fit: str
    length: int
    is_saved: bool
    may_change: bool
    may_propose: bool
    version: str
    offered: tuple[Initiative, ...]
    shorter: str  # what each would get, when all are made to fit
    readiness: tuple[Readiness, ...] = field(default=())


def build_page(person, known: Known, form: OrderForm) -> AgendaPage:
    """Four queries: the preparations, their questions and presenters, and what those have replied."""
    checkpoint = known.checkpoint
    order = form.order_as_typed if form.is_bound else known.order
    preparations = _preparations(checkpoint)
    clock = by_the_clock(checkpoint, [_item(one) for one in order])
    may_change = bool(known.moves)
    in_order = [known.initiatives[one.initiative_id] for one in order if _known(one, known)]
    return AgendaPage(
        rows=tuple(
            _row(person, place, one, line, known, preparations, form if may_change else None)
            for place, (one, line) in enumerate(zip(order, clock.lines, strict=True))
        ),
        clock=clock,
        fit=in_words(clock),
        length=length_of(checkpoint),
        is_saved=bool(known.stored),
        may_change=may_change,
        may_propose="forslag" in known.moves and bool(known.stored),
        version=form["version"].value() or "",
        offered=_offered(known, in_order) if may_change else (),
        shorter=_shorter(order, clock, known.shown) if may_change else "",
        readiness=()
        if standing_of(checkpoint, known.showing) == Standing.CLOSED
        else readiness_of(person, checkpoint, in_order, preparations),
    )


def _known(entry: Entry, known: Known) -> bool:
    return entry.initiative_id in known.initiatives


def _preparations(checkpoint: Checkpoint) -> dict[int, Preparation]:
    rows = checkpoint.preparations.prefetch_related("questions", "presenters")
    return {one.initiative_id: one for one in rows}


def _item(entry: Entry) -> AgendaItem:
    return AgendaItem(kind=entry.kind, title=entry.title, minutes=entry.minutes)


def _row(person, place, entry, line, known, preparations, form) -> Row:
    initiative = known.initiatives.get(entry.initiative_id)
    if initiative is not None and not can(person, Perm.READ, initiative):
        initiative = None
    name = entry.title or (initiative.name if initiative else _("Ett annat initiativ"))
    shown = place < known.shown
    return Row(
        key=entry.key,
        name=name,
        initiative=initiative,
        is_break=entry.key.startswith("b"),
        begins_at=line.begins_at,
        ends_at=line.ends_at,
        minutes=entry.minutes,
        shown=shown,
        presenters=_presenters(person, initiative, preparations),
        minutes_field=form[f"minuter-{entry.key}"] if form else None,
        title_field=form[f"rubrik-{entry.key}"] if form and not entry.initiative_id else None,
    )


def _presenters(person, initiative, preparations: dict[int, Preparation]) -> tuple[str, ...]:
    """A draft is read by the team: who presents, too, is for others to know when it is ready."""
    preparation = preparations.get(initiative.pk) if initiative else None
    if preparation is None or not may_read(person, preparation, initiative):
        return ()
    return tuple(one.name for one in preparation.presenters.all())


def _offered(known: Known, in_order: list[Initiative]) -> tuple[Initiative, ...]:
    left = known.initiatives.keys() - {one.pk for one in in_order}
    return tuple(one for pk, one in known.initiatives.items() if pk in left and one.is_running)


def _shorter(order: Order, clock: RunningOrder, shown: int) -> str:
    if clock.fits:
        return ""
    less = shortened(order, -clock.minutes_left, shown)
    return shortening_in_words(order, less) if less else ""
