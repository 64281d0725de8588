"""Lärdomar: those of one initiative, written at any time; and those of all, to search."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from initiatives.forms.ending import LessonFilter, LessonForm
from initiatives.models import Initiative, Lesson
from initiatives.policy.initiatives import may_edit_work
from initiatives.services import endings as services
from initiatives.services import written
from initiatives.views.written import Noun, Visit, WrittenPage
from prioinit.htmx import render_page
from roles.access import permitted, requires
from roles.permissions import Perm

PER_PAGE = 25

LESSON = Noun(
    "lardom", Lesson, LessonForm, gettext_lazy("Lärdomen är borttagen."), "lesson_restore"
)
page = WrittenPage("initiatives:initiative_lessons", LESSON, target="lardomar")


@page.shown
def lesson_page(request: HttpRequest, initiative: Initiative, visit: Visit) -> HttpResponse:
    may_edit = may_edit_work(request.user, initiative)
    context = page.context(request, initiative, visit, may_edit=may_edit) | {
        "lessons": list(initiative.lessons.kept().select_related("created_by")),
    }
    if may_edit:
        fresh = LessonForm(initial={"phase": initiative.phase})
        context["lesson_form"] = visit.form("lesson", fresh)
    return render_page(
        request,
        "initiatives/lessons_of_initiative.html",
        context,
        fragments={"lardomar": "work"},
        status=visit.status,
    )


lesson_new = page.add(LESSON, gettext_lazy("Lärdomen är sparad."), place="lesson")
lesson_edit = page.edit(LESSON)
lesson_remove = page.move(LESSON, services.remove_lesson, undo=True)
lesson_restore = page.move(LESSON, written.restore, gettext_lazy("Tillbaka igen."))


@require_GET
@requires(Perm.READ)
def lesson_list(request):
    readable = permitted(Lesson.objects.kept(), request.user, Perm.READ)
    chosen = LessonFilter(request.GET, person=request.user)
    found = chosen.apply(readable).in_phase_order().select_related("initiative__round")
    context = {
        "filter": chosen,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("sida")),
    }
    return render_page(
        request, "initiatives/lessons.html", context, fragments={"lardomar-lista": "found"}
    )
