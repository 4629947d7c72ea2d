"""The pages of reviews, and the one on which a condition is checked."""

import pytest
from django.urls import reverse

from tests.workflows.reviews.trials import at_noon, on_trial
from workflows.requests.models import FollowUp
from workflows.requests.states import FollowUpOutcome
from workflows.reviews import actions
from workflows.reviews.models import Review
from workflows.reviews.states import State


@pytest.fixture
def review(world):
    trial = on_trial(world)
    return actions.open_trial_review(trial.pk, at=at_noon(trial.due_on))


def move(client, review, name, **words):
    return client.post(reverse("reviews:move", args=[review.pk, name]), {"seen": review.version} | words)


@pytest.mark.parametrize(
    ("person", "status"), [("manager", 200), ("steward", 200), ("auditor", 200), ("neighbour", 404), ("stranger", 404)]
)
def test_who_reads_a_review(review, as_, person, status):
    assert as_(person).get(review.get_absolute_url()).status_code == status
    listed = as_(person).get(reverse("reviews:list")).content.decode()
    assert (review.get_absolute_url() in listed) is (status == 200)


def test_an_answer_leads_back_to_the_review(review, as_):
    answer = move(as_("manager"), review, "keep", words="Le public est là.")
    assert answer.status_code == 303
    page = as_("manager").get(answer["Location"]).content.decode()
    assert "Compte gardé" in page
    assert "Le public est là." in page
    done = as_("manager").get(reverse("reviews:list"), {"done": 1}).content.decode()
    assert review.get_absolute_url() in done


@pytest.mark.parametrize(
    ("person", "name", "words", "status"),
    [
        ("manager", "keep", {"words": ""}, 422),
        ("manager", "extend", {"words": "Oui.", "months": 0}, 422),
        ("manager", "keep", {"words": "Oui.", "seen": 9}, 409),
        ("steward", "keep", {"words": "Oui."}, 403),
        ("manager", "steal", {"words": "Oui."}, 404),
    ],
)
def test_what_is_refused_changes_nothing(review, as_, person, name, words, status):
    assert move(as_(person), review, name, **words).status_code == status
    assert Review.objects.get().state == State.OPEN


def test_a_condition_is_checked_on_its_page(review, as_):
    trial = FollowUp.objects.get()
    path = reverse("requests:follow_up", args=[trial.page_request_id, trial.pk])
    assert as_("author").get(path).status_code == 403
    assert as_("neighbour").get(path).status_code == 404
    assert as_("manager").get(path).status_code == 200
    assert as_("manager").post(path, {"outcome": "kept"}).status_code == 422
    assert as_("manager").post(path, {"outcome": "kept", "evidence": "Vu."}).status_code == 303
    trial.refresh_from_db()
    assert trial.outcome == FollowUpOutcome.KEPT
    assert as_("manager").post(path, {"outcome": "missed", "evidence": "Non."}).status_code == 409


def test_the_list_asks_the_database_as_much_for_one_as_for_many(world, as_, django_assert_max_num_queries):
    for number in range(6):
        account = world.account(f"https://www.facebook.com/hydro.{number}.example")
        Review.objects.create(account=account, kind="periodic", opened_at=world.at, due_on=world.at.date())
    client = as_("manager")
    client.get(reverse("reviews:list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("reviews:list"))
