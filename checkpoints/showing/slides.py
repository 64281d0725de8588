"""The presentation of a checkpoint, slide by slide: which there are, in what order, and what belongs to each.

A slide's key stays the same when the running order changes, so an open presentation and the control view
speak of the same one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from zlib import crc32

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from checkpoints.agenda import Line, RunningOrder, by_the_clock, proposed_items, running_order
from checkpoints.inputs.ni_sa import something_said
from checkpoints.models import AgendaItem, Checkpoint, Preparation, PreparationQuestion
from prioinit.sql import Compiled

START, NI_SA, END = "start", "ni-sa", "slut"


class Kind(StrEnum):
    START = "start"
    NI_SA = "ni-sa"
    TURN = "turn"
    QUESTION = "question"
    DECISION = "decision"
    BREAK = "break"
    OTHER = "other"
    END = "end"


@dataclass(frozen=True)
class Slide:
    key: str
    kind: Kind
    title: str  # what the control view calls it
    line: Line | None = None  # the item of the running order that it belongs to
    prepared: Preparation | None = None
    question: PreparationQuestion | None = None
    number: int = 0  # of the question
    numbers: int = 0  # how many questions there are

    @property
    def item(self) -> AgendaItem | None:
        return self.line.item if self.line else None

    @property
    def initiative_id(self) -> int | None:
        return self.item.initiative_id if self.item else None

    @property
    def opens_item(self) -> bool:
        return self.kind not in (Kind.QUESTION, Kind.DECISION)

    @property
    def name(self) -> str:
        """With whose it is, where the title alone does not say."""
        return self.title if self.opens_item else f"{self.item}: {self.title}"


@dataclass(frozen=True)
class Show:
    order: RunningOrder
    slides: tuple[Slide, ...]

    def find(self, key: str) -> Slide | None:
        return next((slide for slide in self.slides if slide.key == key), None)

    def step(self, key: str, by: int) -> Slide | None:
        keys = [slide.key for slide in self.slides]
        if key not in keys:
            return None
        place = keys.index(key) + by
        return self.slides[place] if 0 <= place < len(keys) else None


def for_showing() -> QuerySet[Checkpoint]:
    """With where the room is, whether anything was said last time, and the running order's mark."""
    found = Checkpoint.objects.select_related("round", "showing__item")
    return found.annotate(said=something_said(), items=_items(), steered_by=F("showing__by__name"))


@lru_cache(maxsize=1)
def _items() -> Compiled:
    """Differs when the running order does."""
    items = AgendaItem.objects.filter(checkpoint=OuterRef("pk")).order_by("position")
    mark = Func("pk", "minutes", function="jsonb_build_array", output_field=JSONField())
    return Compiled(Checkpoint, ArraySubquery(items.values(json=mark)))


def order_mark(checkpoint: Checkpoint) -> str:
    return f"{crc32(repr(checkpoint.items).encode()):x}"  # type: ignore[attr-defined]


def show_of(checkpoint: Checkpoint) -> Show:
    """Two queries (four before there is a running order). `checkpoint` comes from `for_showing`."""
    order = running_order(checkpoint)
    if not order.lines:
        order = by_the_clock(checkpoint, proposed_items(checkpoint))
    prepared = {one.initiative_id: one for one in ready_preparations(checkpoint)}
    said = checkpoint.said  # type: ignore[attr-defined]
    return Show(order, tuple(_slides(order, prepared, said)))


def ready_preparations(checkpoint: Checkpoint) -> QuerySet[Preparation]:
    """Those that are ready, with what they ask and who presents. A draft is shown to nobody."""
    asked = PreparationQuestion.objects.filter(preparation=OuterRef("pk")).order_by("number")
    who = Preparation.presenters.through.objects.filter(preparation=OuterRef("pk"))
    return checkpoint.preparations.filter(state=Preparation.State.READY).annotate(
        asked=ArraySubquery(asked.values(json=JSONObject(pk="pk", text="text"))),
        who=ArraySubquery(who.order_by("person__name").values("person__name")),
    )


def _slides(order: RunningOrder, prepared: Mapping[int, Preparation], said: bool):
    lines = list(order.lines)
    # A proposed order begins and ends with what the first and last slides are for: their time, not more slides.
    welcome = lines.pop(0) if lines and _is_other(lines[0], _("Välkomna")) else None
    thanks = lines.pop() if lines and _is_other(lines[-1], _("Tack och nästa steg")) else None
    yield Slide(START, Kind.START, _("Välkomna"), welcome)
    if said:
        yield Slide(NI_SA, Kind.NI_SA, _("Ni sa – vi gjorde"), welcome)
    for line in lines:
        if line.item.kind == AgendaItem.Kind.INITIATIVE:
            yield from _turn(line, prepared.get(line.item.initiative_id))
        else:
            kind = Kind.BREAK if line.item.kind == AgendaItem.Kind.BREAK else Kind.OTHER
            yield Slide(f"p{line.item.pk or line.item.position}", kind, line.item.title, line)
    yield Slide(END, Kind.END, _("Tack"), thanks)


def _is_other(line: Line, title: str) -> bool:
    return line.item.kind == AgendaItem.Kind.OTHER and line.item.title == title


def _turn(line: Line, prepared: Preparation | None) -> Iterable[Slide]:
    key = f"i{line.item.initiative_id}"
    yield Slide(key, Kind.TURN, str(line.item.initiative), line, prepared)
    if prepared is None:
        return
    asked = prepared.asked  # type: ignore[attr-defined]
    for number, question in enumerate(asked, start=1):
        title = _("fråga %(number)s av %(numbers)s") % {"number": number, "numbers": len(asked)}
        yield Slide(
            f"{key}-f{question['pk']}",
            Kind.QUESTION,
            title,
            line,
            prepared,
            PreparationQuestion(**question),
            number,
            len(asked),
        )
    if prepared.decision_wanted:
        yield Slide(f"{key}-b", Kind.DECISION, _("beslut som önskas"), line, prepared)
