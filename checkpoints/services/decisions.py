"""Beslut: asked for by the team, taken by the fadder or the ledningsgrupp, written down once."""

from datetime import date
from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from checkpoints.models import Checkpoint, Decision, Preparation
from checkpoints.notifications import decisions as notifications
from checkpoints.policy.decisions import deciders
from initiatives.models import Initiative, Phase, Round
from initiatives.services.running import change_phase
from prioinit.errors import DomainError, check
from roles.models import Person


class AlreadyDecided(DomainError):
    """Someone was first. Carries what was decided."""

    def __init__(self, decision: Decision) -> None:
        words = {"who": decision.recorded_by.name if decision.recorded_by else ""}
        super().__init__(
            _("%(who)s har redan skrivit in beslutet.") % words
            if decision.recorded_by
            else _("Teamet har tagit tillbaka sin fråga.")
        )
        self.stored = decision


@transaction.atomic
def request_decision(
    *, by: Person, initiative: Initiative, asked_of: str, wanted: str, to_phase: str = ""
) -> Decision:
    """Begär beslut: of the fadder now, or of the ledningsgrupp at the next checkpoint."""
    row = _locked(initiative)
    row.round.check_open()
    _check_phase(row, to_phase)
    waiting = row.decisions.waiting().filter(asked_of=asked_of, to_phase=to_phase)
    same = waiting.filter(wanted=wanted).first()
    if same:
        return same
    decision = Decision(
        initiative=row,
        checkpoint=_next_checkpoint(row) if asked_of == Decision.AskedOf.KLG else None,
        asked_of=asked_of,
        wanted=wanted,
        to_phase=to_phase,
        requested_by=by,
        requested_at=now(),
    )
    check(decision)
    decision.save()
    notifications.tell_of_request(decision)
    return decision


def _next_checkpoint(initiative: Initiative) -> Checkpoint | None:
    coming = Checkpoint.objects.coming().filter(round=initiative.round_id, starts_at__gt=now())
    return coming.first()


def _check_phase(initiative: Initiative, to_phase: str) -> None:
    if not to_phase:
        return
    if initiative.round.phase_decider != Round.PhaseDecider.FADDER:
        raise DomainError(_("I den här omgången beslutar ledartröjorna om fasbyte."))
    if not initiative.is_running:
        raise DomainError(_("Initiativet är inte igång."))
    if initiative.phase == to_phase:
        words = {"phase": Phase(to_phase).label}
        raise DomainError(_("Initiativet är redan i fasen %(phase)s.") % words)


@transaction.atomic
def withdraw_decision(*, by: Person, decision: Decision) -> Decision:
    row = _locked_decision(decision)
    row.state = Decision.State.WITHDRAWN
    row.version += 1
    row.save(update_fields=["state", "version"])
    return row


# --- What was decided --------------------------------------------------------------------------
@transaction.atomic
def record_decision(*, by: Person, decision: Decision, **taken) -> Decision:
    """Write down what was decided. A yes to a phase makes the change, as the fadder's decision."""
    row = _locked_decision(decision)
    return _record(row, by, **taken)


@transaction.atomic
def record_wanted(
    *, by: Person, checkpoint: Checkpoint, initiative: Initiative, wanted: str, **taken
) -> Decision:
    """Write down what was decided about what a team wanted in its preparation."""
    row = _locked(initiative)
    preparation = Preparation.objects.filter(
        checkpoint=checkpoint, initiative=row, state=Preparation.State.READY
    ).first()
    # By words, since browsers write line breaks in their own way.
    if preparation is None or preparation.decision_wanted.split() != wanted.split():
        raise DomainError(_("Teamet har ändrat vad de vill få beslutat. Läs det nya först."))
    wanted = preparation.decision_wanted
    same = row.decisions.filter(wanted=wanted, asked_of=Decision.AskedOf.KLG)
    waiting = same.waiting().select_for_update(of=("self",)).first()  # first: it may be decided now
    decided = same.decided().filter(Q(checkpoint=checkpoint) | Q(checkpoint=None)).first()
    if decided:
        raise AlreadyDecided(decided)
    decision = waiting or Decision(
        initiative=row,
        asked_of=Decision.AskedOf.KLG,
        wanted=wanted,
        requested_by=preparation.edited_by,
        requested_at=preparation.ready_at or now(),
    )
    decision.checkpoint = checkpoint
    return _record(decision, by, **taken)


@transaction.atomic
def correct_decision(*, by: Person, decision: Decision, **taken) -> Decision:
    """A new decision that says which one it replaces. The old one stays as it was."""
    row = _locked(decision.initiative)
    own_words = taken["text"].strip() or _as_wanted(decision, taken["outcome"])
    taken["text"] = f"{_replaces(decision)}\n{own_words}"
    same = row.decisions.decided().filter(text=taken["text"], reason=taken["reason"]).first()
    if same:
        return same
    correction = Decision(
        initiative=row,
        checkpoint=decision.checkpoint,
        asked_of=decision.asked_of,
        wanted=decision.wanted,
        requested_by=decision.requested_by,
        requested_at=decision.requested_at,
    )
    return _record(correction, by, **taken)


def _replaces(decision: Decision) -> str:
    """Kept for everyone, so in the organisation's language."""
    with translation.override(settings.LANGUAGE_CODE):
        words = {"day": date_format(cast(date, decision.decided_on), "j F Y"), "n": decision.pk}
        return _("Ersätter beslut nr %(n)s från %(day)s.") % words


def _record(
    row: Decision,
    by: Person,
    *,
    outcome: str,
    text: str,
    reason: str,
    decided_by: Person,
    decided_on: date | None = None,
    responsible: Person | None = None,
    due_on: date | None = None,
) -> Decision:
    if not deciders(row.asked_of, row.initiative).filter(pk=decided_by.pk).exists():
        raise DomainError(_("%(who)s kan inte ta det beslutet.") % {"who": decided_by.name})
    row.state = Decision.State.DECIDED
    row.outcome = outcome
    row.text = text.strip() or _as_wanted(row, outcome)
    row.reason = reason
    row.decided_by, row.decided_on = decided_by, decided_on or localdate()
    row.recorded_by, row.recorded_at = by, now()
    row.responsible, row.due_on = responsible, due_on
    row.version += 1
    check(row)
    row.save()
    _change_phase(row)
    notifications.tell_of_decision(row)
    return row


def _as_wanted(decision: Decision, outcome: str) -> str:
    """The words of the wish, when the decision needs no other."""
    if outcome == Decision.Outcome.JA:
        return decision.wanted
    if outcome == Decision.Outcome.NEJ:
        with translation.override(settings.LANGUAGE_CODE):
            return _("Nej till: %(wanted)s") % {"wanted": decision.wanted}
    raise DomainError(_("Skriv vad som beslutades."))


def _change_phase(decision: Decision) -> None:
    if not decision.to_phase or decision.outcome != Decision.Outcome.JA:
        return
    decision.initiative.refresh_from_db(fields=["phase"])
    if decision.initiative.phase == decision.to_phase:
        return  # it was changed by hand while the question waited
    change_phase(
        by=cast(Person, decision.decided_by),
        initiative=decision.initiative,
        to=Phase(decision.to_phase),
        reason=decision.reason,
    )


def _locked(initiative: Initiative) -> Initiative:
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("round")
    return rows.get(pk=initiative.pk)


def _locked_decision(decision: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",)).select_related("initiative__round")
    row = rows.get(pk=decision.pk)
    if row.state != Decision.State.REQUESTED:
        raise AlreadyDecided(row)
    return row
