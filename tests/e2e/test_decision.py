"""A decision from its first words to its public page: prepared, consulted about, decided, announced, in force, corrected."""

from dataclasses import replace

import pytest

from registry.language import Pair
from tests.e2e.walking import Street

pytestmark = pytest.mark.chromium

HEADLINE = "École d’exemple suspend son activité sur X"
WHY = "La plateforme ne tient plus ses engagements."
EVIDENCE = "Relevé des signalements de l’an dernier."
AGAIN = "Si la modération redevient effective."
OPINION = "Gardons le nom, il serait repris."
ANNOUNCED = "L’École suspend son activité sur X."
CORRECTED = "La plateforme ne tient plus ses engagements de 2022."


def prepare(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Décisions", "Nouvelle décision")
        manager.pick("Plateforme", "X")
        manager.pick("Nature", "Suspendre l’activité")
        manager.write("Instance qui décide", "Assemblée de direction")
        manager.write("Motif, en français", WHY)
        manager.write("Motif, en anglais", "The platform no longer keeps its word.")
        manager.write("Éléments à l’appui", EVIDENCE)
        manager.write("À revoir si…", AGAIN)
        manager.write("Nombre d’abonnés annoncé", "60000")
        manager.press("Commencer le projet")
        manager.sees("Génie hydrique, x.com/hydro_ex", "heading")
        manager.pick("Unité", "Bibliothèque")
        manager.page.locator("#id_tree_reach").select_option(label="Laissé à l’unité")
        manager.press("Prendre cet arbre en entier")
        manager.reads("L’arbre de l’unité est pris en entier.")
        manager.press("Enregistrer le projet")
        manager.unfold("Mettre en consultation")
        manager.press("Mettre en consultation")
        manager.reads("Le projet est en consultation.")


def advise(street: Street) -> None:
    with street.person("adviser@example.org") as adviser:
        adviser.go("Décisions", "En préparation", HEADLINE)
        adviser.reads(EVIDENCE)
        adviser.write("Votre avis", OPINION)
        adviser.press("Donner cet avis")
        adviser.reads("Votre avis est ajouté.", OPINION)


def propose(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Décisions", "En préparation", HEADLINE)
        manager.reads(OPINION)
        manager.unfold("Reprendre la rédaction")
        manager.press("Reprendre la rédaction")
        manager.go("Modifier le projet")
        manager.pick("Noms de compte", "gardé")
        manager.press("Enregistrer le projet")
        manager.press("Proposer à la direction")
        manager.reads("La décision est proposée à la direction.")


def decide(street: Street) -> None:
    with street.person("leader@example.org") as leader:
        leader.go("Bureau", "Décisions de plateforme", "En préparation", HEADLINE)
        leader.reads(OPINION, "Non calculable", "60 000")
        leader.press("Prendre la décision")
        leader.reads("La décision est prise.")


def publish(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Décisions", "En préparation", HEADLINE, "Garder un communiqué")
        manager.write("Communiqué, en français", ANNOUNCED)
        manager.write("Communiqué, en anglais", "The School suspends its activity on X.")
        manager.choose("Le fichier joint")
        page = {"name": "communique.html", "mimeType": "text/html", "buffer": b"<h1>X</h1>"}
        manager.page.get_by_label("Fichier", exact=False).last.set_input_files(page)
        manager.press("Garder cette version")
        manager.reads("Le communiqué est gardé.")
        manager.press("Annoncer")
        manager.press("Mettre en vigueur")
        manager.reads("La décision est en vigueur.")
        manager.go("Corriger le texte")
        manager.pick("Ce qui est à corriger", "Motif, en français")
        manager.write("À lire", CORRECTED)
        manager.write("Pourquoi, en français", "L’année manquait.")
        manager.write("Pourquoi, en anglais", "The year was missing.")
        manager.press("Publier la correction")
        manager.reads("La correction est publiée à côté du texte.")


def read(street: Street) -> None:
    with street.person() as reader:
        reader.go("Décisions", HEADLINE)
        reader.headed(HEADLINE)
        reader.reads(
            WHY, CORRECTED, "L’année manquait.", AGAIN, ANNOUNCED, "Assemblée de direction", "Laissé à l’unité"
        )
        reader.reads("60 000", "SHA-256")
        reader.does_not_read(EVIDENCE)
        reader.does_not_read(OPINION)
        with reader.page.expect_download() as copy:
            reader.go("Télécharger la copie")
        assert copy.value.suggested_filename.endswith("-1.html")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_from_the_first_words_to_the_public_page(street, committed_world, javascript):
    committed_world.account("https://x.com/hydro_ex", title=Pair("Génie hydrique", ""))
    committed_world.account("https://x.com/library_ex", unit="library", title=Pair("Bibliothèque", ""))
    street = replace(street, javascript=javascript)
    for step in (prepare, advise, propose, decide, publish, read):
        step(street)
