"""Two programs at once: a day has one figure, the other is asked about, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import OperationalError, connection

from registry.followers import pushing
from registry.followers.models import FollowerCount, QuestionedCount
from tests.registry.followers.programs import Program, figure, program

pytestmark = pytest.mark.race
TIMES = 8
ACCOUNTS = 30


def at_once(*messages: tuple[Program, list[dict]]) -> list[list[str]]:
    """What each message is answered, sent at the same moment."""
    barrier = Barrier(len(messages))

    def send(sender: Program, figures: list[dict]) -> list[str]:
        try:
            barrier.wait()
            told = sender.send(figures)
            assert told.status_code == 200, told.content
            return [one["result"] for one in told.json()["results"]]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(messages)) as pool:
        return [future.result() for future in [pool.submit(send, *message) for message in messages]]


@pytest.mark.parametrize(("values", "results"), [((100, 100), ["kept", "same"]), ((100, 101), ["kept", "questioned"])])
def test_a_day_has_one_figure(committed_world, values, results):
    senders = [program(committed_world), program(committed_world, "poly")]
    for n in range(TIMES):
        account = committed_world.account(f"https://x.com/hydro_{n}")
        messages = [(sender, [figure(account, value=value)]) for sender, value in zip(senders, values, strict=True)]
        assert sorted(told for (told,) in at_once(*messages)) == results
    assert FollowerCount.with_replaced.count() == TIMES
    assert QuestionedCount.objects.count() == (TIMES if "questioned" in results else 0)


@pytest.fixture
def crossing(committed_world) -> list[tuple[Program, list[dict]]]:
    """The same accounts, in opposite orders."""
    accounts = [committed_world.account(f"https://x.com/hydro_{n}") for n in range(ACCOUNTS)]
    figures = [figure(account) for account in accounts]
    return [(program(committed_world), figures), (program(committed_world, "poly"), figures[::-1])]


def test_the_same_accounts_from_either_end(crossing):
    assert sorted(at_once(*crossing)) == [["kept"] * ACCOUNTS, ["same"] * ACCOUNTS]
    assert FollowerCount.with_replaced.count() == ACCOUNTS


def test_the_control_without_one_order_each_waits_for_the_other(crossing, monkeypatch):
    monkeypatch.setattr(pushing, "hold", lambda accounts: None)
    with pytest.raises(OperationalError, match="deadlock"):
        at_once(*crossing)
