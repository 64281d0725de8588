"""Test: test cards and learning cards, an initiative's tempo, and lyckade missar across initiatives."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from initiatives.forms.test import ClosingForm, CorrectionForm, MissFilter, TestForm
from initiatives.models import Idea, Initiative, Test
from initiatives.policy.initiatives import may, may_edit_work
from initiatives.services import tests as services
from initiatives.tempo_reading import read_tempo
from initiatives.views.written import Noun, Visit, WrittenPage, focused
from prioinit.htmx import render_page
from roles.access import permitted, requires
from roles.permissions import Perm

PER_PAGE = 20


def _is_open(test: Test) -> bool:
    return not (test.is_gone or test.is_closed)


# One row, opened in three ways: ?andra=test-12, ?andra=avslut-12, ?andra=ratta-12.
TEST = Noun("test", Test, TestForm, gettext_lazy("Testet är borttaget."), "test_restore", _is_open)
CLOSING = Noun("avslut", Test, ClosingForm, opens=_is_open)
CORRECTION = Noun("ratta", Test, CorrectionForm, opens=lambda test: test.is_closed)
EDITS = {TEST.name: "test_edit", CLOSING.name: "test_close", CORRECTION.name: "test_correct"}
page = WrittenPage(
    "initiatives:tests", TEST, CLOSING, CORRECTION, target="tester", kept=("sida", "ide")
)


@page.shown
def tests_page(request: HttpRequest, initiative: Initiative, visit: Visit) -> HttpResponse:
    may_edit = may_edit_work(request.user, initiative)
    context = page.context(request, initiative, visit, may_edit=may_edit)
    ((_initiative, tempo),) = read_tempo(Initiative.objects.filter(pk=initiative.pk))
    found = initiative.tests.kept().open_first().select_related("idea", "responsible")
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    context |= _opened(context) | {
        "tempo": tempo,
        "page": shown,
        "may_stop": _stopped(shown) and may(request.user, "ending", initiative),
    }
    if may_edit:
        idea = _idea(request, initiative)
        fresh = TestForm(
            instance=Test(initiative=initiative), initial=_prefilled(idea, request.user)
        )
        if idea and not context["edit_form"]:
            focused(fresh)
        context |= {
            "idea": idea,
            "writing": idea is not None or "nytt" in request.GET,
            "test_form": visit.form("test", fresh),
        }
    return render_page(
        request,
        "initiatives/tests.html",
        context,
        fragments={"tester": "work"},
        status=visit.status,
    )


def _stopped(tests: Page) -> bool:
    """Nothing is being tried, and the last test said that this is not the way."""
    newest = next(iter(tests), None) if tests.number == 1 else None
    return newest is not None and newest.successful_miss


def _opened(context: dict) -> dict:
    """Which row stands open, in which of the three ways, and where its form is sent."""
    name, _dash, pk = context["opened"].rpartition("-")
    if not context["edit_form"]:
        return {"opened_pk": None, "opened_as": "", "edit_url": ""}
    url = reverse(f"initiatives:{EDITS[name]}", args=[pk])
    return {"opened_pk": int(pk), "opened_as": name, "edit_url": url}


def _idea(request: HttpRequest, initiative: Initiative) -> Idea | None:
    """The idea that the new test tries."""
    chosen = request.POST.get("ide") or request.GET.get("ide") or ""
    if not (chosen.isdecimal() and len(chosen) < 19):
        return None
    return initiative.ideas.kept().filter(pk=chosen).first()


def _prefilled(idea: Idea | None, person) -> dict:
    """The starting day is prefilled by the model."""
    words = {"try_by": idea.title, "with_whom": idea.others} if idea else {}
    return {"responsible": person.pk, **words}


def _tried(request: HttpRequest, initiative: Initiative) -> dict:
    return {"idea": _idea(request, initiative)}


test_new = page.add(
    TEST,
    gettext_lazy("Testet är sparat."),
    place="test",
    add=services.add_test,
    more=_tried,
)
test_edit = page.edit(TEST, services.change_test)
test_close = page.edit(
    CLOSING, services.close_test, gettext_lazy("Testet är avslutat. Lärdomen finns kvar för alla.")
)
test_correct = page.edit(
    CORRECTION, services.correct_learning, gettext_lazy("Lärdomen är rättad. Den förra finns kvar.")
)
test_remove = page.move(TEST, services.remove_test, undo=True)
test_restore = page.move(TEST, services.restore_test, gettext_lazy("Tillbaka igen."))


# --- One test ----------------------------------------------------------------------------------
def _with_people():
    return Test.objects.kept().select_related(
        "initiative__round", "idea", "responsible", "closed_by", "corrected_by", "created_by"
    )


@require_GET
@requires(Perm.READ, on=_with_people)
def test_page(request, test):
    context = {
        "test": test,
        "initiative": test.initiative,
        "may_edit": may_edit_work(request.user, test.initiative),
        "earlier": _earlier(test) if test.corrections else (),
    }
    return render_page(request, "initiatives/test.html", context)


def _earlier(test: Test) -> list:
    """The learning as it was before each correction, the newest first."""
    was = test.events.exclude(closed_at=None).filter(corrections__lt=test.corrections)
    return list(
        was.select_related("closed_by", "corrected_by")
        .order_by("-corrections", "-pgh_id")
        .distinct("corrections")
    )


# --- Across initiatives ------------------------------------------------------------------------
@require_GET
@requires(Perm.READ)
def misses(request):
    """Lyckade missar: what was stopped because of what it taught, and is now known."""
    chosen = MissFilter(request.GET, person=request.user)
    found = permitted(Test.objects.successful_misses(), request.user, Perm.READ)
    tests = chosen.tests(found).select_related("initiative__round").order_by("-closed_at", "-pk")
    initiatives = permitted(Initiative.objects.all(), request.user, Perm.READ)
    context = {
        "filter": chosen,
        "page": Paginator(tests, PER_PAGE).get_page(request.GET.get("sida")),
        "ended": chosen.initiatives(initiatives.ended_with_lesson()).select_related("round"),
    }
    return render_page(request, "initiatives/misses.html", context, fragments={"missar": "found"})
