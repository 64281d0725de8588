"""A person at work, whose steps are counted: each at most one page loaded and one form sent."""

import re
from contextlib import contextmanager

from playwright.sync_api import Page, Request, expect

from tests.journeys.story import Story


class Desk:
    """Comes to a page, and goes on from it: a step begins where the one before it ended."""

    def __init__(self, story: Story, email: str, **options) -> None:
        self.page: Page = story.page(email, **options)
        self.main = self.page.locator("main")
        self.loads: list[str] = []
        self.submits: list[str] = []
        self.page.on("request", self._count)

    def come(self, path: str) -> None:
        self.page.goto(path)

    @contextmanager
    def step(self, says: str):
        """What is done in the block is one step, and the page then `says` so."""
        self.loads, self.submits = [], []
        yield
        expect(self.main).to_contain_text(says)
        assert len(self.loads) <= 1, self.loads
        assert len(self.submits) <= 1, self.submits

    def tab(self, label: str) -> None:
        pages = self.page.get_by_role("navigation", name="Initiativets sidor")
        pages.get_by_role("link", name=label, exact=True).click()

    def follow(self, name: str) -> None:
        links = self.main.get_by_role("link", name=_whole(name), include_hidden=True)
        self._unfolded(links.first).click()
        self._settle()

    def press(self, button: str, *, row: str = "", **fields) -> None:
        """Fill in the first form (of that row) that has this button and these fields, and send it."""
        named = self.page.get_by_role("button", name=_whole(button), include_hidden=True)
        place = self.main.locator(".rows > li", has_text=row).first if row else self.main
        form = place.locator("form", has=named)
        for name in fields:
            form = form.filter(has=self.page.locator(f"[name={name}]"))
        form = form.first
        for name, value in fields.items():
            self._fill(form.locator(f"[name={name}]"), value)
        press = self._unfolded(form.get_by_role("button", name=_whole(button)))
        with self.page.expect_response(lambda answer: _is_sent(answer.request)):
            press.click()
        self._settle()

    def _settle(self) -> None:
        """What htmx fetched stands on the page before anything is typed into it."""
        self.page.wait_for_load_state()
        busy = ".htmx-request, .htmx-swapping, .htmx-settling"
        expect(self.page.locator(busy)).to_have_count(0)

    def _fill(self, field, value) -> None:
        kind = self._unfolded(field.first).evaluate("e => e.type")
        if kind == "select-one":
            option = field.locator("option", has_text=value).first
            field.select_option(option.get_attribute("value"))
        elif kind == "radio":
            field.locator(f"xpath=self::*[@value='{value}']").check()
        elif kind == "checkbox":
            field.first.set_checked(value)
        else:
            field.fill(str(value))

    def _unfolded(self, found):
        """What is folded away is unfolded first, as a reader does: that loads nothing."""
        folds = found.locator("xpath=ancestor::details[not(@open)]")
        for _fold in range(folds.count()):
            folds.first.locator("> summary").click()
        return found

    def _count(self, request: Request) -> None:
        if _is_sent(request):
            self.submits.append(request.url)
        elif _is_load(request, self.page):
            self.loads.append(request.url)


def _whole(name: str) -> re.Pattern:
    """A name, where what only a screen reader hears may stand apart from what is seen."""
    return re.compile(rf"^{re.escape(name)}$".replace(r":\ ", r"\s*:\s*"))


def _is_sent(request: Request) -> bool:
    """Not what a page saves by itself while somebody writes."""
    return request.method == "POST" and request.headers.get("hx-target") != "sparat"


def _is_load(request: Request, page: Page) -> bool:
    """A page, or the part of it that htmx fetched; not the page that answers a form."""
    first = request
    while first.redirected_from:
        first = first.redirected_from
    if first.method == "POST":
        return False
    if "hx-request" in request.headers:
        return True
    return request.is_navigation_request() and request.frame == page.main_frame
