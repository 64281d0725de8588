"""A template as an accessible, archivable PDF.

The page is laid out by another process (engine.py) that has no secrets, no database and no network to
ask, and that is killed when it takes too long or too much: what people write can be heavy enough to
bring a web process down.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from prioinit.errors import DomainError

logger = logging.getLogger(__name__)

ENGINE = Path(__file__).with_name("engine.py")
CPU_LIMIT = 20  # seconds of work; a pack of ten pages takes one or two
TIME_LIMIT = 45  # seconds by the clock, on a machine that has others to serve
MEMORY_LIMIT = 768 * 2**20  # bytes of address space, of which a pack uses about half
SIZE_LIMIT = 4 * 2**20  # characters of HTML


class PdfTooHeavy(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Det gick inte att göra en PDF: någon text är för lång eller för tung. "
                "Korta de längsta texterna och försök igen."
            )
        )


def render_pdf(template: str, context: Mapping[str, Any], *, title: str, lang: str) -> bytes:
    """PDF/A-3a with the PDF/UA-1 claim. The same template and context give the same bytes."""
    with translation.override(lang):
        html = render_to_string(template, {**context, "title": title, "lang": lang})
    return html_to_pdf(html)


def html_to_pdf(html: str) -> bytes:
    if len(html) > SIZE_LIMIT:
        raise PdfTooHeavy
    job = {"html": html, "seconds": CPU_LIMIT, "memory": MEMORY_LIMIT}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, nothing of the text in its arguments
            [sys.executable, "-I", str(ENGINE)],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=TIME_LIMIT,
            env={"FONTCONFIG_FILE": str(ENGINE.with_name("fonts.conf")), "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        logger.warning("A PDF was stopped after %s s", TIME_LIMIT)
        raise PdfTooHeavy from slow
    if done.returncode:
        # Not its output: that may quote what people wrote.
        logger.error("The PDF engine ended with %s", done.returncode)
        raise PdfTooHeavy
    return done.stdout
