"""A no that helps: the manager names another way and an account, and the department reads both."""

import pytest

from tests.e2e.answering import answer, to_the_queue
from workflows.requests.models import PageRequest
from workflows.requests.states import RefusalReason, State

pytestmark = pytest.mark.chromium

PAGE = "Rivières en ville"
WHY = "Le compte de la bibliothèque parle déjà aux mêmes personnes."
INSTEAD = "Publiez chaque semaine sur le compte de la bibliothèque."


def test_a_refusal_with_another_way(street, committed_world):
    serving = committed_world.account("https://www.instagram.com/biblio.example/", unit="library")
    committed_world.request(State.IN_REVIEW, title=PAGE)
    words = {"reason_code": RefusalReason.EXISTING_SERVES, "reason": WHY}
    with street.person("manager@example.org") as manager:
        to_the_queue(manager, PAGE)
        answer(manager, "Refuser", "refuse", "Refuser la demande", **words)
        manager.reads("Erreur", "Autre voie proposée")
        assert PageRequest.objects.get().state == State.IN_REVIEW
        kept = manager.page.locator("form[action$='/refuse/'] [name='reason']").input_value()
        assert kept == WHY
        words |= {"alternative": INSTEAD, "alternative_account": serving.slug}
        answer(manager, "Refuser", "refuse", "Refuser la demande", **words)
        manager.reads("La demande est refusée.", INSTEAD)
    with street.person("author@example.org") as author:
        author.go("Bureau", "Demandes", "Terminées", PAGE)
        author.headed(PAGE)
        author.reads("Refusée", WHY, INSTEAD)
        author.page.locator("main").get_by_role("link", name="biblio.example").first.click()
        author.reads("Bibliothèque")
