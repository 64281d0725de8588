"""What can be done to a running order. Pure: an order in, an order out; the first `shown` lines stand."""

from collections import Counter
from dataclasses import replace
from math import ceil

from django.utils.translation import gettext as _

from checkpoints.agenda.entries import Entry, Kind, Order, new_key
from checkpoints.agenda.proposal import BREAK_MINUTES, SHORTEST

OTHER_MINUTES = 10


def place_of(order: Order, key: str) -> int | None:
    return next((place for place, one in enumerate(order) if one.key == key), None)


def moved(order: Order, key: str, step: int, shown: int = 0) -> Order:
    """One step up (-1) or down (1); as it was at either end, and among what has been shown."""
    place = place_of(order, key)
    if place is None or place < shown or not shown <= place + step < len(order):
        return order
    changed = list(order)
    changed.insert(place + step, changed.pop(place))
    return tuple(changed)


def without(order: Order, key: str) -> Order:
    return tuple(one for one in order if one.key != key)


def with_break(order: Order, shown: int = 0) -> tuple[Order, str]:
    """In the middle of the longest stretch of initiatives without one. The order, and the break's key."""
    stretches: list[list[int]] = [[]]
    for place, one in enumerate(order):
        if place < shown or one.kind == Kind.BREAK:
            stretches.append([])
        elif one.kind == Kind.INITIATIVE:
            stretches[-1].append(place)
    longest = max(stretches, key=len)
    at = longest[ceil(len(longest) / 2) - 1] + 1 if len(longest) > 1 else len(order)
    added = Entry(new_key(order, Kind.BREAK), BREAK_MINUTES, _("Paus"))
    return (*order[:at], added, *order[at:]), added.key


def with_item(order: Order) -> tuple[Order, str]:
    """Another point, last, to be named on the page."""
    added = Entry(new_key(order, Kind.OTHER), OTHER_MINUTES, _("Ny punkt"))
    return (*order, added), added.key


def with_initiative(order: Order, pk: int, shown: int = 0) -> tuple[Order, str]:
    """After the last initiative, as long as most of the others. One that is there already stays where it is."""
    key = f"i{pk}"
    if place_of(order, key) is not None:
        return order, key
    turns = [place for place, one in enumerate(order) if one.kind == Kind.INITIATIVE]
    lengths = Counter(order[place].minutes for place in turns)
    minutes = lengths.most_common(1)[0][0] if lengths else OTHER_MINUTES
    at = max(turns[-1] + 1 if turns else len(order), shown)
    return (*order[:at], Entry(key, minutes), *order[at:]), key


def shortened(order: Order, too_long: int, shown: int = 0) -> Order | None:
    """Each initiative as many minutes shorter, so that it all fits. None: not even that is enough."""
    minutes = {one.key: one.minutes for one in order[shown:] if one.kind == Kind.INITIATIVE}
    while too_long > 0:
        longer = [key for key, left in minutes.items() if left > SHORTEST]
        if not longer:
            return None
        less = ceil(too_long / len(longer))
        for key in longer:
            took = min(less, minutes[key] - SHORTEST)
            minutes[key] -= took
            too_long -= took
    return tuple(replace(one, minutes=minutes.get(one.key, one.minutes)) for one in order)


def shortening_in_words(before: Order, after: Order) -> str:
    """What each initiative gets: "12 minuter i stället för 15"."""
    changes = [(a.minutes, b.minutes) for a, b in zip(before, after, strict=True) if a != b]
    was, gets = {one for one, _gets in changes}, {one for _was, one in changes}
    if len(was) == len(gets) == 1:
        values = {"gets": gets.pop(), "was": was.pop()}
        return _("%(gets)s minuter i stället för %(was)s") % values
    less = {one - other for one, other in changes}
    if len(less) == 1:
        return _("%(less)s minuter kortare för varje initiativ") % {"less": less.pop()}
    return _("%(low)s–%(high)s minuter för varje initiativ") % {
        "low": min(gets),
        "high": max(gets),
    }
