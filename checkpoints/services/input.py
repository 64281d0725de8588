"""Medskick comes in, is let through or hidden, and guests are forgotten again."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from checkpoints.models import Checkpoint, Input, PreparationQuestion
from checkpoints.policy.inputs import Door, door_of, takes_input
from checkpoints.policy.moves import Move
from initiatives.models import Initiative, Round
from prioinit.errors import DomainError
from prioinit.models import MailState, OutgoingMail
from roles.access import can
from roles.models import Person
from roles.permissions import Perm

FORGET_AFTER_ANSWER = timedelta(days=30)
FORGET_AFTER_INPUT = timedelta(days=365)
FORGOTTEN = "borttagen@guest.invalid"
_POINTS = ["round", "checkpoint", "initiative", "question", "person", "moderated_by", "answer"]


@transaction.atomic
def give_input(
    *,
    by: Person,
    kind: str,
    text: str,
    form: UUID,
    checkpoint: Checkpoint | None = None,
    initiative: Initiative | None = None,
    question: PreparationQuestion | None = None,
) -> Input:
    """From someone who is signed in. `form` is the number of the form it was written in."""
    if checkpoint and not takes_input(checkpoint):
        raise DomainError(_("Checkpointen tar inte emot fler medskick."))
    row = Input(
        round=_round_of(checkpoint, initiative),
        checkpoint=checkpoint,
        initiative=initiative,
        question=question,
        asked=question.text if question else "",
        kind=kind,
        text=text,
        person=by,
        language=by.language or "sv",
        state=_first_state(checkpoint),
    )
    if row.state == Input.State.WAITING and can(by, Perm.RUN_ROUND, row):
        row.state, row.moderated_by, row.moderated_at = Input.State.SHOWN, by, now()
    return _keep_once(row, form)


@transaction.atomic
def give_guest_input(
    *,
    checkpoint: Checkpoint,
    kind: str,
    text: str,
    form: UUID,
    language: str,
    initiative: Initiative | None = None,
    question: PreparationQuestion | None = None,
    name: str = "",
    contact: str = "",
    consents: bool = False,
) -> Input:
    """From someone without an account. Name and address are kept only with consent."""
    if door_of(checkpoint) != Door.OPEN:
        raise DomainError(_("Frågorna är stängda."))
    row = Input(
        round_id=checkpoint.round_id,
        checkpoint=checkpoint,
        initiative=initiative,
        question=question,
        asked=question.text if question else "",
        kind=kind,
        text=text,
        name=name if consents else "",
        contact=contact if consents else "",
        consented_at=now() if consents and (name or contact) else None,
        language=language,
        state=_first_state(checkpoint),
    )
    return _keep_once(row, form)


def _round_of(checkpoint: Checkpoint | None, initiative: Initiative | None) -> Round:
    place = checkpoint or initiative
    if place is None:
        raise DomainError(_("Ett medskick gäller en checkpoint eller ett initiativ."))
    if checkpoint and initiative and initiative.round_id != checkpoint.round_id:
        raise DomainError(_("Initiativet hör till en annan omgång."))
    return place.round


def _first_state(checkpoint: Checkpoint | None) -> str:
    moderated = checkpoint is not None and checkpoint.is_moderated
    return Input.State.WAITING if moderated else Input.State.SHOWN


def _keep_once(row: Input, form: UUID) -> Input:
    """The same text from the same form is the same input; another text from it is one more."""
    try:
        row.clean_fields(exclude=_POINTS)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from error
    row.submission = uuid5(form, f"{row.initiative_id} {row.question_id} {row.kind} {row.text}")
    Input.objects.bulk_create([row], ignore_conflicts=True)
    return Input.objects.get(submission=row.submission)


@transaction.atomic
def moderate(
    *, by: Person, checkpoint: Checkpoint, inputs: Collection[int], move: Move
) -> list[int]:
    """Show, hide or put back those that are not so already. Returns which ones changed."""
    rows = Input.objects.filter(checkpoint=checkpoint, pk__in=inputs, state__in=move.from_states)
    if move.to_state == Input.State.WAITING:
        rows = rows.filter(answer=None)  # an answered one has been seen by all
    changed = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    back = move.to_state == Input.State.WAITING
    Input.objects.filter(pk__in=changed).update(
        state=move.to_state,
        moderated_by=None if back else by,
        moderated_at=None if back else now(),
    )
    return changed


@transaction.atomic
def set_guest_link(
    *, by: Person, checkpoint: Checkpoint, guest_link: str, is_moderated: bool
) -> Checkpoint:
    """Open or shut the link for all, and say whether input is read before others see it."""
    row = Checkpoint.objects.select_for_update(of=("self",), no_key=True).get(pk=checkpoint.pk)
    if row.is_cancelled:
        raise DomainError(_("Checkpointen är inställd, så länken går inte att öppna."))
    row.guest_link = guest_link
    row.is_moderated = is_moderated
    row.save(update_fields=["guest_link", "is_moderated"])
    return row


@transaction.atomic
def forget_guests() -> int:
    """Names and addresses go a month after the answer, and a year after the input at the latest.

    What the guest page promises. The mails that carried an answer forget their address too.
    """
    at = now()
    due = Input.objects.exclude(name="", contact="").filter(
        Q(answer__answered_at__lt=at - FORGET_AFTER_ANSWER)
        | Q(created_at__lt=at - FORGET_AFTER_INPUT)
    )
    addresses = set(due.exclude(contact="").values_list("contact", flat=True))
    forgotten = due.update(name="", contact="", consented_at=None)
    kept = set(Input.objects.filter(contact__in=addresses).values_list("contact", flat=True))
    OutgoingMail.objects.filter(
        recipient=None,
        to_email__in=addresses - kept,
        state__in=[MailState.SENT, MailState.FAILED, MailState.EXPIRED],
    ).update(to_email=FORGOTTEN)
    return forgotten
