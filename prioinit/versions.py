"""Optimistic locking: an edit form carries the version it was opened with."""

from datetime import date

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format

from prioinit.errors import EditConflict


def locked(queryset: QuerySet, *, pk: int, version: int):
    """The row, locked for this transaction; EditConflict when it has been saved since `version`."""
    row = queryset.select_for_update(of=("self",)).get(pk=pk)
    if row.version != version:
        raise EditConflict(row)
    return row


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
    texts, choices = [], []
    for bound in form.visible_fields():
        if isinstance(bound.field, forms.CharField) and not isinstance(
            bound.field.widget, forms.DateInput
        ):
            texts.append(
                {
                    "name": bound.html_name,
                    "label": bound.label,
                    "theirs": getattr(stored, bound.name, ""),
                    "yours": bound.value() or "",
                }
            )
        else:
            choices.append(
                {
                    "name": bound.html_name,
                    "label": bound.label,
                    "theirs": _in_words(bound, _stored_value(stored, bound.name)),
                    "yours": _in_words(bound, bound.data),
                    "values": _values(bound),
                }
            )
    context = {
        "action": action or request.path,
        "version": version,
        "by": by,
        "at": at,
        "back_url": back_url,
        "fields": texts,
        "choices": choices,
    }
    return render(request, "409.html", context, status=409)


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
    values = [str(one) for one in _as_list(value)]
    if isinstance(bound.field.widget, forms.DateInput):
        return ", ".join(_day(one) for one in values)
    options = {str(key): label for key, label in getattr(bound.field, "choices", ()) if key != ""}
    return ", ".join(str(options.get(one, one)) for one in sorted(values))


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text
