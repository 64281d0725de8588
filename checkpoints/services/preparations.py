"""What the teams prepare for a checkpoint."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from checkpoints.models import Checkpoint, Preparation, PreparationQuestion
from initiatives.models import Initiative
from prioinit.errors import DomainError, EditConflict
from roles.access import people_in_role
from roles.models import Person
from roles.permissions import Role

TEXT_FIELDS = ("how_far", "learned", "decision_wanted")


def current_preparation(checkpoint: Checkpoint, initiative: Initiative) -> Preparation | None:
    return (
        Preparation.objects.filter(checkpoint=checkpoint, initiative=initiative)
        .select_related("edited_by")
        .prefetch_related("questions", "presenters")
        .first()
    )


def latest_since_last(initiative: Initiative) -> str:
    """What the team last told: a start for "how far", so that nobody begins with an empty page."""
    told = initiative.updates.final().order_by("-number").values_list("since_last", flat=True)
    return told.first() or ""


def team_of(initiative: Initiative):
    """Who can present: those who work in it today."""
    return people_in_role(initiative, Role.LEDARTROJA, Role.TEAMMEDLEM)


def default_presenters(initiative: Initiative):
    return people_in_role(initiative, Role.LEDARTROJA)


@transaction.atomic
def save_preparation(
    *,
    by: Person,
    checkpoint: Checkpoint,
    initiative: Initiative,
    version: int,
    questions: Iterable[str],
    presenters: Iterable[Person],
    happened: Sequence[dict[str, str]] = (),
    ready: bool | None = None,
    **text,
) -> Preparation:
    """Keep what is written. `ready` True marks it ready; None leaves that as it is.

    `version` 0 opens a new one; a version that is not the stored one conflicts. `happened` is what
    the team ticked of what has happened since last (see `since_last.picked`).
    """
    _check_not_frozen(checkpoint)
    row = _locked_preparation(checkpoint, initiative, version)
    asked = [question.strip() for question in questions if question.strip()]
    for name in TEXT_FIELDS:
        setattr(row, name, text[name])
    row.happened = list(happened)
    if ready or row.state == Preparation.State.READY:
        _check_whole(row, asked)
        row.ready_at = row.ready_at or now()
        row.state = Preparation.State.READY
    row.edited_by = by
    row.version += 1
    row.save()
    _write_questions(row, asked)
    row.presenters.set(presenters)
    return row


@transaction.atomic
def reopen_preparation(
    *, by: Person, checkpoint: Checkpoint, initiative: Initiative
) -> Preparation:
    """Back to draft: only the team reads it until it is ready again."""
    _check_not_frozen(checkpoint)
    row = (
        Preparation.objects.select_for_update(of=("self",))
        .filter(checkpoint=checkpoint, initiative=initiative, state=Preparation.State.READY)
        .first()
    )
    if row is None:
        raise DomainError(_("Förberedelsen är inte markerad som redo."))
    row.state = Preparation.State.DRAFT
    row.ready_at = None
    row.edited_by = by
    row.version += 1
    row.save(update_fields=["state", "ready_at", "edited_by", "edited_at", "version"])
    return row


def _check_not_frozen(checkpoint: Checkpoint) -> None:
    rows = Checkpoint.objects.select_for_update(of=("self",), no_key=True)
    stored = rows.select_related("round").get(pk=checkpoint.pk)
    if stored.is_cancelled:
        raise DomainError(_("Checkpointen är inställd, så det finns inget att förbereda."))
    if stored.has_started():
        raise DomainError(_("Checkpointen har börjat. Förberedelsen är fryst som den var då."))
    stored.round.check_open()


def _locked_preparation(
    checkpoint: Checkpoint, initiative: Initiative, version: int
) -> Preparation:
    if initiative.round_id != checkpoint.round_id:
        raise DomainError(_("Initiativet hör till en annan omgång."))
    if not initiative.is_running:
        raise DomainError(_("Initiativet är inte igång, så det finns inget att förbereda."))
    row = (
        Preparation.objects.select_for_update(of=("self",))
        .filter(checkpoint=checkpoint, initiative=initiative)
        .first()
    )
    if row is None:
        return Preparation(checkpoint=checkpoint, initiative=initiative, version=0)
    if row.version != version:
        raise EditConflict(current_preparation(checkpoint, initiative))
    return row


def _check_whole(row: Preparation, questions: list[str]) -> None:
    if not row.how_far.strip():
        raise DomainError(_("Skriv hur långt ni har kommit innan ni är redo."))
    if not questions:
        raise DomainError(_("Ställ minst en fråga innan ni är redo."))


def _write_questions(row: Preparation, texts: list[str]) -> None:
    """A question that is reworded keeps its row: its address may hang printed on a wall."""
    stored = {question.number: question for question in row.questions.all()}
    if [stored[number].text for number in sorted(stored)] == texts:
        return
    row.questions.filter(number__gt=len(texts)).delete()
    for number, text in enumerate(texts, start=1):
        question = stored.get(number)
        if question is None:
            PreparationQuestion.objects.create(preparation=row, number=number, text=text)
        elif question.text != text:
            question.text = text
            question.save(update_fields=["text"])
