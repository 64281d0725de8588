"""Ledningsgruppens underlag: read it, make it final, find it again."""

from functools import partial

from django.core.paginator import Paginator
from django.db.models import Q
from django.views.decorators.http import require_GET, require_POST

from initiatives.models import Round
from prioinit.documents import document_file, finalise_as_read
from prioinit.htmx import render_page
from prioinit.pdf import start_engine
from programme.forms import FinalisePackForm
from programme.models import Pack
from programme.pack_data import PackReport
from programme.reports import build_pack
from programme.services import finalise_pack
from roles.access import permitted, requires
from roles.permissions import Perm

PER_PAGE = 25


@require_GET
@requires(Perm.READ)
def pack_list(request):
    packs = permitted(Pack.objects.defer("pdf", "data"), request.user, Perm.READ)
    q = request.GET.get("q", "").strip()
    found = packs.select_related("round", "finalised_by")
    for word in q.split():
        found = found.filter(_matches(word))
    rounds = permitted(Round.objects.under_way(), request.user, Perm.RUN_ROUND)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("sida")),
        "q": q,
        "any": bool(q) and packs.exists(),
        "rounds": list(rounds),
    }
    return render_page(request, "programme/pack_list.html", context)


def _matches(word: str) -> Q:
    """A word of the round's or the person's name, or the number as it is written: 2026-014, 14."""
    year, _dash, number = word.rpartition("-")
    match = Q(round__name__icontains=word) | Q(finalised_by__name__icontains=word)
    if number.isdecimal() and len(number) < 5 and (not year or year.isdecimal()):
        numbered = Q(number=int(number)) if len(number) < 4 else Q(year=int(number))
        match |= numbered & Q(year=int(year)) if year and len(year) < 5 else numbered
    return match


@require_GET
@requires(Perm.RUN_ROUND, on=Round)
def pack_preview(request, round_):
    start_engine()  # who reads it here is likely to press the button
    return _preview(request, round_)


@require_POST
@requires(Perm.RUN_ROUND, on=Round)
def pack_finalise(request, round_):
    return finalise_as_read(
        request,
        FinalisePackForm(request.POST),
        partial(finalise_pack, by=request.user, round_=round_),
        partial(_preview, request, round_),
    )


def _preview(request, round_, form=None, status=200, changed=""):
    """What would be frozen now. The form always carries the digest of what is shown with it."""
    report = build_pack(round_, person=request.user)
    form = form or FinalisePackForm(initial={"meeting_on": report.meeting_on})
    context = {
        "round": round_,
        "report": report,
        "form": form,
        "seen": report.digest,
        "changed": changed,
    }
    return render_page(request, "programme/pack_preview.html", context, status=status)


@require_GET
@requires(Perm.READ, on=lambda: Pack.objects.defer("pdf").select_related("round", "finalised_by"))
def pack_page(request, pack):
    newer = Pack.objects.filter(round=pack.round_id, finalised_at__gt=pack.finalised_at)
    context = {
        "pack": pack,
        "report": PackReport.from_json(pack.data),
        "newer": permitted(newer.defer("pdf", "data"), request.user, Perm.READ).first(),
    }
    return render_page(request, "programme/pack.html", context)


@require_GET
@requires(Perm.READ, on=lambda: Pack.objects.defer("data"))
def pack_file(request, pack):
    return document_file(pack, "ledningsgruppens-underlag")
