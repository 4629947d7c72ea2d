"""A yes on trial: approved for six months, online, and at the end a review that opened by itself with what is known."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.e2e.answering import answer, to_the_queue
from tests.e2e.walking import Street
from workflows.requests.models import FollowUp
from workflows.requests.states import FollowUpKind, FollowUpOutcome, State
from workflows.reviews.models import Review
from workflows.reviews.states import State as ReviewState
from workflows.reviews.tasks import open_due_reviews

pytestmark = pytest.mark.chromium

PAGE = "Rivières en ville"
MONTHS = 6
WHY = "Deux publications par semaine, un public qui répond."


def approve_on_trial(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        to_the_queue(manager, PAGE)
        choice = "Approuver avec conditions"
        answer(manager, choice, "approve_with_conditions", "Approuver avec ces conditions", trial_months=str(MONTHS))
        manager.reads("La demande est approuvée avec conditions.")


def give_the_address(street: Street) -> None:
    with street.person("author@example.org") as author:
        author.go("Bureau", PAGE)
        author.write("Adresse de la page", "instagram.com/rivieres.example")
        author.choose("Deux personnes au moins administrent la page")
        author.choose("Chacune se connecte avec un second facteur")
        author.choose("La récupération passe par la boîte de l’unité")
        author.write("Page officielle qui mène à la page", "https://www.example.org/hydro/")
        author.press("Donner l’adresse")
        author.reads("L’adresse est donnée.")


def put_online(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        to_the_queue(manager, PAGE)
        manager.choose("Lien depuis une page officielle")
        manager.write("Où la voir", "https://www.example.org/hydro/")
        manager.press("Inscrire comme officiel")
        manager.reads("Le compte est au registre, officiel.")


def the_day_comes(trial: FollowUp) -> None:
    """The task of every day, on the eve and on the day."""
    for days, opened in ((-1, 0), (0, 1), (1, 0)):
        day = timezone.make_aware(datetime.combine(trial.due_on + timedelta(days=days), time(12)))
        with time_machine.travel(day, tick=False):
            assert open_due_reviews() == opened


def settle(street: Street) -> None:
    with street.person("manager@example.org") as manager:
        manager.go("Bureau", "Revues", PAGE)
        manager.headed("Fin d’essai")
        manager.reads("Ce que le registre savait à l’ouverture", "Officiel", f"Essai, mois : {MONTHS}")
        answer(manager, "Garder le compte", "keep", "Garder le compte", words=WHY)
        manager.reads("Le compte est gardé.", WHY)


def test_a_trial_ends_in_a_review(street, committed_world):
    committed_world.request(State.IN_REVIEW, title=PAGE, wanted_handle="rivieres.example")
    for step in (approve_on_trial, give_the_address, put_online):
        step(street)
    trial = FollowUp.objects.get(kind=FollowUpKind.TRIAL)
    the_day_comes(trial)
    review = Review.objects.get()
    assert (review.facts["months"], review.facts["proofs"]) == (MONTHS, 1)
    settle(street)
    review.refresh_from_db()
    trial.refresh_from_db()
    assert (review.state, review.closed_by) == (ReviewState.KEPT, committed_world.manager)
    assert trial.outcome == FollowUpOutcome.KEPT
