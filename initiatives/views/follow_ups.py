from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.effect_reading import figures_of
from initiatives.forms.effect import AnswerForm, FollowUpForm
from initiatives.models import FollowUp
from initiatives.services.effects import main_effect
from initiatives.services.follow_ups import answer_follow_up, correct_answer
from prioinit.errors import DomainError
from prioinit.htmx import render_form
from prioinit.versions import save_edit
from roles.access import requires
from roles.permissions import Perm


def with_place():
    return FollowUp.objects.select_related(
        "initiative__round", "answered_by", "measurement__effect"
    )


@require_http_methods(["GET", "POST"])
@requires(Perm.FOLLOW_UP, on=with_place)
def follow_up(request, row):
    if row.is_answered and (request.method == "GET" or "version" in request.POST):
        return _answered(request, row)
    effect = main_effect(row.initiative)
    form = FollowUpForm(request.POST if request.method == "POST" else None, effect=effect)
    if form.is_valid():
        try:
            answer_follow_up(by=request.user, row=row, on=localdate(), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Tack. Svaret är sparat."))
            return redirect("initiatives:effects", row.initiative_id)
    readings = list(effect.measurements.kept()) if effect else []
    context = {
        "follow_up": row,
        "initiative": row.initiative,
        "effect": effect,
        "figures": figures_of(effect, readings) if effect else None,
        "form": form,
    }
    return render_form(request, "initiatives/follow_up.html", context)


def _answered(request, row):
    """What was answered, and a form that puts it right."""
    form = AnswerForm(request.POST or None, instance=row)
    if form.is_valid():
        change = partial(correct_answer, by=request.user, row=row, **form.cleaned_data)
        said = _("Svaret är rättat. Det förra finns kvar i historiken.")
        back = reverse("initiatives:effects", args=[row.initiative_id])
        answer = save_edit(request, form, change, back_url=back, said=said)
        if answer:
            return answer
    row.refresh_from_db(fields=["answer"])  # the form has put its words on it
    context = {"follow_up": row, "initiative": row.initiative, "form": form}
    return render_form(request, "initiatives/follow_up.html", context)
