"""Figures and questions that a program reads: by account, platform and days, page after page, in few queries."""

import pytest
from django.utils import timezone

from registry.followers.actions import answer
from registry.followers.models import QuestionedCount
from tests.registry.followers.programs import COUNTS, QUESTIONS, figure, program

DAYS = (("2026-03-02", 10_000), ("2026-03-09", 9))


@pytest.fixture
def account(world):
    return world.account("https://www.facebook.com/hydro.example")


def test_figures_are_read_by_account_platform_and_days(world, account):
    other = world.account("https://x.com/hydro_example")
    sender = program(world, "poly")
    sender.send([figure(one, day=f"2026-03-{day:02}") for one in (account, other) for day in (2, 9, 16)])
    asked = {
        (): 6,
        (("account", account.slug),): 3,
        (("platform", "x"),): 3,
        (("from", "2026-03-09"),): 4,
        (("to", "2026-03-08"),): 2,
        (("account", account.slug), ("from", "2026-03-09"), ("to", "2026-03-09")): 1,
        (("metric", "likes"),): 0,
        (("account", "nobody"),): 0,
    }
    assert {words: len(sender.read(**dict(words))) for words in asked} == asked
    assert sender.client.get(COUNTS, {"from": "hier"}).status_code == 400
    days = [row["day"] for row in sender.read(account=account.slug)]
    assert days == sorted(days)


def test_pages_hold_every_figure_once(world, account):
    sender = program(world)
    sender.send([figure(account, day=f"2026-03-{day:02}") for day in range(1, 26)])
    pages = [sender.client.get(COUNTS, {"page_size": 10, "page": page}).json() for page in (1, 2, 3)]
    read = [row["id"] for page in pages for row in page["results"]]
    assert len(read) == len(set(read)) == pages[0]["count"] == 25


def test_questions_are_read_by_their_answer(world, account):
    sender = program(world)
    sender.send(
        [figure(account), figure(account, day="2026-03-09", value=9), figure(account, day="2026-03-10", value=0)]
    )
    assert {row["doubt"] for row in sender.read(QUESTIONS, reply="none")} == {"fell", "zero"}
    answer(QuestionedCount.objects.first(), keep=False, reason="Faux.", actor=world.manager, at=timezone.now())
    assert [row["reason"] for row in sender.read(QUESTIONS, reply="refused")] == ["Faux."]
    assert len(sender.read(QUESTIONS, reply="none")) == 1
    assert len(sender.read(QUESTIONS)) == 2
    assert program(world, "library").read(QUESTIONS) == []


@pytest.mark.parametrize("path", [COUNTS, QUESTIONS])
def test_a_page_takes_as_many_queries_for_one_as_for_many(world, path, django_assert_max_num_queries):
    sender = program(world, "poly")
    accounts = [world.account(f"https://x.com/hydro_{n}") for n in range(8)]
    sender.send([figure(one, day=day, value=value) for one in accounts for day, value in DAYS])
    with django_assert_max_num_queries(7):
        assert len(sender.read(path)) == 8
