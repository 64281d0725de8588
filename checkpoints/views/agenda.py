"""Körordning: proposed, changed line by line, and saved whole."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from checkpoints.agenda import changes
from checkpoints.agenda.clock import length_of
from checkpoints.agenda.entries import Order, packed, unpacked, version_of
from checkpoints.agenda.page import Known, build_page, read_order
from checkpoints.forms.agenda import OrderForm
from checkpoints.models import Checkpoint
from checkpoints.services.agenda import save_order
from prioinit.errors import DomainError, EditConflict
from prioinit.htmx import render_page, wants_fragment
from roles.access import requires
from roles.permissions import Perm

TEMPLATE = "checkpoints/agenda.html"
UNDO = "agenda_undo"  # in the session: the order before the person's own last change


def with_round():
    return Checkpoint.objects.select_related("round")


@require_GET
@requires(Perm.READ, on=with_round)
def agenda(request, checkpoint):
    known = read_order(request.user, checkpoint)
    return _page(request, known, known.form())


@require_POST
@requires(Perm.RUN_ROUND, on=with_round)
def agenda_change(request, checkpoint):
    """The whole order as it stands on the page, and in `gor` what to do with it: "upp:i12", "paus"."""
    name, _colon, about = request.POST.get("gor", "spara").partition(":")
    known = read_order(request.user, checkpoint, anew=name == "forslag")
    form = known.form(request.POST)
    if form.is_valid() and name not in known.moves:
        form.add_error(None, _("Körordningen kan inte ändras längre."))
    if not form.is_valid():
        return _refused(request, known, form)
    change = _undo(request, known) if name == "angra" else _changed(name, about, form.order, known)
    if change is None:
        form.add_error(None, _("Det går inte att göra nu. Ladda om sidan."))
        return _refused(request, known, form)
    order, focus = change
    try:
        saved = save_order(
            by=request.user,
            checkpoint=checkpoint,
            version=form.cleaned_data["version"],
            order=order,
        )
    except EditConflict as conflict:
        return _conflict(request, known, conflict.stored, order)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _refused(request, known, form)
    _remember(request, checkpoint, name, saved.before or form.order, saved.order)
    known = replace(known, stored=saved.order, proposal=())
    return _done(request, known, name, _key_after(order, saved.order, focus))


# --- What is done ------------------------------------------------------------------------------
Change = tuple[Order, str]  # and the key of the line it is about


def _changed(name: str, about: str, order: Order, known: Known) -> Change | None:
    if name in ("upp", "ner"):
        return changes.moved(order, about, -1 if name == "upp" else 1, known.shown), about
    if name == "bort":
        return changes.without(order, about), ""
    if name == "paus":
        return changes.with_break(order, known.shown)
    if name == "punkt":
        return changes.with_item(order)
    if name == "initiativ":
        offered = about.isdecimal() and int(about) in known.initiatives
        return changes.with_initiative(order, int(about), known.shown) if offered else None
    if name == "korta":
        return _shortened(order, known)
    return (known.proposal, "") if name == "forslag" else (order, about)


def _shortened(order: Order, known: Known) -> Change | None:
    total = sum(one.minutes for one in order)
    fits = changes.shortened(order, total - length_of(known.checkpoint), known.shown)
    return (fits, "") if fits else None


def _undo(request, known: Known) -> Change:
    """A second press finds nothing more to undo."""
    kept = request.session.get(UNDO, {})
    mine = kept.get("checkpoint") == known.checkpoint.pk
    return (unpacked(kept["order"]) if mine else known.stored), ""


def _remember(request, checkpoint, name: str, before: Order, after: Order) -> None:
    """One step back, as long as the order is the one that this change led to."""
    if name == "angra":
        request.session.pop(UNDO, None)
    elif version_of(before) != version_of(after):
        request.session[UNDO] = {
            "checkpoint": checkpoint.pk,
            "after": version_of(after),
            "order": packed(before),
        }


def _key_after(sent: Order, saved: Order, key: str) -> str:
    """A new line has got a row of its own, and is known by it."""
    place = changes.place_of(sent, key)
    return saved[place].key if place is not None and place < len(saved) else ""


# --- Answers -----------------------------------------------------------------------------------
def _done(request, known: Known, name: str, key: str):
    page = build_page(request.user, known, known.form())
    said = _said(name, key, page)
    if wants_fragment(request):
        context = {"said": said, "focus": _focus(name, key)}
        return _page(request, known, known.form(), page=page, **context)
    messages.success(request, said)
    anchor = f"#rad-{key}" if key else ""
    return redirect(reverse("checkpoints:agenda", args=[known.checkpoint.pk]) + anchor)


def _focus(name: str, key: str) -> str:
    """The id of what the focus goes to; "": it stays where it is."""
    if name == "punkt":
        return f"id_rubrik-{key}"
    if name in ("paus", "initiativ"):
        return f"upp-{key}"
    return {"bort": "angra", "korta": "angra", "angra": "h-ordning", "forslag": "angra"}.get(
        name, ""
    )


def _said(name: str, key: str, page) -> str:
    place = next((n for n, row in enumerate(page.rows, start=1) if row.key == key), 0)
    if place and name in ("upp", "ner", "flytta"):
        row = page.rows[place - 1]
        return _("%(name)s är nu nummer %(place)s av %(all)s.") % {
            "name": row.name,
            "place": place,
            "all": len(page.rows),
        }
    what = {
        "bort": _("Borttaget."),
        "paus": _("Pausen är med."),
        "punkt": _("Punkten är med, sist."),
        "initiativ": _("Initiativet är med."),
        "korta": _("Nu är alla lika mycket kortare."),
        "angra": _("Ändringen är ångrad."),
        "forslag": _("Här är ett nytt förslag. Det är sparat."),
    }.get(name, _("Sparat."))
    return f"{what} {page.fit}"


def _refused(request, known: Known, form: OrderForm):
    said = _("Inte sparat. Rätta det som är markerat.")
    return _page(request, known, form, status=422, said=said)


def _page(request, known: Known, form: OrderForm, *, page=None, status=200, said="", focus=""):
    kept = request.session.get(UNDO, {})
    stored = version_of(known.stored)
    context = {
        "checkpoint": known.checkpoint,
        "form": form,
        "page": page or build_page(request.user, known, form),
        "may_undo": kept.get("checkpoint") == known.checkpoint.pk and kept.get("after") == stored,
        "said": said if wants_fragment(request) else "",
        "focus": focus,
    }
    return render_page(request, TEMPLATE, context, fragments={"korordning": "order"}, status=status)


def _conflict(request, known: Known, stored: Order, own: Order):
    """Both orders, side by side; the person's own can be saved on top of what is stored now."""
    context = {
        "checkpoint": known.checkpoint,
        "orders": [
            (_("Sparad nu"), [(_name(one, known), one.minutes) for one in stored]),
            (_("Din ordning"), [(_name(one, known), one.minutes) for one in own]),
        ],
        "own": own,
        "version": version_of(stored),
    }
    return render_page(request, "checkpoints/agenda_conflict.html", context, status=409)


def _name(entry, known: Known) -> str:
    return entry.title or known.names.get(entry.key, _("Ett annat initiativ"))
