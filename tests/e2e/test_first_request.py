"""Somebody asks for a page for the first time: goes wrong at each step, is told beside the field, leaves, comes back, sends."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from registry.accounts.audiences import Audience
from registry.organisation.models import User
from registry.platforms.actions import record_stance
from registry.platforms.positions import Position
from tests.e2e.asking import NEXT, page_step, plan_step, publics_step
from tests.e2e.walking import Person, Street, said
from tests.workflows.policies.making import directive
from tests.world import PASSWORD, World
from workflows.requests.models import PageRequest
from workflows.requests.states import State

pytestmark = pytest.mark.chromium

TITLE = "Rivières en ville"


@pytest.fixture
def house(committed_world) -> World:
    """The institution left X, speaks to the general public on Facebook already, and has a directive to read."""
    world = committed_world
    facts = {"position": Position.SUSPENDED, "as_of": "2026-01-10"}
    record_stance(world.poly, world.platform("x"), **facts, actor=world.manager, at=world.tick())
    directive(world, "2020")
    serves = world.account("https://www.facebook.com/hydro.example")
    serves.audiences = [Audience.PUBLIC]
    serves.save()
    world.account("https://www.instagram.com/rivieres.ville/")
    User.objects.filter(email__in=["neighbour@example.org", "colleague@example.org"]).update(is_student=True)
    return world


def errs(person: Person, *sentences: str) -> None:
    """The summary at the head of the page has the focus and says each; so does a line beside the field that it leads to."""
    page = person.page
    expect(page).to_have_title(re.compile("^Erreur"))
    expect(page.locator(".error-summary")).to_be_focused()
    for sentence in sentences:
        line = page.locator(".error-summary a", has_text=re.compile(said(sentence)))
        field = page.locator(".field", has=page.locator(line.get_attribute("href"))).last
        expect(field.locator(".errorlist", has_text=re.compile(said(sentence)))).to_be_visible()


def goes_wrong_on_the_platform(person: Person) -> None:
    person.go("Bureau", "Demander une page")
    person.choose("Ouvrir une page")
    person.pick("Unité", "Génie hydrique")
    person.pick("Plateforme", "X (Twitter) – École d’exemple : Activité suspendue")
    person.press(NEXT)
    errs(person, "L’institution n’ouvre plus de page sur")
    person.pick("Plateforme", "Instagram")
    person.press(NEXT)


def goes_wrong_on_the_name(person: Person) -> None:
    person.write("Nom de compte souhaité", "https://www.instagram.com/p/Cabc123/")
    person.press(NEXT)
    errs(person, "une publication", "Donnez le nom de la page.", "Dites l’objet de la page.")
    page_step(person, TITLE, "rivieres.vi11e")
    person.is_asked("Grand public")
    person.go("La page")
    person.reads("Ce nom ressemble à des comptes du registre", "rivieres.ville")
    page_step(person, TITLE, "rivieres.urbaines")


def goes_wrong_on_the_publics(person: Person) -> None:
    person.unfold("Une autre langue")
    person.choose("Allemand")
    person.press(NEXT)
    errs(person, "Choisissez au moins un public.", "Dites pourquoi une autre langue que")
    person.write("Pourquoi une autre langue que le français ou l’anglais ?", "Un projet avec Vienne.")
    publics_step(person)


def goes_wrong_on_the_plan(person: Person) -> None:
    person.write("Fin du projet", "2020-01-31")
    person.press(NEXT)
    errs(person, "Donnez un jour à venir.", "Dites qui lit les commentaires", "Donnez qui joindre hors des heures")
    person.write("Fin du projet", "")
    person.write("Contenus prévus", "Presque fini")
    person.press("Enregistrer et quitter")
    person.reads("Le brouillon est gardé.")


def comes_back_after_the_session_closed(person: Person) -> None:
    person.go("Bureau", TITLE, "Modifier")
    person.go("Les contenus")
    person.is_asked("Contenus prévus")
    person.page.context.clear_cookies(name="sessionid")
    plan_step(person)
    person.write("Courriel", "author@example.org")
    person.write("Mot de passe", PASSWORD)
    person.press("Se connecter")
    person.reads("Votre session s’était fermée")
    person.press(NEXT)


def goes_wrong_on_the_people(person: Person) -> None:
    person.pick("Responsable", "Steward · steward@example.org")
    person.write("Boîte de récupération", "quelquun@gmail.com")
    person.press(NEXT)
    errs(person, "Nommez deux personnes différentes.", "C’est une adresse personnelle")
    person.pick("Responsable", "Neighbour · neighbour@example.org")
    person.pick("Seconde personne", "Colleague · colleague@example.org")
    person.write("Boîte de récupération", "steward@example.org")
    person.press(NEXT)
    errs(person, "L’une des deux personnes au moins ne doit pas être étudiante.", "C’est l’adresse d’une personne")
    person.pick("Responsable", "Steward · steward@example.org")
    person.write("Boîte de récupération", "rivieres@example.org")
    person.press("Enregistrer et quitter")


def answers_for_the_account_that_could_serve(person: Person) -> None:
    person.go("Modifier")
    person.press("Soumettre la demande")
    person.reads("Erreur : à compléter avant de soumettre", "n’a pas encore dit qu’elle a lu la directive")
    person.reads("dites si chacun conviendrait.")
    person.go("Voir les comptes et répondre")
    person.press("Répondre")
    errs(person, "Dites s’il convient.", "Dites pourquoi, ou ce que vous y publieriez.")
    person.choose("Il ne convient pas")
    person.write("Pourquoi, ou ce que vous proposez d’y publier", "Il ne parle que des cours.")
    person.press("Répondre")
    person.reads("Votre réponse est gardée.")


def reads_the_directive(street: Street, email: str) -> None:
    with street.person(email) as reader:
        reader.go("Bureau", "Lire la directive")
        reader.press("J’ai lu et j’accepte")
        reader.reads("Vous l’avez lue et acceptée")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_first_request(street, house, javascript):
    street = replace(street, javascript=javascript)
    with street.person("author@example.org") as author:
        for step in (
            goes_wrong_on_the_platform,
            goes_wrong_on_the_name,
            goes_wrong_on_the_publics,
            goes_wrong_on_the_plan,
            comes_back_after_the_session_closed,
            goes_wrong_on_the_people,
            answers_for_the_account_that_could_serve,
        ):
            step(author)
        for steward in ("steward@example.org", "colleague@example.org"):
            reads_the_directive(street, steward)
        author.go("Relire et soumettre")
        author.press("Soumettre la demande")
        author.reads("La demande est soumise.", "Demandée, aval attendu")
    asked = PageRequest.objects.get()
    assert (asked.state, asked.title, asked.wanted_handle) == (State.SUBMITTED, TITLE, "rivieres.urbaines")
    assert asked.content_plan == "Des chantiers, des crues."
