from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from checkpoints.forms.series import OccasionFormSet, SeriesForm
from checkpoints.meetings.series import copy_of_last
from checkpoints.services.checkpoints import plan_series
from initiatives.models import Round
from prioinit.errors import DomainError
from prioinit.htmx import render_page
from roles.access import requires
from roles.permissions import Perm

TEMPLATE = "checkpoints/series.html"
SHARED_WITH_LAST = ("begins", "ends", "place", "video_link", "open_to")


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=Round)
def checkpoint_series(request, round_):
    """The rhythm, then the days it gives, which can be changed before anything is planned."""
    round_.check_open()
    if request.method == "GET":
        form = SeriesForm(initial=_initial(round_), round_=round_)
        return render_page(request, TEMPLATE, {"form": form, "round": round_})
    form = SeriesForm(request.POST, round_=round_)
    if request.POST.get("do") == "plan":
        return _plan(request, form, round_)
    context = {"form": form, "round": round_}
    if form.is_valid():
        context |= _preview(form)
    return render_page(request, TEMPLATE, context, status=422 if form.errors else 200)


def _initial(round_: Round) -> dict:
    last = copy_of_last(round_) or {}
    shared = {name: last[name] for name in SHARED_WITH_LAST if name in last}
    return shared | {"first": last.get("day"), "last": round_.ends_on}


def _preview(form: SeriesForm) -> dict:
    proposals = form.proposals()
    rows = OccasionFormSet(
        initial=[{"name": one.name, "day": one.day} for one in proposals], prefix="dagar"
    )
    notes = [one.note for one in proposals]
    return {"rows": rows, "lines": list(zip(rows.forms, notes, strict=True))}


def _plan(request, form: SeriesForm, round_: Round):
    rows = OccasionFormSet(request.POST, prefix="dagar")
    if form.is_valid() and rows.is_valid():
        try:
            made = plan_series(by=request.user, round_=round_, plans=form.plans(rows))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext(
                "%(n)s checkpoint är planerad.", "%(n)s checkpoints är planerade.", len(made)
            )
            messages.success(request, said % {"n": len(made)})
            return redirect("checkpoints:list")
    context = {
        "form": form,
        "round": round_,
        "rows": rows,
        "lines": [(row, "") for row in rows.forms],
        "has_errors": True,
    }
    return render_page(request, TEMPLATE, context, status=422)
