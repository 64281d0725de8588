"""axe-core in a page, every rule on, and what it says gathered over many pages."""

from collections import defaultdict

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Not run, each for a reason; every other rule of axe is on, experimental and best-practice ones too.
RULES_OFF = {
    "color-contrast-enhanced": "level AAA: 7:1; our promise is AA, 4.5:1, and that rule is on",
}
# What axe could not decide and a person has looked at: (rule, part of selector, markup or reason) -> why it is fine.
JUDGED = {
    (
        "hidden-content",
        "",
    ): "only says that something is hidden; menus and details are also run opened",
    (
        "color-contrast",
        "background gradient",
    ): "a select's arrow is its background image, at the far end",
    (
        "color-contrast",
        "<text ",
    ): "SVG: axe does not look behind it; TRAIL_CONTRAST below measures it instead",
    (
        "identical-links-same-purpose",
        "",
    ): "level AAA: the row or list around each link tells them apart",
    (
        "th-has-data-cells",
        'aria-labelledby="h-steg"',
    ): "a phase's name spans the rows of its group (scope=rowgroup); axe looks only to its right",
}
# Words in a drawing against the disc they stand in, or else the surface that the drawing lies on.
TRAIL_CONTRAST = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => channels(colour).slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return (channels(colour)[3] ?? 1) === 1 ? colour : behind(element.parentElement);
  };
  const poor = [];
  for (const text of document.querySelectorAll("main svg text")) {
    const disc = text.parentElement.querySelector(":scope > circle");
    const inDisc = disc && text.parentElement.localName === "g";
    const surface = inDisc ? getComputedStyle(disc).fill : behind(text.closest("svg"));
    const [a, b] = [light(getComputedStyle(text).fill), light(surface)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${text.outerHTML}`);
  }
  return poor;
}"""
RUN = """async ([within, only, off]) => {
  const rules = {};
  for (const { ruleId } of axe.getRules()) rules[ruleId] = { enabled: !off.includes(ruleId) };
  const options = only ? { runOnly: { type: "rule", values: only } } : { rules };
  options.resultTypes = ["violations", "incomplete"];
  const { violations, incomplete } = await axe.run(within ?? document, options);
  const flat = (kind) => (rule) => rule.nodes.map((node) => ({
    kind, rule: rule.id, target: node.target.join(" "), html: node.html.slice(0, 200),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" · ").slice(0, 300),
  }));
  return [...violations.flatMap(flat("violation")), ...incomplete.flatMap(flat("incomplete"))];
}"""
# What is folded is looked at too.
OPEN_DETAILS = """() => document.querySelectorAll("main details:not(.menu)").forEach((each) => { each.open = true; })"""
# How wide the page is, and the elements that make it so.
OVERFLOW = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > room + 1);
  const told = wide.slice(0, 4).map((e) => e.outerHTML.slice(0, 120)).join(" | ");
  return `${document.documentElement.scrollWidth} > ${room}: ${told}`;
}"""


class Findings:
    """The same finding on forty pages is one line."""

    def __init__(self):
        self._seen: dict[tuple, set[str]] = defaultdict(set)

    def add(self, where: str, kind: str, rule: str, target: str, html: str, why: str) -> None:
        if kind == "incomplete" and any(
            rule == judged and part in f"{target} {html} {why}" for judged, part in JUDGED
        ):
            return
        self._seen[kind, rule, html, why].add(f"{where} [{target}]")

    def axe(
        self, page: Page, where: str, only: list[str] | None = None, within: str | None = None
    ) -> None:
        """`within`: what lies on top of the page, which cannot be judged while it is covered."""
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE_SCRIPT + ";null")
        for found in page.evaluate(RUN, [within, only, list(RULES_OFF)]):
            self.add(where, **found)
        for poor in page.evaluate(TRAIL_CONTRAST):
            self.add(where, "violation", "contrast in a drawing", "svg text", poor, "under 4.5:1")

    def overflow(self, page: Page, where: str) -> None:
        if wide := page.evaluate(OVERFLOW):
            self.add(where, "overflow", "no sideways scroll", "html", wide, "")

    def __str__(self):
        lines = []
        for (kind, rule, html, why), places in sorted(self._seen.items()):
            lines.append(f"{kind} {rule}: {why}\n    {html}")
            lines += [f"    on {place}" for place in sorted(places)[:3]]
            if len(places) > 3:
                lines.append(f"    and {len(places) - 3} more")
        return "\n".join(lines)

    def __bool__(self):
        return bool(self._seen)
