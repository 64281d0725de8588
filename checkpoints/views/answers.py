"""The team answers what it was given, one or several at a time."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from checkpoints.forms.input import AnswerForm
from checkpoints.inputs.reading import earlier_answers, with_sender_and_answer
from checkpoints.models import Input
from checkpoints.services.answers import answer_inputs, answerable
from initiatives.models import Initiative, Round
from prioinit.errors import DomainError, EditConflict
from prioinit.htmx import render_page
from roles.access import requires
from roles.permissions import Perm

SHOWN_AT_ONCE = 100


def initiative_with_round():
    return Initiative.objects.select_related("round")


@require_http_methods(["GET", "POST"])
@requires(Perm.PUBLISH, on=initiative_with_round)
def input_answer(request, initiative):
    return _answer(request, initiative)


@require_http_methods(["GET", "POST"])
@requires(Perm.PUBLISH, on=Round)
def round_input_answer(request, round_):
    """What was said to a checkpoint as a whole: its lots answer."""
    return _answer(request, round_)


def _answer(request, place):
    again = _again(request, place)
    waiting = [again] if again else _waiting(place)
    if request.method == "GET":
        return _page(request, place, waiting, _empty_form(request, waiting, again), again)
    form = AnswerForm(request.POST, waiting=_choosable(request, place, waiting))
    if not form.is_valid():
        return _page(request, place, waiting, form, again, status=422)
    try:
        answer = answer_inputs(by=request.user, place=place, **form.cleaned_data)
    except EditConflict as conflict:
        waiting = _waiting(place)
        return _page(request, place, waiting, form, None, status=409, taken=conflict.stored)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, place, waiting, form, again, status=422)
    n = answer.inputs.count()
    messages.success(
        request, ngettext("%(n)s medskick besvarat.", "%(n)s medskick besvarade.", n) % {"n": n}
    )
    return redirect(_address(place))


def _address(place) -> str:
    name = "input_answer" if isinstance(place, Initiative) else "round_input_answer"
    return reverse(f"checkpoints:{name}", args=[place.pk])


def _waiting(place) -> list[Input]:
    rows = with_sender_and_answer(answerable(place).filter(answer=None))
    return list(rows.select_related("checkpoint").order_by("created_at", "pk")[:SHOWN_AT_ONCE])


def _choosable(request, place, waiting: list[Input]) -> list[Input]:
    """What was waiting when the page was made may have been answered since: that is for the service to say."""
    sent = [int(pk) for pk in request.POST.getlist("inputs") if pk.isdecimal() and len(pk) < 19]
    return [*waiting, *answerable(place).filter(pk__in=sent)]


def _again(request, place) -> Input | None:
    """`?om=12`: a new answer to one that has an answer."""
    asked = request.GET.get("om", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    rows = with_sender_and_answer(answerable(place).exclude(answer=None))
    return rows.filter(pk=asked).first()


def _empty_form(request, waiting: list[Input], again: Input | None) -> AnswerForm:
    chosen = {int(pk) for pk in request.GET.getlist("valda") if pk.isdecimal()}
    initial = {
        "inputs": [row.pk for row in waiting if row.pk in chosen or again],
        "instead_of": again.answer_id if again else None,
    }
    return AnswerForm(waiting=waiting, initial=initial)


def _page(request, place, waiting, form, again, *, status=200, taken=()):
    ticked = {str(pk) for pk in form["inputs"].value() or ()}
    answered = with_sender_and_answer(answerable(place).exclude(answer=None))
    context = {
        "place": place,
        "form": form,
        "action_url": request.get_full_path() if again else _address(place),
        "waiting": [(row, str(row.pk) in ticked) for row in waiting],
        "again": again,
        "earlier": earlier_answers(again) if again else [],
        "answered": answered.order_by("-answer__answered_at", "-pk")[:20],
        "taken": taken,
        "new_action_url": _new_action_url(),
        "back_url": _address(place),
    }
    return render_page(request, "checkpoints/input_answer.html", context, status=status)


def _new_action_url() -> str:
    """Where an åtgärd from an input begins, with ?input= after it."""
    try:
        return reverse("checkpoints:action_new")
    except NoReverseMatch:
        return ""
