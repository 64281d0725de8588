"""The test client: a browser that is harder to please than a browser."""

import re
from contextlib import nullcontext

import html5lib
from django.db import connection
from django.test import Client, TestCase

WRITES = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(\w+)"?', re.IGNORECASE)
# A calendar program only ever reads; when it did is noted, for the person to see.
MAY_BE_WRITTEN = {"django_session", "cache", "programme_calendarfeed"}
NOT_A_TABLE = {"of", "nowait", "skip", "set"}  # what may follow in SELECT ... FOR UPDATE
CONTAINERS = {"tr": "tbody", "td": "tr", "th": "tr", "tbody": "table", "option": "select"}
TEMPLATE_REMAINS = re.compile(r"\{\{|\{%|%\}|\{#")


class WroteOnRead(AssertionError):
    pass


class BadHtml(AssertionError):
    pass


class AppClient(Client):
    """Runs what waits for the commit, refuses writes while reading, and reads every HTML answer.

    Set `braces_are_text` when a test puts "{{" into a page on purpose; `reads_html` to False where only
    the status matters, thousands of times.
    """

    braces_are_text = False
    reads_html = True

    def request(self, **request):
        reading = request["REQUEST_METHOD"] in ("GET", "HEAD")
        guard = connection.execute_wrapper(refuse_writes) if reading else nullcontext()
        with TestCase.captureOnCommitCallbacks(execute=True), guard:
            response = super().request(**request)
        if self.reads_html and is_html(response) and request["REQUEST_METHOD"] != "HEAD":
            check_html(response.content.decode(), braces_are_text=self.braces_are_text)
        return response


def refuse_writes(execute, sql, params, many, context):
    tables = {table.lower() for table in WRITES.findall(sql)} - MAY_BE_WRITTEN - NOT_A_TABLE
    if tables:
        raise WroteOnRead(f"A GET or HEAD wrote to {', '.join(sorted(tables))}: {sql[:200]}")
    return execute(sql, params, many, context)


def is_html(response) -> bool:
    return not response.streaming and response.headers.get("Content-Type", "").startswith(
        "text/html"
    )


def check_html(text: str, *, braces_are_text: bool = False) -> None:
    """Raises BadHtml for anything the HTML standard or our CSP would not accept."""
    if not text.strip():
        return
    if not braces_are_text and (remains := TEMPLATE_REMAINS.search(text)):
        raise BadHtml(f"Left of a template: {text[max(0, remains.start() - 60) :][:140]!r}")
    root = parse(text)
    problems = [problem for element in root.iter() for problem in element_problems(element)]
    problems += repeated_ids(root)
    if problems:
        raise BadHtml("\n".join(problems))


def parse(text: str):
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    if text.lstrip()[:9].lower() == "<!doctype":
        root = parser.parse(text)
    else:
        tag = re.match(r"\s*<(\w+)", text)
        container = CONTAINERS.get(tag[1].lower(), "div") if tag else "div"
        root = parser.parseFragment(text, container=container)
    if parser.errors:
        (line, column), code, details = parser.errors[0]
        raise BadHtml(f"{code} {details} in: {text.splitlines()[line - 1][:column][-160:]!r}")
    return root


def element_problems(element):
    if not isinstance(element.tag, str):  # a comment
        return
    name = element.tag.rpartition("}")[2]
    if name == "style" or (name == "script" and not element.get("src")):
        yield f"inline <{name}>"
    for attribute, value in element.items():
        if attribute == "style" or attribute.startswith("on"):
            yield f"<{name} {attribute}={value!r}> does not pass the CSP"
        if attribute in ("href", "action", "formaction") and value.lower().startswith("javascript"):
            yield f"<{name} {attribute}={value!r}> is a script"


def repeated_ids(root):
    ids = [element.get("id") for element in root.iter() if isinstance(element.tag, str)]
    repeated = {name for name in ids if name and ids.count(name) > 1}
    return [f"id used twice: {name}" for name in sorted(repeated)]
