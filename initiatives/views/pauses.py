from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from initiatives.forms.pause import PauseForm
from initiatives.services.pausing import pause_initiative, resume_initiative
from initiatives.views.initiatives import with_round
from prioinit.htmx import render_form
from prioinit.templatetags.ui import swedish_date
from prioinit.versions import save_edit
from roles.access import requires
from roles.permissions import Perm


@require_http_methods(["GET", "POST"])
@requires(Perm.PUBLISH, on=with_round)
def initiative_pause(request, initiative):
    initiative.round.check_open()
    if not initiative.is_running:
        messages.info(request, _("Initiativet är inte igång, så det finns inget att pausa."))
        return redirect(initiative)
    form = PauseForm(request.POST or None, initiative=initiative)
    if form.is_valid():
        change = partial(pause_initiative, by=request.user, initiative=initiative, **form.pause)
        until = swedish_date(form.cleaned_data["paused_until"])
        said = _("Initiativet är pausat till %(day)s.") % {"day": until}
        answer = save_edit(request, form, change, back_url=initiative.get_absolute_url(), said=said)
        if answer:
            return answer
    context = {"form": form, "initiative": initiative, "is_paused": initiative.is_paused()}
    return render_form(request, "initiatives/pause.html", context)


@require_POST
@requires(Perm.PUBLISH, on=with_round)
def initiative_resume(request, initiative):
    resume_initiative(by=request.user, initiative=initiative)
    messages.success(request, _("Pausen är avslutad. Nästa lägesuppdatering räknas från i dag."))
    return redirect(initiative)
