"""Coachloggen: the date and the agreed next step. Seen by coach, ledartröjor and lotsar."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from initiatives.forms.coach import CoachNoteForm
from initiatives.models import CoachNote, Initiative
from initiatives.services import coaching as services
from initiatives.services import written
from initiatives.views.written import Noun, Visit, WrittenPage
from prioinit.htmx import render_page
from roles.access import can
from roles.permissions import Perm

NOTE = Noun(
    "steg",
    CoachNote,
    CoachNoteForm,
    gettext_lazy("Anteckningen är borttagen."),
    "coach_note_restore",
    write=Perm.WRITE_COACH_LOG,
)
page = WrittenPage(
    "initiatives:coach_log",
    NOTE,
    target="coachlogg",
    read=Perm.READ_COACH_LOG,
)


@page.shown
def coach_log(request: HttpRequest, initiative: Initiative, visit: Visit) -> HttpResponse:
    may_edit = not initiative.round.is_over() and can(
        request.user, Perm.WRITE_COACH_LOG, initiative
    )
    context = page.context(request, initiative, visit, may_edit=may_edit) | {
        "notes": list(initiative.coach_notes.kept().select_related("created_by")),
        "today": localdate(),
    }
    if may_edit:
        context["note_form"] = visit.form("note", CoachNoteForm())
    return render_page(
        request,
        "initiatives/coach_log.html",
        context,
        fragments={"coachlogg": "work"},
        status=visit.status,
    )


note_new = page.add(NOTE, gettext_lazy("Anteckningen är sparad."), place="note")
note_edit = page.edit(NOTE)
note_done = page.move(NOTE, services.mark_done, gettext_lazy("Steget är gjort."))
note_not_done = page.move(NOTE, services.mark_not_done, gettext_lazy("Steget är inte gjort."))
note_remove = page.move(NOTE, written.remove, undo=True)
note_restore = page.move(NOTE, written.restore, gettext_lazy("Tillbaka igen."))
