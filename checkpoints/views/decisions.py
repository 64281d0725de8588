"""Beslut: asked for, taken by the fadder on a phone or written down during the meeting, read afterwards."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkpoints.forms.decision import DecideForm, DecisionFilter, RequestForm
from checkpoints.models import Checkpoint, Decision, Preparation
from checkpoints.policy import decisions as policy
from checkpoints.services import decisions as services
from checkpoints.to_decide import decisions_of
from initiatives.models import Initiative, Phase
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from roles.access import can, permitted, requires
from roles.models import Person
from roles.permissions import Perm
from roles.views.assignments import own_path

PER_PAGE = 50
KLG = Decision.AskedOf.KLG


def with_all():
    return Decision.objects.select_related(
        *("initiative__round", "checkpoint", "requested_by"),
        *("decided_by__unit", "recorded_by", "responsible"),
    )


def initiatives_with_round():
    return Initiative.objects.select_related("round")


@require_GET
@requires(Perm.READ)
def decision_list(request):
    """Those that wait first, the oldest on top; then those decided, the newest on top."""
    chosen = DecisionFilter(request.GET, person=request.user)
    found = chosen.apply(permitted(with_all(), request.user, Perm.READ))
    found = found.exclude(state=Decision.State.WITHDRAWN).order_by("-state", "-decided_on", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    return render_page(request, "checkpoints/decisions.html", {"filter": chosen, "page": page})


# --- Asked for ---------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@requires(Perm.PUBLISH, on=initiatives_with_round)
def decision_request(request, initiative):
    initiative.round.check_open()
    wants_phase = request.GET.get("fas", "")
    initial = {"to_phase": wants_phase if wants_phase in Phase.values else ""}
    form = RequestForm(request.POST or None, initiative=initiative, initial=initial)
    if form.is_valid():
        try:
            asked = services.request_decision(
                by=request.user, initiative=initiative, **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Frågan går till ledningsgruppen vid nästa checkpoint.")
                if asked.asked_of == KLG
                else _("Fadder får ett mejl om frågan nu."),
            )
            return redirect(asked)
    context = {"form": form, "initiative": initiative}
    return render_form(request, "checkpoints/decision_request.html", context)


@require_POST
@requires(Perm.PUBLISH, on=with_all)
def decision_withdraw(request, decision):
    try:
        services.withdraw_decision(by=request.user, decision=decision)
    except services.AlreadyDecided as late:
        return _too_late(request, late)
    messages.success(request, _("Frågan är återtagen."))
    return redirect(decision.initiative)


# --- Read and decided --------------------------------------------------------------------------
@require_GET
@requires(Perm.READ, on=with_all)
def decision_page(request, decision):
    return _page(request, decision, _form(request, decision) if _may(request, decision) else None)


def _may(request: HttpRequest, decision: Decision) -> bool:
    waits = decision.state == Decision.State.REQUESTED
    return waits and policy.may_decide(request.user, decision.asked_of, decision)


def _form(request: HttpRequest, decision: Decision, **options) -> DecideForm:
    return DecideForm(
        request.POST or None,
        by=request.user,
        asked_of=decision.asked_of,
        initiative=decision.initiative,
        **options,
    )


def _page(
    request: HttpRequest, decision: Decision, form: DecideForm | None, *, status: int = 200, **late
) -> HttpResponse:
    person = request.user
    decided = decision.state == Decision.State.DECIDED
    context = {
        "decision": decision,
        "initiative": decision.initiative,
        "form": form,
        "next": own_path(request, ""),
        "may_withdraw": policy.may_withdraw(person, decision),
        "may_correct": decided and policy.may_decide(person, decision.asked_of, decision),
        "may_act": decided and can(person, Perm.EDIT_WORK, decision),
        "actions": decision.actions.select_related("responsible") if decided else [],
        "late": late.get("said", ""),
        "unsaid": late.get("unsaid", ""),
    }
    return render_page(request, "checkpoints/decision.html", context, status=status)


@require_POST
@requires(Perm.READ, on=with_all)
def decision_decide(request, decision):
    """Who decides follows from whom it was asked of, so the policy is asked and not the decorator."""
    if not policy.may_decide(request.user, decision.asked_of, decision):
        raise PermissionDenied
    form = _form(request, decision)
    answer = _save(
        request, form, lambda **said: services.record_decision(decision=decision, **said)
    )
    return answer or _page(request, decision, form, status=422)


def _save(request: HttpRequest, form: DecideForm, record: Callable) -> HttpResponse | None:
    """None: the form says what is wrong."""
    if not form.is_valid():
        return None
    try:
        decided = record(by=request.user, **form.cleaned_data)
    except services.AlreadyDecided as late:
        return _too_late(request, late, unsaid=form.cleaned_data["reason"])
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Beslutet är inskrivet. De det berör får veta det nu."))
    return redirect(own_path(request, decided.get_absolute_url()))


def _too_late(
    request: HttpRequest, late: services.AlreadyDecided, unsaid: str = ""
) -> HttpResponse:
    """What was decided instead, with the person's own words kept."""
    stored = with_all().get(pk=late.stored.pk)
    return _page(request, stored, None, status=409, said=str(late), unsaid=unsaid)


