"""What hinders somebody at a page: WCAG 2.2 AA in both colour schemes, and every width."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (360, 768, 1440)
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# All that axe asks of colours; a page's other scheme differs in nothing else.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

TOO_WIDE = """() => [document.documentElement, document.getElementById("panel")]
    .filter(element => element && element.scrollWidth > element.clientWidth)
    .map(element => `${element.scrollWidth - element.clientWidth} px too wide: ${element.tagName}`)
"""


def hindrances(page: Page) -> list[tuple[str, ...]]:
    """What is wrong with the page as it is now, in words; best nothing."""
    found = []
    page.evaluate(Axe().axe_script)
    for scheme, rules in [("light", WCAG), ("dark", OF_COLOURS)]:
        # Without motion: half-way between two colours nothing need be legible.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        broken = page.evaluate("options => axe.run(options)", options)["violations"]
        found += [(page.url, scheme, rule["id"], rule["nodes"][0]["html"]) for rule in broken]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [(page.url, str(width), fault) for fault in page.evaluate(TOO_WIDE)]
    return found
