"""A manager clears ten requests at once: filters, ticks, one reason, and a line for each."""

import pytest
from playwright.sync_api import expect

from tests.e2e.answering import to_the_queue
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.states import Stage, State, Through

pytestmark = pytest.mark.chromium

WHY = "Le plan de la faculté les prévoit."
TITLES = [f"Chantier {number:02}" for number in range(10)]


def test_ten_requests_with_one_reason(street, committed_world):
    for title in TITLES:
        committed_world.request(State.ENDORSED, title=title)
    committed_world.request(State.ENDORSED, title="Rivières")
    with street.person("manager@example.org") as manager:
        to_the_queue(manager)
        manager.write("Chercher", "chantier")
        manager.press("Filtrer")
        manager.reads("Demandes : 10")
        for tick in manager.page.get_by_role("checkbox").all():
            tick.check()
        manager.pick("Réponse", "Approuver")
        manager.press("Continuer")
        manager.reads("Demandes cochées : 10", "Rien n’est encore fait.", *TITLES)
        assert not PageRequest.objects.filter(state=State.APPROVED).exists()
        manager.write("Mot pour l’unité", WHY)
        manager.press("Approuver")
        manager.reads("Faites : 10. Laissées : 0.")
        manager.go("Revenir à la file")
        manager.reads("Demandes : 1", "Rivières")
        expect(manager.page.get_by_role("checkbox")).to_have_count(1)
    assert PageRequest.objects.filter(state=State.APPROVED, title__in=TITLES).count() == len(TITLES)
    given = Verdict.objects.filter(stage=Stage.DECISION)
    assert set(given.values_list("by", "through", "reason")) == {(committed_world.manager.pk, Through.BULK, WHY)}
    with street.person("author@example.org") as author:
        author.go("Bureau", TITLES[3])
        author.reads("Approuvée", WHY)
