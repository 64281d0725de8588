"""One thing asked of a person on Min sida, and those that obstacles and decisions give rise to."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from checkpoints.models import Checkpoint
from checkpoints.policy.agenda import agenda_moves
from checkpoints.reminders.planning.rules.effects import FOLLOW_UP_LEADS
from checkpoints.waiting_for_person import WaitingFor
from initiatives.models import FollowUp
from initiatives.portfolio import OpenObstacle, PortfolioRow
from roles.models import Person

SHOWN = 240  # characters of what someone wrote
ORDER_WITHIN = timedelta(days=14)  # of the checkpoint


@dataclass(frozen=True)
class Waiting:
    """`label` is the kind, `do` the word on the button."""

    label: str | Promise
    initiative: str
    text: str
    url: str
    do: str | Promise
    due_on: date | None = None


def of_fadder(person: Person, row: PortfolioRow) -> Iterator[Waiting]:
    """Obstacles that nobody else has taken."""
    for one in row.unanswered:
        if not one.is_lifted and one.taken_by in (None, person.pk):
            yield Waiting(
                _waited(one, row.on),
                row.name,
                one.stops_us[:SHOWN],
                one.url,
                gettext_lazy("Svara på hindret"),
                one.needed_by,
            )


def _waited(one: OpenObstacle, on: date) -> str:
    days = one.waited(on)
    if not days:
        return _("Hinder, nytt i dag")
    return ngettext("Hinder, %(n)s arbetsdag", "Hinder, %(n)s arbetsdagar", days) % {"n": days}


def of_team(row: PortfolioRow) -> Iterator[Waiting]:
    """Answers that nobody has said whether they helped."""
    for one in row.obstacles:
        if one.is_answered:
            yield Waiting(
                gettext_lazy("Svar på hinder"),
                row.name,
                one.stops_us[:SHOWN],
                one.url,
                gettext_lazy("Läs svaret"),
            )


def of_processledare(initiatives: Collection[int], on: date) -> Iterator[Waiting]:
    """How it has gone long after, from the day that the first mail asks."""
    if not initiatives:
        return
    soon = on + timedelta(days=max(FOLLOW_UP_LEADS))
    asked = FollowUp.objects.unanswered().filter(initiative__in=initiatives, due_on__lte=soon)
    for one in asked.select_related("initiative"):
        yield Waiting(
            gettext_lazy("Uppföljning"),
            one.initiative.name,
            _("Hur har det gått efter %(n)s månader?") % {"n": one.months},
            one.get_absolute_url(),
            gettext_lazy("Svara"),
            one.due_on,
        )


def of_decider(asked: WaitingFor) -> Iterator[Waiting]:
    """Questions to decide, and obstacles that have come to the ledningsgrupp."""
    for one in asked.decisions:
        url = reverse("checkpoints:decision", args=[one.id])
        label, do = gettext_lazy("Beslut begärt"), gettext_lazy("Läs och besluta")
        yield Waiting(label, one.initiative, one.text[:SHOWN], url, do)
    for one in asked.obstacles:
        url = reverse("initiatives:obstacle", args=[one.id])
        label = gettext_lazy("Hinder hos ledningsgruppen")
        yield Waiting(
            label, one.initiative, one.text[:SHOWN], url, gettext_lazy("Svara på hindret")
        )


def of_input(asked: WaitingFor) -> Iterator[Waiting]:
    """Medskick that the team owes an answer, and those that nobody else sees until a lots has read them."""
    for one in asked.unreviewed:
        text = ngettext(
            "%(n)s medskick väntar på att granskas.",
            "%(n)s medskick väntar på att granskas.",
            one.count,
        )
        said, do = text % {"n": one.count}, gettext_lazy("Granska")
        yield Waiting(gettext_lazy("Granska medskick"), one.place, said, one.url, do)
    for one in asked.unanswered:
        text = ngettext(
            "%(n)s medskick väntar på ert svar.", "%(n)s medskick väntar på ert svar.", one.count
        )
        said, do = text % {"n": one.count}, gettext_lazy("Svara")
        yield Waiting(gettext_lazy("Medskick"), one.place, said, one.url, do)


def of_agenda(person: Person, coming: Iterable[Checkpoint]) -> Iterator[Waiting]:
    """For a lots: the next checkpoint of each round, when it is near and nobody has said in which order."""
    seen: set[int] = set()
    for one in coming:
        if one.has_started() or one.round_id in seen:
            continue
        seen.add(one.round_id)
        near = one.day <= localdate() + ORDER_WITHIN
        if near and not one.is_ordered and "spara" in agenda_moves(person, one, None):
            yield Waiting(
                gettext_lazy("Körordning"),
                one.name,
                _("Ett förslag är klart, med tider. Läs igenom det och spara."),
                reverse("checkpoints:agenda", args=[one.pk]),
                gettext_lazy("Se förslaget"),
                one.day,
            )
