"""Idé: what could meet the need, compared, chosen or parked."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from initiatives.forms.idea import IdeaForm
from initiatives.forms.obstacle import WordsForm
from initiatives.models import Idea, Initiative
from initiatives.policy import ideas as policy
from initiatives.policy.initiatives import may_edit_work
from initiatives.services import ideas as services
from initiatives.services import written
from initiatives.views.written import Noun, Visit, WrittenPage
from prioinit.htmx import render_page
from roles.access import requires
from roles.permissions import Perm

IDEA = Noun("ide", Idea, IdeaForm, gettext_lazy("Idén är borttagen."), "idea_restore")
page = WrittenPage("initiatives:ideas", IDEA, target="ideer")


@page.shown
def ideas_page(request: HttpRequest, initiative: Initiative, visit: Visit) -> HttpResponse:
    may_edit = may_edit_work(request.user, initiative)
    ideas = list(initiative.ideas.kept().lifted_first().select_related("created_by", "decided_by"))
    rows = [_row(idea, visit) if may_edit else {"idea": idea} for idea in ideas]
    context = page.context(request, initiative, visit, may_edit=may_edit) | {
        "need": initiative.need_statements.first(),
        "rows": [row for row in rows if not row["idea"].is_parked],
        "parked": [row for row in rows if row["idea"].is_parked],
        "compared": [idea for idea in ideas if idea.is_compared and not idea.is_parked],
    }
    if may_edit:
        context["idea_form"] = visit.form("idea", IdeaForm())
    return render_page(
        request,
        "initiatives/ideas.html",
        context,
        fragments={"ideer": "work"},
        status=visit.status,
    )


def _row(idea: Idea, visit: Visit) -> dict:
    """What can be done with it: buttons, and to park it a form with why."""
    moves, place = policy.moves_of(idea), _parking(idea)
    form = visit.form(place, _words(idea))
    # Who was too late keeps the words, on an idea that is no longer to be parked.
    parks = form.is_bound or any(move.text_required for move in moves)
    return {
        "idea": idea,
        "moves": [(move, move.url(idea)) for move in moves if not move.text_required],
        "park_form": form if parks else None,
        "park_place": place,
        "park_url": reverse("initiatives:idea_park", args=[idea.pk]),
    }


def _parking(idea: Idea) -> str:
    return f"parkera-{idea.pk}"


def _words(idea: Idea, data=None) -> WordsForm:
    missing = next(move.text_required for move in policy.MOVES if move.name == "park")
    ids = f"{_parking(idea)}_%s"
    return WordsForm(data, label=_("varför parkerar ni den?"), missing=missing, auto_id=ids)


@require_POST
@requires(Perm.EDIT_WORK, on=IDEA.rows)
def idea_park(request, idea):
    initiative = idea.initiative
    initiative.round.check_open()
    form = _words(idea, request.POST)

    def write():
        text = form.cleaned_data["text"]
        services.move_idea(by=request.user, row=idea, name="park", text=text)

    said = _("Idén är parkerad. Den går att ta upp igen.")
    return page.carry_out(request, initiative, form, _parking(idea), write, said)


idea_new = page.add(IDEA, gettext_lazy("Idén är sparad."), place="idea")
idea_edit = page.edit(IDEA)
idea_remove = page.move(IDEA, written.remove, undo=True)
idea_restore = page.move(IDEA, written.restore, gettext_lazy("Tillbaka igen."))
idea_choose = page.move(
    IDEA, partial(services.move_idea, name="choose"), gettext_lazy("Idén är vald.")
)
idea_reopen = page.move(
    IDEA, partial(services.move_idea, name="reopen"), gettext_lazy("Idén är öppen igen.")
)
