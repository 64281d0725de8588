"""Every URL x actor x own/other's/missing row x method, against a table that a person can read.

A URL that is not in the table fails. When a page is added or a right changes on purpose:
`PRIOINIT_WRITE_MATRIX=1 .venv/bin/pytest tests/matrix`, then read the difference, line by line.
"""

import os
import re
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from tests.client import AppClient
from tests.fixtures import make_world
from tests.matrix.actors import ACTORS, MISSING, MISSING_UUID, furnish, key_of, model_of

TABLE = Path(__file__).with_name("matris.txt")
NOBODYS = {UUIDConverter: MISSING_UUID, IntConverter: MISSING}
OBJECTS = ("eget", "annans", "saknas")
OTHER_METHODS = ("put", "patch", "delete")
SUPPORT = "admin"  # Django's admin: for is_staff only, tested in tests/roles


def walk(resolver=None, namespace=""):
    """(name, pattern) of everything in the URLconf."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = entry.namespace or ""
            if inner != SUPPORT:
                yield from walk(entry, f"{namespace}{inner}:" if inner else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry


URLS = dict(walk())


def read_table() -> dict[tuple[str, str, str], dict[str, str]]:
    lines = [
        [cell.strip() for cell in line.split("|")]
        for line in TABLE.read_text().splitlines()
        if line.strip() and not line.startswith(("#", "-"))
    ]
    header, *rows = lines
    return {tuple(row[:3]): dict(zip(header[3:], row[3:], strict=True)) for row in rows}


def addresses(name: str, pattern: URLPattern, rows: dict):
    """(own/other's/missing, path): one path for a URL without a row."""
    arguments = pattern.pattern.converters or dict.fromkeys(pattern.pattern.regex.groupindex)
    if not arguments:
        yield "-", reverse(name)
        return
    for index, place in enumerate(OBJECTS):
        values = {
            argument: _value(argument, converter, rows.get(model_of(argument, pattern)), index)
            for argument, converter in arguments.items()
        }
        if None not in values.values():
            yield place, reverse(name, kwargs=values)


def _value(argument: str, converter, pair: tuple | None, index: int):
    """The row's key; a key nobody has; None when there is no such row of somebody else's."""
    if index < 2 and pair:
        return pair[index] and key_of(argument, pair[index])
    if index == 1:
        return None
    return NOBODYS.get(type(converter), "x")


def answer(browser: AppClient, method: str, path: str) -> str:
    """The status, and where a redirect to sign-in leads; nothing stays written."""
    signed_in = SimpleCookie(browser.cookies)
    with transaction.atomic():
        response = getattr(browser, method)(path, {"matris": "1"} if method == "post" else None)
        transaction.set_rollback(True)
    browser.cookies = signed_in  # one of the addresses signs out
    if response.status_code == 302 and response.url.startswith("/logga-in/"):
        return "login"
    return str(response.status_code)


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Refusals are what is asked for here."""
    caplog.set_level("CRITICAL", logger="django.request")


@pytest.fixture
def browsers(db):
    world = make_world()
    rows = furnish(world)
    made = {}
    for column, attribute in ACTORS.items():
        made[column] = AppClient()
        made[column].reads_html = False
        if attribute:
            made[column].force_login(getattr(world, attribute))
    return made, rows


def seen_table(browsers, rows) -> dict[tuple[str, str, str], dict[str, str]]:
    seen = {}
    for name, pattern in URLS.items():
        for place, path in addresses(name, pattern, rows):
            for method in ("GET", "POST"):
                seen[name, method, place] = {
                    column: answer(browser, method.lower(), path)
                    for column, browser in browsers.items()
                }
    return seen


def test_every_answer_is_the_one_in_the_table(browsers):
    made, rows = browsers
    seen = seen_table(made, rows)
    if os.environ.get("PRIOINIT_WRITE_MATRIX"):
        write(seen)
    expected = read_table()
    assert set(expected) == set(seen), "A URL without a row, or a row without a URL"
    wrong = {
        (*key, column): (expected[key][column], seen[key][column])
        for key in seen
        for column in ACTORS
        if expected[key][column] != seen[key][column]
    }
    assert wrong == {}, "(expected, seen)"


def test_no_url_takes_another_method(browsers):
    made, rows = browsers
    taken = [
        (name, method, column)
        for name, pattern in URLS.items()
        for _place, path in addresses(name, pattern, rows)
        for method in OTHER_METHODS
        for column in ("anonym", "ledartr", "lots", "admin")
        if answer(made[column], method, path) not in {"405", "403", "404", "login"}
    ]
    assert taken == []


def test_someone_elses_and_missing_look_the_same_to_an_outsider(browsers):
    made, rows = browsers
    for name, pattern in URLS.items():
        paths = dict(addresses(name, pattern, rows))
        if not {"eget", "saknas"} <= set(paths):
            continue
        hidden = made["extern"].get(paths["eget"])
        missing = made["extern"].get(paths["saknas"])
        if hidden.status_code == 404:
            assert same_for_everyone(hidden) == same_for_everyone(missing), name


def same_for_everyone(response) -> str:
    """The page without the numbers of its address and its CSRF tokens."""
    return re.sub(r'CSRFToken": "\w+"|value="\w{64}"|\d+', "", response.content.decode())


def write(seen) -> None:
    widths = [max(len(key[i]) for key in seen) for i in range(3)]
    head = ["url".ljust(widths[0]), "metod".ljust(max(widths[1], 5)), "objekt".ljust(6), *ACTORS]
    lines = [
        "# Vem får vad: statuskod per adress, metod, objekt och roll. login = till inloggningen.",
        "# eget: hör till den egnas initiativ eller omgång · annans: till en annan omgång · saknas: finns inte.",
        " | ".join(head),
    ]
    before = ""
    for (name, method, place), cells in seen.items():
        if name.split(":")[0] != before:
            before = name.split(":")[0]
            lines.append("-" * 40)
        columns = [cells[column].ljust(len(column)) for column in ACTORS]
        lines.append(
            " | ".join(
                [name.ljust(widths[0]), method.ljust(max(widths[1], 5)), place.ljust(6), *columns]
            ).rstrip()
        )
    TABLE.write_text("\n".join(lines) + "\n")
