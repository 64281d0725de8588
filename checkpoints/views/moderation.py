"""For the lots: what waits to be shown, the link for all, and the posters that lead to it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from checkpoints.forms.input import GuestLinkForm
from checkpoints.inputs import guest
from checkpoints.inputs.reading import with_sender_and_answer
from checkpoints.models import Checkpoint, Input
from checkpoints.policy.inputs import MODERATION, Door, door_of, input_until
from checkpoints.policy.moves import Move
from checkpoints.services.input import moderate, set_guest_link
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page, wants_fragment
from roles.access import requires
from roles.permissions import Perm

SHOWN_AT_ONCE = 60
MOVES = {move.name: move for move in MODERATION}


def with_round():
    return Checkpoint.objects.select_related("round")


# --- Moderation --------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def moderation(request, checkpoint):
    """GET: a pile to go through. POST: `gor` is "visa:12", "dolj:valda" or "visa:alla" of those on the page."""
    if request.method == "GET":
        return _pile(request, checkpoint)
    move, chosen = _asked_for(request.POST)
    if move is None or not chosen:
        return _pile(request, checkpoint, error=_("Välj minst ett medskick."), status=422)
    changed = moderate(by=request.user, checkpoint=checkpoint, inputs=chosen, move=move)
    if wants_fragment(request):
        return _pile(request, checkpoint, changed=changed, move=move)
    messages.success(request, _done(move, len(changed)))
    return redirect(_address(checkpoint, request.GET.get("visa", "")))


def _asked_for(post) -> tuple[Move | None, list[int]]:
    name, _colon, which = post.get("gor", "").partition(":")
    if which == "alla":  # those the person had before them, not what came in since
        chosen = post.getlist("sedda")
    elif which == "valda":
        chosen = post.getlist("valda")
    else:
        chosen = [which]
    return MOVES.get(name), [int(pk) for pk in chosen if pk.isdecimal() and len(pk) < 19]


def _done(move: Move, n: int) -> str:
    words = {
        "visa": ngettext("%(n)s medskick visas nu.", "%(n)s medskick visas nu.", n),
        "dolj": ngettext("%(n)s medskick är dolt.", "%(n)s medskick är dolda.", n),
        "angra": ngettext(
            "%(n)s medskick är tillbaka att granska.",
            "%(n)s medskick är tillbaka att granska.",
            n,
        ),
    }
    return words[move.name] % {"n": n}


def _address(checkpoint: Checkpoint, state: str) -> str:
    query = f"?visa={state}" if state in Input.State.values else ""
    return reverse("checkpoints:moderation", args=[checkpoint.pk]) + query


def _pile(request, checkpoint, *, changed=(), move=None, error="", status=200):
    state = request.GET.get("visa")
    state = state if state in Input.State.values else Input.State.WAITING
    every = Input.objects.filter(checkpoint=checkpoint)
    order = "created_at" if state == Input.State.WAITING else "-created_at"
    pile = every.filter(state=state)
    rows = with_sender_and_answer(pile).order_by(order, "pk")[:SHOWN_AT_ONCE]
    context = {
        "checkpoint": checkpoint,
        "state": state,
        "action_url": _address(checkpoint, state),
        "rows": list(rows),
        "count": pile.count(),
        "tabs": [
            (value, label, _address(checkpoint, value), value == state)
            for value, label in Input.State.choices
        ],
        "actions": [one for one in MODERATION if state in one.from_states],
        "recent": with_sender_and_answer(
            every.filter(moderated_at__isnull=False, answer=None)
        ).order_by("-moderated_at", "-pk")[:5],
        "said": _done(move, len(changed)) if move else "",
        "error": error,
        "until": input_until(checkpoint),
    }
    return render_page(
        request,
        "checkpoints/moderation.html",
        context,
        fragments={"granska": "pile"},
        status=status,
    )


# --- The link for all --------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=with_round)
def guest_link(request, checkpoint):
    form = GuestLinkForm(request.POST or None, instance=checkpoint)
    if form.is_valid():
        try:
            changed = set_guest_link(by=request.user, checkpoint=checkpoint, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            if door_of(changed) == Door.OPEN:
                messages.success(request, _("Länken är öppen. Alla som har den kan svara."))
            else:
                messages.success(request, _("Sparat. Länken är inte öppen just nu."))
            return redirect("checkpoints:guest_link", checkpoint.pk)
    context = {
        "form": form,
        "checkpoint": checkpoint,
        "door": door_of(Checkpoint.objects.get(pk=checkpoint.pk)),
        "address": guest.address_of(checkpoint),
        "spoken": guest.spoken(guest.address_of(checkpoint)),
        "until": input_until(checkpoint),
    }
    return render_form(request, "checkpoints/guest_link.html", context)


@require_GET
@requires(Perm.RUN_ROUND, on=with_round)
def posters(request, checkpoint):
    """A sheet for the checkpoint and one for each question, to print and hang."""
    context = {
        "checkpoint": checkpoint,
        "questions": guest.questions_of(checkpoint),
        "door": door_of(checkpoint),
        "until": input_until(checkpoint),
    }
    return render_page(request, "checkpoints/posters.html", context)
