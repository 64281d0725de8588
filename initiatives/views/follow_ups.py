from django.contrib import messages
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.effect_reading import figures_of
from initiatives.forms.effect import FollowUpForm
from initiatives.models import FollowUp
from initiatives.services.effects import main_effect
from initiatives.services.follow_ups import answer_follow_up
from prioinit.errors import DomainError
from prioinit.htmx import render_form
from roles.access import requires
from roles.permissions import Perm


def with_place():
    return FollowUp.objects.select_related(
        "initiative__round", "answered_by", "measurement__effect"
    )


@require_http_methods(["GET", "POST"])
@requires(Perm.FOLLOW_UP, on=with_place)
def follow_up(request, row):
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
