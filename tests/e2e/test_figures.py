"""A steward's figure in two clicks, one that is doubted, and one that a manager corrects, without losing any."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from registry.accounts.actions import name_steward
from registry.accounts.models import Account
from registry.followers.actions import Figure, measure
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.states import Reply
from registry.language import Pair
from tests.e2e.walking import Street, said
from tests.world import World

pytestmark = pytest.mark.chromium

TITLE = "Hydro en direct"


@pytest.fixture
def account(committed_world: World) -> Account:
    """An account that somebody answers for, counted once a month since July."""
    world = committed_world
    account = world.account("https://www.facebook.com/hydro.example", title=Pair(TITLE, ""))
    name_steward(account, world.steward, "primary", actor=world.manager, at=world.tick(), since=date(2026, 7, 1))
    for month, value in ((7, 1180), (8, 1192), (9, 1197), (10, 1210)):
        measure(account, Figure(date(2026, month, 1), value, "Page"), actor=world.manager, at=world.tick())
    return account


def two_clicks(street: Street) -> None:
    with street.person("steward@example.org") as steward:
        steward.go("Bureau", "Mes comptes")
        steward.unfold("Relever")
        steward.write("Abonnés", "1 234")
        steward.press("Consigner")
        steward.headed("Mes comptes")
        steward.reads("Le relevé est consigné", "1 234")


def by_keyboard(street: Street) -> None:
    """The same without a mouse, and a word that is no number stays where it was typed."""
    with street.person("steward@example.org") as steward:
        page = steward.page
        page.goto(street.site + reverse("accounts:mine"))
        page.locator("main summary").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Abonnés", exact=True)).to_be_focused()
        page.keyboard.type("beaucoup")
        page.keyboard.press("Enter")
        steward.reads("Écrivez un nombre entier")
        expect(page.get_by_label("Abonnés", exact=True)).to_have_value("beaucoup")


def doubted(street: Street) -> None:
    with street.person("steward@example.org") as steward:
        steward.go("Bureau", "Mes comptes")
        steward.unfold("Relever")
        steward.write("Abonnés", "12")
        steward.write("Jour du relevé", (timezone.localdate() - timedelta(days=1)).isoformat())
        steward.press("Consigner")
        steward.headed("Un chiffre à confirmer")
        steward.choose("Non, l’écarter")
        steward.write("Ce qui le montre", "Il manque deux chiffres.")
        steward.press("Répondre")
        steward.reads("Votre réponse est consignée.")


def corrected(street: Street, account: Account) -> None:
    with street.person("manager@example.org") as manager:
        manager.page.goto(street.site + reverse("accounts:figures", args=[account.slug]))
        manager.click("Corriger : 1er octobre 2026")
        manager.write("Nombre", "1 201")
        manager.write("Motif de la correction", "Relu sur la capture.")
        manager.press("Corriger")
        manager.reads("l’ancien reste lisible")
        manager.page.goto(street.site + reverse("accounts:figures", args=[account.slug]))
        table = manager.page.get_by_role("table")
        for words in ("1 201", "1 210", "Remplacé", "Relu sur la capture.", "Écarté", "Il manque deux chiffres."):
            expect(table).to_contain_text(re.compile(said(words)))


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_figures_are_entered_doubted_and_corrected(street, account, javascript):
    street = Street(street.browser, street.site, javascript)
    two_clicks(street)
    by_keyboard(street)
    doubted(street)
    corrected(street, account)
    today = timezone.localdate()
    assert FollowerCount.objects.get(day=today).value == 1234
    assert QuestionedCount.objects.get().reply == Reply.REFUSED
    october = FollowerCount.with_replaced.filter(day=date(2026, 10, 1)).order_by("pk")
    assert [(count.value, bool(count.replaced_at)) for count in october] == [(1210, True), (1201, False)]
