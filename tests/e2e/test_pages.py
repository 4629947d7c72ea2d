"""The main pages as people with a telephone, a keyboard or a screen reader meet them."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.accounts.actions import name_steward
from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.followers.actions import Figure, measure
from tests.e2e.access import faults_at, tab_to
from tests.e2e.walking import Street
from tests.world import World
from workflows.exits.states import State as ExitState
from workflows.requests.attachments import attach
from workflows.requests.states import State

pytestmark = pytest.mark.chromium

ADDRESS = "facebook.com/hydro.example"
# A word that no telephone's width takes, where people may write one.
LONG = "Anticonstitutionnellement_hydrodynamique_0123456789"


def counted(world: World, account: Account) -> Account:
    """The same account with a line of its followers, one of them doubted."""
    name_steward(account, world.author, "primary", actor=world.manager, at=world.tick(), since=date(2026, 1, 1))
    for month, value in ((1, 12_040), (2, 12_300), (3, 12_900), (4, 3)):
        measure(account, Figure(date(2026, month, 3), value, "Page"), actor=world.manager, at=world.tick())
    return account


def public_pages(world: World) -> dict[str, str]:
    """The pages that anyone may read, with something on them."""
    official = counted(world, world.account(f"https://www.{ADDRESS}"))
    world.account("https://x.com/hydro_example")
    closed = world.account("https://www.youtube.com/@hydro-example", standing=Standing.AFFILIATED, status=Status.CLOSED)
    decision = world.exit(ExitState.IN_FORCE)
    return {
        "directory": reverse("directory:list"),
        "account": official.get_absolute_url(),
        "tombstone": closed.get_absolute_url(),
        "verify": reverse("directory:verify"),
        "official": f"{reverse('directory:verify')}?address={ADDRESS}",
        "dormant": f"{reverse('directory:verify')}?address=x.com/hydro_example",
        "unknown": f"{reverse('directory:verify')}?address=x.com/{LONG[:15]}",
        "decisions": reverse("exits:list"),
        "decision": decision.get_absolute_url(),
        "policies": reverse("policies:list"),
        "sign-in": reverse("account_login"),
    }


def desk_pages(world: World) -> dict[str, dict[str, str]]:
    """The pages of the desk, by who opens them."""
    account = counted(world, world.account(f"https://www.{ADDRESS}"))
    draft, submitted, review = (
        world.request(state, title=LONG) for state in (State.DRAFT, State.SUBMITTED, State.IN_REVIEW)
    )
    attach(draft, actor=world.author, at=world.tick(), name=f"{LONG}.txt", data=b"Charte")
    decision = world.exit(ExitState.DRAFT)
    return {
        "author": {
            "requests": reverse("requests:list"),
            "new request": reverse("requests:create"),
            "draft": draft.get_absolute_url(),
            "editing it": reverse("requests:edit", args=[draft.pk]),
            "its files": reverse("requests:files", args=[draft.pk]),
            "mine": reverse("accounts:mine"),
        },
        "head": {"to endorse": submitted.get_absolute_url()},
        "manager": {
            "queue": reverse("requests:queue"),
            "to decide": review.get_absolute_url(),
            "account": reverse("accounts:detail", args=[account.slug]),
            "followers": reverse("followers:count", args=[account.slug]),
            "its figures": reverse("accounts:figures", args=[account.slug]),
            "a unit counted": reverse("followers:grid"),
            "decision": decision.get_absolute_url(),
            "editing it": reverse("exits:edit", args=[decision.slug]),
            "new decision": reverse("exits:create"),
            "recording": reverse("exits:record"),
        },
        "admin": {
            "units": reverse("organisation:units"),
            "people": reverse("organisation:people"),
            "new person": reverse("organisation:person_invite"),
            "new unit": reverse("organisation:unit_create"),
        },
        "auditor": {"journal": reverse("journal:list")},
    }


def found_on(street: Street, email: str, pages: dict[str, str]) -> dict[str, list[object]]:
    # The content policy is lifted here alone, since axe is itself a script put into the page.
    with street.person(email, bypass_csp=True) as person:
        found = {name: faults_at(person.page, street.site + path) for name, path in pages.items()}
    return {name: wrong for name, wrong in found.items() if wrong}


def test_public_pages_are_for_everybody(street, committed_world):
    assert found_on(street, "", public_pages(committed_world)) == {}


@pytest.mark.parametrize("who", ["author", "head", "manager", "admin", "auditor"])
def test_the_desk_is_for_everybody(street, committed_world, who):
    assert found_on(street, f"{who}@example.org", desk_pages(committed_world)[who]) == {}


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_verify_by_keyboard_alone(street, committed_world, javascript):
    committed_world.account(f"https://www.{ADDRESS}")
    with Street(street.browser, street.site, javascript).person() as visitor:
        page = visitor.page
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
        page.keyboard.press("Enter")
        field = page.get_by_label("Adresse ou nom de compte").first
        for _stop in range(5):
            page.keyboard.press("Tab")
            if page.locator("*:focus").get_attribute("name") == "address":
                break
        expect(field).to_be_focused()
        page.keyboard.type(f"https://m.{ADDRESS}/?ref=x")
        page.keyboard.press("Enter")
        visitor.sees("Officiel", "heading")


def test_a_request_is_endorsed_by_keyboard_alone(street, committed_world):
    request = committed_world.request(State.SUBMITTED)
    with street.person("head@example.org") as head:
        page = head.page
        page.goto(street.site + request.get_absolute_url())
        tab_to(page, page.get_by_label("Avaliser", exact=True))
        page.keyboard.press("Space")
        tab_to(page, page.get_by_role("button", name="Avaliser", exact=True))
        page.keyboard.press("Enter")
        head.reads("La demande est avalisée.")
