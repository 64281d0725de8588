from django.http import Http404
from django.views.decorators.http import require_GET

from initiatives.models import Initiative
from prioinit.htmx import render_page
from programme.forms import HistoryFilter
from programme.history import changes_of, kinds_for
from roles.access import requires
from roles.permissions import Perm


@require_GET
@requires(Perm.READ, on=lambda: Initiative.objects.select_related("round"))
def history(request, initiative):
    """?vad=insight&rad=12&sida=2"""
    kinds = kinds_for(request.user, initiative)
    chosen = HistoryFilter(request.GET, kinds)
    number = request.GET.get("sida", "1")
    if not (number.isdecimal() and 0 < int(number) < 10_000):
        raise Http404
    shown = [chosen.chosen] if chosen.chosen else kinds
    changes, more = changes_of(initiative, shown, record=chosen.record, page=int(number))
    context = {
        "initiative": initiative,
        "filter": chosen,
        "changes": changes,
        "newer": int(number) - 1,
        "older": int(number) + 1 if more else 0,
    }
    return render_page(request, "programme/history.html", context)
