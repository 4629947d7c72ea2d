"""An administrator enters a program, hands its token over, sees that it comes in, and takes it back."""

import pytest

from tests.e2e.access import faults_at
from tests.e2e.walking import Street
from tests.registry.followers.programs import COUNTS, bearing, door, program

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_token_is_handed_over_once(street, committed_world, javascript):
    with Street(street.browser, street.site, javascript).person("admin@example.org") as admin:
        admin.go("Bureau", "Programmes")
        admin.reads("Aucun programme")
        admin.go("Inscrire un programme")
        admin.write("Nom du programme", "Tableau de bord, DSI")
        admin.pick("Unité", "— Génie hydrique")
        admin.pick("Ce qu’il peut faire", "Relevé des abonnés")
        admin.press("Inscrire")
        admin.reads("Programme inscrit : Tableau de bord, DSI.")
        admin.write("Nom du jeton", "Serveur des rapports")
        admin.press("Donner le jeton")
        admin.headed("Jeton donné")
        secret = admin.page.get_by_label("Serveur des rapports").input_value()
        assert bearing(secret).get(COUNTS).status_code == 200
        admin.go("C’est rangé")
        admin.headed("Programmes")
        assert secret not in admin.page.content()
        admin.go("Retirer le jeton Serveur des rapports")
        admin.press("Retirer le jeton")
        admin.reads("Le jeton est retiré : il n’ouvre plus rien.", "Retiré")
    assert bearing(secret).get(COUNTS).status_code == 401


def test_the_pages_are_for_everybody(street, committed_world):
    sender = program(committed_world)
    program(committed_world, "library")
    pages = [
        door("programs"),
        door("program_create"),
        door("token_give", sender.user.pk),
        door("token_revoke", sender.token.pk),
    ]
    with street.person("admin@example.org", bypass_csp=True) as admin:
        assert {page: faults for page in pages if (faults := faults_at(admin.page, street.site + page))} == {}
