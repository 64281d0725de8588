"""Kommunikationsplan: what is to be told to whom, and what it gave."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from initiatives.forms.communication import ActivityForm, CommunicationFilter, GaveForm, prefilled
from initiatives.models import CommunicationActivity, Initiative
from initiatives.policy.initiatives import may_edit_work
from initiatives.services import communication as services
from initiatives.services import written
from initiatives.views.written import Noun, Visit, WrittenPage
from prioinit.htmx import render_page
from roles.access import requires
from roles.permissions import Perm

FRAGMENTS = {"kommunikation": "work", "aktiviteter": "initiatives/_activities.html"}

ACTIVITY = Noun(
    "aktivitet",
    CommunicationActivity,
    ActivityForm,
    gettext_lazy("Aktiviteten är borttagen."),
    "activity_restore",
)
GAVE = Noun("gav", CommunicationActivity, GaveForm)
page = WrittenPage(
    "initiatives:communication", ACTIVITY, GAVE, target="kommunikation", kept=("visa", "sortera")
)


@page.shown
def plan_page(request: HttpRequest, initiative: Initiative, visit: Visit) -> HttpResponse:
    may_edit = may_edit_work(request.user, initiative)
    chosen = CommunicationFilter(request.GET)
    kept = list(initiative.communication.kept())
    context = page.context(request, initiative, visit, may_edit=may_edit)
    context |= {
        "filter": chosen,
        "all": len(kept),
        "done": sum(one.done_on is not None for one in kept),
        "activities": _shown(chosen.apply(kept), context["edit_form"]),
    }
    if may_edit:
        fresh = ActivityForm(initial=prefilled(initiative))
        context["activity_form"] = visit.form("activity", fresh)
    return render_page(
        request,
        "initiatives/communication.html",
        context,
        fragments=FRAGMENTS,
        status=visit.status,
    )


def _shown(found: list[CommunicationActivity], edit_form) -> list[CommunicationActivity]:
    """What is open is shown, though the filter has no place for it any more."""
    row = edit_form.instance if edit_form else None
    return [row, *found] if row and row.pk and row not in found else found


@require_POST
@requires(Perm.EDIT_WORK, on=ACTIVITY.rows)
def activity_done(request, row):
    row.initiative.round.check_open()
    services.finish(by=request.user, row=row)
    said = _("Klart. Vad gav det?")
    return page.done(request, row.initiative, said, opened=row.gave_anchor)


@require_POST
@requires(Perm.EDIT_WORK, on=ACTIVITY.rows)
def activity_gave(request, row):
    initiative = row.initiative
    initiative.round.check_open()
    form = GaveForm(request.POST, instance=row)

    def write():
        written.change(by=request.user, row=row, **form.cleaned_data)

    said = _("Sparat.")
    return page.carry_out(request, initiative, form, row.gave_anchor, write, said)


activity_new = page.add(ACTIVITY, gettext_lazy("Tillagt."), place="activity")
activity_edit = page.edit(ACTIVITY)
activity_undo = page.move(ACTIVITY, services.reopen, gettext_lazy("Inte klar än."))
activity_remove = page.move(ACTIVITY, written.remove, undo=True)
activity_restore = page.move(ACTIVITY, written.restore, gettext_lazy("Tillbaka igen."))
