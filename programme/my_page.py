"""Min sida: what waits for this person, their initiatives, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkpoints.happenings import CHECKPOINTS
from checkpoints.models import AgendaItem, Checkpoint, Gathering, Invitation, Preparation
from checkpoints.models.meeting import Meeting
from checkpoints.waiting_for_person import MyAction, WaitingFor, waiting_for
from initiatives.happenings import OF_INITIATIVE, read
from initiatives.models import Initiative
from initiatives.portfolio import PortfolioRow, read_portfolio
from programme.asked_of_me import (
    Waiting,
    of_agenda,
    of_decider,
    of_fadder,
    of_input,
    of_processledare,
    of_team,
)
from programme.coaching import TeamNow, steps_of, teams_now
from programme.overview import Need, needs_of
from roles.access import grants_of, permitted, reach
from roles.models import Person
from roles.permissions import Perm, Role

# Who holds several on one initiative meets it in the first of them.
MY_ROLES = (Role.LEDARTROJA, Role.FADDER, Role.COACH, Role.TEAMMEDLEM, Role.PROCESSLEDARE)
SHOWN_TO_OTHERS = 6
ALSO_NEWS = (
    "lage",
    "avslut",
)  # besides what a team that prepares a checkpoint is offered to tell of
NEWS = [one for one in (*OF_INITIATIVE, *CHECKPOINTS) if one.offered or one.kind in ALSO_NEWS]
NEWS_READ = 60


@dataclass(frozen=True)
class News:
    on: date
    text: str


@dataclass(frozen=True)
class MyInitiative:
    row: PortfolioRow
    role: str
    is_fadder: bool
    news: tuple[News, ...]


@dataclass(frozen=True)
class MyPage:
    waiting: tuple[Waiting, ...]
    needs: tuple[Need, ...]  # for those who run a round
    teams: tuple[TeamNow, ...]  # for a coach
    actions: tuple[MyAction, ...]
    mine: tuple[MyInitiative, ...]
    others: tuple[PortfolioRow, ...]
    coming: tuple[Meeting, ...]
    called: tuple[Invitation, ...]  # coming, and not answered
    since: date | None
    runs_round: bool


def build_my_page(person: Person, on: date | None = None) -> MyPage:
    on = on or localdate()
    held = {(grant.initiative, grant.role) for grant in grants_of(person)}
    my_roles = {
        initiative: role for role in reversed(MY_ROLES) for initiative, own in held if own == role
    }
    rows = read_portfolio(_initiatives(person, my_roles), on)
    mine = [row for row in rows if row.id in my_roles]
    run = reach(person, Perm.RUN_ROUND).rounds
    coming = _coming(person)
    invitations = _invitations(person)
    since = _since(person)
    news = _news(mine, since) if since else {}
    asked = waiting_for(person)
    started = {row.round_id for row in rows if row.started_on}
    later = of_processledare({one for one, role in held if role == Role.PROCESSLEDARE}, on)
    return MyPage(
        waiting=tuple(_waiting(person, mine, my_roles, coming, asked, started, later)),
        needs=tuple(needs_of([row for row in rows if row.round_id in run])),
        teams=_teams([row for row in mine if my_roles[row.id] == Role.COACH], on),
        actions=asked.actions,
        mine=tuple(_own(row, my_roles[row.id], news) for row in mine),
        others=tuple(row for row in rows if row.id not in my_roles and row.started_on)[
            :SHOWN_TO_OTHERS
        ]
        if not mine and not run
        else (),
        coming=_next(coming, invitations),
        called=tuple(one for one in invitations if not one.reply and not one.meeting.has_started()),
        since=since,
        runs_round=bool(run),
    )


def _teams(coached: list[PortfolioRow], on: date) -> tuple[TeamNow, ...]:
    if not coached:
        return ()
    return teams_now(coached, steps_of((row.id for row in coached), on), on)


def _own(row: PortfolioRow, role: Role, news: dict[int, list[News]]) -> MyInitiative:
    told = tuple(news.get(row.id, ()))
    return MyInitiative(row, str(Role(role).label), role == Role.FADDER, told)


def _initiatives(person: Person, my_roles: dict):
    """The person's own; for a lots those of the round too; for one without a role the running ones."""
    readable = permitted(Initiative.objects.all(), person, Perm.READ)
    run = reach(person, Perm.RUN_ROUND).rounds
    if run:
        return readable.current().filter(round__in=run) | readable.filter(pk__in=my_roles)
    if my_roles:
        return readable.filter(pk__in=my_roles)
    return readable.running()[:SHOWN_TO_OTHERS]


