"""Tab through a page from its top to its end: what it reaches, how that shows, and what it does not reach."""

from playwright.sync_api import Page

from tests.accessibility.axe import OPEN_DETAILS, Findings

# Judged when the key comes up: then the page has scrolled to what has the focus.
WATCH = """() => {
  const top = document.createElement("span");
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus(); // and not where the page put the focus
  top.remove();
  const NATIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const told = (e) => e.outerHTML.replace(/\\s+/g, " ").slice(0, 160);
  const stop = (e) => (e.type === "radio" && e.name ? `${e.form?.id}${e.form?.action} ${e.name}` : e);
  // The ring of a box to tick is drawn around the box and its words.
  const drawn = (e) => {
    const around = [e.nextElementSibling, e.parentElement].filter(Boolean);
    return /checkbox|radio/.test(e.type) ? [...(Number(getComputedStyle(e).opacity) ? [e] : []), ...around] : [e];
  };
  const look = (e) => JSON.stringify(drawn(e).map((one) => {
    const s = getComputedStyle(one);
    const outline = s.outlineStyle === "auto" || parseFloat(s.outlineWidth) >= 2 ? s.outlineStyle : "";
    return [outline !== "none" && outline, s.boxShadow, s.borderColor, s.borderWidth];
  }));
  const box = (e) => {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    return { left, right, top: top + scrollY, bottom: bottom + scrollY };
  };
  const wanted = [...document.querySelectorAll(`${NATIVE}, [tabindex="0"]`)]
    .filter((e) => shown(e) && !e.matches(":disabled") && !e.closest("[inert], .trap"));
  const state = { ended: false, faults: [], left: () => {
    const missed = wanted.filter((e) => !reached.has(stop(e)));
    return missed.map((e) => ["not reached by Tab", told(e)]);
  } };
  const looks = new Map(wanted.map((e) => [e, look(e)])), reached = new Set();
  const fault = (what, e) => state.faults.push([what, told(e)]);
  for (const e of document.querySelectorAll("body *")) {
    const pointed = (one) => getComputedStyle(one).cursor === "pointer";
    if (!shown(e) || !pointed(e) || pointed(e.parentElement)) continue;
    const whole = e.matches(`${NATIVE}, label`) || e.closest(`${NATIVE}, label`) || e.querySelector(NATIVE);
    if (!whole) fault("looks clickable, but no key reaches it", e);
  }
  function uncovered(e) {
    const lines = [...e.getClientRects()].filter((line) => line.width && line.height);
    return !lines.length || lines.some((line) => {
      const [left, right] = [Math.max(0, line.left), Math.min(innerWidth, line.right)];
      const [top, bottom] = [Math.max(0, line.top), Math.min(innerHeight, line.bottom)];
      if (left >= right || top >= bottom) return false;
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return e.contains(hit) || hit?.closest("label")?.control === e;
    });
  }
  let before = null;
  document.addEventListener("keyup", () => {
    const at = document.activeElement;
    if (state.ended || (before && at === before.at)) return; // a date is several stops in one
    if (at === document.body || reached.has(stop(at))) { state.ended = true; return; }
    reached.add(stop(at));
    if (looks.has(at) && look(at) === looks.get(at)) fault("no visible focus", at);
    if (!uncovered(at)) fault("covered, or outside the window, when it has the focus", at);
    const now = box(at), up = before && now.bottom <= before.top && now.left < before.right;
    const back = before && now.right <= before.left && now.top < before.bottom && now.bottom > before.top;
    if (up || back) fault(`the focus jumps back: from ${told(before.at).slice(0, 100)} to`, at);
    before = { at, ...now };
  }, true);
  window.tabbing = state;
  return new Set(wanted.map(stop)).size;
}"""
INNER_STOPS = 5  # day, month, year and calendar of a date; the hour and minute too of a time
TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


def tab_through(page: Page, where: str, findings: Findings) -> None:
    page.evaluate(OPEN_DETAILS)
    stops = page.evaluate(WATCH)
    keys = page.context.new_cdp_session(page)  # page.keyboard takes three times as long
    for pressed in range(stops * INNER_STOPS + 10):
        for kind in ("rawKeyDown", "keyUp"):
            keys.send("Input.dispatchKeyEvent", {"type": kind, **TAB})
        if pressed >= stops - 1 and page.evaluate("tabbing.ended"):
            break
    else:
        page.evaluate("tabbing.faults.push(['keeps the focus', document.activeElement.outerHTML])")
    keys.detach()
    for what, html in page.evaluate("[...tabbing.faults, ...tabbing.left()]"):
        findings.add(where, "keyboard", what, "", html, "")
