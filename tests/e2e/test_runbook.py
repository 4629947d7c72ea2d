"""A steward carries a decision out: finds what is to be done, does it, exports the archive; the manager follows it through."""

from dataclasses import replace

import pytest

from registry.accounts.actions import name_steward
from registry.accounts.models import StewardRank
from registry.language import Pair
from tests.e2e.walking import Street
from workflows.exits.states import HandleFate, State

pytestmark = pytest.mark.chromium

HEADLINE = "École d’exemple suspend son activité sur X"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def carry_out(street: Street) -> None:
    with street.person("steward@example.org") as steward:
        steward.go("Bureau", "Mes tâches")
        steward.headed("Mes tâches")
        steward.go("Changer la présentation")
        steward.reads("Textes prêts à copier")
        assert (
            "Ce compte est inactif depuis le"
            in steward.page.get_by_label("Texte en français", exact=True).input_value()
        )
        assert (
            "This account has been inactive since"
            in steward.page.get_by_label("Texte en anglais", exact=True).input_value()
        )
        steward.press("C’est fait")
        steward.reads("Ce champ est obligatoire")
        steward.write("Ce qui le montre", "https://x.com/hydro_ex")
        steward.press("C’est fait")
        steward.reads("La tâche est faite.", "https://x.com/hydro_ex")


def do_several(street: Street) -> None:
    with street.person("steward@example.org") as steward:
        steward.go("Bureau", "Mes tâches")
        for task in ("Épingler la dernière publication", "Arrêter les publications programmées"):
            steward.page.get_by_role("row").filter(has_text=task).get_by_role("checkbox").check()
        steward.page.get_by_role("row").filter(has_text="Retirer l’accès").get_by_role("checkbox").check()
        steward.write("Ce qui le montre", "Captures d’écran versées au dossier")
        steward.press("Toutes faites")
        steward.reads("Tâches faites : 3")
        steward.does_not_read("Épingler la dernière publication")


def export(street: Street) -> None:
    with street.person("steward@example.org") as steward:
        steward.go("Bureau", "Mes tâches", "Exporter l’archive")
        steward.write("Empreinte SHA-256", "abc")
        steward.write("Où elle est conservée", "Archives de l’École, boîte 4")
        steward.press("C’est fait")
        steward.reads("64 caractères, chiffres et lettres")
        steward.write("Empreinte SHA-256", DIGEST)
        steward.press("C’est fait")
        steward.reads("La tâche est faite.", DIGEST, "Archives de l’École, boîte 4")


def follow(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Décisions", HEADLINE)
        manager.reads("Mise en œuvre", "5 sur 6")
        manager.unfold("Déclarer menée à bien")
        manager.press("Déclarer menée à bien")
        manager.reads("Il reste des tâches à faire ou à écarter : 1")
        manager.go("Voir les tâches")
        manager.page.get_by_role("rowheader", name="Annoncer le départ").get_by_role("link").click()
        manager.write("Ce qui le montre", "https://example.org/communique")
        manager.press("C’est fait")
        manager.go("Tâches", "Par compte")
        manager.reads("5 sur 5")
        manager.go(HEADLINE)
        manager.unfold("Déclarer menée à bien")
        manager.press("Déclarer menée à bien")
        manager.reads("La décision est menée à bien.")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_steward_carries_the_tasks_out_and_a_manager_follows(street, committed_world, javascript):
    world = committed_world
    account = world.account("https://x.com/hydro_ex", title=Pair("Génie hydrique", ""))
    since = world.at.date()
    name_steward(account, world.steward, StewardRank.PRIMARY, actor=world.manager, at=world.tick(), since=since)
    world.exit(State.IN_FORCE, handle_fate=HandleFate.KEPT)
    street = replace(street, javascript=javascript)
    for step in (carry_out, do_several, export, follow):
        step(street)
