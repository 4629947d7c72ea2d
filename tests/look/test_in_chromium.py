"""The components and the sign-in page under axe in both schemes, at four widths, under the product's own content policy."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from csp.utils import build_policy
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, sync_playwright

from registry.organisation.models import User
from tests.look.values import Demand, values

pytestmark = pytest.mark.chromium

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ORIGIN = "http://carrefour.test"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript"}
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input, select, summary')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width && (box.height < 24 || box.width < 24) && getComputedStyle(e).display !== 'inline'
    && !e.closest('.visually-hidden') && !e.classList.contains('skip');
}).map(e => e.outerHTML.slice(0, 90))"""


def asked_by(user: object, path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user
    return request


def specimen(base: str, user: object) -> str:
    """The page with every component, in the public frame or in the desk's."""
    request = asked_by(user, "/?q=g%C3%A9nie&platform=x&closed=on&page=7")
    source = (Path(__file__).parent / "specimen.html").read_text()
    html = engines["django"].from_string(source).render({**values(), "base": base}, request)
    assert "⟪" not in html
    return html


def sign_in(user: object) -> str:
    """A page of one narrow column, with a form that was refused."""
    values = {"form": Demand(data={}), "redirect_field": ""}
    return engines["django"].get_template("account/login.html").render(values, asked_by(user))


VISITOR = AnonymousUser()
# No longer active: the navigation asks no database about them, and the frame is the one of the signed-in.
PERSON = User(full_name="Inès Caron", email="ines.caron@example.org", is_active=False)
DRAWINGS = {
    "public": lambda: specimen("base.html", VISITOR),
    "desk": lambda: specimen("desk.html", PERSON),
    "sign-in": lambda: sign_in(VISITOR),
    "lost": lambda: engines["django"].get_template("404.html").render({}, asked_by(VISITOR)),
    "broken": lambda: engines["django"].get_template("500.html").render(),
}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def answer(route: Route, html: str) -> None:
    """Serve the page and the static files from memory and disk, with the product's headers."""
    path = urlsplit(route.request.url).path
    if path == "/":
        route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": build_policy()})
        return
    file = finders.find(path.removeprefix("/static/"))
    route.fulfill(path=file, content_type=TYPES[Path(file).suffix])


@contextmanager
def opened(browser: Browser, html: str, scheme: str = "light", **options: object) -> Iterator[Page]:
    """The page in a window of its own; anything that the browser complains about fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, **options)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/*", lambda route: answer(route, html))
    page.goto(f"{ORIGIN}/")
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_axe_finds_nothing(browser, drawing, scheme):
    # Only here is the policy lifted, since axe itself is an injected script.
    with opened(browser, DRAWINGS[drawing](), scheme=scheme, bypass_csp=True) as page:
        page.locator("details").evaluate_all("all => all.forEach(fold => fold.open = true)")
        found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_no_sideways_scroll_and_no_small_target(browser, drawing):
    with opened(browser, DRAWINGS[drawing]()) as page:
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(SMALL_TARGETS) == [], width


def test_htmx_is_there_and_neither_evaluates_nor_styles(browser):
    with opened(browser, DRAWINGS["public"]()) as page:
        assert page.evaluate("[htmx.config.allowEval, htmx.config.includeIndicatorStyles]") == [False, False]
        assert page.evaluate("htmx.version").startswith("2.")
