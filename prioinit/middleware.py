"""Answers that are the same for every view: headers, language, an expired login, a refusal, no database."""

import logging
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from prioinit.errors import DomainError
from prioinit.htmx import is_htmx

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]


class HeadersMiddleware:
    """Stands outermost, so that files and error pages get the headers too."""

    HEADERS = {
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        # The cookie, not request.user: asking the database here would undo the 503 page.
        if settings.SESSION_COOKIE_NAME in request.COOKIES | response.cookies:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class DatabaseDownMiddleware:
    """Without a database: 503, a way to try again, and everything that was typed.

    Stands right after AuthenticationMiddleware and asks who it is at once. That is the first query
    of nearly every page; asked any later, a failure would surface in some other middleware, where
    only a bare 500 can come of it.
    """

    FAILURES = (OperationalError, InterfaceError)

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            _ = request.user.is_authenticated
        except self.FAILURES as error:
            return unavailable(request, error)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return unavailable(request, exception) if isinstance(exception, self.FAILURES) else None


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("Database unavailable: %s", type(error).__name__, exc_info=error)
    texts, hidden = _typed(request.POST) if request.method == "POST" else ([], [])
    context = {
        "path": request.get_full_path(),
        "is_post": request.method == "POST",
        "texts": texts,
        "hidden": hidden,
        "files": [upload.name for _field, uploads in request.FILES.lists() for upload in uploads],
        "csrf_token": get_token(request),
    }
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = "5"
    response["Cache-Control"] = "no-store"
    return response


def _typed(post: QueryDict) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Running text, to be seen and copied, apart from what a person did not write."""
    texts: list[tuple[str, str]] = []
    hidden: list[tuple[str, str]] = []
    for name, values in post.lists():
        if name == "csrfmiddlewaretoken" or "password" in name:
            continue
        for value in values:
            (texts if " " in value.strip() else hidden).append((name, value))
    return texts, hidden


class RefusalMiddleware:
    """A refusal that no form took up is still said to the person, on a page of its own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        return render(request, "refused.html", {"refusal": str(exception)}, status=409)


class HtmxLoginMiddleware:
    """An expired login sends the whole page to the sign-in, never the sign-in into a table cell."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_htmx(request) and _is_login_redirect(response):
            query = urlencode({"next": _current_page(request)})
            response = HttpResponse(status=204)
            response["HX-Redirect"] = f"{resolve_url(settings.LOGIN_URL)}?{query}"
        return response


def _is_login_redirect(response: HttpResponse) -> bool:
    location = urlsplit(response.headers.get("Location", ""))
    return response.status_code == 302 and location.path == resolve_url(settings.LOGIN_URL)


def _current_page(request: HttpRequest) -> str:
    url = request.headers.get("HX-Current-URL", "")
    if not url_has_allowed_host_and_scheme(url, {request.get_host()}):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class PersonMiddleware:
    """The person's own language goes before the browser's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)
