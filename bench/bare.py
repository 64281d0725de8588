"""The bare page: what Django itself costs here. Session, signed-in user, one query of 50 rows, 28 kB."""

import time
from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import include, path

from initiatives.models import Initiative

ROWS = 50


def bare(request: HttpRequest) -> HttpResponse:
    rows = Initiative.objects.select_related("round")[:ROWS]
    return render(request, "bench/bare.html", {"rows": rows})


@login_not_required
def stream(request: HttpRequest) -> StreamingHttpResponse:
    """What server-sent events would be: a thread for as long as somebody listens."""
    return StreamingHttpResponse(_ticks(), content_type="text/event-stream")


def _ticks() -> Iterator[str]:
    while True:
        yield ": still here\n\n"
        time.sleep(4)


urlpatterns = [
    path("bare/", bare),
    path("bench/stream/", stream),
    path("", include("prioinit.urls")),
]
