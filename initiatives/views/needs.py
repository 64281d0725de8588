"""Behov: insights, the need in one sentence, whom to meet, and actors."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from initiatives.forms.need import ActorForm, InsightFilter, InsightForm, StatementForm, ToMeetForm
from initiatives.models import Actor, Initiative, Insight, ToMeet
from initiatives.policy.initiatives import may_edit_work
from initiatives.services import needs as services
from initiatives.services import written
from initiatives.views.initiatives import with_round
from initiatives.views.written import Noun, Visit, WrittenPage, focused
from prioinit.htmx import render_page
from roles.access import requires
from roles.permissions import Perm

PER_PAGE = 20
SEARCH_FROM = 10  # so few are read faster than they are searched
FRAGMENTS = {"behov": "work", "insikter": "initiatives/_insights.html"}

INSIGHT = Noun(
    "insikt", Insight, InsightForm, gettext_lazy("Insikten är borttagen."), "insight_restore"
)
TO_MEET = Noun("mote", ToMeet, ToMeetForm, gettext_lazy("Raden är struken."), "to_meet_reopen")
ACTOR = Noun("aktor", Actor, ActorForm, gettext_lazy("Aktören är borttagen."), "actor_restore")
page = WrittenPage(
    "initiatives:need", INSIGHT, TO_MEET, ACTOR, target="behov", kept=("kalla", "q", "sida")
)


@page.shown
def need_page(request: HttpRequest, initiative: Initiative, visit: Visit) -> HttpResponse:
    may_edit = may_edit_work(request.user, initiative)
    chosen = InsightFilter(request.GET)
    counted = _counted(initiative)
    found = chosen.apply(initiative.insights.kept()).select_related("created_by")
    people = list(initiative.to_meet.select_related("insight"))
    statements = list(initiative.need_statements.select_related("by"))
    context = page.context(request, initiative, visit, may_edit=may_edit) | {
        "newest": statements[0] if statements else None,
        "statements": statements,
        "counted": counted,
        "filter": chosen,
        "may_search": counted["all"] > SEARCH_FROM or chosen.active,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("sida")),
        "to_meet": [one for one in people if one.is_waiting],
        "settled": [one for one in people if not one.is_waiting],
        "actors": list(initiative.actors.kept().select_related("unit")),
    }
    if may_edit:
        context |= _forms(request, initiative, visit, context)
    return render_page(
        request, "initiatives/need.html", context, fragments=FRAGMENTS, status=visit.status
    )


def _counted(initiative: Initiative) -> dict[str, int]:
    """How many insights, and how many people: once per insight they were met in."""
    met = Sum("people", filter=Q(from_target_group=True), default=0)
    kept = initiative.insights.kept()
    return kept.aggregate(all=Count("pk"), met=met, people=Sum("people", default=0))


def _forms(request, initiative, visit, context) -> dict:
    meeting = _meeting(request, context["to_meet"])
    insight = InsightForm(initial=_prefilled(initiative, meeting))
    if meeting and not context["edit_form"]:
        focused(insight)
    return {
        "meeting": meeting,
        "insight_form": visit.form("insight", insight),
        "to_meet_form": visit.form("to_meet", ToMeetForm()),
        "actor_form": visit.form("actor", ActorForm()),
        "statement_form": visit.form("statement", StatementForm(newest=context["newest"])),
    }


def _prefilled(initiative: Initiative, meeting: ToMeet | None) -> dict:
    """Today; and the source of last time, unless someone has been met."""
    latest = initiative.insights.kept().order_by("-created_at", "-pk").values_list("source")
    if meeting:
        return {"on": localdate(), "source": Insight.Source.INTERVJU}
    return {"on": localdate(), "source": next(iter(latest[:1]), (None,))[0]}


def _meeting(request: HttpRequest, to_meet: list[ToMeet]) -> ToMeet | None:
    """The one whom the new insight comes from, when it is ticked off."""
    chosen = request.POST.get("mott") or request.GET.get("mott")
    return next((one for one in to_meet if str(one.pk) == chosen and one.is_waiting), None)


def _met(request: HttpRequest, initiative: Initiative) -> dict:
    return {"met": _meeting(request, list(initiative.to_meet.select_related("insight")))}


@require_POST
@requires(Perm.EDIT_WORK, on=with_round)
def need_say(request, initiative):
    initiative.round.check_open()
    form = StatementForm(request.POST, newest=initiative.need_statements.first())

    def write():
        fields = {"why": "", **form.cleaned_data}
        services.say_need(by=request.user, initiative=initiative, **fields)

    said = _("Behovet är skrivet. Det förra finns kvar.")
    return page.carry_out(request, initiative, form, "statement", write, said)


BACK_AGAIN = gettext_lazy("Tillbaka igen.")
ADDED = gettext_lazy("Tillagt.")
insight_new = page.add(
    INSIGHT,
    gettext_lazy("Insikten är sparad."),
    place="insight",
    add=services.add_insight,
    more=_met,
)
to_meet_new = page.add(TO_MEET, ADDED, place="to_meet", add=services.add_to_meet)
actor_new = page.add(ACTOR, ADDED, place="actor")
insight_edit, to_meet_edit, actor_edit = map(page.edit, (INSIGHT, TO_MEET, ACTOR))
insight_remove = page.move(INSIGHT, written.remove, undo=True)
insight_restore = page.move(INSIGHT, written.restore, BACK_AGAIN)
to_meet_drop = page.move(TO_MEET, services.drop, undo=True)
to_meet_reopen = page.move(TO_MEET, services.reopen, BACK_AGAIN)
actor_remove = page.move(ACTOR, written.remove, undo=True)
actor_restore = page.move(ACTOR, written.restore, BACK_AGAIN)
