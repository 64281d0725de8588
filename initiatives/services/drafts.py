"""Drafts of forms, from the browser's hand: kept until the form is saved, at most 30 days."""

from collections.abc import Collection

from django.db import transaction
from django.utils.timezone import now

from initiatives.models.draft import MOST_DRAFTS, WrittenDraft
from roles.models import Person


def drafts_of(person: Person, keys: Collection[str]) -> dict[str, str]:
    mine = _mine(person, keys)
    return dict(mine.values_list("key", "content"))


@transaction.atomic
def keep_draft(*, by: Person, key: str, content: str) -> None:
    fields = {"content": content, "saved_at": now()}
    WrittenDraft.objects.update_or_create(person=by, key=key, defaults=fields)
    mine = WrittenDraft.objects.filter(person=by).order_by("-saved_at", "-pk")
    WrittenDraft.objects.filter(pk__in=mine.values("pk")[MOST_DRAFTS:]).delete()


def forget_draft(*, by: Person, key: str) -> None:
    _mine(by, [key]).delete()


def _mine(person: Person, keys: Collection[str]):
    """The keys come from an address or a form: no row has one with NUL, and PostgreSQL takes none."""
    possible = [key for key in keys if "\0" not in key]
    return WrittenDraft.objects.filter(person=person, key__in=possible)


def forget_old_drafts() -> None:
    WrittenDraft.objects.expired().delete()
