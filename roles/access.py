"""The one place that says who may do what to which row.

`reach` reads a person's grants for a permission; `can`, `permitted`, `users_with` and `explain` are
four ways to read the same answer, so a page, a list, a mail and an export cannot disagree.

A model says where it hangs with `access_path`, paths to ids (one, or several where rows differ):
"initiative" and "round" are reached by the roles held there; "home" is the round that may also be read
by those who hold a role on one of its initiatives only (the round itself and its checkpoints, but not
what tells of the other initiatives). {} means that only a role held everywhere reaches it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Func, JSONField, Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils.timezone import localdate

from prioinit.sql import Compiled
from roles.models import Assignment, LeadershipMembership, Person, Unit
from roles.permissions import GIVEN_BY, GRANTS, IMPLIED_ROLES, Perm, Role, roles_with


class Grant(NamedTuple):
    """A role held today. Both ids None: held everywhere."""

    role: Role
    initiative: int | None
    round: int | None
    home_round: int | None  # the round of `initiative`: a guest of an initiative may read its round


@dataclass(frozen=True)
class Reach:
    """How far one permission goes for one person."""

    everywhere: bool
    initiatives: frozenset[int]
    rounds: frozenset[int]
    home_rounds: frozenset[int]  # may be read as rounds; says nothing about their other initiatives

    def __bool__(self):
        return self.everywhere or bool(self.initiatives or self.rounds)

    def q(self, model: type[Model]) -> Q:
        if self.everywhere:
            return Q()
        reached = Q(pk__in=())
        for path, ids in self._paths(model):
            reached |= Q(**{f"{path}__in": ids})
        return reached

    def covers(self, obj: Model) -> bool:
        return self.everywhere or any(
            _follow(obj, path) in ids for path, ids in self._paths(type(obj))
        )

    def _paths(self, model: type[Model]):
        places = {"initiative": self.initiatives, "round": self.rounds, "home": self.home_rounds}
        for place, ids in places.items():
            for path in paths_to(place, model):
                yield path, ids


def paths_to(place: str, model: type[Model]) -> tuple[str, ...]:
    paths = model.access_path.get(place, ())  # type: ignore[attr-defined]
    return (paths,) if isinstance(paths, str) else paths


def _follow(obj, path: str):
    for name in path.split("__"):
        if obj is None:
            return None
        obj = getattr(obj, name)
    return obj


def _ids(obj: Model, place: str) -> set[int]:
    return {_follow(obj, path) for path in paths_to(place, type(obj))} - {None}


def signed_in(pk: int) -> Person:
    """A person with today's roles: one query, the first of nearly every page."""
    today = localdate()
    person = Person.objects.annotate(held=_held(today)).get(pk=pk)
    person.kept_grants = {today: _grants(person.held)}  # type: ignore[attr-defined]
    return person


def grants_of(person: Person) -> tuple[Grant, ...]:
    """The person's roles today, read with one query and kept for the request."""
    today = localdate()
    if not hasattr(person, "kept_grants"):
        person.kept_grants = {}  # type: ignore[attr-defined]
    kept = person.kept_grants  # type: ignore[attr-defined]
    if today not in kept:
        kept[today] = _read_grants(person, today) if person.is_authenticated else ()
    return kept[today]


def _read_grants(person: Person, on: date) -> tuple[Grant, ...]:
    return _grants(Person.objects.annotate(held=_held(on)).values_list("held").get(pk=person.pk)[0])


def _grants(held: dict) -> tuple[Grant, ...]:
    implied = (Grant(role, None, None, None) for role in IMPLIED_ROLES if held[role])
    return (*(Grant(Role(role), *places) for role, *places in held["assigned"]), *implied)


@lru_cache(maxsize=8)
def _held(on: date) -> Compiled:
    """What makes a person's roles on a day, beside their own row."""
    assigned = Assignment.objects.active(on).filter(person=OuterRef("pk")).order_by()
    seats = LeadershipMembership.objects.active(on).filter(person=OuterRef("pk"))
    employed = Person.objects.active().filter(pk=OuterRef("pk"), unit__isnull=False)
    place = Func(
        *("role", "initiative_id", "round_id", "initiative__round_id"),
        function="jsonb_build_array",
        output_field=JSONField(),
    )
    read = JSONObject(
        assigned=ArraySubquery(assigned.values(json=place)),
        klg=Exists(seats),
        medarbetare=Exists(employed.exclude(unit__kind=Unit.Kind.EXTERN)),
    )
    return Compiled(Person, read)


