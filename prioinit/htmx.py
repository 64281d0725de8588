"""Answer with a page or the fragment of it that was asked for.

The fragment is chosen by its target, never by "is this htmx": a history restore and a boosted
link are htmx requests too, and want the whole page.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

VARY = ("HX-Request", "HX-Target")


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def wants_fragment(request: HttpRequest) -> bool:
    return (
        is_htmx(request)
        and request.headers.get("HX-History-Restore-Request") != "true"
        and request.headers.get("HX-Boosted") != "true"
    )


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragments: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`fragments` maps the id of a target to a partial in `template`, or to a template of its own."""
    name = template
    if wants_fragment(request):
        partial = (fragments or {}).get(request.headers.get("HX-Target", ""))
        if partial:
            name = partial if partial.endswith(".html") else f"{template}#{partial}"
    response = render(request, name, context, status=status)
    patch_vary_headers(response, VARY)
    return response


def render_form(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page of `context["form"]`: 422 when it comes back with what has to be put right."""
    return render_page(request, template, context, status=422 if context["form"].errors else 200)
