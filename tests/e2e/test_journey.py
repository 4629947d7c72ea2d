"""From a wish to its silence: asked, endorsed, approved, online, found, verified, suspended, and what verify says then."""

from dataclasses import replace

import pytest

from tests.e2e.asking import ask_for_a_page
from tests.e2e.walking import Street

pytestmark = pytest.mark.chromium

PAGE = "Rivières en ville"
ADDRESS = "https://www.instagram.com/rivieres.example"
WHY_FR = "La plateforme ne tient plus ses engagements."
WHY_EN = "The platform no longer keeps its word."


def ask(street: Street) -> None:
    with street.person("author@example.org") as author:
        ask_for_a_page(author, PAGE, "rivieres.example")
        author.headed(PAGE)
        author.reads("La demande est soumise.", "Demandée, aval attendu")


def endorse(street: Street) -> None:
    with street.person("head@example.org") as head:
        head.go("Bureau", "File des demandes", PAGE)
        head.choose("Avaliser")
        head.press("Avaliser")
        head.reads("La demande est avalisée.")


def approve(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Bureau", "File des demandes", PAGE)
        manager.press("Prendre en examen")
        manager.choose("Approuver")
        manager.press("Approuver")
        manager.reads("La demande est approuvée.")


def open_the_page(street: Street) -> None:
    with street.person("author@example.org") as author:
        author.go("Bureau", PAGE)
        author.write("Adresse de la page", "instagram.com/Rivieres.Example?igsh=abc")
        author.choose("Deux personnes au moins administrent la page")
        author.choose("Chacune se connecte avec un second facteur")
        author.choose("La récupération passe par la boîte de l’unité")
        author.write("Page officielle qui mène à la page", "https://www.example.org/hydro/")
        author.press("Donner l’adresse")
        author.reads("L’adresse est donnée.", ADDRESS)


def put_online(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Bureau", "File des demandes", PAGE)
        manager.choose("Lien depuis une page officielle")
        manager.write("Où la voir", "https://www.example.org/hydro/")
        manager.press("Inscrire comme officiel")
        manager.reads("Le compte est au registre, officiel.")


def find(street: Street) -> None:
    with street.person() as visitor:
        visitor.go("Annuaire")
        visitor.write("Chercher un compte ou une unité", "riviere")
        visitor.press("Filtrer")
        visitor.go(PAGE)
        visitor.headed(PAGE)
        visitor.reads("Génie hydrique", "Officiel", "Actif")


def verify(street: Street, answer: str) -> None:
    with street.person() as visitor:
        visitor.write("Adresse ou nom de compte", ADDRESS)
        visitor.press("Vérifier")
        visitor.sees(answer, "heading")


def suspend(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Décisions", "Nouvelle décision")
        manager.pick("Plateforme", "Instagram")
        manager.pick("Nature", "Suspendre l’activité")
        manager.write("Motif, en français", WHY_FR)
        manager.write("Motif, en anglais", WHY_EN)
        manager.press("Commencer le projet")
        manager.reads(PAGE)
        manager.press("Enregistrer le projet")
        manager.press("Proposer à la direction")
        manager.reads("Proposée")


def decide(street: Street) -> None:
    with street.person("leader@example.org") as leader:
        leader.go(
            "Bureau", "Décisions de plateforme", "En préparation", "École d’exemple suspend son activité sur Instagram"
        )
        leader.press("Prendre la décision")
        leader.reads("Décidée")


def carry_out(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Décisions", "En préparation", "École d’exemple suspend son activité sur Instagram")
        manager.press("Annoncer")
        manager.reads("Annoncée")
        manager.press("Mettre en vigueur")
        manager.reads("En vigueur")


def read_why(street: Street) -> None:
    with street.person() as visitor:
        visitor.write("Adresse ou nom de compte", ADDRESS)
        visitor.press("Vérifier")
        visitor.sees("Officiel, en sommeil", "heading")
        visitor.go("Lire la décision")
        visitor.headed("suspend")
        visitor.reads(WHY_FR, PAGE)
        visitor.page.get_by_role("link", name="English").click()
        visitor.reads(WHY_EN)


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_from_a_wish_to_its_silence(street, javascript):
    street = replace(street, javascript=javascript)
    verify(street, "Inconnu ici")
    for step in (ask, endorse, approve, open_the_page, put_online, find):
        step(street)
    verify(street, "Officiel")
    for step in (suspend, decide, carry_out, read_why):
        step(street)
