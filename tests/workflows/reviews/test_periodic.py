"""The review that the rule asks for: opened by itself, once, a few a day, whatever stops the clock."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from carrefour.schedule import SCHEDULE
from registry.accounts.models import Account, StewardRank
from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.workflows.exits.asking_if import count
from tests.workflows.reviews.trials import at_noon, on_trial
from workflows.machine import Refused
from workflows.notifications.models import Notification
from workflows.policies.names import RuleName
from workflows.policies.setting import set_rules
from workflows.requests.models import PageRequest
from workflows.reviews import periodic
from workflows.reviews.models import Review
from workflows.reviews.moves import perform
from workflows.reviews.states import Kind, State
from workflows.reviews.tasks import open_periodic_reviews

DAYS = 180


def entered(account):
    event = Event.objects.get(verb=Verb.ACCOUNT_REGISTERED, subject_type="account", subject_id=account.pk)
    return timezone.localdate(event.at)


def run(world, day, institution="poly"):
    """What the clock does on a day."""
    due = periodic.due(world.units[institution], day)
    return [periodic.open_periodic_review(one, at=at_noon(day)) for one in due]


@pytest.fixture
def account(world):
    return world.account("https://x.com/reviewed")


@pytest.mark.parametrize(("after", "opened"), [(DAYS - 1, 0), (DAYS, 0), (DAYS + 1, 1), (DAYS * 3, 1)])
def test_it_is_due_once_the_days_are_over(world, account, after, opened):
    day = entered(account) + timedelta(days=after)
    assert len(run(world, day)) == opened
    assert len(run(world, day)) == 0
    assert Review.objects.filter(kind=Kind.PERIODIC).count() == opened


def test_the_institutions_own_number_holds(world, account):
    set_rules(world.poly, {RuleName.REVIEW_DAYS: 30}, actor=world.admin, at=world.tick())
    assert not run(world, entered(account) + timedelta(days=30))
    assert run(world, entered(account) + timedelta(days=31))


def test_a_closed_group_with_students_has_a_shorter_term(world, account):
    asked = world.request("approved")
    PageRequest.objects.filter(pk=asked.pk).update(account=account, with_students=True, closed_group=True)
    (review,) = run(world, entered(account) + timedelta(days=91))
    assert review.facts["days"] == 90


def test_the_days_run_from_the_last_review(world, account, as_):
    first = entered(account) + timedelta(days=DAYS + 1)
    (review,) = run(world, first)
    perform(review, "keep", actor=world.manager, at=at_noon(first), seen=1, words="Tout va bien.")
    assert not run(world, first + timedelta(days=DAYS))
    (second,) = run(world, first + timedelta(days=DAYS + 1))
    assert second.facts["since"] == first.isoformat()


@pytest.mark.parametrize(
    "change",
    [{"status": status} for status in (Status.PLANNED, Status.CLOSING, Status.CLOSED, Status.TRANSFERRED)]
    + [{"standing": standing} for standing in (Standing.UNCONFIRMED, Standing.STUDENT, Standing.UNOFFICIAL)],
    ids=str,
)
def test_what_is_not_the_institutions_or_ends_is_not_reviewed(world, account, change):
    Account.objects.filter(pk=account.pk).update(**change)
    assert not run(world, entered(account) + timedelta(days=DAYS * 2))


def test_an_account_on_trial_waits_for_the_end_of_it(world):
    trial = on_trial(world, months=24)
    set_rules(world.poly, {RuleName.REVIEW_DAYS: 30}, actor=world.admin, at=world.tick())
    assert not run(world, entered(trial.account) + timedelta(days=300))


def test_another_institutions_accounts_are_its_own(world):
    abroad = world.account("https://x.com/abroad", unit="abroad", standing=Standing.AFFILIATED)
    day = entered(abroad) + timedelta(days=DAYS + 1)
    assert not run(world, day)
    assert len(run(world, day, "other")) == 1


def test_a_register_that_came_at_once_is_opened_a_few_a_day_and_each_once(world, monkeypatch):
    monkeypatch.setattr(periodic, "FEW", 2)
    accounts = [world.account(f"https://x.com/many{n}") for n in range(5)]
    day = entered(accounts[0]) + timedelta(days=DAYS + 1)
    per_day = [len(run(world, day + timedelta(days=n))) for n in (0, 0, 1, 2, 3)]
    assert per_day == [2, 0, 2, 1, 0]
    reviewed = Review.objects.order_by("pk").values_list("account", flat=True)
    assert list(reviewed) == [account.pk for account in accounts]


def test_two_clocks_open_it_once(world, account):
    day = entered(account) + timedelta(days=DAYS + 1)
    (one,) = periodic.due(world.poly, day)
    assert periodic.open_periodic_review(one, at=at_noon(day))
    assert periodic.open_periodic_review(one, at=at_noon(day)) is None
    review = Review.objects.get()
    perform(review, "keep", actor=world.manager, at=at_noon(day), seen=1, words="Bien.")
    assert periodic.open_periodic_review(one, at=at_noon(day)) is None


def test_those_who_answer_are_told_once_and_read_the_facts(world, account, as_):
    accounts_steward(world, account)
    count(world, account, 842, day=entered(account))
    (review,) = run(world, entered(account) + timedelta(days=DAYS + 1))
    told = Notification.objects.filter(event__verb=Verb.REVIEW_OPENED, channel="inbox")
    assert {row.recipient for row in told} >= {world.manager, world.steward}
    assert told.count() == len({row.recipient for row in told})
    page = as_("manager").get(review.get_absolute_url()).content.decode()
    for words in ("Revue périodique", "tous les 180", "842", "la prochaine revue viendra"):
        assert words in page
    assert "Prolonger" not in page
    assert "Essai" not in page


def accounts_steward(world, account):
    account.stewardships.create(user=world.steward, rank=StewardRank.PRIMARY, since=entered(account))


def test_it_stands_on_the_list_of_ones_accounts_until_it_is_answered(world, account, as_):
    accounts_steward(world, account)
    mine = reverse("accounts:mine")
    assert "Revue à faire" not in as_("steward").get(mine).content.decode()
    day = entered(account) + timedelta(days=DAYS + 1)
    (review,) = run(world, day)
    page = as_("steward").get(mine).content.decode()
    assert "Revue à faire" in page
    assert review.get_absolute_url() in page
    perform(review, "close", actor=world.manager, at=at_noon(day), seen=1, words="Personne ne publie.")
    assert "Revue à faire" not in as_("steward").get(mine).content.decode()
    account.refresh_from_db()
    assert account.status == Status.CLOSING


def test_there_is_nothing_to_extend(world, account):
    (review,) = run(world, entered(account) + timedelta(days=DAYS + 1))
    with pytest.raises(Refused):
        perform(review, "extend", actor=world.manager, at=world.tick(), seen=1, words="Encore.", months=3)


def test_the_task_is_on_the_schedule_and_opens_what_is_due(world, account):
    assert open_periodic_reviews.name in [row["task"] for row in SCHEDULE.values()]
    long_ago = timezone.now() - timedelta(days=DAYS + 5)
    said = {"opened_at": long_ago, "closed_at": long_ago, "closed_by": world.manager, "due_on": long_ago.date()}
    Review.objects.create(account=account, kind=Kind.PERIODIC, state=State.KEPT, **said)
    assert [open_periodic_reviews(), open_periodic_reviews()] == [1, 0]
    assert Review.objects.get(state=State.OPEN).account == account
