"""A model's own check constraints, asked of a row that is not stored: no query for each row and rule."""

from collections.abc import Iterator
from typing import Any

from django.db.models import CheckConstraint, F, Model, Q

COMPARED = {
    "exact": lambda value, other: value == other,
    "gt": lambda value, other: value > other,
    "gte": lambda value, other: value >= other,
    "lt": lambda value, other: value < other,
    "lte": lambda value, other: value <= other,
    "in": lambda value, other: value in other,
    "range": lambda value, other: other[0] <= value <= other[1],
    "startswith": lambda value, other: value.startswith(other),
}


def broken(row: Model) -> Iterator[CheckConstraint]:
    for constraint in row._meta.constraints:
        if isinstance(constraint, CheckConstraint) and _holds(constraint.condition, row) is False:
            yield constraint


def fields_of(constraint: CheckConstraint, row: Model) -> list[str]:
    """The fields that break it, in the order it speaks of them."""
    return list(dict.fromkeys(_to_blame(constraint.condition, row)))


def _to_blame(condition: Any, row: Model, *, turned: bool = False) -> Iterator[str]:
    turned = turned != condition.negated
    for child in condition.children:
        if isinstance(child, Q):
            yield from _to_blame(child, row, turned=turned)
        elif _leaf(child, row) is turned:
            yield child[0].split("__")[0]


def _holds(condition: Any, row: Model) -> bool | None:
    """As the database would: what is asked of nothing is neither true nor false."""
    said = [
        _holds(child, row) if isinstance(child, Q) else _leaf(child, row)
        for child in condition.children
    ]
    decisive = condition.connector == Q.OR
    if decisive not in said and None in said:
        return None
    answer = decisive if decisive in said else not decisive
    return answer != condition.negated


def _leaf(leaf: tuple[str, Any], row: Model) -> bool | None:
    name, _, lookup = leaf[0].partition("__")
    value, other = _value(row, name), leaf[1]
    if lookup == "isnull":
        return (value is None) == other
    if isinstance(other, F):
        other = _value(row, other.name)
    if value is None or other is None:
        return None
    return COMPARED[lookup or "exact"](value, other)


def _value(row: Model, name: str) -> Any:
    """A row that is pointed to may itself not be stored yet."""
    field = row._meta.get_field(name)
    if field.is_relation and field.is_cached(row):
        return field.get_cached_value(row)
    return getattr(row, field.attname)
