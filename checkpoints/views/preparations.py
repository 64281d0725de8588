from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkpoints.forms.preparation import PreparationForm, question_fields
from checkpoints.inputs.ni_sa import build_ni_sa
from checkpoints.models import Checkpoint, Preparation
from checkpoints.policy.preparations import Written, may_read, preparation_buttons, written_of
from checkpoints.services import preparations
from checkpoints.since_last import SinceLast
from initiatives.models import Initiative
from prioinit.errors import DomainError, EditConflict
from prioinit.htmx import render_page
from prioinit.versions import conflict_page
from roles.access import requires
from roles.permissions import Perm


def with_round():
    return Initiative.objects.select_related("round")


def _checkpoint_of(initiative: Initiative, pk: int) -> Checkpoint:
    """The checkpoint of the URL, when it belongs to the initiative's own round."""
    found = Checkpoint.objects.filter(pk=pk, round=initiative.round_id).first()
    if found is None:
        raise Http404
    found.round = initiative.round
    return found


@require_GET
@requires(Perm.READ, on=with_round)
def preparation_page(request, initiative, checkpoint_pk):
    checkpoint = _checkpoint_of(initiative, checkpoint_pk)
    preparation = preparations.current_preparation(checkpoint, initiative)
    if preparation and not may_read(request.user, preparation, initiative):
        raise PermissionDenied
    context = {
        "checkpoint": checkpoint,
        "initiative": initiative,
        "preparation": preparation,
        "written": written_of(checkpoint, preparation),
        "buttons": preparation_buttons(request.user, checkpoint, initiative, preparation),
        "ni_sa": build_ni_sa(checkpoint, initiative, reader=request.user),
    }
    return render_page(request, "checkpoints/preparation.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.PUBLISH, on=with_round)
def preparation_edit(request, initiative, checkpoint_pk):
    """GET: the form, prefilled from what the team last told. POST: keep it and mark it ready."""
    checkpoint = _checkpoint_of(initiative, checkpoint_pk)
    if request.method == "GET":
        return _open(request, checkpoint, initiative)
    return _save(request, checkpoint, initiative, ready=True)


@require_POST
@requires(Perm.PUBLISH, on=with_round)
def preparation_save(request, initiative, checkpoint_pk):
    """Kept as typed: the page posts this a moment after each change, or by the button."""
    checkpoint = _checkpoint_of(initiative, checkpoint_pk)
    return _save(request, checkpoint, initiative, ready=None)


@require_POST
@requires(Perm.PUBLISH, on=with_round)
def preparation_reopen(request, initiative, checkpoint_pk):
    checkpoint = _checkpoint_of(initiative, checkpoint_pk)
    try:
        preparations.reopen_preparation(
            by=request.user, checkpoint=checkpoint, initiative=initiative
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Förberedelsen är ett utkast igen. Bara ni i teamet läser den.")
        )
    return redirect("checkpoints:preparation", checkpoint.pk, initiative.pk)


# --- The form ----------------------------------------------------------------------------------
def _open(request, checkpoint, initiative):
    preparation = preparations.current_preparation(checkpoint, initiative)
    if written_of(checkpoint, preparation) == Written.FROZEN or not initiative.is_running:
        return redirect("checkpoints:preparation", checkpoint.pk, initiative.pk)
    checkpoint.round.check_open()
    form = PreparationForm(
        initial=_initial(initiative, preparation),
        team=preparations.team_of(initiative),
        offered=SinceLast(checkpoint, initiative, lambda: preparation),
    )
    return _form_page(request, checkpoint, initiative, preparation, form)


def _initial(initiative: Initiative, preparation: Preparation | None) -> dict:
    if preparation is None:
        return {
            "version": 0,
            "how_far": preparations.latest_since_last(initiative),
            "presenters": list(preparations.default_presenters(initiative)),
        }
    return {
        "version": preparation.version,
        **{name: getattr(preparation, name) for name in preparations.TEXT_FIELDS},
        **question_fields(preparation),
        "presenters": list(preparation.presenters.all()),
        "happened": [one.key for one in preparation.picked],
    }


def _save(request, checkpoint, initiative, *, ready: bool | None):
    stored = partial(preparations.current_preparation, checkpoint, initiative)
    form = PreparationForm(
        request.POST,
        team=preparations.team_of(initiative),
        offered=SinceLast(checkpoint, initiative, stored),
    )
    status = 422
    if form.is_valid():
        try:
            saved = preparations.save_preparation(
                by=request.user,
                checkpoint=checkpoint,
                initiative=initiative,
                version=form.cleaned_data["version"],
                ready=ready,
                **form.fields_for_service,
            )
        except EditConflict as conflict:
            return _conflict(request, checkpoint, initiative, form, conflict.stored)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, checkpoint, initiative, saved, ready)
    return _form_page(request, checkpoint, initiative, stored(), form, status)


def _saved(request, checkpoint, initiative, saved: Preparation, ready: bool | None):
    if request.headers.get("HX-Target") == "sparat":
        context = {"preparation": saved, "version": saved.version}
        return render_page(
            request,
            "checkpoints/preparation_form.html",
            context,
            fragments={"sparat": "saved_state"},
        )
    if saved.state == Preparation.State.READY:
        messages.success(request, _("Tack! Förberedelsen är redo och alla kan läsa den."))
        return redirect(saved)
    messages.success(request, _("Utkastet är sparat. Du kan skriva klart det senare."))
    return redirect("checkpoints:preparation_edit", checkpoint.pk, initiative.pk)


def _form_page(request, checkpoint, initiative, preparation, form, status=200):
    context = {
        "checkpoint": checkpoint,
        "initiative": initiative,
        "preparation": preparation,
        "form": form,
        "questions": [form[name] for name in form.fields if name.startswith("question_")],
        "version": form["version"].value(),
        "error": form.errors.get("__all__"),
        "not_saved": form.is_bound,
        # Called by the page, not by what autosave swaps.
        "last_time": partial(build_ni_sa, checkpoint, initiative, reader=request.user),
    }
    return render_page(
        request,
        "checkpoints/preparation_form.html",
        context,
        fragments={"sparat": "saved_state"},
        status=status,
    )


def _conflict(request, checkpoint, initiative, form, stored: Preparation):
    for name, text in question_fields(stored).items():
        setattr(stored, name, text)
    stored.happened = [one.key for one in stored.picked]
    response = conflict_page(
        request,
        form=form,
        stored=stored,
        version=stored.version,
        action=reverse("checkpoints:preparation_save", args=[checkpoint.pk, initiative.pk]),
        back_url=reverse("checkpoints:preparation_edit", args=[checkpoint.pk, initiative.pk]),
        by=stored.edited_by,
        at=stored.edited_at,
    )
    if request.headers.get("HX-Request") == "true":  # an autosave: the whole page must change
        response.headers["HX-Retarget"] = "body"
    return response
