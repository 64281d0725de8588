"""One query over what has happened to an initiative, and to what hangs on its records.

django-pghistory finds the events that name an initiative. A reading names its effect goal alone, so it is found by
way of that: the model's `access_path` says which way.
"""

from django.db.models import ForeignKey, Model
from pghistory.core import event_models
from pghistory.models import EventsQuery, EventsQueryCompiler, EventsQuerySet, MiddlewareEvents

from initiatives.models import Initiative


def models_of_an_initiative() -> list[type[Model]]:
    """Those with a history that name an initiative, or a row that does."""
    return [
        event.pgh_tracked_model
        for event in event_models(include_missing_pgh_obj=True)
        if _names_initiative(event) or parent_of(event.pgh_tracked_model)
    ]


def parent_of(model: type[Model]) -> ForeignKey | None:
    """What it hangs on, when that is not an initiative but a record of one."""
    path = getattr(model, "access_path", {}).get("initiative", "")
    name, _hop, last = path.partition("__") if isinstance(path, str) else ("", "", "")
    return model._meta.get_field(name) if last == "initiative_id" else None  # type: ignore[return-value]


def _names_initiative(event: type[Model]) -> bool:
    return any(field.related_model is Initiative for field in event._meta.fields)


class _Compiler(EventsQueryCompiler):
    @property
    def across(self):
        return self.query.across

    def _get_where_clause(self, event_model) -> str:
        parent = parent_of(event_model.pgh_tracked_model)
        if parent is None:
            return super()._get_where_clause(event_model)
        (initiative,) = self.references
        table = parent.related_model._meta.db_table  # type: ignore[union-attr]
        mine = f'SELECT id FROM "{table}" WHERE initiative_id = {int(initiative.pk)}'  # noqa: S608
        return f"WHERE _event.{parent.column} IN ({mine})"


class _Query(EventsQuery):
    def get_compiler(self, *args, **kwargs):
        compiler = super().get_compiler(*args, **kwargs)
        compiler.__class__ = _Compiler
        return compiler


def events_of(initiative: Initiative, models: list[type[Model]]) -> EventsQuerySet:
    events = EventsQuerySet(MiddlewareEvents, query=_Query(MiddlewareEvents))
    tracked = [model.pgh_event_model for model in models]  # type: ignore[attr-defined]
    return events.references(initiative).across(*tracked)
