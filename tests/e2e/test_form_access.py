"""The form in steps for somebody who has a keyboard alone, a telephone or a screen reader; and its questions about students."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from registry.accounts.audiences import Audience
from tests.e2e.access import faults, faults_at, tab_to
from tests.e2e.asking import NEXT
from workflows.requests.models import PageRequest
from workflows.requests.questions import ASKED
from workflows.requests.states import Kind, State

pytestmark = pytest.mark.chromium

LONG = "Anticonstitutionnellement_hydrodynamique_0123456789"
STEPS = list(ASKED[Kind.OPEN])


@pytest.fixture
def drafts(committed_world) -> dict[str, PageRequest]:
    """A draft that says all, one with long words, and one that says nothing yet; an account speaks to the same public."""
    world = committed_world
    serves = world.account("https://www.facebook.com/hydro.example")
    serves.audiences = [Audience.FUTURE_STUDENTS]
    serves.save()
    nothing = {"title": "Instagram · Génie hydrique", "audiences": [], "languages": [], "primary_steward": None}
    nothing |= {"backup_steward": None, "recovery_mailbox": "", "wanted_handle": "", "purpose": "", "content_plan": ""}
    return {
        "full": world.draft(with_students=True, languages=["fr", "ar"], language_reason="Un public arabophone."),
        "long": world.draft(title=LONG, audience=LONG, moderation=LONG, rhythm=LONG),
        "empty": world.draft(**nothing),
    }


def test_every_step_is_for_everybody(street, drafts):
    found = {}
    with street.person("author@example.org", bypass_csp=True) as author:
        page = author.page
        for name in ("full", "long"):
            for step in STEPS:
                address = street.site + reverse("requests:step", args=[drafts[name].pk, step])
                found[name, step] = faults_at(page, address)
            found[name, "summary"] = faults_at(page, street.site + reverse("requests:edit", args=[drafts[name].pk]))
        found["serving"] = faults_at(page, street.site + reverse("requests:serving", args=[drafts["full"].pk]))
        for step in STEPS[1:]:
            page.goto(street.site + reverse("requests:step", args=[drafts["empty"].pk, step]))
            author.press(NEXT)
            expect(page.locator(".error-summary")).to_be_focused()
            found["refused", step] = faults(page)
        page.goto(street.site + reverse("requests:create"))
        author.press(NEXT)
        expect(page.locator(".error-summary")).to_be_focused()
        found["refused", "kind"] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("kind", Kind.values)
def test_the_first_step_of_every_kind_is_for_everybody(street, drafts, kind):
    with street.person("author@example.org", bypass_csp=True) as author:
        page = author.page
        page.goto(street.site + reverse("requests:create"))
        page.locator(f"input[value={kind}]").check()
        asks_account = "about" in ASKED[kind]["kind"].fields
        expect(page.locator("[name=about]" if asks_account else "[name=platform]")).to_be_visible()
        assert faults(page) == []


def write(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(re.compile(rf"^\s*{label}")))
    page.keyboard.type(text)


def go_on(page: Page) -> None:
    tab_to(page, page.get_by_role("button", name=NEXT))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page: Page, label: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Space")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_request_is_asked_by_keyboard_alone(street, committed_world, javascript):
    street = replace(street, javascript=javascript)
    with street.person("author@example.org") as author:
        page = author.page
        page.goto(street.site + reverse("requests:create"))
        write(page, "Plateforme", "Instagram")
        if javascript:
            expect(page.locator("#stance")).to_contain_text("Instagram")
            expect(page.get_by_label("Plateforme")).to_be_focused()
        go_on(page)
        write(page, "Nom de la page", "Rivières en ville")
        write(page, "Nom de compte souhaité", "rivieres.urbaines")
        write(page, "Pour dire quoi", "Les crues.")
        go_on(page)
        tick(page, "Grand public")
        tick(page, "Français")
        go_on(page)
        write(page, "Contenus prévus", "Des chantiers")
        write(page, "Rythme", "Chaque semaine")
        write(page, "Moyens", "Deux heures")
        write(page, "Modération", "Chaque jour")
        write(page, "Contact hors", "Poste 5555")
        go_on(page)
        write(page, "Responsable", "Steward")
        write(page, "Seconde personne", "Colleague")
        write(page, "Boîte de récupération", "rivieres@example.org")
        go_on(page)
        tab_to(page, page.get_by_role("button", name="Soumettre la demande"))
        page.keyboard.press("Enter")
        author.reads("La demande est soumise.")
    asked = PageRequest.objects.get()
    assert (asked.state, asked.audiences, asked.languages) == (State.SUBMITTED, ["public"], ["fr"])


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_page_for_minors_is_asked_about_them_and_the_adviser_is_on_the_way(street, drafts, javascript):
    street = replace(street, javascript=javascript)
    with street.person("author@example.org") as author:
        page = author.page
        page.goto(street.site + reverse("requests:step", args=[drafts["long"].pk, "publics"]))
        author.choose("Élèves mineurs")
        author.press(NEXT)
        author.reads("La page s’adresse à des mineurs : cochez cette case et répondez aux questions qui suivent.")
        questions = [page.get_by_label(words) for words in ("groupe fermé et privé", "consentements", "Qui entre")]
        for question in questions:
            expect(question).to_be_hidden()
        author.choose("La page s’occupe d’étudiants ou de mineurs")
        for question in questions:
            expect(question).to_be_visible()
        if javascript:
            author.reads("la protection des données est consultée")
        author.press(NEXT)
        author.reads("cochez la case", "Dites comment les consentements sont recueillis.", "Dites qui entre dans le")
        author.reads("la protection des données est consultée")
        author.choose("Ce sera un groupe fermé et privé")
        author.write("Comment les consentements sont-ils recueillis ?", "Par écrit, des parents.")
        author.write("Qui entre dans le groupe, et qui en sort ?", "Les inscrits, relus en juin.")
        author.press(NEXT)
        author.reads("Contenus prévus", "la protection des données est consultée")
    asked = PageRequest.objects.get(pk=drafts["long"].pk)
    assert (asked.with_students, asked.closed_group, asked.audiences) == (True, True, ["future_students", "minors"])
