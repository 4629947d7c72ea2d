"""Leadership prepares a departure: two scenarios kept, put side by side, and a draft made of one."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from registry.followers.actions import Figure, measure
from tests.e2e.walking import Person
from workflows.exits.models import ExitDecision, Scenario
from workflows.exits.states import Kind, State

pytestmark = pytest.mark.chromium

ASK = "Voir ce que cela ferait"
WHOLE, PART = "Se taire partout", "Quitter, sauf la bibliothèque"


def measured(world, address: str, value: int, days: int, **words) -> None:
    account = world.account(address, **words)
    figure = Figure(timezone.localdate() - timedelta(days=days), value, "profil")
    measure(account, figure, actor=world.manager, at=timezone.now())


def ask(leader: Person, kind: str, *units: str) -> None:
    leader.pick("Plateforme", "X (Twitter)")
    leader.pick("Que ferait-on ?", kind)
    leader.page.get_by_label("Unités").select_option(list(units))
    leader.press(ASK)


def keep(leader: Person, name: str) -> None:
    leader.write("Nom du scénario", name)
    leader.press("Garder ce scénario")
    leader.headed(name)


def prepare(leader: Person, world) -> None:
    leader.go("Bureau", "Et si l’on partait ?")
    ask(leader, "Suspendre l’activité")
    leader.reads("Comptes touchés", "1 534", "Une somme n’est pas un nombre de personnes", "ancien")
    leader.reads("Pas encore connues")
    keep(leader, WHOLE)
    leader.go("Et si l’on partait ?")
    ask(leader, "Quitter", world.hydro.slug)
    leader.reads("1 200")
    keep(leader, PART)


def compare(leader: Person) -> None:
    leader.go("Et si l’on partait ?")
    for name in (WHOLE, PART):
        leader.choose(f"Comparer {name}")
    leader.press("Comparer")
    leader.headed("Scénarios côte à côte")
    row = leader.page.get_by_role("row").filter(has=leader.page.get_by_role("rowheader", name="Comptes touchés"))
    expect(row.get_by_role("cell")).to_have_text(["1", "2"])


def make_a_draft(leader: Person) -> None:
    leader.click(PART)
    leader.press("En faire un projet de décision")
    leader.reads("Le projet est commencé.")


def test_leadership_prepares_compares_and_drafts(street, committed_world):
    measured(committed_world, "https://x.com/hydro_ex", 1200, 10)
    measured(committed_world, "https://x.com/biblio_ex", 334, 200, unit="library")
    with street.person("leader@example.org") as leader:
        prepare(leader, committed_world)
        compare(leader)
        make_a_draft(leader)
        decision = ExitDecision.objects.get()
        leader.page.goto(f"{leader.site}{decision.get_absolute_url()}")
        leader.reads("Préparée d’après", PART)
        leader.page.set_viewport_size({"width": 390, "height": 844})
        leader.click(PART)
        leader.headed(PART)
        assert leader.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert (decision.kind, decision.state) == (Kind.LEAVE, State.DRAFT)
    assert [line.account.handle for line in decision.lines.all()] == ["hydro_ex"]
    assert Scenario.objects.get(name=PART).decision == decision
