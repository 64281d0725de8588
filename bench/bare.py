"""The bare page: what Django itself costs here. Session, signed-in user, one query of 50 rows, 28 kB."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from initiatives.models import Initiative

ROWS = 50


def bare(request: HttpRequest) -> HttpResponse:
    rows = Initiative.objects.select_related("round")[:ROWS]
    return render(request, "bench/bare.html", {"rows": rows})


urlpatterns = [
    path("bare/", bare),
    path("", include("prioinit.urls")),
]