def reach(person: Person, perm: Perm) -> Reach:
    return _reach_of(grants_of(person), perm)


def _reach_of(grants: Iterable[Grant], perm: Perm) -> Reach:
    grants = [grant for grant in grants if perm in GRANTS[grant.role]]
    return Reach(
        everywhere=any(grant.initiative is None and grant.round is None for grant in grants),
        initiatives=frozenset(grant.initiative for grant in grants if grant.initiative is not None),
        rounds=frozenset(grant.round for grant in grants if grant.round is not None),
        home_rounds=frozenset(grant.home_round for grant in grants if grant.home_round is not None)
        if perm == Perm.READ
        else frozenset(),
    )


def can(person: Person, perm: Perm, obj: Model | None = None) -> bool:
    """May the person do this to `obj`; without `obj`: anywhere at all."""
    reached = reach(person, perm)
    return bool(reached) if obj is None else reached.covers(obj)


def may_give(person: Person, role: Role, place: Model | None) -> bool:
    """May the person give and end this role there? `place` is the initiative or round, or the assignment."""
    return any(can(person, perm, place) for perm in GIVEN_BY[role])


def permitted(queryset: QuerySet, person: Person, perm: Perm) -> QuerySet:
    """The rows of `queryset` that the person has this permission for."""
    return queryset.filter(reach(person, perm).q(queryset.model))


def users_with(perm: Perm, obj: Model, on: date | None = None) -> QuerySet[Person]:
    """Those who have `perm` over `obj` by a role or a seat in KLG: who to tell.

    Being employed gives rights but no mail, so a medarbetare is not among them.
    """
    found = _holders(obj, roles_with(perm), on)
    if perm == Perm.READ:
        at_home = Q(initiative__round__in=_ids(obj, "home"))
        found |= Q(pk__in=Assignment.objects.active(on).filter(at_home).values("person_id"))
    return Person.objects.filter(found)


def people_in_role(obj: Model, *roles: Role, on: date | None = None) -> QuerySet[Person]:
    """Those who hold one of the roles over `obj` on a day (today): on it, its initiative or its round."""
    return Person.objects.filter(_holders(obj, roles, on))


def _holders(obj: Model, roles: Collection[Role], on: date | None) -> Q:
    places = (
        Q(initiative=None, round=None)
        | Q(initiative__in=_ids(obj, "initiative"))
        | Q(round__in=_ids(obj, "round"))
    )
    held = Assignment.objects.active(on).filter(places, role__in=roles)
    found = Q(pk__in=held.values("person_id"))
    if Role.KLG in roles:
        found |= Q(pk__in=LeadershipMembership.objects.active(on).values("person_id"))
    return found


def explain(person: Person, perm: Perm, obj: Model) -> list[str]:
    """Which of the person's roles give the permission, in words, for support. Empty: none does."""
    return [
        str(grant.role.label) for grant in grants_of(person) if _reach_of([grant], perm).covers(obj)
    ]


def get_permitted_or_404(
    queryset: QuerySet, person: Person, perm: Perm, *, read: Perm = Perm.READ, **lookup
):
    """The row, for one who has `perm` over it. Who may not even read it gets 404, others 403."""
    found = permitted(queryset, person, read).filter(**lookup).first()
    if found is None:
        raise Http404
    if not can(person, perm, found):
        raise PermissionDenied
    return found


def all_rows_of(model: type[Model]) -> QuerySet:
    return model._default_manager.all()


def requires(
    perm: Perm,
    *,
    on: type[Model] | Callable[[], QuerySet] | None = None,
    read: Perm = Perm.READ,
    everywhere: bool = False,
):
    """Declare what a view needs. With `on`, the URL's pk becomes the row that the view is given.

    `everywhere` is for lists of what hangs nowhere (people, units): a role on one initiative is not enough.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, pk=None, **kwargs):
            if on is None:
                reached = reach(request.user, perm)
                if not (reached.everywhere if everywhere else reached):
                    raise PermissionDenied
                return view(request, *args, **kwargs)
            queryset = all_rows_of(on) if isinstance(on, type) else on()
            found = get_permitted_or_404(queryset, request.user, perm, read=read, pk=pk)
            return view(request, found, *args, **kwargs)

        guarded.required_perm = perm  # type: ignore[attr-defined]
        guarded.required_on = on  # type: ignore[attr-defined]
        return guarded

    return decorate
