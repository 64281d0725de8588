"""A page that a team writes on: short forms stand open, rows are changed in place, taken away and put back.

What is open (a row's form, an undo) stands in the page's address: everything works without JavaScript, and
htmx only narrows what is drawn again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from initiatives.models import Initiative, Round
from initiatives.services import written
from initiatives.views.initiatives import with_round
from prioinit.errors import DomainError, EditConflict
from prioinit.htmx import wants_fragment
from prioinit.versions import conflict_page
from roles.access import can, requires
from roles.permissions import Perm

EDIT, UNDO = "andra", "angra"  # ?andra=insikt-12, ?angra=insikt-12


@dataclass(frozen=True)
class Noun:
    """Something that is written on the page, changed and taken away. `insikt-12` is one in an address.

    Its model has `anchor`, `initiative` and `version`, and says by `is_gone` that it was taken away; by
    `after_end`, that it is written also when the round is over.
    """

    name: str
    model: type[Model]
    form: type[ModelForm]
    gone: str | Promise = ""  # said when it can be put back
    back: str = ""  # the address that does it
    opens: Callable[[Any], bool] = lambda row: not row.is_gone  # a row that may be opened in place
    path: str = ""  # from the model to the initiative, when it hangs on another row
    write: Perm = Perm.EDIT_WORK

    def key(self, row: Model) -> str:
        return f"{self.name}-{row.pk}"

    def rows(self) -> QuerySet:
        path = self.owner_path
        return self.model._default_manager.select_related(
            path if self.owner_field == "round" else f"{path}__round"
        )

    @property
    def owner_field(self) -> str:
        """What it is written about: an initiative, if its model does not say otherwise."""
        return getattr(self.model, "owner_field", "initiative")

    @property
    def owner_path(self) -> str:
        return self.path or self.owner_field

    def check_open(self, owner: Initiative | Round) -> None:
        if not self.after_end:
            written.check_open(owner)

    def may_write(self, person, owner: Initiative | Round) -> bool:
        round_ = owner.round if isinstance(owner, Initiative) else owner
        return (self.after_end or not round_.is_over()) and can(person, self.write, owner)

    @property
    def after_end(self) -> bool:
        return getattr(self.model, "after_end", False)


@dataclass(frozen=True)
class Visit:
    """How the person came to the page: by its address, or from a form that was sent."""

    refused: tuple[str, Form] | None = None  # the form that comes back, under the name of its place
    said: str = ""
    undo: str | None = None
    opened: str = ""  # the row whose form is asked for next

    @property
    def status(self) -> int:
        return 422 if self.refused else 200

    def form(self, place: str, fresh: Form) -> Form:
        """What stands in a place: the form as it was refused, or a fresh one."""
        return self.refused[1] if self.refused and self.refused[0] == place else fresh


Draw = Callable[[HttpRequest, Initiative, Visit], HttpResponse]


class WrittenPage:
    """`target` is the id of what is drawn again; `kept`, what of the address stays when something was sent."""

    def __init__(
        self,
        url_name: str,
        *nouns: Noun,
        target: str,
        kept: tuple[str, ...] = (),
        read: Perm = Perm.READ,
        owners: Any = with_round,  # the initiatives, or what else the page is about
    ) -> None:
        self.url_name, self.target, self.kept = url_name, target, kept
        self.nouns = {noun.name: noun for noun in nouns}
        self.read, self.owners = read, owners
        self.draw: Draw

    def shown(self, draw: Draw) -> Callable:
        """Decorates the function that draws the page; returns the view that shows it."""
        self.draw = draw
        return require_GET(
            requires(self.read, on=self.owners)(
                lambda request, initiative: draw(request, initiative, Visit())
            )
        )

    # --- What the page needs to know ---
    def url(self, initiative: Initiative) -> str:
        return reverse(self.url_name, args=[initiative.pk])

    def query(self, request: HttpRequest, **more: str) -> str:
        """The page as the person has it, for the addresses that lead back to it."""
        kept = {name: request.GET[name] for name in self.kept if request.GET.get(name)}
        return f"?{urlencode(kept | more)}" if kept or more else ""

    def context(
        self, request: HttpRequest, initiative: Initiative, visit: Visit, *, may_edit: bool
    ) -> dict[str, Any]:
        """What every template in `initiatives/written/` reads, and `edit_form` for the row `opened`."""
        said = {
            "owner": initiative,
            "initiative": initiative,
            "may_edit": may_edit,
            "page_url": self.url(initiative),
            "target": self.target,
            "query": self.query(request),
            "said": visit.said,
            "has_errors": visit.refused is not None,
            "edit_form": None,
            "opened": "",
            "undo": None,
            "lost": None,
        }
        key = request.GET.get(UNDO, "") if visit.undo is None else visit.undo
        said |= self._opened(request, initiative, visit)
        return said | {"undo": self._undo(request, initiative, key)}

    def _opened(self, request, initiative, visit) -> dict[str, Any]:
        if visit.refused:
            place, form = visit.refused
            row = self._named(request, initiative, place)
            if (
                row is not None and row.is_gone
            ):  # nowhere to draw the form: the words are kept in sight
                return {"lost": form}
            return {"opened": place, "edit_form": form if row is not None else None}
        key = visit.opened or request.GET.get(EDIT, "")
        row, noun = self._named(request, initiative, key), self._noun_of(key)
        if row is None or not noun.opens(row):
            return {}
        return {"opened": key, "edit_form": focused(noun.form(instance=row))}

    def _undo(self, request, initiative: Initiative, key: str) -> dict | None:
        """What was just taken away, and where to put it back."""
        row = self._named(request, initiative, key)
        if row is None or not row.is_gone:
            return None
        noun = self._noun_of(key)
        back = reverse(f"initiatives:{noun.back}", args=[row.pk])
        return {"said": noun.gone, "row": row, "url": back}

    def _noun_of(self, key: str) -> Noun | None:
        name, dash, _pk = key.rpartition("-")
        return self.nouns.get(name) if dash else None

    def _named(self, request, initiative: Initiative, key: str) -> Any:
        """The row, for one who may write it."""
        noun, pk = self._noun_of(key), key.rpartition("-")[2]
        if noun is None or not (pk.isdecimal() and len(pk) < 19):
            return None
        if not noun.may_write(request.user, initiative):
            return None
        return noun.rows().filter(**{noun.owner_path: initiative}, pk=pk).first()

    # --- What is sent ---
    def done(
        self, request, initiative, said: str, undo: str = "", opened: str = ""
    ) -> HttpResponse:
        if wants_fragment(request):
            return self.draw(request, initiative, Visit(said=said, undo=undo, opened=opened))
        if said:
            messages.success(request, said)
        more = {name: key for name, key in ((UNDO, undo), (EDIT, opened)) if key}
        query = self.query(request, **more)
        return redirect(f"{self.url(initiative)}{query}")

    def carry_out(
        self, request, initiative, form: Form, place: str, write: Callable, said: str | Promise
    ) -> HttpResponse:
        """Write what the form says, or show the page again with what is wrong with it."""
        if not form.is_valid():
            return self.draw(request, initiative, Visit(refused=(place, form)))
        try:
            write()
        except EditConflict as conflict:
            return self._conflict(request, initiative, form, conflict.stored)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.draw(request, initiative, Visit(refused=(place, form)))
        return self.done(request, initiative, str(said))

    def _conflict(self, request, initiative, form, stored) -> HttpResponse:
        return conflict_page(
            request,
            form=form,
            stored=stored,
            version=getattr(stored, "version", None) or getattr(stored, "number", 0),
            back_url=self.url(initiative),
            by=getattr(stored, "by", None),
            at=getattr(stored, "at", None),
        )

    # --- Views ---
    def add(
        self, noun: Noun, said: str | Promise, *, place: str, add: Callable | None = None, more=None
    ):
        """`more(request, initiative)` gives the service what the form does not hold."""
        add = add or partial(written.add, noun.model)

        @require_POST
        @requires(noun.write, on=self.owners)
        def view(request, initiative):
            noun.check_open(initiative)
            instance = noun.model(**{noun.owner_field: initiative})
            form = noun.form(request.POST, instance=instance)

            def write():
                rest = more(request, initiative) if more else {}
                fields = form.cleaned_data | rest | {noun.owner_field: initiative}
                add(by=request.user, **fields)

            return self.carry_out(request, initiative, form, place, write, said)

        return view

    def add_below(self, noun: Noun, said: str | Promise, *, parent: Noun, place: str):
        """Below a row of `parent`, each of which has a form of its own: `place` takes its number."""

        @require_POST
        @requires(noun.write, on=parent.rows)
        def view(request, above):
            initiative = above.initiative
            noun.check_open(initiative)
            written.check_there(
                above
            )  # its form is no longer on the page, so it is said on one of its own
            form = noun.form(request.POST, below=above)

            def write():
                written.add_below(
                    noun.model,
                    by=request.user,
                    initiative=initiative,
                    above={form.below: above},
                    **form.cleaned_data,
                )

            return self.carry_out(request, initiative, form, f"{place}:{above.pk}", write, said)

        return view

    def edit(self, noun: Noun, change=written.change, said: str | Promise = ""):
        @require_POST
        @requires(noun.write, on=noun.rows)
        def view(request, row):
            initiative = written.owner_of(row)
            noun.check_open(initiative)
            form = noun.form(request.POST, instance=row)

            def write():
                change(by=request.user, row=row, **form.cleaned_data)  # its version is among them

            done = said or _("Ändringarna är sparade.")
            return self.carry_out(request, initiative, form, noun.key(row), write, done)

        return view

    def move(self, noun: Noun, move: Callable, said: str | Promise = "", *, undo: bool = False):
        """Taken away, with a way back; or put back."""

        @require_POST
        @requires(noun.write, on=noun.rows)
        def view(request, row):
            initiative = written.owner_of(row)
            noun.check_open(initiative)
            move(by=request.user, row=row)
            return self.done(request, initiative, str(said), undo=row.anchor if undo else "")

        return view


def focused(form: ModelForm) -> ModelForm:
    next(iter(form.fields.values())).widget.attrs["autofocus"] = True
    return form
