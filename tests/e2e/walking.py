"""A person at a browser: what they can click, read and fill in, and nothing that only a program could do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.world import PASSWORD

# A machine under load answers late; a page that never answers is a fault all the same.
PATIENCE = 30_000
NO_FAULT = re.compile(r"responded with a status of (409|422)|^htmx:(sendAbort|afterRequest)\b")


def said(words: str) -> str:
    """A pattern for the words, whichever of its spaces the page uses: French has three."""
    return r"\s".join(re.escape(word) for word in words.split(" "))


@dataclass
class Person:
    """One window of one person, with the site open at its front page."""

    page: Page
    site: str

    def click(self, name: str, role: str = "link") -> None:
        """Click what bears this name: a link, or a button with ``role``."""
        named = re.compile(rf"^{said(name)}( \d+)?$")  # a tab counts what it holds
        self.page.get_by_role(role, name=named).first.click()

    def press(self, name: str) -> None:
        """Press a button."""
        self.click(name, "button")

    def go(self, *names: str) -> None:
        """Follow links one after the other."""
        for name in names:
            self.click(name)

    def choose(self, name: str) -> None:
        """Tick the radio button or the box of this name."""
        self._field(name).check()

    def unfold(self, name: str) -> None:
        """Open what is folded under this name."""
        self.page.locator("summary", has_text=re.compile(said(name))).click()

    def write(self, label: str, text: str) -> None:
        """Write into the field of this label."""
        self._field(label).fill(text)

    def pick(self, label: str, option: str) -> None:
        """Choose an option of a list by its words."""
        self._field(label).select_option(label=option)

    def _field(self, label: str) -> Locator:
        """The field that bears this label, which may add that it is optional."""
        return self.page.get_by_label(re.compile(rf"^\s*{said(label)}(\s*\(facultatif\))?\s*$"))

    def reads(self, *texts: str) -> None:
        """Each text is to be seen on the page."""
        for text in texts:
            expect(self.page.get_by_text(re.compile(said(text))).first).to_be_visible()

    def sees(self, name: str, role: str) -> None:
        """Something of this role and exact name is to be seen: a heading, a link, a button."""
        expect(self.page.get_by_role(role, name=name, exact=True).first).to_be_visible()

    def is_asked(self, label: str) -> None:
        """The field of this label is to be seen: the step that it belongs to is there."""
        expect(self._field(label)).to_be_visible()

    def does_not_read(self, text: str) -> None:
        """The text is nowhere on the page."""
        expect(self.page.get_by_text(re.compile(said(text)))).to_have_count(0)

    def headed(self, title: str) -> None:
        """The page's own heading says so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(said(title)))

    def sign_in(self, email: str) -> None:
        """Through the front page's own link."""
        self.go("Se connecter")
        self.write("Courriel", email)
        self.write("Mot de passe", PASSWORD)
        self.press("Se connecter")
        expect(self.page.get_by_role("link", name="Bureau", exact=True)).to_be_visible()

    def home(self) -> None:
        """Back to the front page."""
        self.page.goto(self.site)


def is_complaint(message: ConsoleMessage) -> bool:
    """What the browser holds against a page.

    A form that is answered 409 or 422 is no fault of it, nor an advice that is no longer waited for.
    """
    return message.type == "error" and not NO_FAULT.search(message.text)


@dataclass
class Street:
    """Opens windows on one site; every window is watched for what the browser complains about."""

    browser: Browser
    site: str
    javascript: bool = True

    @contextmanager
    def person(self, email: str = "", **options: object) -> Iterator[Person]:
        """A window of a person's own, signed in when an address is given."""
        context = self.browser.new_context(
            locale="fr-CA", viewport={"width": 1280, "height": 900}, java_script_enabled=self.javascript, **options
        )
        context.set_default_timeout(PATIENCE)
        page, complaints = context.new_page(), []
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(self.site)
        somebody = Person(page, self.site)
        try:
            if email:
                somebody.sign_in(email)
            yield somebody
        except Exception:
            page.screenshot(path=Path(gettempdir()) / "carrefour-e2e.png", full_page=True)
            raise
        finally:
            context.close()
        assert complaints == [], complaints
