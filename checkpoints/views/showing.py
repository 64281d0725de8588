"""The day itself: the presentation for the room, and the lots' control view of it."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from checkpoints.models import Checkpoint
from checkpoints.policy.inputs import MODERATION
from checkpoints.policy.showing import check_can_be_shown
from checkpoints.services import showing as services
from checkpoints.services.input import moderate
from checkpoints.showing.content import presentation_of
from checkpoints.showing.control import control_of, tally_of, version_of
from checkpoints.showing.moment import moment_of
from checkpoints.showing.slides import for_showing, order_mark
from prioinit.errors import DomainError
from prioinit.htmx import render_page, wants_fragment
from roles.access import requires
from roles.permissions import Perm

MODERATION_OF = {move.name: move for move in MODERATION}


# --- What the room sees ------------------------------------------------------------------------
@require_GET
@requires(Perm.RUN_ROUND, on=for_showing)
def show(request, checkpoint):
    """Every slide at once: whoever has opened it can go on without a connection."""
    check_can_be_shown(checkpoint)
    context = {
        "checkpoint": checkpoint,
        "it": presentation_of(checkpoint),
        "moment": moment_of(checkpoint),
        "order": order_mark(checkpoint),
    }
    return render_page(request, "checkpoints/show.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=for_showing)
def show_now(request, checkpoint):
    """Where the room is, in a few words: the presentation asks every other second, and says when it goes on."""
    if request.method == "POST":
        target = request.POST.get("till", "")
        services.go_to(by=request.user, checkpoint=checkpoint, slide=target)
        checkpoint = for_showing().get(pk=checkpoint.pk)
    moment = moment_of(checkpoint)
    response = JsonResponse({**moment.as_json(), "order": order_mark(checkpoint)})
    response.headers["ETag"] = f'"{moment.tag}"'
    if request.method == "GET":
        return get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return response


# --- The control view --------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@requires(Perm.RUN_ROUND, on=for_showing)
def control(request, checkpoint):
    """Asks again by itself with the version it has: with nothing new it is told 204 and no more."""
    check_can_be_shown(checkpoint)
    if request.method == "POST":
        return _press(request, checkpoint)
    tally = tally_of(checkpoint)
    version = version_of(moment_of(checkpoint), tally)
    if wants_fragment(request) and request.GET.get("sedan") == version:
        return HttpResponse(status=204)
    return _control_page(request, checkpoint, tally=tally)


def _press(request, checkpoint: Checkpoint) -> HttpResponse:
    """`gor` is "ga:i12", "mer:7:5", "visa:31": what to do, and with what."""
    try:
        _do(request.user, checkpoint, request.POST.get("gor", ""))
    except DomainError as refusal:
        return _control_page(request, _anew(checkpoint), error=str(refusal), status=422)
    if wants_fragment(request):
        return _control_page(request, _anew(checkpoint))
    return redirect("checkpoints:control", checkpoint.pk)


def _do(person, checkpoint: Checkpoint, asked: str) -> None:
    name, _colon, what = asked.partition(":")
    one = {"by": person, "checkpoint": checkpoint}
    match name, what.split(":"):
        case "starta", _:
            services.start_showing(**one)
        case "ga", [slide]:
            services.go_to(**one, slide=slide)
        case "mer", [item, minutes]:
            services.give_more_time(**one, item=_number(item), minutes=_number(minutes))
        case "medskick", [on]:
            services.show_input(**one, on=on == "pa")
        case "avsluta", _:
            services.end_showing(**one)
        case "fortsatt", _:
            services.resume_showing(**one)
        case (("visa" | "dolj" | "angra"), [pk]):
            moderate(**one, inputs=[_number(pk)], move=MODERATION_OF[name])
        case _:
            raise DomainError(_("Knappen finns inte längre. Försök igen."))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _anew(checkpoint: Checkpoint) -> Checkpoint:
    return for_showing().get(pk=checkpoint.pk)


def _control_page(request, checkpoint, *, tally=None, error="", status=200) -> HttpResponse:
    context = {
        "checkpoint": checkpoint,
        "it": control_of(checkpoint, tally),
        "error": error,
        "has_errors": bool(error),
    }
    return render_page(
        request,
        "checkpoints/control.html",
        context,
        fragments={"styr": "panel"},
        status=status,
    )
