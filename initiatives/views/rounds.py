from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from initiatives.forms import GoalForm, RoundForm
from initiatives.handed_on import handed_on_to
from initiatives.models import Goal, Initiative, Round
from initiatives.policy import initiatives as policy
from initiatives.portfolio import read_portfolio
from initiatives.services import rounds as services
from initiatives.services.running import places_left
from initiatives.tempo_reading import tempo_table
from prioinit.htmx import render_form, render_page
from prioinit.versions import save_edit
from roles.access import can, people_in_role, permitted, requires
from roles.models import Person
from roles.permissions import Perm, Role


@require_GET
@requires(Perm.READ)
def round_list(request):
    rounds = permitted(Round.objects.current_first(), request.user, Perm.READ)
    context = {
        "rounds": rounds.with_counts(),
        "may_create": can(request.user, Perm.CREATE_ROUND),
    }
    return render_page(request, "initiatives/round_list.html", context)


@require_GET
@requires(Perm.READ, on=Round)
def round_page(request, round_):
    readable = permitted(Initiative.objects.filter(round=round_), request.user, Perm.READ)
    context = {
        "round": round_,
        "rows": read_portfolio(readable),
        "tempo": tempo_table(readable),
        "lotsar": people_in_role(round_, Role.LOTS),
        "places_left": places_left(round_),
        "handed_on": handed_on_to(round_, request.user),
        "may_run": can(request.user, Perm.RUN_ROUND, round_),
        "may_add": policy.may_add_to(request.user, round_),
    }
    return render_page(request, "initiatives/round.html", context)


def _lots_candidates(person: Person):
    """Those who run rounds now, and the one who asks; others are added on the round's page."""
    return Person.objects.active().holding(Role.LOTS) | Person.objects.filter(pk=person.pk)


@require_http_methods(["GET", "POST"])
@requires(Perm.CREATE_ROUND)
def round_new(request):
    form = RoundForm(
        request.POST or None,
        lots_candidates=_lots_candidates(request.user),
        initial={"lotsar": [request.user.pk]},
    )
    if form.is_valid():
        created = services.create_round(by=request.user, **form.cleaned_data)
        messages.success(request, _("Omgången %(name)s finns nu.") % {"name": created.name})
        return redirect(created)
    context = {"form": form, "round": None, "heading": _("Ny omgång")}
    context["handed_on"] = handed_on_to(None, request.user)
    return render_form(request, "initiatives/round_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=Round)
def round_edit(request, round_):
    form = RoundForm(request.POST or None, instance=round_)
    if form.is_valid():
        change = partial(services.change_round, by=request.user, round_=round_, **form.cleaned_data)
        answer = save_edit(request, form, change, back_url=round_.get_absolute_url())
        if answer:
            return answer
    context = {"form": form, "round": round_, "heading": _("Ändra omgången"), "handed_on": None}
    return render_form(request, "initiatives/round_form.html", context)


@require_GET
@requires(Perm.READ)
def goals(request):
    context = {
        "goals": permitted(Goal.objects.all(), request.user, Perm.READ).prefetch_related(
            "initiatives"
        ),
        "may_edit": can(request.user, Perm.CREATE_ROUND),
    }
    return render_page(request, "initiatives/goals.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.CREATE_ROUND)
def goal_new(request):
    form = GoalForm(request.POST or None)
    if form.is_valid():
        form.save()
        messages.success(request, _("Målet är sparat."))
        return redirect("initiatives:goals")
    return render_form(
        request, "initiatives/goal_form.html", {"form": form, "heading": _("Nytt mål")}
    )


@require_http_methods(["GET", "POST"])
@requires(Perm.CREATE_ROUND)
def goal_edit(request, goal_pk):
    goal = get_object_or_404(Goal, pk=goal_pk)
    form = GoalForm(request.POST or None, instance=goal)
    if form.is_valid():
        change = partial(services.change_goal, by=request.user, goal=goal, **form.cleaned_data)
        answer = save_edit(request, form, change, back_url=goal.get_absolute_url())
        if answer:
            return answer
    return render_form(
        request, "initiatives/goal_form.html", {"form": form, "heading": _("Ändra målet")}
    )
