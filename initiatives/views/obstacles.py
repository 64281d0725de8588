"""Hinder: one page where the team tells and the fadder acts, and a list of them all."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Min
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from initiatives.forms.obstacle import ObstacleFilter, ObstacleForm, WordsForm
from initiatives.models import Obstacle
from initiatives.policy import obstacles as policy
from initiatives.services.obstacles import AlreadyHandled, move_obstacle, raise_obstacle
from initiatives.views.initiatives import with_round
from prioinit.calendar import workdays_between
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from roles.access import permitted, requires
from roles.permissions import Perm

PER_PAGE = 50
DONE = {
    "answer": gettext_lazy("Ditt svar är på väg till teamet."),
    "take": gettext_lazy("Du har tagit hindret. Teamet ser det."),
    "lift": gettext_lazy("Hindret ligger nu hos ledningsgruppen."),
    "close": gettext_lazy("Hindret är avslutat."),
    "reopen": gettext_lazy("Hindret är öppet igen, och fadder får veta det nu."),
    "withdraw": gettext_lazy("Hindret är tillbakadraget."),
}


def with_people():
    return Obstacle.objects.select_related("initiative__round", "raised_by", "answered_by")


def with_lead_time():
    """`first_raised_at`: raised_at starts again when an obstacle is opened again."""
    return with_people().annotate(first_raised_at=Coalesce(Min("steps__at"), "raised_at"))


@require_GET
@requires(Perm.READ)
def obstacle_list(request):
    chosen = ObstacleFilter(request.GET, person=request.user)
    found = chosen.apply(permitted(with_lead_time(), request.user, Perm.READ))
    page = Paginator(found.order_by("first_raised_at", "pk"), PER_PAGE).get_page(
        request.GET.get("sida")
    )
    rows = [(obstacle, lead_days(obstacle)) for obstacle in page.object_list]
    context = {"filter": chosen, "page": page, "rows": rows}
    return render_page(request, "initiatives/obstacle_list.html", context)


def lead_days(obstacle: Obstacle) -> int:
    """Working days from the first time it was raised until it was answered or ended, or until now."""
    ends = obstacle.answered_at or obstacle.closed_at
    end: date = localdate(ends) if ends else localdate()
    return workdays_between(localdate(obstacle.first_raised_at), end)  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@requires(Perm.PUBLISH, on=with_round)
def obstacle_new(request, initiative):
    initiative.round.check_open()
    form = ObstacleForm(request.POST or None)
    if form.is_valid():
        try:
            raised = raise_obstacle(by=request.user, initiative=initiative, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Hindret är lyft. Fadder får ett mejl om det nu."))
            return redirect(raised)
    context = {"form": form, "initiative": initiative}
    return render_form(request, "initiatives/obstacle_form.html", context)


@require_GET
@requires(Perm.READ, on=with_lead_time)
def obstacle_page(request, obstacle):
    return render_page(request, "initiatives/obstacle.html", _context(request, obstacle))


def _context(request: HttpRequest, obstacle: Obstacle, form: WordsForm | None = None) -> dict:
    moves = policy.available_moves(request.user, obstacle)
    return {
        "obstacle": obstacle,
        "initiative": obstacle.initiative,
        "steps": obstacle.steps.select_related("by"),
        "lead": lead_days(obstacle),
        "asked": policy.is_asked(request.user, obstacle),
        "moves": [(move, move.url(obstacle)) for move in moves],
        "form": form or words_form(obstacle, moves),
        "late": "",
        "unsaid": "",
    }


def words_form(obstacle: Obstacle, moves: list[policy.Move], data=None) -> WordsForm:
    if any(move.name in policy.HELPERS for move in moves):
        label, hint = _("vad vill du säga till teamet?"), _("Behövs för att svara.")
    elif obstacle.state == Obstacle.State.ANSWERED:
        label = _("hur gick det?")
        hint = _("Behövs om det stoppar er fortfarande.")
    else:
        label, hint = _("varför?"), ""
    needed = [move.text_required for move in moves]
    missing = needed[0] if needed and all(needed) else ""
    return WordsForm(data, label=label, help_text=hint, missing=missing)


# --- Moves -------------------------------------------------------------------------------------
def _move_view(name: str) -> Callable[..., HttpResponse]:
    @require_POST
    @requires(Perm.READ, on=with_lead_time)
    def view(request, obstacle):
        """Who may is in the table of moves, by state, so it is asked and not the decorator."""
        if not policy.ever_may(request.user, name, obstacle):
            raise PermissionDenied
        return _move(request, obstacle, name)

    return view


obstacle_answer = _move_view("answer")
obstacle_take = _move_view("take")
obstacle_lift = _move_view("lift")
obstacle_close = _move_view("close")
obstacle_reopen = _move_view("reopen")
obstacle_withdraw = _move_view("withdraw")


def _move(request: HttpRequest, obstacle: Obstacle, name: str) -> HttpResponse:
    move = policy.move_from(name, obstacle)
    if move and not policy.may(request.user, move, obstacle):
        raise PermissionDenied
    form = words_form(obstacle, [move] if move else [], request.POST)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            moved = move_obstacle(by=request.user, obstacle=obstacle, name=name, text=text)
        except AlreadyHandled as late:
            return _too_late(request, obstacle, late, text)
        except DomainError as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, DONE[name])
            return redirect(moved)
    return render_form(request, "initiatives/obstacle.html", _context(request, obstacle, form))


def _too_late(
    request: HttpRequest, obstacle: Obstacle, late: AlreadyHandled, text: str
) -> HttpResponse:
    """What has happened instead, with the person's own words kept."""
    stored = with_lead_time().get(pk=obstacle.pk)
    moves = policy.available_moves(request.user, stored)
    form = words_form(stored, moves)
    form.initial = {"text": text}
    context = _context(request, stored, form) | {"late": str(late), "unsaid": text}
    return render_page(request, "initiatives/obstacle.html", context, status=409)
