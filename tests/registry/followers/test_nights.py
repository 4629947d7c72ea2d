"""The page of the nights: what was read, what was not and why, of the reader's own institution."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.accounts.status import Standing
from registry.followers import performing, rounds
from registry.followers.collectors.base import Failed, Found
from registry.followers.models import Reading
from registry.followers.nights import nights_of
from registry.followers.states import Outcome

PAGE = reverse("followers:nights")


@pytest.fixture
def night(world) -> None:
    """Five accounts, one of them of another institution: measured, doubted, not found, still to do."""
    for n in range(4):
        world.account(f"https://mastodon.social/@unit{n}", standing=Standing.UNCONFIRMED)
    world.account("https://mastodon.social/@far", unit="abroad", standing=Standing.UNCONFIRMED)
    at = timezone.now()
    rounds.begin(date(2026, 11, 20), at - timedelta(days=1))
    for reading, answer in zip(_taken(at - timedelta(days=1)), [_found(9_000)] * 5, strict=True):
        performing.settle(reading, answer, at=at - timedelta(days=1), share=0.5)
    rounds.begin(date(2026, 11, 21), at)
    answers = {"unit0": _found(9_010), "unit1": _found(3), "unit2": Failed(Outcome.UNKNOWN, "HTTP 404")}
    answers["far"] = Failed(Outcome.FORBIDDEN, "HTTP 403")
    for reading in _taken(at):
        name = reading.account.handle.partition("@")[0]
        if name in answers:
            performing.settle(reading, answers[name], at=at, share=0.5)


def _taken(at) -> list[Reading]:
    Reading.objects.filter(outcome="").update(due_at=at)
    return rounds.take(at, 10)


def _found(value: int) -> Found:
    return Found(value, "followers", True, "", "", "https://mastodon.social/api")


@pytest.mark.parametrize(
    ("person", "counted"),
    [("manager", (4, 1, 1, 1, 1)), ("admin", (4, 1, 1, 1, 1)), ("other_manager", (1, 0, 0, 1, 0))],
)
def test_a_night_is_counted_within_ones_own_institution(world, night, person, counted):
    last = nights_of(world.people[person])[0]
    assert (last.read, last.measured, last.questioned, last.without, last.to_do) == counted


def test_the_page_names_what_has_no_figure_and_why(world, as_, night):
    shown = as_("manager").get(PAGE).content.decode()
    assert "HTTP 404" in shown
    assert "HTTP 403" not in shown
    before = as_("manager").get(PAGE, {"night": "2026-11-20"}).content.decode()
    assert "HTTP 404" not in before
    for wrong in ("2020-01-01", "2026-13-45", "x"):
        assert as_("manager").get(PAGE, {"night": wrong}).status_code == 404


def test_before_the_first_night_the_page_says_so(world, as_):
    assert "Aucune nuit encore" in as_("admin").get(PAGE).content.decode()


def test_it_asks_as_often_for_many_as_for_few(world, as_, night, django_assert_max_num_queries):
    manager = as_("manager")
    with django_assert_max_num_queries(9):
        manager.get(PAGE)
