from django.views.decorators.http import require_GET

from initiatives.models import Initiative
from prioinit.htmx import render_page
from programme.forms import KindFilter
from programme.history import changes_of, kinds_for
from programme.views.timeline import page_number
from roles.access import requires
from roles.permissions import Perm


@require_GET
@requires(Perm.READ, on=lambda: Initiative.objects.select_related("round"))
def history(request, initiative):
    """?vad=insight&rad=12&sida=2"""
    kinds = {kind.name: kind for kind in kinds_for(request.user, initiative)}
    chosen = KindFilter(request.GET, [(kind.name, kind.label) for kind in kinds.values()])
    number = page_number(request)
    shown = [kinds[chosen.kind]] if chosen.kind else kinds.values()
    changes, more = changes_of(initiative, shown, record=chosen.record, page=number)
    context = {
        "initiative": initiative,
        "filter": chosen,
        "changes": changes,
        "newer": number - 1,
        "older": number + 1 if more else 0,
    }
    return render_page(request, "programme/history.html", context)
