"""Steering what the room sees. Every press says where it leads, so the same one made twice is made once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from checkpoints.agenda import proposed_items
from checkpoints.models import AgendaItem, Checkpoint, Showing
from checkpoints.policy.moves import Move
from checkpoints.policy.showing import STEPS, Shown, check_can_be_shown
from checkpoints.showing.slides import Slide, for_showing, show_of
from prioinit.errors import DomainError
from roles.models import Person

MOST_MORE = 240  # minutes added to one item


@transaction.atomic
def start_showing(*, by: Person, checkpoint: Checkpoint) -> Showing:
    """From the first slide. Without a running order the proposal becomes it.

    Begun anew after it was ended, every item has its time again: that is how one rehearses.
    """
    row = Checkpoint.objects.select_for_update(of=("self",), no_key=True).get(pk=checkpoint.pk)
    check_can_be_shown(row)
    found = Showing.objects.select_for_update().filter(checkpoint=row).first()
    if found and found.ended_at is None:
        return found  # the other lots was first
    if not row.agenda.exists():
        AgendaItem.objects.bulk_create(proposed_items(row))
    at = now()
    first = show_of(for_showing().get(pk=row.pk)).slides[0]
    fresh: dict = {
        **{"item": first.item, "slide": first.key, "spent": {}, "more": {}, "shows_input": False},
        **{"began_at": at, "item_began_at": at, "ended_at": None, "by": by},
    }
    return Showing.objects.update_or_create(checkpoint=row, defaults=fresh)[0]


@transaction.atomic
def go_to(*, by: Person, checkpoint: Checkpoint, slide: str) -> Showing:
    """The last press wins. Going where the room is already changes nothing."""
    showing = _locked(checkpoint, STEPS["ga"])
    target = show_of(for_showing().get(pk=checkpoint.pk)).find(slide)
    if target is None:
        raise DomainError(_("Den bilden finns inte längre. Körordningen har ändrats."))
    _move_clock(showing, target, now())
    showing.slide = target.key
    return _save(showing, by, "slide", "item", "item_began_at", "spent")


def _move_clock(showing: Showing, target: Slide, at: datetime) -> None:
    """Each item has a clock of its own, which stands still while the room is elsewhere."""
    item = target.item
    if showing.item_id == (item.pk if item else None):
        return
    if showing.item_id:
        seconds = int((at - showing.item_began_at).total_seconds())
        showing.spent = {**showing.spent, str(showing.item_id): seconds}
    before = showing.spent.get(str(item.pk), 0) if item else 0
    showing.item = item
    showing.item_began_at = at - timedelta(seconds=before)


@transaction.atomic
def give_more_time(*, by: Person, checkpoint: Checkpoint, item: int, minutes: int) -> Showing:
    """`minutes` in all, added to an item: two who press at once give it five, not ten."""
    showing = _locked(checkpoint, STEPS["mer"])
    if not 0 <= minutes <= MOST_MORE:
        raise DomainError(_("Mer tid än så går inte att lägga till."))
    if not AgendaItem.objects.filter(checkpoint=checkpoint, pk=item).exists():
        raise DomainError(_("Punkten finns inte längre i körordningen."))
    showing.more = {**showing.more, str(item): minutes}
    return _save(showing, by, "more")


@transaction.atomic
def show_input(*, by: Person, checkpoint: Checkpoint, on: bool) -> Showing:
    """Whether what comes in is seen in the room, beside the initiative that it is about."""
    showing = _locked(checkpoint, STEPS["medskick"])
    showing.shows_input = on
    return _save(showing, by, "shows_input")


@transaction.atomic
def end_showing(*, by: Person, checkpoint: Checkpoint) -> Showing:
    """The room sees the thanks. Nothing is lost: `resume_showing` goes on where it was."""
    showing = _locked(checkpoint, STEPS["avsluta"], already=Shown.ENDED)
    showing.ended_at = showing.ended_at or now()
    return _save(showing, by, "ended_at")


@transaction.atomic
def resume_showing(*, by: Person, checkpoint: Checkpoint) -> Showing:
    showing = _locked(checkpoint, STEPS["fortsatt"], already=Shown.RUNNING)
    if showing.ended_at:
        showing.item_began_at += now() - showing.ended_at
        showing.ended_at = None
    return _save(showing, by, "ended_at", "item_began_at")


def _locked(checkpoint: Checkpoint, move: Move, already: str = "") -> Showing:
    """In a state that the move starts from, or `already` where it leads: then it was pressed twice."""
    check_can_be_shown(checkpoint)
    showing = Showing.objects.select_for_update(of=("self",)).filter(checkpoint=checkpoint).first()
    if showing is None:
        raise DomainError(_("Visningen är inte startad."))
    state = Shown.ENDED if showing.ended_at else Shown.RUNNING
    if state not in (*move.from_states, already):
        raise DomainError(
            _("Visningen är avslutad. Fortsätt den först.")
            if state == Shown.ENDED
            else _("Visningen är redan igång.")
        )
    return showing


def _save(showing: Showing, by: Person, *fields: str) -> Showing:
    showing.by = by
    showing.save(update_fields=[*fields, "by"])
    return showing
