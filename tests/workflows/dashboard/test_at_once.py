"""Two connections at once: a sum is kept while somebody writes what it counts. None is kept that is wrong once both are done."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillAtIt
from contextlib import contextmanager
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from registry.accounts.status import Status
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.followers.actions import Figure, measure
from tests.world import World
from workflows.dashboard import locks
from workflows.dashboard.actions import keep
from workflows.dashboard.as_of import Moment
from workflows.dashboard.counting import count
from workflows.dashboard.models import Tally

pytestmark = pytest.mark.race

WAIT, SOON = 20, 0.7


@pytest.fixture
def ground(committed_world) -> tuple[World, Moment]:
    committed_world.account("https://x.com/at_once")
    day = committed_world.at.date()
    return committed_world, Moment(committed_world.poly, day, day)


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[object]:
    """The work in a thread with a connection of its own."""

    def alone() -> object:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '15s'")  # a lock that is never let go of is a failure, not a night
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(alone)


def stale(moment: Moment) -> bool:
    """Whether something is kept that counting would not find."""
    return any(row.sums != count(moment) for row in Tally.objects.filter(unit=moment.unit))


def written_meanwhile(world: World, moment: Moment, *, waits: bool) -> None:
    """A figure is written but not committed when somebody comes to keep the sums."""
    account = moment.unit.accounts.model.objects.get()
    figure = Figure(moment.as_of, 1234, "Page")
    written, asked = Signal(), Signal()

    def keeping() -> None:
        assert written.wait(WAIT)
        asked.set()
        keep(moment, at=world.at)

    with beside(keeping) as kept:
        with transaction.atomic():
            measure(account, figure, actor=world.manager, at=world.at)
            written.set()
            assert asked.wait(WAIT)
            try:
                kept.result(SOON)
                waited = False
            except StillAtIt:
                waited = True
        kept.result(WAIT)
    assert waited == waits


def test_whoever_keeps_sums_waits_for_whoever_writes(ground):
    world, moment = ground
    written_meanwhile(world, moment, waits=True)
    assert Tally.objects.get().sums["reach"][""][3] == 1234
    assert not stale(moment)


def test_without_the_lock_a_wrong_sum_is_kept(ground, monkeypatch):
    """The red control of the test above."""
    monkeypatch.setattr(locks, "_lock", lambda *_numbers: None)
    world, moment = ground
    written_meanwhile(world, moment, waits=False)
    assert stale(moment)


def test_what_was_kept_between_a_row_and_its_event_is_thrown_away(ground):
    """The row is changed, its event is not written yet, and the sums without it are kept and committed in between."""
    world, moment = ground
    account = moment.unit.accounts.model.objects.select_related("unit").get()
    with transaction.atomic():
        account.status = Status.CLOSED
        account.save()
        with beside(lambda: keep(moment, at=world.at)) as kept:
            assert kept.result(WAIT).sums["status"] == {"active": [1] + [0] * 10}
        said = {"from": Status.ACTIVE, "to": Status.CLOSED}
        record(Verb.ACCOUNT_STATUS, account, actor=world.manager, at=world.at, unit=account.unit, **said)
    assert not Tally.objects.exists()


def test_many_who_write_do_not_wait_for_one_another(ground):
    """The lock that writers take is a shared one."""
    world, _moment = ground
    with transaction.atomic():
        locks.share(world.poly.pk)

        def other() -> None:
            with transaction.atomic():
                locks.share(world.poly.pk)

        with beside(other) as done:
            done.result(WAIT)
