"""What keeps somebody out of a page: what axe finds, a telephone's width, a keyboard that does not get there."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}
# More stops than any page has before its form.
STOPS = 60


def faults(page: Page) -> list[object]:
    """What axe finds on the page as it stands at desk width, and how far it scrolls sideways on a telephone."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("details").evaluate_all("all => all.forEach(fold => fold.open = true)")
    found = [
        (rule["id"], rule["nodes"][0]["html"][:120]) for rule in Axe().run(page, options=RULES).response["violations"]
    ]
    page.set_viewport_size({"width": 390, "height": 844})
    beyond = page.evaluate("document.documentElement.scrollWidth") - 390
    return found + ([f"{beyond} px beyond the screen"] if beyond > 0 else [])


def faults_at(page: Page, address: str) -> list[object]:
    """The same for the page at an address."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    return faults(page)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; every stop on the way must be seen to have it."""
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert shown != "none", page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the keyboard does not reach it")