@require_http_methods(["GET", "POST"])
@requires(Perm.READ, on=with_all)
def decision_correct(request, decision):
    if not policy.may_decide(request.user, decision.asked_of, decision):
        raise PermissionDenied
    if decision.state != Decision.State.DECIDED:
        messages.info(request, _("Det finns inget beslut att rätta än."))
        return redirect(decision)
    form = _form(request, decision)
    answer = _save(
        request, form, lambda **said: services.correct_decision(decision=decision, **said)
    )
    context = {"form": form, "decision": decision, "initiative": decision.initiative}
    return answer or render_form(request, "checkpoints/decision_correct.html", context)


# --- During the meeting ------------------------------------------------------------------------
@require_GET
@requires(Perm.READ, on=lambda: Checkpoint.objects.select_related("round"))
def checkpoint_decisions(request, checkpoint):
    """All that is to be decided on one page, each with its own form and button."""
    if not policy.may_decide(request.user, KLG, checkpoint):
        raise PermissionDenied
    found = decisions_of(checkpoint, request.user)
    last = found.decided[-1].decided_by if found.decided else None  # who speaks for them today
    forms = [
        (one, _klg_form(request, one.initiative, checkpoint, last, auto_id=f"id_{one.key}_%s"))
        for one in found.wanted
    ]
    context = {"checkpoint": checkpoint, "forms": forms, "decided": found.decided}
    return render_page(request, "checkpoints/checkpoint_decisions.html", context)


def _klg_form(
    request: HttpRequest,
    initiative: Initiative,
    checkpoint: Checkpoint,
    spoke: Person | None = None,
    **options,
) -> DecideForm:
    day = {"decided_on": checkpoint.day} if checkpoint.has_started() else {}
    who = {"decided_by": spoke.pk} if spoke else {}
    return DecideForm(
        request.POST or None,
        by=request.user,
        asked_of=KLG,
        initiative=initiative,
        initial=day | who,
        **options,
    )


@require_http_methods(["GET", "POST"])
@requires(Perm.READ, on=initiatives_with_round)
def decision_record(request, initiative, checkpoint_pk):
    """What a team wants in its preparation becomes a decision in the moment it is taken."""
    if not policy.may_decide(request.user, KLG, initiative):
        raise PermissionDenied
    preparation = get_object_or_404(
        Preparation.objects.exclude(decision_wanted="").select_related("checkpoint", "edited_by"),
        checkpoint=checkpoint_pk,
        initiative=initiative,
        state=Preparation.State.READY,
    )
    checkpoint = preparation.checkpoint
    form = _klg_form(request, initiative, checkpoint)
    answer = _save(
        request,
        form,
        lambda **said: services.record_wanted(
            checkpoint=checkpoint,
            initiative=initiative,
            wanted=request.POST.get("wanted", preparation.decision_wanted),
            **said,
        ),
    )
    context = {"form": form, "preparation": preparation, "initiative": initiative}
    context |= {"checkpoint": checkpoint, "next": own_path(request, "")}
    return answer or render_form(request, "checkpoints/decision_record.html", context)
