from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from checkpoints.forms.checkpoint import CancelForm, CheckpointForm
from checkpoints.models import Checkpoint, Preparation
from checkpoints.policy import (
    checkpoint_buttons,
    may_read,
    preparation_buttons,
    stage_of,
)
from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint, plan_checkpoint
from initiatives.models import Initiative, Round
from prioinit.errors import DomainError, EditConflict
from prioinit.htmx import render_form, render_page
from roles.access import can, permitted, requires
from roles.permissions import Perm


def with_round():
    return Checkpoint.objects.select_related("round")


@require_GET
@requires(Perm.READ)
def checkpoint_list(request):
    """Those to come first, the nearest on top; then those that have been or were cancelled."""
    readable = permitted(with_round(), request.user, Perm.READ).annotate(
        ready=Count("preparations", filter=Q(preparations__state=Preparation.State.READY))
    )
    coming = readable.coming()
    passed = readable.exclude(pk__in=coming.order_by().values("pk")).order_by("-starts_at")
    rounds = permitted(Round.objects.under_way(), request.user, Perm.RUN_ROUND)
    context = {
        "coming": coming,
        "passed": passed[:100],
        "run_rounds": rounds if can(request.user, Perm.RUN_ROUND) else [],
    }
    return render_page(request, "checkpoints/list.html", context)


# --- One checkpoint ----------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """What the page says about one initiative's preparation."""

    initiative: Initiative
    preparation: Preparation | None
    readable: bool
    questions: tuple[str, ...]
    buttons: list

    @property
    def badge(self) -> tuple[str, str, str]:
        """Tone, word and symbol."""
        if self.preparation is None:
            return "neutral", _("Ej påbörjad"), "circle"
        if self.preparation.state == Preparation.State.READY:
            return "ok", _("Redo"), "check"
        return "warn", _("Utkast"), "half"


@require_GET
@requires(Perm.READ, on=with_round)
def checkpoint_page(request, checkpoint):
    rows = _rows(request.user, checkpoint)
    context = {
        "checkpoint": checkpoint,
        "stage": stage_of(checkpoint),
        "rows": rows,
        "ready": [row for row in rows if row.badge[0] == "ok"],
        "missing": [row for row in rows if row.badge[0] != "ok"],
        "questions": [row for row in rows if row.questions],
        "decisions": [row for row in rows if row.readable and row.preparation.decision_wanted],
        "buttons": checkpoint_buttons(request.user, checkpoint),
        "may_run": can(request.user, Perm.RUN_ROUND, checkpoint),
    }
    return render_page(request, "checkpoints/checkpoint.html", context)


def _rows(person, checkpoint: Checkpoint) -> list[Row]:
    prepared = {
        one.initiative_id: one for one in checkpoint.preparations.prefetch_related("questions")
    }
    taking_part = Initiative.objects.filter(round=checkpoint.round_id).filter(
        Q(state=Initiative.State.RUNNING) | Q(pk__in=prepared)
    )
    return [
        _row(person, checkpoint, initiative, prepared.get(initiative.pk))
        for initiative in permitted(taking_part, person, Perm.READ)
    ]


def _row(person, checkpoint, initiative, preparation) -> Row:
    readable = preparation is not None and may_read(person, preparation, initiative)
    return Row(
        initiative=initiative,
        preparation=preparation,
        readable=readable,
        questions=tuple(one.text for one in preparation.questions.all()) if readable else (),
        buttons=[
            button
            for button in preparation_buttons(person, checkpoint, initiative, preparation)
            if button.name == "preparation_edit"
        ],
    )


# --- New, change, cancel -----------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=Round)
def checkpoint_new(request, round_):
    form = CheckpointForm(request.POST or None)
    if form.is_valid():
        try:
            checkpoint = plan_checkpoint(by=request.user, round_=round_, **form.fields_for_service)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("%(name)s är planerad. Teamen får påminnelser av sig själv.")
                % {"name": checkpoint.name},
            )
            return redirect(checkpoint)
    context = {"form": form, "round": round_}
    return render_form(request, "checkpoints/checkpoint_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def checkpoint_edit(request, checkpoint):
    if request.method == "GET" and stage_of(checkpoint) != "coming":
        messages.info(request, _("Checkpointen kan inte ändras längre."))
        return redirect(checkpoint)
    form = CheckpointForm(request.POST or None, instance=checkpoint)
    context = {"form": form, "checkpoint": checkpoint, "round": checkpoint.round}
    if not form.is_bound:
        return render_page(request, "checkpoints/checkpoint_form.html", context)
    status = 422
    if form.is_valid():
        try:
            changed = _change(request, checkpoint, form)
        except EditConflict as conflict:
            status = 409
            form = _resend_with(form, conflict.stored.version)
            context |= {"form": form, "stored": conflict.stored}
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(changed)
    return render_page(request, "checkpoints/checkpoint_form.html", context, status=status)


def _change(request, checkpoint: Checkpoint, form: CheckpointForm) -> Checkpoint:
    due_version = checkpoint.due_version
    changed = change_checkpoint(
        by=request.user,
        checkpoint=checkpoint,
        version=form.cleaned_data["version"] or 0,
        **form.fields_for_service,
    )
    if changed.due_version > due_version:
        messages.success(
            request, _("Checkpointen är flyttad. Påminnelserna följer det nya datumet.")
        )
    else:
        messages.success(request, _("Ändringarna är sparade."))
    return changed


def _resend_with(form: CheckpointForm, version: int) -> CheckpointForm:
    """The person's own values again, now knowing what is stored."""
    data = form.data.copy()
    data["version"] = str(version)
    return CheckpointForm(data, instance=form.instance)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def checkpoint_cancel(request, checkpoint):
    if request.method == "GET" and stage_of(checkpoint) != "coming":
        messages.info(request, _("Checkpointen kan inte ställas in längre."))
        return redirect(checkpoint)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            cancel_checkpoint(
                by=request.user, checkpoint=checkpoint, reason=form.cleaned_data["reason"]
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Checkpointen är inställd. Inga fler påminnelser går ut."))
            return redirect(checkpoint)
    context = {"form": form, "checkpoint": checkpoint, "started": checkpoint.starts_at <= now()}
    return render_form(request, "checkpoints/checkpoint_cancel.html", context)
