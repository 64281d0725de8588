from django.http import Http404
from django.views.decorators.http import require_GET

from checkpoints.happenings import CHECKPOINTS
from initiatives.happenings import OF_INITIATIVE, read
from initiatives.models import Initiative
from prioinit.htmx import render_page
from programme.forms import KindFilter
from roles.access import requires
from roles.permissions import Perm

SOURCES = (*OF_INITIATIVE, *CHECKPOINTS)
PER_PAGE = 100


@require_GET
@requires(Perm.READ, on=lambda: Initiative.objects.select_related("round"))
def timeline(request, initiative):
    """?vad=insikt&sida=2"""
    chosen = KindFilter(request.GET, [(source.kind, source.label) for source in SOURCES])
    number = page_number(request)
    sources = [source for source in SOURCES if chosen.kind in ("", source.kind)]
    begin = (number - 1) * PER_PAGE
    found = read([initiative.pk], sources, begin=begin, count=PER_PAGE + 1)
    context = {
        "initiative": initiative,
        "filter": chosen,
        "happenings": found[:PER_PAGE],
        "newer": number - 1,
        "older": number + 1 if len(found) > PER_PAGE else 0,
    }
    return render_page(request, "programme/timeline.html", context)


def page_number(request) -> int:
    """`sida` of a list that is too dear to be counted."""
    number = request.GET.get("sida", "1")
    if not (number.isdecimal() and 0 < int(number) < 10_000):
        raise Http404
    return int(number)
