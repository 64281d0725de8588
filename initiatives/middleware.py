from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from initiatives.services.drafts import forget_draft

SAVED = (200, 204, 302)  # what could not be saved comes back as 409 or 422


class DraftMiddleware:
    """A form that was saved needs its draft no more. Which it is, static/js/app.js says as `utkast`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or response.status_code not in SAVED:
            return response
        key = request.POST.get("utkast")
        if key and request.user.is_authenticated:
            forget_draft(by=request.user, key=key)
        return response
