"""Uppdraget: the mandate as it was worded last, for whom, towards which goals, and who worked with it."""

from dataclasses import dataclass
from datetime import date

from initiatives.models import Initiative
from roles.models import Person
from roles.permissions import INITIATIVE_ROLES, Role


@dataclass(frozen=True)
class Held:
    """A role, and everyone who has held it."""

    role: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Mission:
    mandate: str
    number: int | None
    issued_on: date | None
    target_group: str
    difference: str
    noticed_by: date | None
    goals: tuple[str, ...]
    units: tuple[str, ...]
    people: tuple[Held, ...]


def build(initiative: Initiative, reader: Person | None) -> Mission:
    mandate = initiative.mandates.first()
    return Mission(
        mandate=mandate.text if mandate else "",
        number=mandate.number if mandate else None,
        issued_on=mandate.issued_on if mandate else None,
        target_group=initiative.target_group,
        difference=initiative.difference,
        noticed_by=initiative.noticed_by,
        goals=tuple(initiative.goals.order_by("code").values_list("name", flat=True)),
        units=tuple(initiative.units.order_by("sort_key").values_list("name", flat=True)),
        people=_people(initiative),
    )


def _people(initiative: Initiative) -> tuple[Held, ...]:
    rows = initiative.assignments.filter(role__in=INITIATIVE_ROLES).order_by("starts_on", "pk")
    names: dict[str, dict[str, None]] = {role: {} for role in INITIATIVE_ROLES}
    for role, name in rows.values_list("role", "person__name"):
        names[role][name] = None  # once, however many times they came back
    return tuple(Held(str(Role(role).label), tuple(some)) for role, some in names.items() if some)
