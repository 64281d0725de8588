"""What waits for one person, read in one query: their åtgärder, questions they may decide, lifted obstacles,
input to answer and to review."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.timezone import localdate

from checkpoints.models import Action, Decision, Input
from initiatives.models import Obstacle
from roles.access import can, grants_of, reach
from roles.models import Person
from roles.permissions import Perm, Role

AT_MOST = 20


@dataclass(frozen=True)
class MyAction:
    id: int
    what: str
    due_on: date
    place: str

    @property
    def url(self) -> str:
        return reverse("checkpoints:action", args=[self.id])

    @property
    def is_overdue(self) -> bool:
        return self.due_on < localdate()


@dataclass(frozen=True)
class Asked:
    """A question to decide, or an obstacle with the ledningsgrupp."""

    id: int
    text: str
    initiative: str
    on: date


@dataclass(frozen=True)
class Pile:
    """How much input waits in one place: for the team's answer, or for a lots to look at."""

    url: str
    place: str
    count: int


@dataclass(frozen=True)
class WaitingFor:
    actions: tuple[MyAction, ...]
    decisions: tuple[Asked, ...]
    obstacles: tuple[Asked, ...]
    unanswered: tuple[Pile, ...]
    unreviewed: tuple[Pile, ...]


def waiting_for(person: Person) -> WaitingFor:
    actions, decisions, obstacles, unanswered, unreviewed = Person.objects.values_list(
        ArraySubquery(_actions()),
        ArraySubquery(_decisions(person)),
        ArraySubquery(_lifted(person)),
        ArraySubquery(_unanswered(person)),
        ArraySubquery(_unreviewed(person)),
    ).get(pk=person.pk)
    return WaitingFor(
        tuple(_my_action(row) for row in actions),
        tuple(_asked(row) for row in decisions or ()),
        tuple(_asked(row) for row in obstacles or ()),
        tuple(_pile(row) for row in unanswered or ()),
        tuple(_pile(row) for row in unreviewed or ()),
    )


def _actions():
    rows = Action.objects.open().filter(responsible=OuterRef("pk")).order_by("due_on", "pk")
    says = JSONObject(
        id="pk", what="what", due_on="due_on", initiative="initiative__name", round="round__name"
    )
    return rows.values(json=says)[:AT_MOST]


def _decisions(person: Person):
    """A fadder's own; those of the ledningsgrupp for its members. A lots finds theirs at the checkpoint."""
    faddrar = [one.initiative for one in grants_of(person) if one.role == Role.FADDER]
    mine = Q(asked_of=Decision.AskedOf.FADDER, initiative__in=faddrar)
    if can(person, Perm.DECIDE):
        mine |= Q(asked_of=Decision.AskedOf.KLG)
    says = JSONObject(id="pk", text="wanted", initiative="initiative__name", at="requested_at")
    rows = Decision.objects.waiting().filter(mine).order_by("requested_at", "pk")
    return rows.values(json=says)[:AT_MOST]


def _lifted(person: Person):
    rows = Obstacle.objects.filter(state=Obstacle.State.LIFTED).order_by("lifted_at", "pk")
    if not can(person, Perm.DECIDE):
        rows = rows.filter(pk__in=())
    says = JSONObject(id="pk", text="stops_us", initiative="initiative__name", at="lifted_at")
    return rows.values(json=says)[:AT_MOST]


def _unanswered(person: Person):
    """Of the initiatives they lead; what was said to a checkpoint as a whole is for those who run the round."""
    led = [one.initiative for one in grants_of(person) if one.role == Role.LEDARTROJA]
    run = reach(person, Perm.RUN_ROUND).rounds
    rows = Input.objects.unanswered().filter(
        Q(initiative__in=led) | Q(initiative=None, round__in=run)
    )
    return _piles(rows, "initiative", "round")


def _unreviewed(person: Person):
    rows = Input.objects.waiting().filter(round__in=reach(person, Perm.RUN_ROUND).rounds)
    return _piles(rows, "checkpoint", "round")


def _piles(rows, place: str, else_: str):
    names = (f"{place}_id", f"{place}__name", f"{else_}_id", f"{else_}__name")
    says = dict(zip((place, "name", else_, "else_name"), map(F, names), strict=True))
    grouped = rows.order_by().values(*names).annotate(json=JSONObject(**says, count=Count("pk")))
    return grouped.order_by("json__name").values("json")[:AT_MOST]


def _pile(row: dict) -> Pile:
    if "checkpoint" in row:
        url = reverse("checkpoints:moderation", args=[row["checkpoint"]])
    elif row["initiative"]:
        url = reverse("checkpoints:input_answer", args=[row["initiative"]])
    else:
        url = reverse("checkpoints:round_input_answer", args=[row["round"]])
    return Pile(url, row["name"] or row["else_name"], row["count"])


def _my_action(row: dict) -> MyAction:
    place = row["initiative"] or row["round"]
    return MyAction(row["id"], row["what"], date.fromisoformat(row["due_on"]), place)


def _asked(row: dict) -> Asked:
    on = localdate(datetime.fromisoformat(row["at"]))
    return Asked(row["id"], row["text"], row["initiative"], on)
