from django.http import Http404
from django.views.decorators.http import require_GET

from initiatives.models import Initiative
from prioinit.htmx import render_page
from programme.forms import KindFilter
from programme.timeline import SOURCES, happenings_of
from roles.access import requires
from roles.permissions import Perm


@require_GET
@requires(Perm.READ, on=lambda: Initiative.objects.select_related("round"))
def timeline(request, initiative):
    """?vad=insikt&sida=2"""
    chosen = KindFilter(request.GET, [(source.kind, source.label) for source in SOURCES])
    number = page_number(request)
    sources = [source for source in SOURCES if chosen.kind in ("", source.kind)]
    happenings, more = happenings_of(initiative, sources, page=number)
    context = {
        "initiative": initiative,
        "filter": chosen,
        "happenings": happenings,
        "newer": number - 1,
        "older": number + 1 if more else 0,
    }
    return render_page(request, "programme/timeline.html", context)


def page_number(request) -> int:
    """`sida` of a list that is too dear to be counted."""
    number = request.GET.get("sida", "1")
    if not (number.isdecimal() and 0 < int(number) < 10_000):
        raise Http404
    return int(number)
