"""What moves an initiative: start, mandate, phase."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from initiatives.models import Initiative, Mandate, MandateAcceptance, Phase, PhaseChange, Round
from initiatives.policy import initiatives as policy
from initiatives.rigg import rigg_of
from prioinit.errors import DomainError
from roles.access import can
from roles.models import Person


def places_left(round_: Round) -> int:
    """How many more initiatives the round's cap has room for; negative when it is passed."""
    running = round_.initiatives.filter(state=Initiative.State.RUNNING).count()
    return round_.cap - running


@transaction.atomic
def start_initiative(
    *, by: Person, initiative: Initiative, over_cap_reason: str = "", on: date | None = None
) -> Initiative:
    """Start a wholly rigged initiative. Going over the round's cap takes a written reason (rule 3)."""
    on = on or localdate()
    round_ = Round.objects.select_for_update().get(pk=initiative.round_id)  # counts under lock
    round_.check_open()
    row = Initiative.objects.select_for_update(of=("self",)).with_rigg(on).get(pk=initiative.pk)
    if row.state != Initiative.State.PLANNED:
        raise DomainError(_("Initiativet är redan startat."))
    gaps = rigg_of(row, on).gaps
    if gaps:
        raise DomainError(
            _("Riggen är inte hel: %(gaps)s.") % {"gaps": ", ".join(gap.gap for gap in gaps)}
        )
    over_cap = places_left(round_) < 1
    if over_cap and not over_cap_reason.strip():
        raise DomainError(
            _(
                "Omgången har plats för %(cap)s initiativ samtidigt, och de platserna är tagna. "
                "Skriv varför ni startar ett till, eller vänta tills ett är klart."
            )
            % {"cap": round_.cap}
        )
    row.state = Initiative.State.RUNNING
    row.started_on = on
    row.over_cap_reason = over_cap_reason.strip() if over_cap else ""
    row.version += 1
    row.save(update_fields=["state", "started_on", "over_cap_reason", "version"])
    PhaseChange.objects.create(
        initiative=row, from_phase=None, to_phase=row.phase, on=on, decided_by=by
    )
    return row


@transaction.atomic
def write_mandate(*, by: Person, initiative: Initiative, text: str, issued_on: date) -> Mandate:
    """A new wording of the mission. Every ledartröja accepts it anew."""
    row = _locked(initiative)
    row.round.check_open()
    latest = row.mandates.first()
    if latest and latest.text.strip() == text.strip():
        raise DomainError(_("Texten är densamma som i mandat %(n)s.") % {"n": latest.number})
    mandate = Mandate(
        initiative=row,
        number=latest.number + 1 if latest else 1,
        text=text,
        issued_on=issued_on,
        issued_by=by,
    )
    mandate.full_clean()
    mandate.save()
    return mandate


@transaction.atomic
def accept_mandate(*, by: Person, mandate: Mandate) -> MandateAcceptance:
    initiative = _locked(mandate.initiative)
    initiative.round.check_open()
    if initiative.mandates.first() != mandate:
        raise DomainError(_("Det finns ett nyare mandat. Läs och acceptera det i stället."))
    accepted, _created = MandateAcceptance.objects.get_or_create(mandate=mandate, person=by)
    return accepted


@transaction.atomic
def change_phase(
    *, by: Person, initiative: Initiative, to: Phase, reason: str, on: date | None = None
) -> PhaseChange:
    """Move to any phase. What was missing is noted, not forbidden; the trail is never rewritten."""
    row = _locked(initiative)
    row.round.check_open()
    if row.state != Initiative.State.RUNNING:
        raise DomainError(_("Initiativet är inte igång."))
    if row.phase == to:
        raise DomainError(_("Initiativet är redan i fasen %(phase)s.") % {"phase": Phase(to).label})
    if not can(by, policy.perm_for(policy.PHASE_CHANGE, row), row):
        raise DomainError(
            _("I den här omgången beslutar faddern om fasbyte.")
            if row.round.phase_decider == Round.PhaseDecider.FADDER
            else _("I den här omgången beslutar ledartröjorna om fasbyte.")
        )
    change = PhaseChange(
        initiative=row,
        from_phase=row.phase,
        to_phase=to,
        on=on or localdate(),
        reason=reason,
        missing=_noted(row, to),
        decided_by=by,
    )
    change.full_clean()
    change.save()
    row.phase = to
    row.version += 1
    row.save(update_fields=["phase", "version"])
    return change


def _locked(initiative: Initiative) -> Initiative:
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("round")
    return rows.get(pk=initiative.pk)


def _noted(initiative: Initiative, to: Phase) -> str:
    """Kept for everyone, so in the organisation's language and not in that of whoever decided."""
    with translation.override(settings.LANGUAGE_CODE):
        return "\n".join(policy.missing_evidence(initiative, Phase(to)))
