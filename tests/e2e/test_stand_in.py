"""Somebody is away: the leader names a stand-in, who answers "A for B" and cannot pass it on."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from registry.organisation.models import StandIn
from registry.organisation.permissions import Can
from registry.organisation.standing_forms import ABILITIES
from tests.e2e.answering import answer, to_the_queue
from tests.e2e.walking import Street
from workflows.requests.models import Verdict
from workflows.requests.states import Stage, State

pytestmark = pytest.mark.chromium

PAGE = "Rivières en crue"
WHY = "Oui, tant que dure la crue."
CONSENT = str(ABILITIES[Can.REQUEST_CONSENT])


def name_a_stand_in(street: Street) -> None:
    with street.person("leader@example.org") as leader:
        leader.go("Bureau", "Suppléances")
        leader.pick("Qui vous remplace", "Manager2 · manager2@example.org")
        leader.choose(CONSENT)
        today = timezone.localdate().isoformat()
        leader.write("Premier jour", today)
        leader.write("Dernier jour", today)
        leader.press("Confier")
        leader.reads("Manager2 vous remplace")


def consent_for_the_leader(street: Street) -> None:
    with street.person("manager2@example.org") as stand_in:
        to_the_queue(stand_in, "Consentement", PAGE)
        answer(stand_in, "Consentir", "consent", "Consentir", reason=WHY)
        stand_in.reads("La demande est approuvée.", WHY, "Manager2 pour Leader")


def cannot_pass_it_on(street: Street) -> None:
    with street.person("manager2@example.org") as stand_in:
        stand_in.go("Bureau", "Suppléances")
        stand_in.reads("Vous remplacez Leader")
        stand_in.sees("Confier une suppléance", "heading")
        expect(stand_in.page.get_by_label(CONSENT)).to_have_count(0)


def test_a_stand_in_answers_for_the_leader(street, committed_world):
    committed_world.request(State.WITH_LEADERSHIP, title=PAGE)
    with street.person("manager2@example.org") as early:
        to_the_queue(early)
        early.does_not_read(PAGE)
    name_a_stand_in(street)
    consent_for_the_leader(street)
    cannot_pass_it_on(street)
    verdict = Verdict.objects.get(stage=Stage.LEADERSHIP)
    assert (verdict.by, verdict.on_behalf_of) == (committed_world.manager2, committed_world.leader)
    assert StandIn.objects.get().named_by == committed_world.leader
