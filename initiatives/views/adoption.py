"""Förverkliga: the stairs, who takes over, the note they are left with, and the decision."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives.forms.adoption import AdoptionDecisionForm, HandoverForm, NameForm, StepForm
from initiatives.models import AdoptionPhase, AdoptionStep, Initiative, Step
from initiatives.policy.initiatives import may
from initiatives.services import adoption as services
from initiatives.stairs import draw_stairs
from initiatives.views.initiatives import with_round
from initiatives.views.written import EDIT, Visit, WrittenPage, focused
from prioinit.htmx import render_page
from roles.access import can, requires
from roles.permissions import Perm

page = WrittenPage("initiatives:adoption", target="forverkliga")
STEP = "steg"  # ?andra=steg-4: the fourth step, written about before or not


@page.shown
def adoption_page(request: HttpRequest, initiative: Initiative, visit: Visit) -> HttpResponse:
    may_edit = can(request.user, Perm.FOLLOW_UP, initiative)
    may_name = can(request.user, Perm.PUBLISH, initiative)
    rows = {row.step: row for row in initiative.adoption_steps.select_related("by")}
    adoption = services.adoption_of(initiative)
    held = services.processledare_of(initiative)
    context = page.context(request, initiative, visit, may_edit=may_edit) | {
        "may_name": may_name,
        "may_end": may(request.user, "ending", initiative),
        "stairs": draw_stairs(rows.values()),
        "phases": [_phase(phase, rows) for phase in AdoptionPhase],
        "adoption": adoption,
        "processledare": held.person if held else None,
        "since": held.starts_on if held else None,
    }
    if may_edit:
        context["handover_form"] = visit.form("handover", HandoverForm(instance=adoption))
        context |= _open_step(request, initiative, visit, rows, held)
    if may_name:
        context["name_form"] = visit.form("name", _name_form(held, adoption))
        context["decision_form"] = visit.form("decision", AdoptionDecisionForm(instance=adoption))
    return render_page(
        request,
        "initiatives/adoption.html",
        context,
        fragments={"forverkliga": "work"},
        status=visit.status,
    )


def _phase(phase: AdoptionPhase, rows: dict[int, AdoptionStep]) -> dict:
    steps = [
        {"step": step, "key": f"{STEP}-{step}", "row": rows.get(step) or AdoptionStep(step=step)}
        for step in Step
        if step.phase == phase
    ]
    return {"label": phase.label, "steps": steps}


def _open_step(request, initiative, visit, rows, held) -> dict:
    """The step whose form stands open: the one that was asked for, or that was refused."""
    if visit.refused:
        place, form = visit.refused
        return {"opened": place, "edit_form": form if place.startswith(f"{STEP}-") else None}
    name, _dash, number = request.GET.get(EDIT, "").partition("-")
    if name != STEP or number not in {str(step.value) for step in Step}:
        return {}
    row = rows.get(int(number)) or _unwritten(initiative, int(number))
    form = StepForm(row=row, responsible=held.person.name if held else "")
    return {"opened": f"{STEP}-{number}", "edit_form": focused(form)}


def _unwritten(initiative: Initiative, step: int) -> AdoptionStep:
    return AdoptionStep(initiative=initiative, step=step, version=0)


def _name_form(held, adoption) -> NameForm:
    unit = adoption.receiving_unit_id or (held.person.unit_id if held else None)
    return NameForm(initial={"person": held.person_id if held else None, "unit": unit})


@require_POST
@requires(Perm.FOLLOW_UP, on=with_round)
def step_write(request, initiative, step):
    if step not in Step.values:
        raise Http404
    stored = initiative.adoption_steps.filter(step=step).first()
    row = stored or _unwritten(initiative, step)
    form = StepForm(request.POST, row=row)

    def write():
        services.write_step(
            by=request.user, initiative=initiative, step=Step(step), **form.cleaned_data
        )

    said = _("Steg %(n)s är sparat.") % {"n": step}
    return page.carry_out(request, initiative, form, f"{STEP}-{step}", write, said)


@require_POST
@requires(Perm.FOLLOW_UP, on=with_round)
def handover_write(request, initiative):
    form = HandoverForm(request.POST, instance=services.adoption_of(initiative))

    def write():
        fields = form.cleaned_data
        note, version = fields["handover_note"], fields["version"]
        services.write_handover(by=request.user, initiative=initiative, version=version, note=note)

    said = _("Överlämningen är sparad.")
    return page.carry_out(request, initiative, form, "handover", write, said)


@require_POST
@requires(Perm.PUBLISH, on=with_round)
def processledare_name(request, initiative):
    form = NameForm(request.POST)

    def write():
        services.name_processledare(by=request.user, initiative=initiative, **form.cleaned_data)

    said = _("Nu är det sagt vem som tar över.")
    return page.carry_out(request, initiative, form, "name", write, said)


@require_POST
@requires(Perm.PUBLISH, on=with_round)
def adoption_decide(request, initiative):
    form = AdoptionDecisionForm(request.POST, instance=services.adoption_of(initiative))
    write = partial(_decide, request.user, initiative, form)
    said = _("Beslutet är sparat.")
    return page.carry_out(request, initiative, form, "decision", write, said)


def _decide(person, initiative, form) -> None:
    services.decide_adoption(by=person, initiative=initiative, **form.cleaned_data)
