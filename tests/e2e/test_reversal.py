"""A year after: the register opens the look back by itself, leadership takes the decision back, and the account speaks again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.followers.actions import Figure, measure
from registry.language import Pair
from tests.e2e.walking import Street
from tests.workflows.exits.looking import in_force
from workflows.exits.tasks import open_due_look_backs

pytestmark = pytest.mark.chromium

OLD, BACK = "École d’exemple suspend son activité sur X", "École d’exemple revient sur X"
LESSON = "Nos urgences n’ont plus été lues."
VIDEO = "https://www.youtube.com/@hydro_ex"


def a_year_ago(world):
    """A decision in force for a year, taken by leader; its followers elsewhere were counted then and last week."""
    today = timezone.localdate()
    world.at = timezone.now() - timedelta(366)
    world.account("https://x.com/hydro_ex", title=Pair("Génie hydrique", ""))
    video = world.account(VIDEO)
    count(world, video, 800, timezone.localdate(world.at))
    in_force(
        world,
        VIDEO,
        expected_followers=1500,
        expected_fr="Nos lecteurs nous suivront.",
        expected_en="They will follow.",
    )
    world.at = timezone.now()
    count(world, video, 1200, today - timedelta(7))
    assert open_due_look_backs() == 1


def count(world, account, value, day):
    measure(account, Figure(day, value, "tableau de bord"), actor=world.manager, at=world.tick())


def verify(street: Street, answer: str) -> None:
    with street.person() as visitor:
        visitor.write("Adresse ou nom de compte", "x.com/hydro_ex")
        visitor.press("Vérifier")
        visitor.sees(answer, "heading")


def silent(street: Street) -> None:
    verify(street, "Officiel, en sommeil")
    with street.person() as reader:
        reader.go("Décisions", OLD)
        reader.reads("Nos lecteurs nous suivront.", "1 500", "En réexamen")


def learn(street: Street) -> None:
    with street.person("manager2@example.org") as manager:
        manager.go("Décisions", "À revoir", OLD, "Voir le bilan ouvert")
        manager.headed("Bilan de la décision")
        manager.reads("1 500", "1 200", "−300", "+400")
        manager.write("Les leçons, en français", LESSON)
        manager.write("Les leçons, en anglais", "Our alerts were no longer read.")
        manager.press("Enregistrer les leçons")
        manager.reads("Les leçons sont enregistrées.", "doit dire la suite")


def take_back(street: Street) -> None:
    with street.person("leader@example.org") as leader:
        leader.go("Bureau", "Décisions de plateforme", "À revoir", OLD, "Voir le bilan ouvert")
        leader.reads(LESSON)
        leader.choose("Retour à préparer")
        leader.press("Clore le bilan")
        leader.reads("Le bilan est clos")
        leader.headed(BACK)
        leader.reads("Génie hydrique", LESSON)


def propose(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Décisions", "En préparation", BACK)
        manager.press("Proposer à la direction")
        manager.reads("La décision est proposée à la direction.")


def decide(street: Street) -> None:
    with street.person("leader@example.org") as leader:
        leader.go("Décisions", "En préparation", BACK)
        leader.reads(LESSON)
        leader.press("Prendre la décision")
        leader.reads("La décision est prise.")


def publish(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Décisions", "En préparation", BACK)
        manager.press("Annoncer")
        manager.press("Mettre en vigueur")
        manager.reads("La décision est en vigueur.")


def read(street: Street) -> None:
    verify(street, "Officiel")
    with street.person() as reader:
        reader.go("Décisions", BACK)
        reader.reads("Cette décision en remplace une autre")
        reader.go(OLD)
        reader.reads("Annulée par une nouvelle décision", "Retour à préparer", LESSON, "+400")
        reader.does_not_read("Manager2")
        reader.go(BACK)
        reader.headed(BACK)
        reader.go("Annuaire", "Génie hydrique")
        reader.reads("Officiel", "Actif")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_decision_is_taken_back_a_year_later(street, committed_world, javascript):
    a_year_ago(committed_world)
    walk = Street(street.browser, street.site, javascript)
    for step in (silent, learn, take_back, propose, decide, publish, read):
        step(walk)
    history = committed_world.platform("x").stances.order_by("pk").values_list("position", "decision_url")
    assert [position for position, _url in history] == ["suspended", "active"]
    assert len({url for _position, url in history}) == 2
