"""A running order: written short, stored, and as the page sends it."""

from django.urls import reverse

from checkpoints.agenda.entries import Entry, order_of, version_of
from checkpoints.services.agenda import save_order
from tests.factories import AgendaItemFactory


def order(text: str):
    """ "i1:10 b1:15 o1:5": keys and minutes."""
    lines = [part.split(":") for part in text.split()]
    titles = {"i": "", "b": "Paus", "o": "Punkt"}
    return tuple(Entry(key, int(minutes), titles[key[0]]) for key, minutes in lines)


def keys(entries) -> str:
    return " ".join(one.key for one in entries)


def with_order(world, checkpoint):
    """own, a break, other: 10 minutes each."""
    rows = [(world.own, 1), (None, 2), (world.other, 3)]
    for initiative, place in rows:
        AgendaItemFactory(checkpoint=checkpoint, initiative=initiative, position=place)
    return checkpoint


def stored(checkpoint):
    return order_of(checkpoint.agenda.all())


def save(world, checkpoint, wanted, version=None):
    return save_order(
        by=world.lots,
        checkpoint=checkpoint,
        version=version_of(stored(checkpoint)) if version is None else version,
        order=wanted,
    )


def page(checkpoint):
    return reverse("checkpoints:agenda", args=[checkpoint.pk])


def change(checkpoint):
    return reverse("checkpoints:agenda_change", args=[checkpoint.pk])


def sent(entries, version, do="spara", **fields):
    data = {"rad": [one.key for one in entries], "version": version, "gor": do}
    for one in entries:
        data[f"minuter-{one.key}"] = one.minutes
        if one.title:
            data[f"rubrik-{one.key}"] = one.title
    return data | fields


def post(browser, checkpoint, do="spara", **fields):
    now_stored = stored(checkpoint)
    return browser.post(change(checkpoint), sent(now_stored, version_of(now_stored), do, **fields))
