"""Entering a figure: who may, and what is no figure."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from registry.followers.actions import Figure, measure
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.states import Doubt

GOOD = {"day": "2026-02-01", "value": "1204", "is_exact": "on", "source": "Lu sur la page"}


@pytest.fixture
def account(world):
    return world.account("https://x.com/polymtl")


def url(account) -> str:
    return reverse("followers:count", args=[account.slug])


@pytest.mark.parametrize("who", ["steward", "manager"])
def test_stewards_and_managers_enter_a_figure(as_, account, who):
    response = as_(who).post(url(account), GOOD)
    assert (response.status_code, response["Location"]) == (303, f"/accounts/{account.slug}/")
    count = FollowerCount.objects.get()
    assert (count.value, count.is_exact, count.entered_by.email) == (1204, True, f"{who}@example.org")
    assert "1\u202f204" in as_(who).get(url(account)).content.decode()


@pytest.mark.parametrize("who", ["author", "head", "leader", "auditor"])
def test_readers_see_the_page_without_its_form_and_are_refused(as_, account, who):
    assert "Consigner le relevé" not in as_(who).get(url(account)).content.decode()
    assert as_(who).post(url(account), GOOD).status_code == 403
    assert not FollowerCount.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "-1"},
        {"value": "beaucoup"},
        {"value": "100000000000000000000"},
        {"day": "2026-02-30"},
        {"day": "0202-11-20"},
        {"day": "1994-12-31"},
        {"day": ""},
        {"source": " "},
    ],
)
def test_what_is_no_figure_is_said_and_kept(as_, account, wrong):
    response = as_("steward").post(url(account), GOOD | wrong)
    assert response.status_code == 422
    assert "Lu sur la page" in response.content.decode() or "source" in wrong
    assert not FollowerCount.objects.exists()


def test_no_figure_of_tomorrow_and_one_a_day(as_, account):
    tomorrow = {"day": (localdate() + timedelta(days=1)).isoformat()}
    assert as_("steward").post(url(account), GOOD | tomorrow).status_code == 422
    assert as_("steward").post(url(account), GOOD).status_code == 303
    assert as_("steward").post(url(account), GOOD).status_code == 303
    again = as_("steward").post(url(account), GOOD | {"value": "7"})
    asked = QuestionedCount.objects.get()
    assert (again.status_code, again["Location"]) == (303, reverse("followers:question", args=[asked.pk]))
    assert (asked.value, asked.doubt) == (7, Doubt.OTHER_FIGURE)
    assert FollowerCount.objects.get().value == 1204


GRID = reverse("followers:grid")
DAY = {"day": "2026-11-01", "source": "Pages publiques"}


def test_a_unit_is_counted_at_once_in_the_series_of_each_account(world, as_):
    first, second = world.account("https://x.com/un"), world.account("https://x.com/deux")
    third = world.account("https://x.com/trois")
    measure(second, Figure(date(2026, 10, 1), 90, "Page", "members"), actor=world.manager, at=world.tick())
    sent = {f"account_{first.pk}": "1 204", f"account_{second.pk}": "95", f"account_{third.pk}": ""}
    ticks = {f"rounded_{first.pk}": "on", f"rounded_{third.pk}": "on"}
    assert as_("steward").post(GRID, DAY | sent | ticks).status_code == 303
    counted = FollowerCount.objects.filter(day=date(2026, 11, 1)).order_by("value")
    assert [(count.value, count.metric, count.is_exact) for count in counted] == [
        (95, "members", True),
        (1204, "followers", False),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"value": "beaucoup"},
        {"value": "12", "day": ""},
        {"value": "12", "day": "0202-11-20"},
        {"value": "12", "source": ""},
    ],
)
def test_a_refused_grid_keeps_what_was_typed_and_writes_nothing(world, as_, account, wrong):
    other = world.account("https://x.com/autre")
    sent = {f"account_{account.pk}": wrong.pop("value", ""), f"account_{other.pk}": "77" if wrong else ""}
    response = as_("steward").post(GRID, DAY | sent | wrong | {f"rounded_{other.pk}": "on"})
    text = response.content.decode()
    assert response.status_code == 422
    assert all(f'value="{typed}"' in text for typed in sent.values() if typed)
    assert text.count(" checked>") == 1
    assert not FollowerCount.objects.exists()


def test_no_account_of_a_large_unit_is_left_out(world, as_):
    accounts = [world.account(f"https://x.com/compte{number:02}") for number in range(53)]
    pages = [as_("steward").get(f"{GRID}?page={number}").content.decode() for number in (1, 2)]
    shown = [sum(f'name="account_{account.pk}"' in page for account in accounts) for page in pages]
    assert shown == [50, 3]
    assert all(sum(f'name="account_{account.pk}"' in page for page in pages) == 1 for account in accounts)
    last = accounts[-1]
    response = as_("steward").post(f"{GRID}?page=2", DAY | {f"account_{last.pk}": "12"})
    assert response["Location"] == f"{GRID}?page=2"
    world.account("https://x.com/aaa")
    assert as_("steward").post(GRID, DAY | {f"account_{last.pk}": "beaucoup"}).status_code == 422


def test_nobody_counts_another_units_account_through_the_grid(world, as_):
    foreign = world.account("https://x.com/poly", unit="poly")
    assert as_("steward").post(GRID, DAY | {f"account_{foreign.pk}": "12", "account_x": "1"}).status_code == 422
    assert not FollowerCount.objects.exists()


@pytest.mark.parametrize(("asked", "more"), [(1, False), (3, False), (4, True)])
def test_what_waits_for_an_answer_is_told_apart_and_leaves_room_for_the_form(world, as_, account, asked, more):
    measure(account, Figure(date(2026, 9, 1), 1_000, "Page"), actor=world.manager, at=world.tick())
    for number in range(asked):
        figure = Figure(date(2026, 9, 10 + number), 90_000 + 7_000 * number, "Page")
        measure(account, figure, actor=world.manager, at=world.tick())
    page = as_("steward").get(url(account)).content.decode()
    shown = re.findall(r"\d\d\u202f000, \d+ septembre 2026\u00a0: Hausse", page)
    assert len(set(shown)) == len(shown) == min(asked, 3)
    assert (f'<p><a href="{reverse("followers:questions")}">' in page) == more
