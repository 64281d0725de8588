"""Tillbakablick: what to keep, change and try, written by those who run the round, also when it is over."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from initiatives.forms.retrospective import RetrospectiveForm
from initiatives.handed_on import by_kind
from initiatives.models import RetrospectiveNote, Round
from initiatives.services import written
from initiatives.views.written import Noun, Visit, WrittenPage
from prioinit.htmx import render_page
from roles.access import can
from roles.permissions import Perm

NOTE = Noun(
    "omgangen",
    RetrospectiveNote,
    RetrospectiveForm,
    gettext_lazy("Raden är borttagen."),
    "look_back_restore",
    write=Perm.RUN_ROUND,
)
page = WrittenPage(
    "initiatives:retrospective",
    NOTE,
    target="tillbakablick",
    owners=Round.objects.all,
)


@page.shown
def look_back(request: HttpRequest, round_: Round, visit: Visit) -> HttpResponse:
    may_edit = can(request.user, Perm.RUN_ROUND, round_)
    context = page.context(request, round_, visit, may_edit=may_edit) | {
        "round": round_,
        "kinds": by_kind(round_.retrospective_notes.kept().select_related("created_by")),
    }
    if may_edit:
        context["note_form"] = visit.form("note", RetrospectiveForm())
    return render_page(
        request,
        "initiatives/retrospective.html",
        context,
        fragments={"tillbakablick": "work"},
        status=visit.status,
    )


note_new = page.add(NOTE, gettext_lazy("Sparat till nästa omgång."), place="note")
note_edit = page.edit(NOTE)
note_remove = page.move(NOTE, written.remove, undo=True)
note_restore = page.move(NOTE, written.restore, gettext_lazy("Tillbaka igen."))
