"""A head on the way: reads the mail on a telephone, follows its link, confirms, and is told so the second time."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.e2e.walking import Person
from tests.world import World
from workflows.notifications.delivery import relay
from workflows.notifications.models import Notification
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.states import State, Through

pytestmark = pytest.mark.chromium

TELEPHONE = {"width": 390, "height": 844}
PAGE = "Rivières en ville"
WHY = "Oui, et que les étudiants y publient aussi."


@pytest.fixture
def site(settings, live_server) -> str:
    """Links in mails lead to the site that the browser can open."""
    settings.SITE_URL = live_server.url
    return live_server.url


def letter(world: World, site: str) -> tuple[str, str]:
    """The HTML of the head's mail about a request that was just handed in, and its decision link."""
    Notification.objects.all().delete()
    world.at = datetime.now(UTC)
    world.request(State.SUBMITTED, title=PAGE)
    relay(now=datetime.now(UTC).replace(year=2090))
    (message,) = mail.outbox
    html = message.alternatives[0][0]
    return html, re.search(rf"{site}/requests/answer/\?link=[^\"\s]+", message.body)[0]


def reads_the_mail(person: Person, html: str) -> None:
    """The mail as a page of its own, outside the site; its button leads there."""
    person.page.goto("about:blank")
    person.page.set_content(html)
    person.reads("Demandée", PAGE, "aval attendu", "Au plus tard le")
    person.go("Répondre à la demande")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_head_decides_from_the_mail(street, committed_world, site, javascript):
    html, link = letter(committed_world, site)
    street = replace(street, javascript=javascript)
    with street.person() as scanner:
        scanner.page.goto(link)
        scanner.reads("Répondre à une demande")
    assert not Verdict.objects.exists()
    with street.person() as head:
        head.page.set_viewport_size(TELEPHONE)
        reads_the_mail(head, html)
        head.headed("Répondre à une demande")
        head.reads(PAGE, "Vous répondez au nom de Head", "ne sert qu’une fois")
        head.choose("Avaliser")
        head.write("Mot pour l’unité", WHY)
        head.press("Avaliser")
        head.headed("Ce lien a servi")
        head.reads("Votre réponse est enregistrée")
        expect(head.page.get_by_role("button", name="Avaliser")).to_have_count(0)
    verdict = Verdict.objects.get()
    assert (verdict.by, verdict.through, verdict.reason) == (committed_world.head, Through.MAIL, WHY)
    assert PageRequest.objects.get().state == State.ENDORSED
