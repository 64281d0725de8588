"""Behov: one page to read and to write on. What is open on it (a form, an undo) stands in its address."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Model, Q, QuerySet, Sum
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from initiatives.forms.need import ActorForm, InsightFilter, InsightForm, StatementForm, ToMeetForm
from initiatives.models import Actor, Initiative, Insight, ToMeet
from initiatives.policy.initiatives import may_edit_work
from initiatives.services import needs as services
from initiatives.views.initiatives import with_round
from prioinit.errors import DomainError, EditConflict
from prioinit.htmx import render_page, wants_fragment
from prioinit.versions import conflict_page
from roles.access import requires
from roles.permissions import Perm

PER_PAGE = 20
SEARCH_FROM = 10  # so few are read faster than they are searched
KEPT_IN_ADDRESS = ("kalla", "q", "sida")
FRAGMENTS = {"behov": "work", "insikter": "initiatives/_insights.html"}


@dataclass(frozen=True)
class Noun:
    """Something on the page that is written, changed and taken away. `insikt-12` is one in an address."""

    name: str
    model: type[Model]
    form: type[ModelForm]
    gone: str | Promise  # said when it can be put back
    back: str  # the address that does it

    def rows(self) -> QuerySet:
        return self.model._default_manager.select_related("initiative__round")


INSIGHT = Noun(
    "insikt", Insight, InsightForm, gettext_lazy("Insikten är borttagen."), "insight_restore"
)
TO_MEET = Noun("mote", ToMeet, ToMeetForm, gettext_lazy("Raden är struken."), "to_meet_reopen")
ACTOR = Noun("aktor", Actor, ActorForm, gettext_lazy("Aktören är borttagen."), "actor_restore")
NOUNS = {noun.name: noun for noun in (INSIGHT, TO_MEET, ACTOR)}


# --- The page ----------------------------------------------------------------------------------
@require_GET
@requires(Perm.READ, on=with_round)
def need_page(request, initiative):
    return _page(request, initiative)


def _page(
    request: HttpRequest,
    initiative: Initiative,
    *,
    refused: tuple[str, Form] | None = None,
    said: str = "",
    undo: str | None = None,
) -> HttpResponse:
    """`refused` is a form that comes back, under the name of its place on the page."""
    may_edit = may_edit_work(request.user, initiative)
    chosen = InsightFilter(request.GET)
    counted = _counted(initiative)
    found = chosen.apply(initiative.insights.kept()).select_related("created_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    people = list(initiative.to_meet.select_related("insight"))
    statements = list(initiative.need_statements.select_related("by"))
    context = {
        "initiative": initiative,
        "may_edit": may_edit,
        "newest": statements[0] if statements else None,
        "edit_form": None,
        "opened": "",
        "undo": None,
        "list_url": reverse("initiatives:need", args=[initiative.pk]),
        "statements": statements,
        "counted": counted,
        "filter": chosen,
        "may_search": counted["all"] > SEARCH_FROM or chosen.active,
        "page": page,
        "to_meet": [one for one in people if one.is_waiting],
        "settled": [one for one in people if not one.is_waiting],
        "actors": list(initiative.actors.kept().select_related("unit")),
        "query": _query(request),
        "said": said,
        "has_errors": refused is not None,
    }
    if may_edit:
        context |= _forms(request, initiative, context, refused)
        key = request.GET.get("angra", "") if undo is None else undo
        context["undo"] = _undo(initiative, key)
    status = 422 if refused else 200
    return render_page(
        request, "initiatives/need.html", context, fragments=FRAGMENTS, status=status
    )


def _counted(initiative: Initiative) -> dict[str, int]:
    """How many insights, and how many people: once per insight they were met in."""
    met = Sum("people", filter=Q(from_target_group=True), default=0)
    kept = initiative.insights.kept()
    return kept.aggregate(all=Count("pk"), met=met, people=Sum("people", default=0))


def _query(request: HttpRequest, **more: str) -> str:
    """The list as the person has it, for the addresses that lead back to it."""
    kept = {name: request.GET[name] for name in KEPT_IN_ADDRESS if request.GET.get(name)}
    return f"?{urlencode(kept | more)}" if kept or more else ""


# --- Its forms ---------------------------------------------------------------------------------
def _forms(request, initiative, context, refused) -> dict:
    place, form = refused or ("", None)
    opened = place or request.GET.get("andra", "")
    meeting = _meeting(request, context["to_meet"])
    forms = {
        "insight_form": InsightForm(initial=_prefilled(initiative, meeting)),
        "to_meet_form": ToMeetForm(),
        "actor_form": ActorForm(),
        "statement_form": StatementForm(newest=context["newest"]),
        "meeting": meeting,
        "opened": opened,
        "edit_form": None,
    }
    if form is not None and f"{place}_form" in forms:
        forms[f"{place}_form"] = form
    elif form is not None:
        forms["edit_form"] = form
    elif row := _row_of(initiative, opened):
        forms["edit_form"] = _focused(NOUNS[opened.partition("-")[0]].form(instance=row))
    elif meeting:
        _focused(forms["insight_form"])
    return forms


def _focused(form: ModelForm) -> ModelForm:
    next(iter(form.fields.values())).widget.attrs["autofocus"] = True
    return form


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


def _row_of(initiative: Initiative, key: str) -> Model | None:
    """The one that `insikt-12` names, while it stands on the page."""
    row = _named(initiative, key)
    return None if row is None or _is_gone(row) else row


def _undo(initiative: Initiative, key: str) -> dict | None:
    """What was just taken away, and where to put it back."""
    row = _named(initiative, key)
    if row is None or not _is_gone(row):
        return None
    noun = NOUNS[key.partition("-")[0]]
    back = reverse(f"initiatives:{noun.back}", args=[row.pk])
    return {"said": noun.gone, "row": row, "url": back}


def _named(initiative: Initiative, key: str) -> Model | None:
    name, _dash, pk = key.partition("-")
    if name not in NOUNS or not (pk.isdecimal() and len(pk) < 19):
        return None
    return NOUNS[name].rows().filter(initiative=initiative, pk=pk).first()


def _is_gone(row: Model) -> bool:
    return bool(getattr(row, "removed_at", None) or getattr(row, "dropped_at", None))


# --- What is posted ----------------------------------------------------------------------------
def _done(request: HttpRequest, initiative: Initiative, said: str, undo: str = "") -> HttpResponse:
    if wants_fragment(request):
        return _page(request, initiative, said=said, undo=undo)
    if said:
        messages.success(request, said)
    query = _query(request, angra=undo) if undo else _query(request)
    return redirect(f"{reverse('initiatives:need', args=[initiative.pk])}{query}")


def _carried_out(request, initiative, form, place: str, write: Callable, said: str) -> HttpResponse:
    """Write what the form says, or show the page again with what is wrong with it."""
    if not form.is_valid():
        return _page(request, initiative, refused=(place, form))
    try:
        write()
    except EditConflict as conflict:
        return _conflict(request, initiative, form, conflict.stored)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, initiative, refused=(place, form))
    return _done(request, initiative, said)


def _conflict(request, initiative, form, stored) -> HttpResponse:
    return conflict_page(
        request,
        form=form,
        stored=stored,
        version=getattr(stored, "version", None) or getattr(stored, "number", 0),
        back_url=reverse("initiatives:need", args=[initiative.pk]),
        by=getattr(stored, "by", None),
        at=getattr(stored, "at", None),
    )


def _fields(form: ModelForm) -> dict:
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


@require_POST
@requires(Perm.EDIT_WORK, on=with_round)
def need_say(request, initiative):
    initiative.round.check_open()
    form = StatementForm(request.POST, newest=initiative.need_statements.first())

    def write():
        fields = {"why": "", **form.cleaned_data}
        services.say_need(by=request.user, initiative=initiative, **fields)

    return _carried_out(
        request,
        initiative,
        form,
        "statement",
        write,
        _("Behovet är skrivet. Det förra finns kvar."),
    )


def _add_view(noun: Noun, place: str, add: Callable, said: str | Promise) -> Callable:
    @require_POST
    @requires(Perm.EDIT_WORK, on=with_round)
    def view(request, initiative):
        initiative.round.check_open()
        form = noun.form(request.POST)

        def write():
            more = {}
            if noun is INSIGHT:
                more["met"] = _meeting(request, list(initiative.to_meet.select_related("insight")))
            add(by=request.user, initiative=initiative, **form.cleaned_data, **more)

        return _carried_out(request, initiative, form, place, write, str(said))

    return view


def _edit_view(noun: Noun) -> Callable:
    @require_POST
    @requires(Perm.EDIT_WORK, on=noun.rows)
    def view(request, row):
        initiative = row.initiative
        initiative.round.check_open()
        form = noun.form(request.POST, instance=row)

        def write():
            version = form.cleaned_data["version"]
            services.change(by=request.user, row=row, version=version, **_fields(form))

        said = _("Ändringarna är sparade.")
        return _carried_out(request, initiative, form, row.anchor, write, said)

    return view


def _move_view(noun: Noun, move: Callable, said: str | Promise = "", *, undo=False) -> Callable:
    """Taken away, with a way back; or put back."""

    @require_POST
    @requires(Perm.EDIT_WORK, on=noun.rows)
    def view(request, row):
        row.initiative.round.check_open()
        move(by=request.user, row=row)
        key = row.anchor if undo else ""
        return _done(request, row.initiative, str(said), undo=key)

    return view


BACK_AGAIN = gettext_lazy("Tillbaka igen.")
insight_new = _add_view(
    INSIGHT, "insight", services.add_insight, gettext_lazy("Insikten är sparad.")
)
to_meet_new = _add_view(TO_MEET, "to_meet", services.add_to_meet, gettext_lazy("Tillagt."))
actor_new = _add_view(ACTOR, "actor", services.add_actor, gettext_lazy("Tillagt."))
insight_edit, to_meet_edit, actor_edit = map(_edit_view, NOUNS.values())
insight_remove = _move_view(INSIGHT, services.remove, undo=True)
insight_restore = _move_view(INSIGHT, services.restore, BACK_AGAIN)
to_meet_drop = _move_view(TO_MEET, services.drop, undo=True)
to_meet_reopen = _move_view(TO_MEET, services.reopen, BACK_AGAIN)
actor_remove = _move_view(ACTOR, services.remove, undo=True)
actor_restore = _move_view(ACTOR, services.restore, BACK_AGAIN)
