from django.views.decorators.http import require_GET

from prioinit.htmx import render_page
from programme.my_page import build_my_page


@require_GET
def my_page(request):
    """Everyone's own page: built from the person's grants, so it asks for no permission."""
    return render_page(request, "programme/my_page.html", {"my": build_my_page(request.user)})
