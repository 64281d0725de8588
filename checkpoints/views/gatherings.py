from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from checkpoints.forms.gathering import GatheringForm
from checkpoints.forms.meeting import CancelForm
from checkpoints.meetings.section import invitations_part
from checkpoints.models import Gathering
from checkpoints.policy.meetings import meeting_buttons, stage_of
from checkpoints.services.gatherings import cancel_gathering, change_gathering, plan_gathering
from initiatives.models import Round
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from prioinit.versions import save_edit
from roles.access import requires
from roles.permissions import Perm


def with_round():
    return Gathering.objects.select_related("round")


@require_GET
@requires(Perm.READ, on=with_round)
def gathering_page(request, gathering):
    context = {
        "meeting": gathering,
        "stage": stage_of(gathering),
        "buttons": meeting_buttons(request.user, gathering),
        "part": invitations_part(request.user, gathering),
    }
    return render_page(request, "checkpoints/gathering.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=Round)
def gathering_new(request, round_):
    round_.check_open()
    form = GatheringForm(request.POST or None)
    if form.is_valid():
        try:
            gathering = plan_gathering(by=request.user, round_=round_, **form.fields_for_service)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("%(name)s är planerad. Kalla dem som ska med.") % {"name": gathering}
            )
            return redirect("checkpoints:gathering_invitations", gathering.pk)
    context = {"form": form, "round": round_}
    return render_form(request, "checkpoints/gathering_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def gathering_edit(request, gathering):
    if request.method == "GET" and stage_of(gathering) != "coming":
        messages.info(request, _("Träffen kan inte ändras längre."))
        return redirect(gathering)
    gathering.round.check_open()
    form = GatheringForm(request.POST or None, instance=gathering)
    if form.is_valid():
        change = partial(
            change_gathering,
            by=request.user,
            gathering=gathering,
            version=form.cleaned_data["version"] or 0,
            **form.fields_for_service,
        )
        if answer := save_edit(request, form, change, back_url=gathering.get_absolute_url()):
            return answer
    context = {"form": form, "gathering": gathering, "round": gathering.round}
    return render_form(request, "checkpoints/gathering_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def gathering_cancel(request, gathering):
    if request.method == "GET" and stage_of(gathering) != "coming":
        messages.info(request, _("Träffen kan inte ställas in längre."))
        return redirect(gathering)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            cancel_gathering(
                by=request.user, gathering=gathering, reason=form.cleaned_data["reason"]
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Träffen är inställd. De som är kallade får veta det."))
            return redirect(gathering)
    context = {"form": form, "gathering": gathering}
    return render_form(request, "checkpoints/gathering_cancel.html", context)
