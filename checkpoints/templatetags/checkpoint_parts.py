"""What a checkpoint contributes to pages that do not know of checkpoints: an initiative's, a round's."""

from functools import lru_cache

from django import template
from django.db.models import Case, F, FilteredRelation, Q, When
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from checkpoints.inputs import guest
from checkpoints.inputs.ni_sa import held_before
from checkpoints.inputs.sections import section_of_initiative
from checkpoints.models import Checkpoint, Decision, MailPreference, Preparation
from checkpoints.policy.decisions import may_ask
from initiatives.policy.initiatives import may_add_to
from prioinit.icons import badge
from roles.access import can
from roles.permissions import Perm

register = template.Library()
EARLIER = 3
MOST_TESTS = 12
# The columns their lines show: a person alone has fourteen, and the initiative's page is read the most.
# Each row is told which initiative it was reached from, so without that column it would be asked for again.
_DECISION = (
    "initiative",
    "state",
    "outcome",
    "text",
    "wanted",
    "reason",
    "decided_on",
    "requested_at",
)
_ACTION = ("initiative", "what", "state", "due_on", "closed_at", "responsible__name")


@register.inclusion_tag("checkpoints/_of_initiative.html", takes_context=True)
def preparations_of(context, initiative):
    """The next checkpoint and what the team has written for it and for earlier ones. One query."""
    person, at = context["request"].user, now()
    checkpoints = _with_written(initiative, drafts=can(person, Perm.READ_DRAFTS, initiative))
    coming = (one for one in checkpoints if not one.is_cancelled and one.ends_at >= at)
    next_checkpoint = next(coming, None) if initiative.is_running else None
    earlier = [one for one in checkpoints if one.ends_at < at and one.written]
    return {
        "initiative": initiative,
        "next_checkpoint": next_checkpoint,
        "earlier": earlier[: -1 - EARLIER : -1],
        "may_write": next_checkpoint is not None
        and not next_checkpoint.has_started()
        and not initiative.round.is_over()
        and can(person, Perm.PUBLISH, initiative),
    }


def _with_written(initiative, *, drafts: bool) -> list[Checkpoint]:
    """The round's checkpoints, each with the state of the team's preparation that may be read, or None."""
    own = FilteredRelation("preparations", condition=Q(preparations__initiative=initiative))
    readable = Q() if drafts else Q(own__state=Preparation.State.READY)
    return list(
        Checkpoint.objects.filter(round=initiative.round_id)
        .annotate(own=own)
        .annotate(written=Case(When(readable, then="own__state")) if readable else F("own__state"))
        .order_by("starts_at", "pk")
    )


@register.inclusion_tag("checkpoints/_decisions_of_initiative.html", takes_context=True)
def decisions_and_actions_of(context, initiative):
    """The latest decisions, those that wait on top; and what is to be done."""
    person = context["request"].user
    decisions = initiative.decisions.exclude(state=Decision.State.WITHDRAWN).only(*_DECISION)
    actions = initiative.actions.open().select_related("responsible").only(*_ACTION)
    return {
        "initiative": initiative,
        "decisions": list(decisions.order_by("-state", "-decided_on", "-pk")[:5]),
        "actions": list(actions[:8]),
        "may_ask": may_ask(person, initiative),
        "may_start": not initiative.round.is_over() and can(person, Perm.EDIT_WORK, initiative),
    }


@register.inclusion_tag("checkpoints/_tested_of_preparation.html")
def tests_since_last(checkpoint, initiative):
    """What the team has tried and learned since the checkpoint before. Two queries."""
    before = held_before(checkpoint)
    closed = initiative.tests.closed().filter(closed_at__lt=checkpoint.starts_at)
    if before:
        closed = closed.filter(closed_at__date__gt=before.day)
    tests = list(closed.order_by("-closed_at", "-pk")[:MOST_TESTS])
    return {
        "misses": [one for one in tests if one.successful_miss],
        "went_on": [one for one in tests if not one.successful_miss],
    }


@register.inclusion_tag("checkpoints/_of_round.html", takes_context=True)
def checkpoints_of(context, round_):
    return {
        "round": round_,
        "checkpoints": Checkpoint.objects.filter(round=round_).order_by("starts_at"),
        "may_plan": may_add_to(context["request"].user, round_),
        "now": now(),
    }


_STATES = {
    "": ("neutral", _("Ej påbörjad"), ""),
    Preparation.State.DRAFT.value: ("warn", _("Utkast"), "half"),
    Preparation.State.READY.value: ("ok", _("Redo"), ""),
}


@register.simple_tag
def preparation_badge(states: dict[int, str], initiative_id: int) -> str:
    """How far an initiative has come; `states` of the preparations, by initiative."""
    return _badge(states.get(initiative_id, ""), get_language())


@lru_cache
def _badge(state: str, language: str) -> str:
    return badge(*_STATES[state])


@register.inclusion_tag("checkpoints/_input_of_initiative.html", takes_context=True)
def inputs_of(context, initiative):
    """What was given to it and what waits for an answer. One query."""
    return section_of_initiative(context["request"].user, initiative)


@register.inclusion_tag("checkpoints/_qr.html")
def qr(checkpoint, question=None):
    """The QR code to a checkpoint's questions, or to one of them: for posters and the presentation."""
    address = guest.address_of(checkpoint, question)
    spoken = guest.spoken(address)
    host, _slash, path = spoken.partition("/")
    return {
        "svg": guest.qr_svg(address),
        "host": host,
        "path": path,
        "label": _("QR-kod till %(address)s") % {"address": spoken},
    }


@register.inclusion_tag("checkpoints/_mail_of_profile.html", takes_context=True)
def mail_of_profile(context):
    """How often the person has chosen to hear of each group of things."""
    person = context["request"].user.pk
    chosen = {one.group: one for one in MailPreference.objects.filter(person=person)}
    return {
        "choices": [
            (group.label, chosen[group].in_words if group in chosen else MailPreference.DEFAULT)
            for group in MailPreference.Group
        ]
    }
