"""What a public page says of an account's followers: its last figure, from where, how old, and nothing of who read it."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from django.utils.timezone import localdate

from registry.accounts.actions import change_status
from registry.accounts.status import Status
from registry.followers.actions import Figure, measure
from registry.followers.origin import ORIGINS
from registry.followers.states import Method


@pytest.fixture
def account(world):
    return world.account("https://x.com/polymtl")


def count(world, account, day, value, **words):
    figure = Figure(day, value, "Lu sur la page", **words)
    return measure(account, figure, actor=world.steward, at=world.tick())


def page(client, account) -> str:
    return client.get(account.get_absolute_url()).content.decode()


def test_every_method_has_its_sentence():
    assert set(ORIGINS) == set(Method)


def test_the_last_figure_comes_with_its_day_and_origin_and_without_a_name(world, client, account):
    count(world, account, date(2026, 10, 1), 1200)
    text = page(client, account)
    assert "1\u202f200" in text
    assert "1er octobre 2026" in text
    assert "Une personne de l’institution l’a lu." in text
    assert "Lu sur la page" in text
    assert "Steward" not in text
    assert "<svg role=" not in text
    count(world, account, date(2026, 11, 1), 1290)
    assert 'id="curve-desc"' in page(client, account)


@pytest.mark.parametrize(("age", "old"), [(90, False), (91, True)])
def test_a_figure_of_more_than_ninety_days_is_marked(world, client, account, age, old):
    count(world, account, localdate() - timedelta(days=age), 1200)
    assert ("Relevé il y a plus de 90 jours" in page(client, account)) is old


def test_what_was_questioned_or_is_of_tomorrow_is_not_public(world, client, account):
    count(world, account, date(2026, 10, 1), 120_000)
    count(world, account, date(2026, 10, 2), 77)
    assert "77" not in page(client, account)


def test_the_audience_comes_before_the_likes(world, client, account):
    count(world, account, date(2026, 10, 1), 1200)
    count(world, account, date(2026, 10, 9), 31, metric="likes")
    text = page(client, account)
    assert "1\u202f200" in text
    assert "J’aime" not in text


@pytest.mark.parametrize(
    ("until", "shown"),
    [("2026-03-31", "1\u202f210"), ("2026-03", "1\u202f210"), ("2026", "1\u202f230"), ("", "1\u202f230")],
)
def test_a_tombstone_shows_its_last_figure_as_of_its_end(world, client, account, until, shown):
    for month, value in ((2, 1200), (3, 1210), (4, 1220), (5, 1230)):
        count(world, account, date(2026, month, 28), value)
    change_status(
        account, status=Status.CLOSED, official_until=until, actor=world.manager, at=world.tick(), reason="Fin."
    )
    text = page(client, account)
    assert f'<span class="figure num">{shown}</span>' in text
    assert "Relevé il y a plus de 90 jours" not in text


def test_the_page_takes_the_same_queries_whatever_the_figures(world, client, account, django_assert_max_num_queries):
    for day in range(60):
        count(world, account, date(2026, 8, 1) + timedelta(days=day), 1200 + day)
    with translation.override("fr"), django_assert_max_num_queries(8):
        page(client, account)
