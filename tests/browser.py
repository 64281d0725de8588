"""A real Chromium for the tests that need one. Use the `browser_for` and `page` fixtures."""

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # a container may have little of it
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := os.environ.get("CHROMIUM") or shutil.which(name):
            return found
    pytest.fail("Chromium saknas. `make test` installerar det.")


@pytest.fixture(scope="session")
def chrome():
    # Playwright runs an event loop in this thread; Django's guard against that is for async views.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_for(chrome, live_server):
    """`browser_for(person)`: a page where that person is signed in; None: nobody is."""
    contexts = []

    def open_page(person=None, *, width: int = 1366, **options):
        context = chrome.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            **{"locale": "sv-SE", **options},
        )
        contexts.append(context)
        if person:
            context.add_cookies([session_cookie(person, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: pytest.fail(f"JavaScript: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_cookie(person, url: str) -> dict:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}
