"""A trial ends in a review that opens by itself with the facts, and a manager answers it."""

from datetime import timedelta

import pytest

from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.models import FollowerCount
from registry.organisation.permissions import NotAllowed
from tests.scene import undone
from tests.workflows.reviews.trials import MONTHS, at_noon, on_trial
from workflows.machine import Refused
from workflows.requests.follow_ups import settle, trials_ended
from workflows.requests.models import FollowUp
from workflows.requests.months import add_months
from workflows.requests.states import FollowUpOutcome
from workflows.reviews import actions
from workflows.reviews.models import Review
from workflows.reviews.move_forms import FORMS
from workflows.reviews.moves import ACTIONS, open_moves, perform
from workflows.reviews.states import MACHINE, State

WORDS = {
    "keep": {"words": "Le public est là."},
    "extend": {"words": "Encore un semestre.", "months": 3},
    "close": {"words": "Personne ne publie."},
}
# Answer → what becomes of the condition, and of the account.
AFTER = {
    "keep": (State.KEPT, FollowUpOutcome.KEPT, Status.ACTIVE),
    "extend": (State.EXTENDED, FollowUpOutcome.PROLONGED, Status.ACTIVE),
    "close": (State.CLOSING, FollowUpOutcome.MISSED, Status.CLOSING),
}


@pytest.fixture
def trial(world):
    return on_trial(world)


@pytest.fixture
def review(trial):
    return actions.open_trial_review(trial.pk, at=at_noon(trial.due_on))


def test_the_tables_name_the_same_answers():
    assert set(MACHINE.moves) == set(ACTIONS) == set(FORMS) == set(AFTER)


def test_a_trial_counts_from_the_day_the_page_is_online(world, trial):
    assert trial.due_on == add_months(world.at.date(), MONTHS)
    assert trial.account.handle == "hydro.trial"


def test_it_opens_by_itself_on_the_day_and_once(trial):
    assert trials_ended(trial.due_on - timedelta(days=1)) == []
    assert trials_ended(trial.due_on) == [trial.pk]
    assert actions.open_trial_review(trial.pk, at=at_noon(trial.due_on))
    assert trials_ended(trial.due_on) == []
    assert actions.open_trial_review(trial.pk, at=at_noon(trial.due_on)) is None
    assert Review.objects.count() == 1
    assert Event.objects.filter(verb=Verb.REVIEW_OPENED, actor=None).count() == 1


def test_the_facts_are_filled_in(world, trial):
    for days, value in ((10, 120), (90, 480)):
        FollowerCount.objects.create(
            account=trial.account,
            day=world.at.date() + timedelta(days=days),
            value=value,
            source="Relevé",
            entered_by=world.steward,
            entered_at=world.at,
        )
    facts = actions.open_trial_review(trial.pk, at=at_noon(trial.due_on)).facts
    assert (facts["first"]["value"], facts["last"]["value"], facts["counts"]) == (120, 480, 2)
    assert (facts["stewards"], facts["proofs"], facts["status"]) == (2, 1, "active")


@pytest.mark.parametrize("answer", AFTER)
def test_each_answer_settles_the_condition(world, review, answer):
    review = perform(review, answer, actor=world.manager, at=world.tick(), seen=1, **WORDS[answer])
    review.account.refresh_from_db()
    state, outcome, status = AFTER[answer]
    trial = FollowUp.objects.get(pk=review.follow_up_id)
    assert (review.state, trial.outcome, review.account.status) == (state, outcome, status)
    assert Event.objects.filter(verb=Verb.REVIEW_CLOSED, actor=world.manager).count() == 1


def test_a_trial_that_goes_on_is_reviewed_again(world, review):
    perform(review, "extend", actor=world.manager, at=at_noon(review.due_on), seen=1, **WORDS["extend"])
    second = FollowUp.objects.get(outcome=FollowUpOutcome.OPEN)
    assert second.due_on == add_months(review.due_on, 3)
    assert trials_ended(second.due_on) == [second.pk]
    assert actions.open_trial_review(second.pk, at=at_noon(second.due_on))


def test_who_may_answer(world, review):
    may = {name for name, person in world.people.items() if open_moves(review, person)}
    assert may == {"manager", "manager2"}
    for name, person in world.people.items():
        if name in may:
            continue
        with undone(), pytest.raises(NotAllowed):
            perform(review, "keep", actor=person, at=world.tick(), seen=1, **WORDS["keep"])


def test_two_managers_give_one_answer(world, review):
    perform(review, "keep", actor=world.manager, at=world.tick(), seen=1, **WORDS["keep"])
    for seen in (1, 2):
        with pytest.raises(Refused):
            perform(review, "close", actor=world.manager2, at=world.tick(), seen=seen, **WORDS["close"])


def test_a_condition_is_settled_once(world, trial):
    settle(trial, actor=world.manager, at=world.tick(), outcome=FollowUpOutcome.KEPT, evidence="Vu.")
    with pytest.raises(Refused):
        settle(trial, actor=world.manager2, at=world.tick(), outcome=FollowUpOutcome.MISSED, evidence="Non.")
    assert trials_ended(trial.due_on) == []
