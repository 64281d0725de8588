"""Åtgärder: mine first. The one who is to do it may say so without any role (`checkpoints.policy.actions`)."""

from collections.abc import Callable
from functools import partial, wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkpoints.forms.action import ActionFilter, ActionForm, WordsForm
from checkpoints.models import Action, Checkpoint, Decision, Input
from checkpoints.policy import actions as policy
from checkpoints.services import actions as services
from initiatives.models import Initiative, Round
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from prioinit.versions import save_edit
from roles.access import can, get_permitted_or_404, requires
from roles.permissions import Perm
from roles.views.assignments import own_path

PER_PAGE = 50
PEOPLE = ("initiative", "round", "responsible", "created_by", "closed_by", "checkpoint")
DONE = {
    "done": gettext_lazy("Bra, åtgärden är gjord."),
    "drop": gettext_lazy("Åtgärden är avskriven."),
    "reopen": gettext_lazy("Åtgärden är öppen igen."),
}


def of_action(view):
    """Like @requires(Perm.READ, on=Action), and for the one who is to do it, who may have no role."""

    @wraps(view)
    def guarded(request, *, pk):
        rows = policy.readable_actions(request.user).select_related(*PEOPLE)
        return view(request, get_object_or_404(rows, pk=pk))

    guarded.required_on = Action
    return guarded


@require_GET
def action_list(request):
    chosen = ActionFilter(request.GET, person=request.user)
    found = policy.readable_actions(request.user).select_related("initiative", "round")
    page = Paginator(chosen.apply(found.select_related("responsible")), PER_PAGE).get_page(
        request.GET.get("sida")
    )
    context = {
        "filter": chosen,
        "page": page,
        "may_start": can(request.user, Perm.EDIT_WORK),
    }
    return render_page(request, "checkpoints/actions.html", context)


@require_GET
@of_action
def action_page(request, action):
    return _page(request, action, WordsForm())


def _page(
    request: HttpRequest, action: Action, form: WordsForm, *, status: int = 200, late: str = ""
) -> HttpResponse:
    moves = policy.available_moves(request.user, action)
    context = {
        "action": action,
        "form": form,
        "moves": [(move, move.url(action)) for move in moves],
        "may_edit": policy.may_edit(request.user, action),
        "late": late,
    }
    return render_page(request, "checkpoints/action.html", context, status=status)


# --- New and changed ---------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@requires(Perm.EDIT_WORK)
def action_new(request):
    """By hand, perhaps at a ?checkpoint=, or from ?decision= or ?input=, which say what it is about."""
    source = _source(request)
    checkpoint = _checkpoint(request)
    place = source.initiative or source.round if source else None
    form = ActionForm(
        request.POST or None,
        by=request.user,
        ask_place=place is None,
        initial=_initial(request, source),
    )
    if form.is_valid():
        fields = dict(form.cleaned_data)
        place = place or fields.pop("place")
        try:
            created = services.create_action(
                by=request.user,
                checkpoint=checkpoint,
                **_placed(place),
                **_from(source),
                **fields,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Åtgärden är sparad."))
            return redirect(own_path(request, created.get_absolute_url()))
    context = {"form": form, "source": source, "place": place, "next": own_path(request, "")}
    return render_form(request, "checkpoints/action_form.html", context)


def _source(request: HttpRequest) -> Decision | Input | None:
    for name, model in (("decision", Decision), ("input", Input)):
        pk = request.GET.get(name, "")
        if pk.isdecimal():
            rows = model.objects.select_related("initiative__round", "checkpoint")
            return get_permitted_or_404(rows, request.user, Perm.EDIT_WORK, pk=pk)
    return None


def _checkpoint(request: HttpRequest) -> Checkpoint | None:
    pk = request.GET.get("checkpoint", "")
    if not pk.isdecimal():
        return None
    return get_permitted_or_404(Checkpoint.objects.all(), request.user, Perm.READ, pk=pk)


def _initial(request: HttpRequest, source: Decision | Input | None) -> dict:
    if isinstance(source, Decision):
        return {
            "what": source.text,
            "responsible": source.responsible_id,
            "due_on": source.due_on,
        }
    if source:
        return {"how": source.text}
    initiative, round_ = request.GET.get("initiativ", ""), request.GET.get("omgang", "")
    return {"place": f"i{initiative}" if initiative else f"o{round_}"}


def _placed(place: Initiative | Round) -> dict:
    if isinstance(place, Initiative):
        return {"initiative": place, "round_": place.round}
    return {"initiative": None, "round_": place}


def _from(source: Decision | Input | None) -> dict:
    if isinstance(source, Decision):
        return {"decision": source}
    return {"input_": source} if source else {}


@require_http_methods(["GET", "POST"])
@of_action
def action_edit(request, action):
    if not can(request.user, Perm.EDIT_WORK, action):
        raise PermissionDenied
    if request.method == "GET" and not action.is_open:
        messages.info(request, _("Åtgärden är avslutad. Öppna den igen om den ska ändras."))
        return redirect(action)
    form = ActionForm(request.POST or None, by=request.user, instance=action)
    if form.is_valid():
        change = partial(
            services.change_action, by=request.user, action=action, **form.cleaned_data
        )
        answer = save_edit(request, form, change, back_url=action.get_absolute_url())
        if answer:
            return answer
    context = {"form": form, "action": action, "source": None, "place": None, "next": ""}
    return render_form(request, "checkpoints/action_form.html", context)


# --- Done, dropped, open again -----------------------------------------------------------------
def _move_view(name: str) -> Callable[..., HttpResponse]:
    @require_POST
    @of_action
    def view(request, action):
        if not policy.may_move(request.user, policy.action_move(name), action):
            raise PermissionDenied
        form = WordsForm(request.POST)
        if not form.is_valid():
            return _page(request, action, form, status=422)
        text = form.cleaned_data["text"]
        try:
            moved = services.move_action(by=request.user, action=action, name=name, text=text)
        except services.AlreadyEnded as late:
            stored = Action.objects.select_related(*PEOPLE).get(pk=action.pk)
            return _page(request, stored, form, status=409, late=str(late))
        except DomainError as refusal:
            form.add_error("text", str(refusal))
            return _page(request, action, form, status=422)
        messages.success(request, DONE[name])
        return redirect(own_path(request, moved.get_absolute_url()))

    return view


action_done = _move_view("done")
action_drop = _move_view("drop")
action_reopen = _move_view("reopen")
