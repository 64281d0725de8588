"""Carry out a plan: everything or nothing, a fixed number of queries beside a few for each checkpoint."""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from checkpoints.services.checkpoints import change_checkpoint, plan_checkpoint
from initiatives.models import Goal, Initiative, Round
from programme.workbook.items import Item, Plan, SheetPlan
from programme.workbook.layout import (
    CHECKPOINTS,
    GOALS,
    INITIATIVES,
    PEOPLE,
    ROLES_SHEET,
    ROUND,
    UNITS,
)
from programme.workbook.reading import fold
from programme.workbook.record_saving import save_records
from roles.models import Assignment, LeadershipMembership, Person, Unit
from roles.permissions import ROUND_ROLES


@transaction.atomic
def apply_plan(plan: Plan, *, by: Person | None) -> tuple[Round, list[Person]]:
    """The round, and the people who are new here and not invited yet."""
    units = _save(plan.of(UNITS), Unit, "code")
    goals = _save(plan.of(GOALS), Goal, "code")
    units = {**plan.known.units, **units}
    goals = {**plan.known.goals, **goals}
    people, new_people = _save_people(plan, units)
    round = _save_round(plan)
    initiatives = {**plan.known.initiatives, **_save_initiatives(plan, round, units, goals)}
    _save_roles(plan, round, initiatives, people)
    _save_checkpoints(plan, round, by)
    save_records(plan, round=round, initiatives=initiatives, people=people, units=units, by=by)
    return round, new_people


def _save(sheet_plan: SheetPlan, model, key: str) -> dict:
    """Create and change a sheet's rows; the new ones by their folded key."""
    created = [model(**item.values) for item in sheet_plan.created]
    model.objects.bulk_create(created)
    _change(model, sheet_plan.changed)
    return {fold(getattr(each, key)): each for each in created}


def _change(model, items: Iterable[Item]) -> None:
    items = [item for item in items if item.values]
    for item in items:
        if hasattr(item.stored, "version"):  # an edit form that is open meanwhile must notice
            item.values["version"] = item.stored.version + 1
        for name, value in item.values.items():
            setattr(item.stored, name, value)
    if items:
        fields = {name for item in items for name in item.values}
        model.objects.bulk_update([item.stored for item in items], sorted(fields))


def _save_people(plan: Plan, units: dict[str, Unit]) -> tuple[dict[str, Person], list[Person]]:
    sheet_plan = plan.of(PEOPLE)
    for item in (*sheet_plan.created, *sheet_plan.changed):
        if "unit" in item.values:
            item.values["unit"] = units[fold(item.values["unit"])]
    unusable = make_password(None)  # nobody signs in before the invitation
    created = [Person(**item.values, password=unusable) for item in sheet_plan.created]
    Person.objects.bulk_create(created)
    _change(Person, sheet_plan.changed)
    people = {**plan.known.people, **{person.email: person for person in created}}
    seated = [item for item in (*sheet_plan.created, *sheet_plan.changed) if item.seat]
    LeadershipMembership.objects.bulk_create(
        LeadershipMembership(
            person=item.stored or people[item.values["email"]],
            starts_on=item.seat.starts_on,
            ends_on=item.seat.ends_on,
        )
        for item in seated
    )
    return people, created


def _save_round(plan: Plan) -> Round:
    item = plan.of(ROUND).items[0]
    if item.stored is None:
        return Round.objects.create(**item.values)
    if item.values:
        _change(Round, [item])
    return item.stored


def _save_initiatives(plan: Plan, round: Round, units, goals) -> dict[str, Initiative]:
    """Units and goals are set through their link tables; a blank cell has left them out of the values."""
    sheet_plan = plan.of(INITIATIVES)
    links = {"units": units, "goals": goals}
    picked = []
    for item in (*sheet_plan.created, *sheet_plan.changed):
        codes = {name: item.values.pop(name) for name in links if name in item.values}
        picked.append((item, codes))
    created = [Initiative(round=round, **item.values) for item in sheet_plan.created]
    Initiative.objects.bulk_create(created)
    saved = {fold(each.code): each for each in created}
    touched = [item for item, codes in picked if item.stored]
    for item in touched:  # an edit form that is open meanwhile must notice, links included
        item.values["version"] = item.stored.version + 1
    _change(Initiative, touched)
    for name, by_key in links.items():
        _set_links(
            name,
            [
                (
                    item.stored or saved[fold(item.values["code"])],
                    [by_key[fold(code)] for code in codes[name]],
                )
                for item, codes in picked
                if name in codes
            ],
        )
    return saved


def _set_links(name: str, wanted: list[tuple[Initiative, list]]) -> None:
    through = getattr(Initiative, name).through
    target = {"units": "unit_id", "goals": "goal_id"}[name]
    through.objects.filter(initiative__in=[initiative for initiative, _ in wanted]).delete()
    through.objects.bulk_create(
        through(**{"initiative_id": initiative.pk, target: each.pk})
        for initiative, targets in wanted
        for each in targets
    )


def _save_roles(plan: Plan, round: Round, initiatives, people) -> None:
    sheet_plan = plan.of(ROLES_SHEET)
    Assignment.objects.bulk_create(
        Assignment(
            person=people[item.values["email"]],
            role=item.values["role"],
            starts_on=item.values["starts_on"],
            ends_on=item.values.get("ends_on"),
            **(
                {"round": round}
                if item.values["role"] in ROUND_ROLES
                else {"initiative": initiatives[fold(item.values["initiative"])]}
            ),
        )
        for item in sheet_plan.created
    )
    _change(Assignment, sheet_plan.changed)


def _save_checkpoints(plan: Plan, round: Round, by: Person | None) -> None:
    """Through the same door as the form: a moved checkpoint lets go of its planned reminders."""
    sheet_plan = plan.of(CHECKPOINTS)
    for item in sheet_plan.created:
        is_new = plan.known.round is None
        plan_checkpoint(by=by, round_=round, in_hindsight=is_new, **item.values)
    for item in sheet_plan.changed:
        stored = item.stored
        change_checkpoint(
            by=by,
            checkpoint=stored,
            version=stored.version,
            move_reason=_("Tiden är ändrad i omgångens Excel-fil."),
            **item.values,
        )
