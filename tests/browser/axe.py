"""axe-core, which looks for what shuts people out. Wagtail brings it along for its own checks."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import wagtail.admin
from playwright.sync_api import Browser, Page

SCRIPTS = Path(wagtail.admin.__file__).parent / "static" / "wagtailadmin" / "js"
ASK = """
async (rules) => {
    const asked = {resultTypes: ['violations']};
    if (rules.length) asked.runOnly = {type: 'rule', values: rules};
    else asked.rules = {'target-size': {enabled: true}};
    const {violations} = await axe.run(document, asked);
    return violations.flatMap(one => one.nodes.map(
        node => `${one.id}: ${node.target.join(' ')} – ${node.failureSummary}`));
}
"""
LACKING = """
text => {
    try { (0, eval)(text); return null } catch (error) {
        const [, name] = error.message.match(/^(\\w+) is not defined$/) || [];
        if (!name) throw error;
        return name;
    }
}
"""
# The only ones that say something else on a dark ground.
OF_COLOURS = ("color-contrast", "link-in-text-block")


@dataclass(frozen=True)
class Axe:
    source: str

    def complaints(self, page: Page, *rules: str) -> list[str]:
        """Run all rules, or some of them, on what a page shows that has begun with our source."""
        found: list[Any] = page.evaluate(ASK, list(rules))
        return [" ".join(str(one).split()) for one in found]


def axe_of_wagtail(browser: Browser) -> Axe:
    """Take it out of the script of Wagtail's user bar: run, it gives its own text."""
    page = browser.new_page()
    for name in ("vendor.js", "userbar.js"):
        page.add_script_tag(path=SCRIPTS / name)
    text, names = page.evaluate("axe.source"), ["module"]
    # Squeezed together, it asks for its neighbours by whatever one letter they were given.
    while lacking := page.evaluate(LACKING, _beside(text, names)):
        names.append(lacking)
    page.close()
    return Axe(_beside(text, names))


def _beside(text: str, names: list[str]) -> str:
    given = ", ".join(["{exports: {}}"] * len(names))
    return f"(({', '.join(names)}) => {{ {text} }})({given})"
