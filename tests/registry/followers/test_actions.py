"""A figure is measured, corrected, questioned, answered: nothing is stored in silence, and nothing dropped."""

from datetime import date, timedelta

import pytest

from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.actions import CannotCount, Figure, answer, correct, measure
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.states import Doubt, Method, Metric, Reply
from registry.organisation.permissions import NotAllowed

DAY = date(2025, 3, 3)
SOURCE = "https://x.com/polymtl"


@pytest.fixture
def account(world):
    return world.account("https://x.com/polymtl")


def figure(value: int, days: int = 0, **words) -> Figure:
    return Figure(DAY + timedelta(days=days), value, SOURCE, **words)


def steady(world, account) -> None:
    """Ten weeks of an account that grows a little."""
    for week in range(10):
        measure(account, figure(10_000 + 40 * week, 7 * week), actor=world.steward, at=world.tick())


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__startswith="followers").order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("asked", "doubt"),
    [
        (figure(4_000, 70), Doubt.FELL),
        (figure(104_000, 70), Doubt.ROSE),
        (figure(0, 70), Doubt.ZERO),
        (figure(7_000, 10), Doubt.OUT_OF_ORDER),
        (figure(10_041, 7), Doubt.OTHER_FIGURE),
        (figure(10**12, 70), Doubt.ROSE),
    ],
)
def test_what_is_out_of_the_accounts_pattern_asks_for_a_yes(world, account, asked, doubt):
    steady(world, account)
    written = measure(account, asked, actor=world.steward, at=world.tick())
    assert isinstance(written, QuestionedCount)
    assert (written.doubt, written.value, written.source) == (doubt, asked.value, SOURCE)
    assert FollowerCount.objects.count() == 10


def test_a_figure_of_a_closed_account_asks_for_a_yes(world, account):
    steady(world, account)
    account.status, account.official_until = Status.CLOSED, "2025-05-10"
    account.save()
    assert measure(account, figure(10_370, 71), actor=world.steward, at=world.tick()).doubt == Doubt.ENDED
    assert isinstance(measure(account, figure(10_100, 20), actor=world.steward, at=world.tick()), FollowerCount)


def test_each_metric_has_a_series_of_its_own(world, account):
    steady(world, account)
    likes = measure(account, figure(90_000, 63, metric=Metric.LIKES), actor=world.steward, at=world.tick())
    assert isinstance(likes, FollowerCount)


def test_a_yes_makes_it_count_and_a_no_keeps_it_readable(world, account):
    steady(world, account)
    fell = measure(account, figure(4_000, 70), actor=world.steward, at=world.tick())
    zero = measure(account, figure(0, 71), actor=world.steward, at=world.tick())
    kept = answer(fell, keep=True, reason="La plateforme a fait le ménage.", actor=world.manager, at=world.tick())
    refused = answer(zero, keep=False, reason="Panne de la plateforme.", actor=world.manager, at=world.tick())
    assert (kept.reply, kept.count.value, kept.count.source) == (Reply.KEPT, 4_000, SOURCE)
    assert (refused.reply, refused.count, refused.value) == (Reply.REFUSED, None, 0)
    assert verbs()[10:] == [Verb.FOLLOWERS_COUNTED, Verb.FOLLOWERS_ANSWERED, Verb.FOLLOWERS_ANSWERED]
    for question in (fell, zero):
        with pytest.raises(CannotCount):
            answer(question, keep=True, reason="Encore", actor=world.manager, at=world.tick())


def test_another_figure_of_the_same_day_takes_its_place_once_answered(world, account):
    old = measure(account, figure(10_000), actor=world.steward, at=world.tick())
    assert measure(account, figure(10_000), actor=world.steward, at=world.tick()) == old
    asked = measure(account, figure(10_250), actor=world.steward, at=world.tick())
    answer(asked, keep=True, reason="Relu sur la page.", actor=world.manager, at=world.tick())
    assert FollowerCount.objects.get().value == 10_250
    old.refresh_from_db()
    assert (old.value, old.replaced_because) == (10_000, "Relu sur la page.")
    assert FollowerCount.with_replaced.count() == 2


def test_a_correction_leaves_the_old_figure_readable(world, account):
    old = measure(account, figure(12_040), actor=world.steward, at=world.tick())
    said = {"is_exact": True, "source": SOURCE, "reason": "Deux chiffres inversés."}
    new = correct(old, value=10_240, actor=world.steward, at=world.tick(), **said)
    assert FollowerCount.objects.get() == new
    assert (new.method, new.day) == (Method.HAND, DAY)
    for refused in ({"value": 11_000}, {"value": 12_040}):
        with pytest.raises(CannotCount):
            correct(old, actor=world.steward, at=world.tick(), **said | refused)
    with pytest.raises(CannotCount):
        correct(new, value=10_240, actor=world.steward, at=world.tick(), **said)


@pytest.mark.parametrize("who", ["author", "head", "leader", "auditor", "stranger", "other_manager"])
def test_who_may_not_count_may_not_answer_either(world, account, who):
    old = measure(account, figure(10_000), actor=world.steward, at=world.tick())
    asked = measure(account, figure(9), actor=world.steward, at=world.tick())
    person = world.people[who]
    for write in (
        lambda: measure(account, figure(5, 1), actor=person, at=world.tick()),
        lambda: correct(old, value=5, is_exact=True, source="x", reason="x", actor=person, at=world.tick()),
        lambda: answer(asked, keep=True, reason="x", actor=person, at=world.tick()),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert (FollowerCount.with_replaced.count(), QuestionedCount.objects.filter(reply="").count()) == (1, 1)
