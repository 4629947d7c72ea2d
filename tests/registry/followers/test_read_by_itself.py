"""Figures that the register read itself: entered by nobody, judged like anybody's, and answered for once."""

from datetime import date, timedelta

import pytest

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.actions import Figure, answer, measure
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.states import Doubt, Method, Reply

DAY = date(2025, 3, 3)
SOURCE = "https://mastodon.social/api/v1/accounts/7"


@pytest.fixture
def account(world):
    held = world.account("https://mastodon.social/@hydro")
    for night in range(10):
        read(world, held, 10_000 + 40 * night, night)
    return held


def read(world, account, value: int, night: int, **words):
    figure = Figure(DAY + timedelta(days=night), value, SOURCE, method=Method.API, **words)
    return measure(account, figure, actor=None, at=world.tick())


def test_nobody_enters_them_and_the_journal_is_left_to_people(world, account):
    assert set(FollowerCount.objects.values_list("entered_by", "method", "source")) == {(None, Method.API, SOURCE)}
    assert not Event.objects.filter(verb=Verb.FOLLOWERS_COUNTED).exists()


@pytest.mark.parametrize("method", [method for method in Method if method != Method.API])
def test_nothing_else_is_entered_by_nobody(world, account, method):
    with pytest.raises(ValueError, match="entered by nobody"):
        measure(account, Figure(DAY, 5, SOURCE, method=method), actor=None, at=world.tick())


def test_nobody_enters_what_the_register_reads(world, account):
    with pytest.raises(ValueError, match="entered by nobody"):
        measure(account, Figure(DAY, 5, SOURCE, method=Method.API), actor=world.manager, at=world.tick())


def test_a_day_keeps_its_first_figure_whoever_brought_it(world, account):
    by_hand = Figure(DAY + timedelta(days=20), 10_800, "Page publique")
    first = measure(account, by_hand, actor=world.steward, at=world.tick())
    assert read(world, account, 10_815, 20) == first
    questioned = read(world, account, 108, 20)
    assert questioned.doubt == Doubt.OTHER_FIGURE
    assert read(world, account, 108, 20) == questioned


def fallen(world, account) -> list[QuestionedCount]:
    """A platform that swept away a third of the followers, and a month in which nobody answered."""
    return [read(world, account, 6_000 + 10 * night, night) for night in range(10, 40)]


def test_a_yes_holds_for_the_nights_since(world, account):
    asked = fallen(world, account)
    assert {type(row) for row in asked} == {QuestionedCount}
    answer(asked[0], keep=True, reason="Purge annoncée.", actor=world.steward, at=world.tick())
    assert set(QuestionedCount.objects.values_list("reply", "replied_by")) == {(Reply.KEPT, world.steward.pk)}
    assert FollowerCount.objects.count() == 40
    assert read(world, account, 6_420, 41).method == Method.API


def test_a_no_holds_for_the_same_figure_and_for_no_other(world, account):
    asked = fallen(world, account)
    other = read(world, account, 300_000, 40)
    answer(asked[0], keep=False, reason="Panne de la plateforme.", actor=world.steward, at=world.tick())
    assert {row.reply for row in QuestionedCount.objects.exclude(pk=other.pk)} == {Reply.REFUSED}
    other.refresh_from_db()
    assert other.reply == ""
    assert FollowerCount.objects.count() == 10


def test_what_people_asked_about_is_answered_one_by_one(world, account):
    by_hand = [
        measure(account, Figure(DAY + timedelta(days=n), 6_000, "Page publique"), actor=world.steward, at=world.tick())
        for n in (20, 21)
    ]
    for row in (by_hand[0], read(world, account, 6_000, 22)):
        answer(row, keep=False, reason="Non.", actor=world.steward, at=world.tick())
    by_hand[1].refresh_from_db()
    assert by_hand[1].reply == ""
