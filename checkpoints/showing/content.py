"""What the slides say: read once, so that the presentation goes on without asking for more."""

from dataclasses import dataclass
from datetime import date

from checkpoints.inputs.ni_sa import NiSa, Said, build_ni_sa
from checkpoints.models import Checkpoint
from checkpoints.policy.inputs import Door, door_of, input_until
from checkpoints.reminders.planning.rules.answers import INPUT_AFTER
from checkpoints.showing.slides import Show, Slide, show_of
from initiatives.models import Initiative, StatusUpdate
from initiatives.portfolio import PortfolioRow, read_portfolio
from roles.permissions import Role

SAID_ON_SLIDE = 3


@dataclass(frozen=True)
class Page:
    """A slide with what is written on it."""

    slide: Slide
    row: PortfolioRow | None = None
    update: StatusUpdate | None = None  # told instead, when the team has prepared nothing

    @property
    def presenters(self) -> list[str]:
        if self.slide.prepared and self.slide.prepared.who:  # type: ignore[attr-defined]
            return self.slide.prepared.who  # type: ignore[attr-defined]
        return [person.name for person in self.row.holders(Role.LEDARTROJA)] if self.row else []


@dataclass(frozen=True)
class Presentation:
    show: Show
    pages: tuple[Page, ...]
    ni_sa: NiSa | None
    told: tuple[Said, ...]  # of `ni_sa`, those that are read aloud
    takes_input: bool  # the link leads somewhere, now or on the day
    input_until: date
    next_checkpoint: Checkpoint | None
    answer_days: int = INPUT_AFTER  # working days until a team is reminded of an answer


def presentation_of(checkpoint: Checkpoint) -> Presentation:
    """`checkpoint` comes from `for_showing`."""
    show = show_of(checkpoint)
    ni_sa = build_ni_sa(checkpoint)
    taking_part = {slide.initiative_id for slide in show.slides} - {None}
    rows = {row.id: row for row in read_portfolio(Initiative.objects.filter(pk__in=taking_part))}
    updates = _latest_updates(taking_part)
    return Presentation(
        show=show,
        pages=tuple(
            Page(slide, rows.get(slide.initiative_id), updates.get(slide.initiative_id))
            for slide in show.slides
        ),
        ni_sa=ni_sa,
        told=_told(ni_sa),
        takes_input=door_of(checkpoint) in (Door.OPEN, Door.NOT_YET),
        input_until=input_until(checkpoint),
        next_checkpoint=_next(checkpoint),
    )


def _latest_updates(initiatives: set[int]) -> dict[int, StatusUpdate]:
    latest = (
        StatusUpdate.objects.final()
        .standing()
        .filter(initiative__in=initiatives)
        .order_by("initiative_id", "-number")
        .distinct("initiative_id")
    )
    return {update.initiative_id: update for update in latest}


def _told(ni_sa: NiSa | None) -> tuple[Said, ...]:
    """What came of something first, then what was answered; one of each initiative before a second of any."""
    if ni_sa is None:
        return ()
    worth = sorted(
        ni_sa.said,
        key=lambda said: (-sum(one.is_done for one in said.actions), not said.verdict),
    )
    seen: dict[str, int] = {}
    turn = []
    for said in worth:
        turn.append((seen.get(said.initiative, 0), said))
        seen[said.initiative] = seen.get(said.initiative, 0) + 1
    return tuple(said for _turn, said in sorted(turn, key=lambda one: one[0])[:SAID_ON_SLIDE])


def _next(checkpoint: Checkpoint) -> Checkpoint | None:
    coming = Checkpoint.objects.held().filter(
        round=checkpoint.round_id, starts_at__gt=checkpoint.starts_at
    )
    return coming.order_by("starts_at", "pk").first()
