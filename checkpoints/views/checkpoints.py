from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from checkpoints.agenda.section import agenda_part
from checkpoints.forms.checkpoint import CheckpointForm
from checkpoints.forms.meeting import CancelForm
from checkpoints.inputs.ni_sa import build_ni_sa
from checkpoints.inputs.reading import Topic
from checkpoints.inputs.sections import section_of_checkpoint
from checkpoints.meetings.section import invitations_part
from checkpoints.meetings.series import copy_of_last
from checkpoints.models import Checkpoint, Gathering, Preparation, PreparationQuestion
from checkpoints.policy.meetings import meeting_buttons, stage_of
from checkpoints.policy.preparations import may_read, preparation_buttons
from checkpoints.policy.showing import showing_part
from checkpoints.reports.section import reports_part
from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint, plan_checkpoint
from checkpoints.to_decide import decisions_part
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
        "gatherings": _gatherings(request.user),
        "run_rounds": rounds if can(request.user, Perm.RUN_ROUND) else [],
    }
    return render_page(request, "checkpoints/list.html", context)


def _gatherings(person):
    """Those to come, and the latest that have been."""
    readable = permitted(Gathering.objects.select_related("round"), person, Perm.READ)
    return readable.annotate(is_past=Q(ends_at__lt=now())).order_by("is_past", "starts_at")[:50]


# --- One checkpoint ----------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """What the page says about one initiative's preparation."""

    initiative: Initiative
    preparation: Preparation | None
    readable: bool
    questions: tuple[str, ...]
    buttons: list
    asked: tuple[PreparationQuestion, ...] = ()

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
        **decisions_part(
            request.user, checkpoint, (row.preparation for row in rows if row.preparation)
        ),
        "agenda": agenda_part(request.user, checkpoint, (row.initiative for row in rows)),
        "buttons": meeting_buttons(request.user, checkpoint),
        "part": invitations_part(request.user, checkpoint),
        "may_run": can(request.user, Perm.RUN_ROUND, checkpoint),
        "medskick": section_of_checkpoint(request.user, checkpoint, _topics(request.user, rows)),
        "ni_sa": build_ni_sa(checkpoint, reader=request.user),
        **showing_part(request.user, checkpoint),
        "reports": reports_part(request.user, checkpoint),
    }
    return render_page(request, "checkpoints/checkpoint.html", context)


def _topics(person, rows: list[Row]) -> list[Topic]:
    """What can be said something about: of the initiatives on the page those the person may give to."""
    return [
        Topic(row.initiative, row.asked if row.badge[0] == "ok" else ())
        for row in rows
        if can(person, Perm.CONTRIBUTE, row.initiative)
    ]


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
    if preparation is not None:
        preparation.initiative = initiative  # read already
    readable = preparation is not None and may_read(person, preparation, initiative)
    return Row(
        initiative=initiative,
        preparation=preparation,
        readable=readable,
        questions=tuple(one.text for one in preparation.questions.all()) if readable else (),
        asked=tuple(preparation.questions.all()) if readable else (),
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
    round_.check_open()
    last = copy_of_last(round_)
    copied = last if last and "kopiera" in request.GET else {}
    form = CheckpointForm(request.POST or None, initial=copied)
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
    context = {"form": form, "round": round_, "may_copy": bool(last) and not copied}
    return render_form(request, "checkpoints/checkpoint_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def checkpoint_edit(request, checkpoint):
    if request.method == "GET" and stage_of(checkpoint) != "coming":
        messages.info(request, _("Checkpointen kan inte ändras längre."))
        return redirect(checkpoint)
    checkpoint.round.check_open()
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
            request,
            _(
                "Checkpointen är flyttad. Påminnelserna följer det nya datumet, och de som är kallade får veta det."
            ),
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
            messages.success(
                request,
                _(
                    "Checkpointen är inställd. De som är kallade får veta det, och påminnelserna slutar."
                ),
            )
            return redirect(checkpoint)
    context = {"form": form, "checkpoint": checkpoint, "started": checkpoint.starts_at <= now()}
    return render_form(request, "checkpoints/checkpoint_cancel.html", context)
