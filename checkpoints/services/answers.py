"""The team answers what it was given: we take it, we try it, we don't, and why."""

from collections.abc import Collection

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from checkpoints.models import Answer, Input
from checkpoints.notifications.answers import tell_givers
from initiatives.models import Initiative, Round
from prioinit.errors import DomainError, EditConflict
from roles.models import Person


@transaction.atomic
def answer_inputs(
    *,
    by: Person,
    place: Initiative | Round,
    inputs: Collection[int],
    verdict: str,
    because: str,
    instead_of: int | None = None,
) -> Answer:
    """One answer to one or several. `instead_of` is the answer that the person saw and replaces.

    An answer never changes. The inputs point at the newest; their history knows the earlier ones.
    """
    rows = _locked(place, inputs)
    if any(row.answer_id != instead_of for row in rows):
        same = _already_said(rows, by, verdict, because)
        if same:
            return same
        raise EditConflict([row for row in rows if row.answer_id != instead_of])
    answer = Answer(
        round=place if isinstance(place, Round) else place.round,
        initiative=place if isinstance(place, Initiative) else None,
        verdict=verdict,
        because=because.strip(),
        by=by,
        answered_at=now(),
    )
    if not answer.because:
        raise DomainError(_("Skriv varför."))
    answer.save()
    Input.objects.filter(pk__in=[row.pk for row in rows]).update(answer=answer)
    tell_givers(answer, rows, again=instead_of is not None)
    return answer


def _locked(place: Initiative | Round, inputs: Collection[int]) -> list[Input]:
    rows = list(
        answerable(place)
        .select_for_update(of=("self",))
        .filter(pk__in=inputs)
        .select_related("person", "answer__by")
        .order_by("pk")
    )
    if not rows:
        raise DomainError(_("Välj minst ett medskick att svara på."))
    if len(rows) < len(set(inputs)):
        raise DomainError(_("Något av medskicken visas inte längre. Välj igen."))
    return rows


def answerable(place: Initiative | Round):
    """What the team of an initiative owes an answer; for a round, what was said to nobody in particular."""
    if isinstance(place, Initiative):
        return Input.objects.shown().filter(initiative=place)
    return Input.objects.shown().filter(round=place, initiative=None)


def _already_said(rows: list[Input], by: Person, verdict: str, because: str) -> Answer | None:
    """The same form sent twice: the answer that the first one gave."""
    answers = {row.answer for row in rows}
    only = answers.pop() if len(answers) == 1 else None
    said = only and (only.by_id, only.verdict, only.because) == (by.pk, verdict, because.strip())
    return only if said else None
