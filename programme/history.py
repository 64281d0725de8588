"""Historik: who changed what, before and after, on every record of an initiative.

The triggers of django-pghistory write it in the database; here it is read, by those who may read the record.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    ForeignKey,
    Model,
    QuerySet,
)
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import Initiative
from prioinit.templatetags.ui import number
from programme.history_query import events_of, models_of_an_initiative, parent_of
from roles.access import can
from roles.models import Person
from roles.permissions import Perm

PER_PAGE = 25
# What may not be read by all who may read the initiative. Everything else that names an initiative may.
NEEDS: dict[str, Perm] = {
    "initiatives.StatusUpdate": Perm.READ_DRAFTS,  # its drafts are among the changes
    "initiatives.ContactNote": Perm.READ_DRAFTS,
    "initiatives.CoachNote": Perm.READ_COACH_LOG,
    "checkpoints.Preparation": Perm.READ_DRAFTS,
    "checkpoints.PreparationQuestion": Perm.READ_DRAFTS,
    "checkpoints.Presenter": Perm.READ_DRAFTS,
    "checkpoints.Input": Perm.RUN_ROUND,  # also what a lots has hidden
}
ELSEWHERE = ("checkpoints.AgendaItem",)  # of a checkpoint: the initiative only stands in it
# Said by the line itself, or nothing to a person.
LABELS = {
    "state": gettext_lazy("läge"),
    "person": gettext_lazy("person"),
    "unit": gettext_lazy("enhet"),
    "goal": gettext_lazy("mål"),
}
PLACES = ("initiative", "checkpoint")
UNSAID = frozenset({"id", "initiative", "version", "submission", "created_at", "created_by"})


@dataclass(frozen=True)
class Kind:
    """A noun that has a history. `name` is it in an address: insight."""

    name: str
    label: str
    model: type[Model]


@dataclass(frozen=True)
class Difference:
    label: str
    before: str  # "" of a new record
    after: str


@dataclass(frozen=True)
class Change:
    at: datetime
    who: str  # "" when no person did it
    kind: Kind
    record: str  # its id
    what: str  # "insert", "update", "delete"
    differences: tuple[Difference, ...]


def kinds_for(person: Person, initiative: Initiative) -> list[Kind]:
    """What the person may read the history of."""
    seen = [
        Kind(model._meta.model_name, capfirst(str(model._meta.verbose_name)), model)
        for model in models_of_an_initiative()
        if model._meta.label not in ELSEWHERE
        and can(person, NEEDS.get(model._meta.label, Perm.READ), initiative)
    ]
    return sorted(seen, key=lambda kind: kind.label)


def changes_of(
    initiative: Initiative, kinds: Iterable[Kind], *, record: str = "", page: int = 1
) -> tuple[list[Change], bool]:
    """Newest first; and whether there are older ones. A query, and one for each kind of thing they name."""
    by_model = {kind.model._meta.label: kind for kind in kinds}
    events = events_of(initiative, [kind.model for kind in by_model.values()])
    if record:
        events = events.filter(pgh_obj_id=record)
    begin = (page - 1) * PER_PAGE
    # Its own words for a change that only touched a version are none: such a line is left out.
    found = list(
        events.order_by("-pgh_created_at", "-pgh_id").values(
            *("pgh_created_at", "pgh_label", "pgh_data", "pgh_diff"),
            *("pgh_obj_model", "pgh_obj_id", "user_id"),
        )[begin : begin + PER_PAGE + 1]
    )
    names = _names(found[:PER_PAGE], by_model)
    changes = [_change(event, by_model, names) for event in found[:PER_PAGE]]
    return [one for one in changes if one.differences], len(found) > PER_PAGE


def _change(event: dict, by_model: dict[str, Kind], names: dict) -> Change:
    kind = by_model[event["pgh_obj_model"]]
    return Change(
        at=localtime(event["pgh_created_at"]),
        who=names[Person].get(event["user_id"], ""),
        kind=kind,
        record=event["pgh_obj_id"],
        what=event["pgh_label"],
        differences=tuple(_differences(event, kind.model, names)),
    )


def _differences(event: dict, model: type[Model], names: dict) -> Iterable[Difference]:
    for field, (before, after) in _values(event, model):
        yield Difference(
            _label(field, model),
            _in_words(field, before, names),
            _in_words(field, after, names),
        )


def _values(event: dict, model: type[Model]) -> Iterable[tuple[Field, tuple[Any, Any]]]:
    """The fields that a line tells of: those that changed, or of a new record those that say something."""
    if event["pgh_label"] == "update":
        pairs = {name: tuple(both) for name, both in (event["pgh_diff"] or {}).items()}
    else:
        values = event["pgh_data"] or {}
        told = {name: value for name, value in values.items() if value not in (None, "")}
        gone = event["pgh_label"] == "delete"
        pairs = {name: (value, "") if gone else ("", value) for name, value in told.items()}
    for field in model._meta.concrete_fields:
        if field.column in pairs and field.name not in UNSAID and _label(field, model):
            yield field, pairs[field.column]


def _label(field: Field, model: type[Model]) -> str:
    """Empty: no page names it, and neither does this one."""
    if field.name in LABELS:
        return capfirst(str(LABELS[field.name]))
    if field == parent_of(model):
        return capfirst(str(field.related_model._meta.verbose_name))  # type: ignore[union-attr]
    named = str(field.verbose_name)
    return "" if named == field.name.replace("_", " ") else capfirst(named)


# --- In words ----------------------------------------------------------------------------------
def _names(events: list[dict], by_model: dict[str, Kind]) -> dict[type[Model], dict[Any, str]]:
    """What the rows that the changes name are called, one query for each model."""
    wanted: dict[type[Model], set] = defaultdict(set)
    wanted[Person] = {event["user_id"] for event in events} - {None}
    for event in events:
        for field, both in _values(event, by_model[event["pgh_obj_model"]].model):
            if isinstance(field, ForeignKey):
                wanted[field.related_model] |= {value for value in both if value}  # type: ignore[index]
    return {
        model: {row.pk: str(row) for row in _with_places(model).filter(pk__in=keys)}
        for model, keys in wanted.items()
        if keys or model is Person
    }


def _with_places(model: type[Model]) -> QuerySet:
    """A preparation is called after its initiative and its checkpoint."""
    places = [one.name for one in model._meta.concrete_fields if one.name in PLACES]
    return model._default_manager.select_related(*places)


def _in_words(field: Field, value: Any, names: dict) -> str:
    if value in (None, ""):
        return ""
    if isinstance(field, ForeignKey):
        return names.get(field.related_model, {}).get(value, _("borttagen"))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, BooleanField):
        return _("ja") if value else _("nej")
    if isinstance(field, DecimalField):
        return number(Decimal(str(value)))
    if isinstance(field, DateTimeField):
        moment = parse_datetime(value)
        return date_format(localtime(moment), "j F Y H:i") if moment else value
    if isinstance(field, DateField):
        day: date | None = parse_date(value)
        return date_format(day, "j F Y") if day else value
    return str(value)


def tracked_elsewhere() -> set[str]:
    """Models with a history that belongs to no initiative: theirs is read in the database."""
    mine = set(models_of_an_initiative())
    every = {one for one in apps.get_models() if hasattr(one, "pgh_event_model")}
    return {one._meta.label for one in every - mine}
