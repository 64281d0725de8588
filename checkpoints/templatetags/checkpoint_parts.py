"""What a checkpoint contributes to pages that do not know of checkpoints: an initiative's, a round's."""

from django import template
from django.utils.timezone import now

from checkpoints.models import Checkpoint, Preparation
from roles.access import can
from roles.permissions import Perm

register = template.Library()


@register.inclusion_tag("checkpoints/_of_initiative.html", takes_context=True)
def preparations_of(context, initiative):
    """The next checkpoint and what the team has written for it and for earlier ones."""
    person = context["request"].user
    coming = list(
        Checkpoint.objects.coming().filter(round=initiative.round_id)[:1]
        if initiative.is_running
        else []
    )
    preparations = list(
        Preparation.objects.filter(initiative=initiative)
        .select_related("checkpoint")
        .order_by("-checkpoint__starts_at")[:4]
    )
    if not can(person, Perm.READ_DRAFTS, initiative):
        preparations = [p for p in preparations if p.state == Preparation.State.READY]
    next_checkpoint = coming[0] if coming else None
    return {
        "initiative": initiative,
        "next_checkpoint": next_checkpoint,
        "next_preparation": next(
            (p for p in preparations if p.checkpoint == next_checkpoint), None
        ),
        "earlier": [p for p in preparations if p.checkpoint.ends_at < now()],
        "may_write": next_checkpoint is not None
        and not next_checkpoint.has_started()
        and can(person, Perm.PUBLISH, initiative),
    }


@register.inclusion_tag("checkpoints/_of_round.html", takes_context=True)
def checkpoints_of(context, round_):
    return {
        "round": round_,
        "checkpoints": Checkpoint.objects.filter(round=round_).order_by("starts_at"),
        "may_run": can(context["request"].user, Perm.RUN_ROUND, round_),
        "now": now(),
    }
