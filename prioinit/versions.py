"""Optimistic locking: an edit form carries the version it was opened with.

The form has a `VersionField`, the service saves with `save_changes`, the view answers with `save_edit`.
"""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from prioinit.errors import DomainError, EditConflict, check


class VersionField(forms.IntegerField):
    """What the person had before them. Left out it is no row's version: a conflict, never an overwrite."""

    widget = forms.HiddenInput

    def __init__(self, version: int) -> None:
        super().__init__(initial=version, required=False)

    def clean(self, value):
        return super().clean(value) or 0


def locked(queryset: QuerySet, *, pk: int, version: int):
    """The row, locked for this transaction; EditConflict when it has been saved since `version`."""
    row = queryset.select_for_update(of=("self",)).get(pk=pk)
    if row.version != version:
        raise EditConflict(row)
    return row


def holds(row: Model, fields: dict) -> bool:
    """It says just this already: the form was sent twice."""
    return all(getattr(row, name) == value for name, value in fields.items())


def save_changes(stored: Model, *, version: int, **fields):
    """The row with its new fields, saved on top of `version`; any other form open on it now conflicts."""
    row = type(stored)._default_manager.select_for_update(of=("self",)).get(pk=stored.pk)
    if row.version != version:
        if holds(row, fields):
            return row
        raise EditConflict(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    check(row)
    row.save(update_fields=[*fields, "version"])
    return row


def save_edit(
    request: HttpRequest,
    form: forms.Form,
    change: Callable[[], object],
    *,
    back_url: str,
    said: str = "",
) -> HttpResponse | None:
    """Carry out what a valid edit form asks for. None: the domain refuses, and the form says why."""
    try:
        change()
    except EditConflict as conflict:
        stored = conflict.stored
        return conflict_page(
            request, form=form, stored=stored, version=stored.version, back_url=back_url
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, said or _("Ändringarna är sparade."))
    return redirect(back_url)


def conflict_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    stored: Model,
    version: int,
    back_url: str,
    action: str = "",
    by: object = None,
    at: object = None,
) -> HttpResponse:
    """409 with the stored text beside the person's own, which can be edited and saved on top.

    `version` is what the person must send to save knowingly: that of the row shown as stored.
    """
    shown = form.visible_fields()
    context = {
        "action": action or request.path,
        "version": version,
        "by": by,
        "at": at,
        "back_url": back_url,
        "fields": [_words(one, stored) for one in shown if _is_words(one)],
        "choices": [_choice(one, stored) for one in shown if not _is_words(one)],
    }
    return render(request, "409.html", context, status=409)


def _is_words(bound: forms.BoundField) -> bool:
    """Both texts are shown, and one's own can be edited; a choice or a day is only told."""
    of_days = isinstance(bound.field.widget, forms.DateInput)
    return isinstance(bound.field, forms.CharField) and not of_days


def _words(bound: forms.BoundField, stored: Model) -> dict:
    return _named(bound) | {
        "theirs": getattr(stored, bound.name, ""),
        "yours": bound.value() or "",
    }


def _choice(bound: forms.BoundField, stored: Model) -> dict:
    return _named(bound) | {
        "theirs": _in_words(bound, _stored_value(stored, bound.name)),
        "yours": _in_words(bound, bound.data),
        "values": _values(bound),
    }


def _named(bound: forms.BoundField) -> dict:
    return {"name": bound.html_name, "label": bound.label}


def _values(bound: forms.BoundField) -> list:
    return _as_list(bound.data)


def _as_list(value) -> list:
    if value in (None, ""):
        return []
    return value if isinstance(value, list) else [value]


def _stored_value(stored: Model, name: str):
    value = getattr(stored, name, None)
    return [str(row.pk) for row in value.all()] if hasattr(value, "all") else value


def _in_words(bound: forms.BoundField, value) -> str:
    """What was chosen, as the form says it."""
    if isinstance(bound.field, forms.BooleanField):
        return _("ja") if value else _("nej")
    values = [str(bound.field.prepare_value(one)) for one in _as_list(value)]
    if isinstance(bound.field.widget, forms.DateInput):
        return ", ".join(_day(one) for one in values)
    options = {str(key): label for key, label in getattr(bound.field, "choices", ()) if key != ""}
    return ", ".join(str(options.get(one, one)) for one in sorted(values))


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text
