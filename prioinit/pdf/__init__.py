"""A template as an accessible, archivable PDF.

The page is laid out by another process (engine.py) that has no secrets, no database and no network to
ask, and that is killed when it takes too long or too much: what people write can be heavy enough to
bring a web process down.

Each PDF gets a process of its own. It takes longer to start one than to lay out a pack, so `start_engine`
starts one ahead, when a PDF is likely to be asked for soon.
"""

import json
import logging
import queue
import re
import signal
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

# Looking for where to break a word takes as long as its length squared, and no word is this long: one of
# 10,000 characters would stop the document. An address is left alone, so that it can be copied.
TEXT = re.compile(r">[^<]+<")
ENDLESS_WORD = re.compile(r"[^\s<>&;]{200,}")
BREAK_EVERY = re.compile(r".{40}")
MAY_BREAK = "\u200b"


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
    job = {"html": _with_breaks(html), "seconds": CPU_LIMIT, "memory": MEMORY_LIMIT}
    try:
        code, made = _do(json.dumps(job).encode())
    except subprocess.TimeoutExpired as slow:
        logger.warning("A PDF was stopped after %s s", TIME_LIMIT)
        raise PdfTooHeavy from slow
    if code:
        # Not its output: that may quote what people wrote.
        logger.error("The PDF engine ended with %s", code)
        raise PdfTooHeavy
    return made


def _with_breaks(html: str) -> str:
    def broken(word: re.Match[str]) -> str:
        return BREAK_EVERY.sub(rf"\g<0>{MAY_BREAK}", word[0])

    return TEXT.sub(lambda text: ENDLESS_WORD.sub(broken, text[0]), html)


_ahead: queue.Queue[subprocess.Popen[bytes]] = queue.Queue(maxsize=1)


def start_engine() -> None:
    """Have an engine ready for the next PDF. It gives up by itself after some minutes."""
    try:
        waiting = _waiting_engine() or _new_engine("--ahead")
    except OSError:  # no memory, no process: no reason to refuse the page that asked
        logger.warning("No PDF engine could be started ahead")
        return
    try:
        _ahead.put_nowait(waiting)
    except queue.Full:
        _stop(waiting)


def _waiting_engine() -> subprocess.Popen[bytes] | None:
    try:
        engine = _ahead.get_nowait()
    except queue.Empty:
        return None
    if engine.poll() is None:
        return engine
    _stop(engine)
    return None


def _new_engine(*options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program, nothing of the text in its arguments
        [sys.executable, "-I", str(ENGINE), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it may quote what people wrote
        env={"FONTCONFIG_FILE": str(ENGINE.with_name("fonts.conf")), "LC_ALL": "C.UTF-8"},
    )


def _do(job: bytes) -> tuple[int, bytes]:
    engine = _waiting_engine() or _new_engine()
    try:
        made, _nothing = engine.communicate(job, timeout=TIME_LIMIT)
    finally:
        _stop(engine)
    if engine.returncode == -signal.SIGALRM:  # it gave up in the very moment the job came
        return _do(job)
    return engine.returncode, made


def _stop(engine: subprocess.Popen[bytes]) -> None:
    engine.kill()
    engine.wait()
    for pipe in (engine.stdin, engine.stdout):
        pipe.close()
