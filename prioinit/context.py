"""What every page knows: whose installation it is, and the menu."""

import json
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe

from prioinit import __version__
from prioinit.nav import build_nav

# See docs/look.md. Nothing is evaluated or styled inline (strict CSP); an invalid form is a 422
# that replaces itself; a conflict is a whole page.
HTMX_CONFIG = {
    "allowEval": False,
    "allowScriptTags": False,
    "includeIndicatorStyles": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "timeout": 20000,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "409", "swap": True, "target": "body", "swapOverride": "innerHTML"},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}
_HTMX_CONFIG = mark_safe(json.dumps(HTMX_CONFIG, separators=(",", ":")))  # noqa: S308 - constant


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "organisation_name": settings.ORGANISATION_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "app_version": __version__,
        "htmx_config": _HTMX_CONFIG,
        # Built once, and only for a page that shows a menu.
        "nav": SimpleLazyObject(partial(build_nav, request)),
    }
