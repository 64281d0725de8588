"""No page says anything to axe: every page of the URLconf, its roles, its errors and its states.

The daily run looks at every page light at 1366 px with all rules, dark with the contrast rule, at 320 px
for sideways scroll, and with all rules in one of three further looks in turn. `PRIOINIT_AXE=all` takes
every page x role x theme x width; it is run by hand (docs/accessibility.md).
`PRIOINIT_SAVE_PAGES=directory` keeps the HTML and a picture at three widths of every page.
"""

import os
from functools import partial
from itertools import cycle, product
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page, expect

from initiatives.services import updates
from tests.accessibility.axe import OPEN_DETAILS, Findings
from tests.accessibility.seen_by import DIFFERS, LEDARTROJA, LOTS, MEDARBETARE
from tests.accessibility.site import Site, further, main_views, role_views
from tests.matrix.test_matrix import URLS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ALL = os.environ.get("PRIOINIT_AXE") == "all"
SAVE_TO = os.environ.get("PRIOINIT_SAVE_PAGES")
WIDTHS, THEMES = (1366, 768, 320), ("light", "dark")
HEIGHT = 900


class Inspector:
    """One browser per person, and what it found."""

    def __init__(self, site: Site, browser_for):
        self.site, self.browser_for = site, browser_for
        self.findings = Findings()
        self.pages: dict[str | None, Page] = {}
        self.in_turn = cycle([(320, "light"), (768, "light"), (1366, "dark")])

    def page_of(self, who: str | None) -> Page:
        if who not in self.pages:
            self.pages[who] = self.browser_for(self.site.person(who), reduced_motion="reduce")
        page = self.pages[who]
        look(page, 1366, "light")
        return page

    def visit(self, view) -> None:
        page = self.page_of(view.who)
        response = page.goto(view.path)
        assert response.status == 200, view
        self.inspect(page, str(view))
        if SAVE_TO:
            save(page, view.file_name, response.text())

    def inspect(self, page: Page, where: str) -> None:
        page.evaluate(OPEN_DETAILS)
        if ALL:
            for width, theme in product(WIDTHS, THEMES):
                self._run(page, where, width, theme)
            return
        self._run(page, where, 1366, "light")
        self._run(page, where, 1366, "dark", ["color-contrast"])
        look(page, 320, "light")
        self.findings.overflow(page, f"{where} 320")
        self._run(page, where, *next(self.in_turn))

    def _run(self, page: Page, where: str, width: int, theme: str, only=None) -> None:
        look(page, width, theme)
        if width == 320:
            self.findings.overflow(page, f"{where} 320")
        self.findings.axe(page, f"{where} {width} {theme}", only)


# A page that answers a new size (the presentation fits its slide) does so before the frame after is drawn.
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def look(page: Page, width: int, theme: str) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme=theme)
    page.evaluate(NEXT_FRAME)


def save(page: Page, name: str, html: str) -> None:
    folder = Path(SAVE_TO)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.html").write_text(html)
    for width in (390, 768, 1366):
        look(page, width, "light")
        page.screenshot(path=folder / f"{name}--{width}.png", full_page=True)


@pytest.fixture
def inspector(browser_for):
    return Inspector(Site(), browser_for)


def test_every_page(inspector):
    site = inspector.site
    views = [*main_views(site), *further(site), *role_views(site, URLS if ALL else DIFFERS)]
    for view in views:
        inspector.visit(view)
    assert not inspector.findings, f"\n{inspector.findings}"


# --- Forms with errors -------------------------------------------------------------------------
EMPTIED = """() => {
  const forms = [...document.querySelectorAll("main form[method=post]")];
  const form = forms.find((each) => each.querySelector("[required]"));
  if (!form) return false;
  for (const field of form.elements) {
    if (/checkbox|radio/.test(field.type)) field.checked = false;
    else if (!/hidden|submit|button|file/.test(field.type)) field.value = "";
  }
  form.noValidate = true;
  return true;
}"""


FIRST_FORM = (
    "[...document.querySelectorAll('main form[method=post]')]"
    ".find((each) => each.querySelector('[required]'))"
)


def test_every_form_with_errors(inspector):
    """Each form of the site that has something required, emptied and sent."""
    refused = []
    for view in main_views(inspector.site):
        page = inspector.page_of(view.who)
        page.goto(view.path)
        if not page.evaluate(EMPTIED):
            continue
        in_place = page.evaluate(f"{FIRST_FORM}.matches('[data-hx-post]:not([data-hx-trigger])')")
        posted = lambda answer: answer.request.method == "POST"  # noqa: E731
        sending = page.expect_response(posted) if in_place else page.expect_navigation()
        with sending as sent:
            page.evaluate(f"{FIRST_FORM}.requestSubmit()")
        if sent.value.status != 422:
            told = f"answered {sent.value.status}"
            inspector.findings.add(str(view), "answer", "422", "form", told, "")
            continue
        expect(page.locator("[data-error-summary]")).to_be_focused()
        assert in_place or page.title().startswith("Fel: "), view  # in place the page stays
        refused.append(view.name)
        inspector.inspect(page, f"{view} with errors")
    assert not inspector.findings, f"\n{inspector.findings}"
    assert {"initiatives:update_write", "account_login", "roles:person_new"} <= set(refused)


