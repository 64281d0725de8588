"""On every page the Tab key reaches all that can be done, in order, and one sees where one is."""

import pytest

from tests.accessibility.axe import Findings
from tests.accessibility.site import Site, further, main_views
from tests.accessibility.tabbing import tab_through

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_tab_reaches_everything_on_every_page(browser_for):
    site, findings, pages = Site(), Findings(), {}
    for view in [*main_views(site), *further(site)]:
        if view.who not in pages:
            pages[view.who] = browser_for(site.person(view.who), reduced_motion="reduce")
        page = pages[view.who]
        page.goto(view.path, wait_until="domcontentloaded")
        tab_through(page, str(view), findings)
    assert not findings, f"\n{findings}"


# What the run above must not be blind to.
FAULTS = {
    "not reached by Tab": '<button tabindex="-1">Spara</button>',
    "looks clickable, but no key reaches it": '<div class="fel">Öppna</div>',
    "no visible focus": '<button class="blek">Spara</button>',
    "covered, or outside the window, when it has the focus": '<div class="lock"></div>',
    "the focus jumps back": '<p class="rad"><a href="#a">Andra</a> <a href="#b">Första</a></p>',
    "keeps the focus": '<input id="falla">',
}
STYLE = """<style>
  .fel { cursor: pointer }
  .blek { outline: none }
  .lock { position: fixed; inset: 0 }
  .rad { display: flex; flex-direction: row-reverse }
</style>"""
TRAP = "document.getElementById('falla')?.addEventListener('keydown', (event) => event.preventDefault())"


@pytest.mark.parametrize("fault", FAULTS)
def test_it_sees(browser_for, fault):
    page, findings = browser_for(), Findings()
    page.set_content(f'{STYLE}<main><a href="#hel">Hel</a>{FAULTS[fault]}</main>')
    page.evaluate(TRAP)
    tab_through(page, "here", findings)
    assert f"keyboard {fault}" in str(findings)


def test_a_whole_page_has_no_faults(browser_for):
    page, findings = browser_for(), Findings()
    page.set_content(
        f"{STYLE}<a href='#a'>Länk</a> <label>Dag <input type='date'></label>"
        "<p><label><input type='radio' name='n'> Ett</label>"
        "<label><input type='radio' name='n'> Två</label></p><button>Spara</button>"
    )
    tab_through(page, "here", findings)
    assert not findings, f"\n{findings}"
