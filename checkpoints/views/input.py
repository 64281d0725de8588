"""Medskick from those who are signed in: given, read, followed live, taken out."""

from django.contrib import messages
from django.core.cache import caches
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from checkpoints.forms.input import InputForm
from checkpoints.inputs.reading import (
    NEWEST,
    counts,
    live_version,
    newest,
    readable_input,
    shown_input,
    topic_of_initiative,
    topics_of_checkpoint,
    with_sender_and_answer,
)
from checkpoints.models import Checkpoint, Input
from checkpoints.policy.inputs import input_until, takes_input
from checkpoints.services.input import give_input
from initiatives.models import Initiative
from prioinit.errors import DomainError
from prioinit.htmx import render_page
from roles.access import can, reach, requires
from roles.permissions import Perm

PAGE = 50
LOTS_SECONDS, READER_SECONDS = 3, 10  # between two questions of an open page
VERSION_SECONDS = 1


def with_round():
    return Checkpoint.objects.select_related("round")


def initiative_with_round():
    return Initiative.objects.select_related("round")


@require_GET
@requires(Perm.READ, on=with_round)
def input_list(request, checkpoint):
    return _checkpoint_page(request, checkpoint, _form_for(request, checkpoint))


@require_POST
@requires(Perm.CONTRIBUTE, on=with_round)
def input_give(request, checkpoint):
    topics = topics_of_checkpoint(checkpoint, request.user)
    form = InputForm(request.POST, topics=topics, checkpoint=checkpoint)
    given = _give(request, form)
    if given is None:
        return _checkpoint_page(request, checkpoint, form, status=422)
    messages.success(request, _thanks(given))
    return redirect("checkpoints:input_list", checkpoint.pk)


def _form_for(request, checkpoint: Checkpoint) -> InputForm | None:
    if not (takes_input(checkpoint) and can(request.user, Perm.CONTRIBUTE, checkpoint)):
        return None
    return InputForm(topics=topics_of_checkpoint(checkpoint, request.user), checkpoint=checkpoint)


def _give(request, form: InputForm) -> Input | None:
    if not form.is_valid():
        return None
    try:
        return give_input(by=request.user, **form.fields_for_service)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None


def _thanks(given: Input) -> str:
    if given.state == Input.State.WAITING:
        return _("Tack! Ditt medskick visas för andra när en lots har läst det.")
    return _("Tack! Ditt medskick är framme. Teamet svarar.")


def _checkpoint_page(request, checkpoint: Checkpoint, form, status=200):
    person = request.user
    shown = shown_input(person).filter(checkpoint=checkpoint)
    mine = with_sender_and_answer(readable_input(person)).filter(
        checkpoint=checkpoint, person=person
    )
    context = {
        "checkpoint": checkpoint,
        "form": form,
        "page": Paginator(with_sender_and_answer(shown), PAGE).get_page(request.GET.get("sida")),
        "mine": mine[:PAGE],
        "counts": counts(shown),
        "until": input_until(checkpoint),
        "is_on": checkpoint.has_started() and not checkpoint.is_over(),
        "may_run": can(person, Perm.RUN_ROUND, checkpoint),
    }
    return render_page(request, "checkpoints/input_list.html", context, status=status)


# --- Live for the room -------------------------------------------------------------------------
@require_GET
@requires(Perm.READ, on=Checkpoint)
def input_live(request, checkpoint):
    """The newest that are shown, of one initiative when asked. With the version it has, an idle page is told 204.

    docs/decisions/0004 has the figures behind the seconds.
    """
    every = LOTS_SECONDS if can(request.user, Perm.RUN_ROUND, checkpoint) else READER_SECONDS
    shown = shown_input(request.user).filter(checkpoint=checkpoint)
    about = request.GET.get("initiativ", "")
    if about.isdecimal() and len(about) < 19:
        shown = shown.filter(initiative=about)
    else:
        about = ""
    # Those who may read everything see the same, and need not each have it written for them.
    shared = reach(request.user, Perm.READ).everywhere
    version = _version(f"live:{checkpoint.pk}:{about}", shown) if shared else live_version(shown)
    if request.GET.get("sedan") == version:
        return HttpResponse(status=204)
    key = f"live:{checkpoint.pk}:{about}:{version}:{every}:{get_language()}" if shared else ""
    page = caches["memory"].get(key) if key else None
    if page is None:
        context = {
            "checkpoint": checkpoint,
            "shown": newest(shown, NEWEST),
            "counts": counts(shown),
            "version": version,
            "every": every,
            "about": about,
        }
        page = render_to_string("checkpoints/_input_live.html", context)
        if key:
            caches["memory"].set(key, page, 60)
    return HttpResponse(page)


def _version(key: str, shown) -> str:
    """Read at most once a second by each worker, however many ask."""
    return caches["memory"].get_or_set(key, lambda: live_version(shown), VERSION_SECONDS)


# --- On the initiative's page ------------------------------------------------------------------
@require_GET
@requires(Perm.READ, on=initiative_with_round)
def initiative_input(request, initiative):
    form = None
    if can(request.user, Perm.CONTRIBUTE, initiative) and initiative.is_running:
        form = InputForm(topics=[topic_of_initiative(initiative)])
    return _initiative_page(request, initiative, form)


@require_POST
@requires(Perm.CONTRIBUTE, on=initiative_with_round)
def initiative_input_give(request, initiative):
    form = InputForm(request.POST, topics=[topic_of_initiative(initiative)])
    given = _give(request, form)
    if given is None:
        return _initiative_page(request, initiative, form, status=422)
    messages.success(request, _thanks(given))
    return redirect("checkpoints:initiative_input", initiative.pk)


def _initiative_page(request, initiative: Initiative, form, status=200):
    person = request.user
    readable = readable_input(person).filter(initiative=initiative)
    visible = readable.filter(Q(state=Input.State.SHOWN) | Q(person=person))
    rows = with_sender_and_answer(visible).select_related("checkpoint")
    context = {
        "initiative": initiative,
        "form": form,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("sida")),
        "answer_url": reverse("checkpoints:input_answer", args=[initiative.pk])
        if can(person, Perm.PUBLISH, initiative)
        else "",
    }
    return render_page(request, "checkpoints/initiative_input.html", context, status=status)