# --- Refusals and states -----------------------------------------------------------------------
def test_refusals_and_states(inspector):
    for state in (
        not_found,
        forbidden,
        expired_form,
        server_trouble,
        autosaved,
        question_open,
        menus_open,
        conflict,
    ):
        state(inspector)
    assert not inspector.findings, f"\n{inspector.findings}"


def not_found(inspector):
    page = inspector.page_of(LOTS)
    assert page.goto("/initiativ/987654321/").status == 404
    inspector.inspect(page, "404")


def forbidden(inspector):
    page = inspector.page_of(MEDARBETARE)
    assert page.goto("/utskick/").status == 403
    inspector.inspect(page, "403")


def expired_form(inspector):
    page = inspector.page_of(LOTS)
    page.goto("/min-profil/")
    page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').remove()")
    with page.expect_navigation() as sent:
        page.evaluate("document.querySelector('main form[method=post]').requestSubmit()")
    assert sent.value.status == 403
    inspector.inspect(page, "403 csrf")


TYPED = {
    "is_post": True,
    "path": "/trasigt/",
    "files": ["omgång.xlsx"],
    "hidden": [("version", "1")],
    "texts": [("since_last", "Det jag skrev")],
    "csrf_token": "x",
}


def server_trouble(inspector):
    page = inspector.page_of(None)
    for template in ("500.html", "503.html"):
        body = render_to_string(template, TYPED)
        answer = partial(respond, body=body)
        page.route("**/trasigt/", answer)
        page.goto("/trasigt/")
        inspector.inspect(page, template)
        page.unroute("**/trasigt/")


def respond(route, body: str) -> None:
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


def autosaved(inspector):
    page = inspector.page_of(LEDARTROJA)
    page.goto(inspector.site.path("initiatives:update_write"))
    with page.expect_response(lambda answer: "/utkast/" in answer.url):
        page.get_by_label("Sedan sist").fill("Det här sparas av sig självt.")
    expect(page.locator("#utkast")).to_contain_text("Utkast, sparat")
    expect(page.locator("#utkast")).not_to_have_attribute("aria-busy", "true")
    inspector.inspect(page, "update autosaved")
    keep_state(page, "update-autosaved")
    site, page = inspector.site, inspector.page_of("Karl")  # whose preparation is a draft
    pks = [site.checkpoint.pk, site.initiatives["SKOLAN"].pk]
    page.goto(reverse("checkpoints:preparation_edit", args=pks))
    with page.expect_response(lambda answer: "/utkast/" in answer.url):
        page.locator("main textarea").first.fill("Det här sparas av sig självt.")
    expect(page.locator("#sparat")).to_contain_text("Sparat")
    inspector.inspect(page, "preparation autosaved")
    keep_state(page, "preparation-autosaved")


def question_open(inspector):
    page = inspector.page_of(LEDARTROJA)
    page.goto(inspector.site.path("initiatives:update_write"))
    page.get_by_role("button", name="Släng utkastet").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    inspector.inspect(page, "question before throwing away")
    keep_state(page, "question-open")
    page.get_by_role("dialog").get_by_role("button", name="Avbryt").click()


def menus_open(inspector):
    page = inspector.page_of(LOTS)
    for name, menu, width in [
        ("programme:my_page", ".user-menu", 1366),
        ("programme:my_page", ".user-menu", 320),
        ("programme:my_page", ".site-menu", 320),
        ("initiatives:initiative", ".page-actions .menu", 1366),
        ("initiatives:initiative", ".page-actions .menu", 320),
    ]:
        page.goto(inspector.site.path(name))
        look(page, width, "light")
        page.locator(f"{menu} > summary").click()
        expect(page.locator(f"{menu} .menu-panel")).to_be_in_viewport(ratio=0.99)
        for theme in THEMES:
            look(page, width, theme)
            inspector.findings.axe(page, f"{menu} open {width} {theme}", within=menu)
        inspector.findings.overflow(page, f"{menu} open {width}")


def conflict(inspector):
    site, page = inspector.site, inspector.page_of(LEDARTROJA)
    page.goto(site.path("initiatives:update_write"))
    initiative = site.initiatives["STATIONEN"]
    draft = updates.draft_and_latest(initiative)[0]
    updates.save_draft(
        by=site.people["Johan"],
        initiative=initiative,
        version=draft.version,
        since_last="Johan skrev något annat.",
        next_step="",
        help_wanted="",
        confidence=2,
    )
    with page.expect_navigation() as sent:
        page.get_by_role("button", name="Publicera").click()
    assert sent.value.status == 409
    inspector.inspect(page, "409")
    keep_state(page, "409")


def keep_state(page: Page, name: str) -> None:
    if SAVE_TO:
        save(page, f"state-{name}", page.content())
