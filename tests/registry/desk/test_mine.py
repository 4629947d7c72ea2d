"""My accounts: a figure in two clicks, what is due, and what was typed when it is refused."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from registry.accounts import actions
from registry.accounts.status import Status
from registry.followers.actions import Figure, measure
from registry.followers.models import FollowerCount, QuestionedCount
from registry.language import Pair

MINE = reverse("accounts:mine")


@pytest.fixture
def account(world):
    """One whose second person has no role that lets them count: they answer for it, so they may."""
    account = world.account("https://x.com/polymtl", title=Pair("Fil de l’école", ""))
    for rank, name in (("primary", "steward"), ("backup", "colleague")):
        actions.name_steward(
            account, world.people[name], rank, actor=world.manager, at=world.tick(), since=date(2026, 1, 1)
        )
    return account


def enter(client, account, **typed):
    words = {"account": account.slug, "value": "1204", "day": localdate().isoformat(), "is_exact": "on"}
    return client.post(MINE, words | typed)


@pytest.mark.parametrize("who", ["steward", "colleague"])
def test_whoever_answers_for_an_account_enters_its_figure_and_is_back_in_the_list(as_, account, who):
    response = enter(as_(who), account, value="21\u202f300")
    assert (response.status_code, response["Location"]) == (303, MINE)
    count = FollowerCount.objects.get()
    assert (count.value, count.day, count.source) == (21300, localdate(), account.address)
    text = as_(who).get(MINE).content.decode()
    assert "21\u202f300" in text
    assert "À relever" not in text


@pytest.mark.parametrize("who", ["author", "manager", "stranger"])
def test_nobody_enters_a_figure_of_what_is_not_theirs_here(as_, account, who):
    assert enter(as_(who), account).status_code == 404
    assert not FollowerCount.objects.exists()


def test_a_person_who_answers_no_more_may_not_count(world, as_, account):
    words = {"actor": world.manager, "at": world.tick()}
    actions.name_steward(account, world.neighbour, "backup", since=date(2026, 3, 1), **words)
    url = reverse("followers:count", args=[account.slug])
    given = {"day": "2026-03-02", "value": "7", "source": "Page"}
    assert as_("colleague").post(url, given).status_code == 403
    assert as_("neighbour").post(url, given).status_code == 303


@pytest.mark.parametrize(
    ("typed", "kept"),
    [({"value": "beaucoup"}, "beaucoup"), ({"value": "12", "day": "2999-01-01"}, "2999-01-01"), ({"value": ""}, "")],
)
def test_what_is_refused_stays_in_its_place(world, as_, account, typed, kept):
    other = world.account("https://x.com/autre")
    actions.name_steward(other, world.steward, "primary", actor=world.manager, at=world.tick(), since=date(2026, 1, 1))
    response = enter(as_("steward"), account, **typed)
    text = response.content.decode()
    assert response.status_code == 422
    assert f'value="{kept}"' in text or not kept
    assert text.count('<details class="fold" open>') == 1
    assert f'href="#id_{account.pk}_' in text
    assert not FollowerCount.objects.exists()


def test_a_doubted_figure_is_asked_about_at_once(world, as_, account):
    measure(account, Figure(date(2026, 2, 1), 21300, "Page"), actor=world.manager, at=world.tick())
    response = enter(as_("steward"), account, value="90")
    asked = QuestionedCount.objects.get()
    assert response["Location"] == reverse("followers:question", args=[asked.pk])
    assert "Des chiffres attendent votre réponse" in as_("steward").get(MINE).content.decode()


def test_likes_are_no_audience(world, as_, account):
    measure(account, Figure(date(2026, 2, 1), 800, "Page", "members"), actor=world.manager, at=world.tick())
    measure(account, Figure(date(2026, 3, 1), 31, "Page", "likes"), actor=world.manager, at=world.tick())
    enter(as_("steward"), account, value="810")
    assert FollowerCount.objects.first().metric == "members"


def test_the_figure_goes_on_in_the_series_of_the_last_one(world, as_, account):
    measure(account, Figure(date(2026, 2, 1), 800, "Page", "members"), actor=world.manager, at=world.tick())
    enter(as_("steward"), account, value="810")
    assert FollowerCount.objects.first().metric == "members"


@pytest.mark.parametrize(("age", "old"), [(90, False), (91, True)])
def test_a_figure_of_more_than_ninety_days_is_due(world, as_, account, age, old):
    day = localdate() - timedelta(days=age)
    measure(account, Figure(day, 21300, "Page"), actor=world.manager, at=world.tick())
    assert ("Ancien\u00a0: à relever" in as_("steward").get(MINE).content.decode()) is old


def test_an_ended_account_is_not_due_and_not_counted(world, as_, account):
    actions.change_status(account, status=Status.CLOSED, actor=world.manager, at=world.tick(), reason="Fin.")
    text = as_("steward").get(MINE).content.decode()
    assert "À relever" not in text
    assert 'name="value"' not in text
