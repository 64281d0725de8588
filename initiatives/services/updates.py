"""Lägesuppdatering: one shared draft, published once, corrected by a new one.

A form carries the version it was opened with: that of the draft, or of what there is instead of a draft
(see `form_version`). Whoever saves on top of something they have not seen gets an EditConflict.
"""

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import Initiative, StatusUpdate
from initiatives.policy import initiatives as policy
from prioinit.errors import DomainError, EditConflict
from prioinit.sql import update_returning
from roles.models import Person

TEXT_FIELDS = ("since_last", "next_step", "help_wanted", "confidence")


def newest(initiative: Initiative) -> StatusUpdate | None:
    """The draft; without one the last published."""
    return _newest_first(initiative).select_related("edited_by", "published_by", "corrects").first()


def draft_and_latest(
    initiative: Initiative,
) -> tuple[StatusUpdate | None, StatusUpdate | None]:
    """The draft and the last published, read together, with the names of those who wrote them."""
    own = (column.name for column in StatusUpdate._meta.concrete_fields)
    found = _newest_first(initiative).select_related("edited_by", "published_by", "corrects")
    rows = list(found.only(*own, "edited_by__name", "published_by__name")[:2])
    draft = rows.pop(0) if rows and rows[0].is_draft else None
    return draft, rows[0] if rows else None


def form_version(update: StatusUpdate | None) -> int:
    """What a form opened on `update` (see `newest`) carries: above 0 a draft's version, else -number."""
    if update is None:
        return 0
    return update.version if update.is_draft else -(update.number or 0)


def check_takes_updates(initiative: Initiative) -> None:
    if not policy.takes_updates(initiative):
        initiative.round.check_open()


def save_draft(*, by: Person, initiative: Initiative, version: int, **text) -> StatusUpdate:
    """Keep what is typed, in the draft there is or a new one."""
    if not initiative.is_running:
        raise DomainError(_("Initiativet är inte igång, så det finns inget läge att skriva."))
    check_takes_updates(initiative)
    values = {name: text[name] for name in TEXT_FIELDS} | {"edited_by": by}
    return _overwritten(initiative, version, values) or _saved(initiative, version, values)


@transaction.atomic
def publish_update(*, by: Person, initiative: Initiative, version: int, **text) -> StatusUpdate:
    """Freeze the draft as the next numbered update, with the phase it was written in."""
    row = _locked(initiative)
    draft = save_draft(by=by, initiative=row, version=version, **text)
    latest = row.updates.final().order_by("-number").first()
    draft.number = latest.number + 1 if latest else 1
    draft.state = StatusUpdate.State.FINAL
    draft.phase = row.phase
    draft.published_by = by
    draft.published_at = now()
    draft.full_clean()
    draft.save(update_fields=["number", "state", "phase", "published_by", "published_at"])
    return draft


@transaction.atomic
def discard_draft(*, by: Person, initiative: Initiative, version: int) -> None:
    """Throw away the draft that the person has seen."""
    draft = _locked_draft(initiative, version, by)
    if draft is not None:
        draft.delete()


@transaction.atomic
def begin_correction(*, by: Person, update: StatusUpdate) -> StatusUpdate:
    """A draft with the published text in it. The published one stays as it is."""
    row = _locked(update.initiative)
    there = newest(row)
    if update.is_draft:
        raise DomainError(_("Den är inte publicerad. Skriv vidare i utkastet."))
    if there and there.is_draft:
        raise DomainError(_("Det finns ett utkast. Publicera eller släng det först."))
    if there != update:  # or an old text would come back as how things stand now
        raise DomainError(_("Det finns en nyare lägesuppdatering. Skriv det rätta i nästa."))
    text = {name: getattr(update, name) for name in TEXT_FIELDS}
    return StatusUpdate.objects.create(initiative=row, corrects=update, edited_by=by, **text)


def _newest_first(initiative: Initiative):
    return initiative.updates.order_by(F("number").desc(nulls_first=True))


def _locked(initiative: Initiative) -> Initiative:
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("round")
    return rows.get(pk=initiative.pk)


def _overwritten(initiative: Initiative, version: int, values: dict) -> StatusUpdate | None:
    """The draft that the person has seen, saved: one statement checks, locks and writes."""
    if version < 1:  # there was none to see
        return None
    seen = StatusUpdate.objects.drafts().filter(initiative=initiative, version=version)
    rows = update_returning(seen, version=version + 1, edited_at=now(), **values)
    for draft in rows:
        draft.initiative, draft.edited_by = initiative, values["edited_by"]
    return rows[0] if rows else None


@transaction.atomic
def _saved(initiative: Initiative, version: int, values: dict) -> StatusUpdate:
    """The first draft, or one saved since by the person's own autosave; else it is a conflict."""
    draft = _locked_draft(initiative, version, values["edited_by"])
    draft = draft or StatusUpdate(initiative=initiative, version=0)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.save()
    return draft


def _locked_draft(initiative: Initiative, version: int, by: Person) -> StatusUpdate | None:
    _locked(initiative)  # nobody opens a draft or publishes until we are done
    stored = _newest_first(initiative).select_for_update().first()
    draft = stored if stored and stored.is_draft else None
    if form_version(stored) == version:
        return draft
    # The person's own autosave was on its way when they pressed the button.
    if draft and draft.edited_by_id == by.pk and draft.version == max(version, 0) + 1:
        return draft
    if stored is None:  # someone threw the draft away: nothing to lose, start it again
        return None
    raise EditConflict(stored)
