"""axe-core in a page, every rule on, and what it says gathered over many pages."""

from collections import defaultdict

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Not run, each for a reason; every other rule of axe is on, experimental and best-practice ones too.
RULES_OFF = {
    "color-contrast-enhanced": "level AAA: 7:1; our promise is AA, 4.5:1, and that rule is on",
}
# What axe could not decide and a person has looked at: (rule, part of the selector or markup) -> why it is fine.
JUDGED = {
    ("hidden-content", ""): "says only that something is hidden; menus and details are also run opened",
}
RUN = """async ([only, off]) => {
  const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: !off.includes(rule.ruleId) }]));
  const options = only ? { runOnly: { type: "rule", values: only } } : { rules };
  const { violations, incomplete } = await axe.run(document, { resultTypes: ["violations", "incomplete"], ...options });
  const flat = (kind) => (rule) => rule.nodes.map((node) => ({
    kind, rule: rule.id, target: node.target.join(" "), html: node.html.slice(0, 200),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" · ").slice(0, 300),
  }));
  return [...violations.flatMap(flat("violation")), ...incomplete.flatMap(flat("incomplete"))];
}"""
# How wide the page is, and the elements that make it so.
OVERFLOW = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > room + 1);
  return `${document.documentElement.scrollWidth} > ${room}: ` + wide.slice(0, 4).map((e) => e.outerHTML.slice(0, 120)).join(" | ");
}"""


class Findings:
    """The same finding on forty pages is one line."""

    def __init__(self):
        self._seen: dict[tuple, set[str]] = defaultdict(set)

    def add(self, where: str, kind: str, rule: str, target: str, html: str, why: str) -> None:
        if kind == "incomplete" and any(
            rule == judged and part in f"{target} {html}" for judged, part in JUDGED
        ):
            return
        self._seen[kind, rule, html, why].add(f"{where} [{target}]")

    def axe(self, page: Page, where: str, only: list[str] | None = None) -> None:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE_SCRIPT + ";null")
        for found in page.evaluate(RUN, [only, list(RULES_OFF)]):
            self.add(where, **found)

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
