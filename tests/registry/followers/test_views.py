"""Entering a figure: who may, and what is no figure."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

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