def _coming(person: Person) -> list[Checkpoint]:
    readable = permitted(Checkpoint.objects.coming(), person, Perm.READ)
    ordered = Exists(AgendaItem.objects.filter(checkpoint=OuterRef("pk")))
    return list(readable.select_related("round").annotate(is_ordered=ordered)[:8])


def _invitations(person: Person) -> list[Invitation]:
    """What the person is called to: also what no role lets them read."""
    to_come = Q()
    for noun in (Checkpoint.noun, Gathering.noun):
        to_come |= Q(**{f"{noun}__ends_at__gte": now(), f"{noun}__cancelled_at": None})
    rows = Invitation.objects.called().filter(to_come, person=person)
    found = rows.select_related("checkpoint", "gathering")
    return sorted(found, key=lambda one: one.meeting.starts_at)


def _next(coming: list[Checkpoint], invitations: list[Invitation]) -> tuple[Meeting, ...]:
    meetings = {*coming, *(one.meeting for one in invitations)}
    return tuple(sorted(meetings, key=lambda meeting: meeting.starts_at)[:4])


def _since(person: Person) -> date | None:
    moment: datetime | None = person.previous_login
    return localdate(moment) if moment else None


# --- What waits --------------------------------------------------------------------------------
def _waiting(
    person, mine, my_roles, coming, asked: WaitingFor, started: set[int], later: Iterable[Waiting]
) -> list[Waiting]:
    mine = [row for row in mine if not row.ended_on]
    led = [row for row in mine if my_roles[row.id] == Role.LEDARTROJA]
    found = [item for row in led for item in (*_of_ledartroja(person, row), *of_team(row))]
    faddrar = [row for row in mine if my_roles[row.id] == Role.FADDER]
    found += [item for row in faddrar for item in of_fadder(person, row)]
    found += of_decider(asked)
    found += of_input(asked)
    found += of_agenda(person, (one for one in coming if one.round_id in started))
    return sorted(
        [*found, *later, *_preparations(led, coming)], key=lambda item: item.due_on or date.min
    )


def _of_ledartroja(person, row: PortfolioRow):
    if row.mandate and person.pk not in row.accepted_by:
        yield Waiting(
            gettext_lazy("Mandat"),
            row.name,
            _("Läs mandatet och säg om du accepterar det."),
            reverse("initiatives:mandates", args=[row.id]),
            gettext_lazy("Läs mandatet"),
        )
    if row.update_due_on and row.update_due_on <= row.on:
        yield Waiting(
            gettext_lazy("Lägesuppdatering"),
            row.name,
            _("Hur går det? Två minuter räcker."),
            reverse("initiatives:update_write", args=[row.id]),
            gettext_lazy("Uppdatera läget"),
            row.update_due_on,
        )


def _preparations(led: list[PortfolioRow], coming: list[Checkpoint]) -> list[Waiting]:
    next_by_round: dict[int, Checkpoint] = {}
    for checkpoint in coming:
        if not checkpoint.has_started():
            next_by_round.setdefault(checkpoint.round_id, checkpoint)
    wanted = [
        (row, next_by_round[row.round_id])
        for row in led
        if row.started_on and row.round_id in next_by_round
    ]
    if not wanted:
        return []
    ready = set(
        Preparation.objects.filter(
            checkpoint__in={checkpoint.pk for _row, checkpoint in wanted},
            state=Preparation.State.READY,
        ).values_list("checkpoint_id", "initiative_id")
    )
    return [
        Waiting(
            gettext_lazy("Förberedelse"),
            row.name,
            _("Förbered %(checkpoint)s: hur långt, vad ni lärt er, vad ni vill ha hjälp med.")
            % {"checkpoint": checkpoint.name},
            reverse("checkpoints:preparation_edit", args=[checkpoint.pk, row.id]),
            gettext_lazy("Förbered"),
            checkpoint.preparation_due_on,
        )
        for row, checkpoint in wanted
        if (checkpoint.pk, row.id) not in ready
    ]


# --- What is new -------------------------------------------------------------------------------
def _news(mine: list[PortfolioRow], since: date) -> dict[int, list[News]]:
    news: dict[int, list[News]] = {}
    found = read([row.id for row in mine], NEWS, since=since, count=NEWS_READ)
    for one in found if mine else ():
        told = one.told
        begins = told.text.strip().partition("\n")[0]
        words = f"{told.what}: {begins}" if begins else told.what
        news.setdefault(one.initiative, []).append(News(one.on, words))
    return news
