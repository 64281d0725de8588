from django.core.paginator import Paginator
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from initiatives.models import Ending, Initiative, Round
from initiatives.portfolio import read_portfolio
from prioinit.htmx import render_page
from programme.overview import mail_trouble, needs_of, next_checkpoint
from roles.access import permitted, requires
from roles.permissions import Perm

PER_PAGE = 50


@require_GET
@requires(Perm.RUN_ROUND)
def overview(request):
    """One round at a time; the one under way unless ?omgang says another."""
    rounds = list(permitted(Round.objects.current_first(), request.user, Perm.RUN_ROUND))
    chosen = _chosen(rounds, request.GET.get("omgang"))
    initiatives = (
        Initiative.objects.filter(round=chosen)
        .exclude(state=Initiative.State.ENDED)
        .order_by("-state", "sort_key", "pk")
    )
    page = Paginator(initiatives, PER_PAGE).get_page(request.GET.get("sida"))
    rows = read_portfolio(page.object_list)
    checkpoint = next_checkpoint(chosen, rows) if chosen else None
    context = {
        "round": chosen,
        "rounds": rounds,
        "page": page,
        "rows": rows,
        "needs": needs_of(rows),
        "next": checkpoint,
        "checkpoint": checkpoint.checkpoint if checkpoint else None,
        "running": sum(row.is_running for row in rows),
        "ended": list(
            Ending.objects.standing().filter(initiative__round=chosen).select_related("initiative")
        ),
        "mail_trouble": mail_trouble(),
        "today": localdate(),
    }
    return render_page(request, "programme/overview.html", context)


def _chosen(rounds: list[Round], wanted: str | None) -> Round | None:
    by_pk = {str(round_.pk): round_ for round_ in rounds}
    return by_pk.get(wanted or "") or (rounds[0] if rounds else None)
