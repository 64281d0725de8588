from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from prioinit.htmx import render_page
from programme.year import build_year
from programme.year_drawing import draw
from roles.access import requires
from roles.permissions import Perm

FIRST, LAST = 2000, 2100


@require_GET
@requires(Perm.READ)
def year_wheel(request):
    """The year of `?ar=`, or this one. A year that makes no sense is this one, never an error."""
    asked = request.GET.get("ar", "")
    this_year = localdate().year
    number = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    if not FIRST <= number <= LAST:
        number = this_year
    year = build_year(request.user, number)
    context = {
        "year": year,
        "wheel": draw(year),
        "earlier": number - 1 if number > FIRST else None,
        "later": number + 1 if number < LAST else None,
    }
    return render_page(request, "programme/year_wheel.html", context)
