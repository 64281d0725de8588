from functools import cache, partial

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from initiatives.filters import PortfolioFilter
from initiatives.forms import InitiativeForm, StartForm
from initiatives.models import Goal, Initiative, Round
from initiatives.policy import initiatives as policy
from initiatives.policy.obstacles import may_raise
from initiatives.portfolio import PortfolioRow, build_row, for_portfolio, read_portfolio
from initiatives.rigg import rigg_of
from initiatives.services import rounds as services
from initiatives.services.running import places_left, start_initiative
from initiatives.services.updates import draft_and_latest
from initiatives.work import with_work, without_coach_log, work_of
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from prioinit.sql import Compiled
from prioinit.versions import save_edit
from roles.access import can, permitted, requires
from roles.permissions import Perm

PER_PAGE = 50


def with_round():
    return Initiative.objects.select_related("round")


def for_page():
    """All that is said once about an initiative, read with its portfolio row."""
    rows = for_portfolio(Initiative.objects.all(), localdate())
    return with_work(rows).annotate(goal_names=_goal_names())


@cache
def _goal_names():
    goals = Goal.objects.filter(initiatives=OuterRef("pk")).order_by("code")
    return Compiled(Initiative, ArraySubquery(goals.values("name")))


@require_GET
@requires(Perm.READ)
def initiative_list(request):
    readable = permitted(Initiative.objects.all(), request.user, Perm.READ)
    chosen = PortfolioFilter(request.GET, person=request.user)
    page = Paginator(chosen.apply(readable), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": read_portfolio(page.object_list),
    }
    return render_page(
        request, "initiatives/list.html", context, fragments={"initiativ-lista": "found"}
    )


@require_GET
@requires(Perm.READ, on=for_page)
def initiative_page(request, initiative):
    may_read_drafts = can(request.user, Perm.READ_DRAFTS, initiative)
    draft, latest = draft_and_latest(initiative)
    row = build_row(initiative, localdate())
    work = work_of(initiative)
    if not can(request.user, Perm.READ_COACH_LOG, initiative):
        work = without_coach_log(work)
    context = {
        "initiative": initiative,
        "row": row,
        "work": work,
        "may_reopen": initiative.is_ended and can(request.user, Perm.RUN_ROUND, initiative),
        "may_coach": can(request.user, Perm.WRITE_COACH_LOG, initiative)
        and not initiative.round.is_over(),
        "latest": latest,
        "draft": draft if may_read_drafts else None,
        "may_read_drafts": may_read_drafts,
        "may_edit_work": policy.may_edit_work(request.user, initiative),
        "may_raise": may_raise(request.user, initiative),
        "may_pause": policy.may(request.user, "initiative_pause", initiative),
        "may_log": can(request.user, Perm.CLEAR_THE_WAY, initiative),
        "actions": [
            (action, action.url(initiative))
            for action in policy.available_moves(request.user, initiative)
            if _belongs_here(action, row)
        ],
    }
    return render_page(request, "initiatives/initiative.html", context)


def _belongs_here(action: policy.Move, row: PortfolioRow) -> bool:
    """Starting waits for a whole rigg, and the card of one being rigged leads to the rigg itself."""
    if action.name == "initiative_start":
        return row.rigg.is_whole
    return action.name != "rigg" or row.started_on is not None


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=Round)
def initiative_new(request, round_):
    round_.check_open()
    form = InitiativeForm(request.POST or None, round_=round_)
    if form.is_valid():
        created = services.create_initiative(by=request.user, round_=round_, **form.cleaned_data)
        messages.success(request, _("Initiativet finns. Nu återstår riggen innan ni kan starta."))
        return redirect("initiatives:rigg", created.pk)
    context = {
        "form": form,
        "initiative": None,
        "round": round_,
        "heading": _("Nytt initiativ"),
    }
    return render_form(request, "initiatives/initiative_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def initiative_edit(request, initiative):
    form = InitiativeForm(request.POST or None, instance=initiative, round_=initiative.round)
    if form.is_valid():
        change = partial(
            services.change_initiative,
            by=request.user,
            initiative=initiative,
            **form.cleaned_data,
        )
        rigg_url = reverse("initiatives:rigg", args=[initiative.pk])
        back_url = initiative.get_absolute_url() if initiative.started_on else rigg_url
        answer = save_edit(request, form, change, back_url=back_url)
        if answer:
            return answer
    context = {
        "form": form,
        "initiative": initiative,
        "round": initiative.round,
        "heading": _("Ändra uppgifter"),
    }
    return render_form(request, "initiatives/initiative_form.html", context)


@require_GET
@requires(Perm.READ_DRAFTS, on=lambda: with_round().with_rigg())
def rigg(request, initiative):
    if initiative.is_ended:
        messages.info(request, _("Initiativet är avslutat, så riggen bedöms inte längre."))
        return redirect(initiative)
    judged = rigg_of(initiative)
    context = {
        "initiative": initiative,
        "rigg": judged,
        "mandate": initiative.mandates.first(),
        "may_rig": policy.may_add_to(request.user, initiative.round),
        "may_start": policy.may(request.user, "initiative_start", initiative),
        "over_cap": not initiative.is_running and places_left(initiative.round) < 1,
    }
    return render_page(request, "initiatives/rigg.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def initiative_start(request, initiative):
    """One POST from the rigg; when the round's cap is reached it asks for the reason first."""
    if initiative.is_running:
        messages.info(request, _("Initiativet är redan igång."))
        return redirect(initiative)
    initiative.round.check_open()
    if not policy.may(request.user, "initiative_start", initiative):
        raise PermissionDenied
    over_cap = places_left(initiative.round) < 1
    form = StartForm(request.POST if "over_cap_reason" in request.POST else None)
    if request.method == "POST" and (not over_cap or form.is_valid()):
        try:
            start_initiative(
                by=request.user,
                initiative=initiative,
                over_cap_reason=form.cleaned_data["over_cap_reason"] if over_cap else "",
            )
        except DomainError as refusal:
            if not over_cap:
                messages.error(request, str(refusal))
                return redirect("initiatives:rigg", initiative.pk)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s är igång.") % {"name": initiative.name})
            return redirect(initiative)
    context = {"form": form if over_cap else None, "initiative": initiative}
    return render_page(
        request, "initiatives/start.html", context, status=422 if form.is_bound else 200
    )
