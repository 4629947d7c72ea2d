"""A worker of the round that is killed -9, at each of its steps and in the midst of many: nothing is lost, nothing double.

Red controls: without the lease two workers ask for the same account; without the reservation the platform's limit is passed.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.utils import timezone

from registry.accounts.models import Account
from registry.accounts.status import Standing
from registry.followers import rounds
from registry.followers.models import Allowance, Contact, FollowerCount, QuestionedCount, Reading, Round
from registry.followers.states import Outcome
from tests.deployment.processes import database_url, until
from tests.faults.mortal import Fate, Order
from tests.faults.test_redis import figure
from tests.registry.followers.platform_server import Memory, most_in_a_window, serve
from tests.tree import ROOT

pytestmark = pytest.mark.race

NIGHT = date(2026, 11, 21)


@pytest.fixture
def platform() -> Iterator[Memory]:
    """All platforms at one server of this process; `memory.root` is its address."""
    memory = Memory()
    server = serve(memory)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    memory.root = f"127.0.0.1:{server.server_port}"
    yield memory
    server.shutdown()
    server.server_close()


class Workers:
    """Real processes; what is still alive at the end is killed."""

    def __init__(self, root: str, log) -> None:
        self.root, self.log, self.started = root, log, []

    def start(self, *words: str, **pipes) -> subprocess.Popen:
        environment = os.environ | {
            "DATABASE_URL": database_url(connection.settings_dict["NAME"]),
            "DJANGO_SETTINGS_MODULE": "carrefour.settings.test",
        }
        command = [sys.executable, "-m", "tests.registry.followers.worker", self.root, *words]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=self.log, text=True, **pipes)
        self.started.append(process)
        return process


@pytest.fixture
def workers(platform, tmp_path) -> Iterator[Workers]:
    with (tmp_path / "log").open("w") as log:
        held = Workers(platform.root, log)
        yield held
        for process in held.started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()
        # What the dead had sent is finished or forgotten before the tables are emptied.
        until(nobody_else_is_connected, "the dead are gone", 10)


def night(world, accounts: int) -> list[Account]:
    """A round of so many accounts, all due."""
    held = [world.account(f"https://mastodon.social/@unit{n}", standing=Standing.UNCONFIRMED) for n in range(accounts)]
    at = timezone.now() - timedelta(minutes=1)
    rounds.begin(NIGHT, at)
    Reading.objects.update(due_at=at)
    return held


def all_measured_once(held: list[Account]) -> None:
    outcomes = Counter(Reading.objects.values_list("outcome", flat=True))
    assert outcomes == {Outcome.MEASURED: len(held)}, outcomes
    assert sorted(FollowerCount.with_replaced.values_list("account", flat=True)) == [one.pk for one in held]
    assert (QuestionedCount.objects.count(), Contact.objects.count()) == (0, len(held))


def left_to_do() -> int:
    return Reading.objects.filter(outcome="").count()


def test_killed_at_each_of_its_steps_a_reading_is_whole_or_taken_again(committed_world, workers, platform):
    mortal = workers.start("--orders", stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def order(at: int = 0) -> Fate:
        mortal.stdin.write(json.dumps(asdict(Order("", {}, "", death="killed" if at else "", at=at))) + "\n")
        mortal.stdin.flush()
        return Fate(**json.loads(mortal.stdout.readline()))

    held = night(committed_world, 60)
    steps = order().steps
    assert len(platform.calls) == 1
    ends = Counter()
    for at in range(1, steps + 1):
        assert order(at).died
        until(nobody_else_is_connected, "the dead are gone", 10)
        whole = set(Reading.objects.exclude(outcome="").values_list("account", flat=True))
        assert whole == set(FollowerCount.objects.values_list("account", flat=True))
        assert whole == set(Contact.objects.values_list("account", flat=True))
        ends[len(whole)] += 1
    figure(f"killed at each of {steps} steps of a reading: {len(whole) - 1} whole, the others to be taken again")
    # Only after the last commit is it written; the others stay in the dead worker's hand until its lease is over.
    assert len(whole) == 2
    taken = Reading.objects.filter(outcome="", attempts=1)
    assert taken.count() >= steps - 8
    Reading.objects.filter(outcome="").update(lease_until=None)
    workers.start("--seconds", "60")
    until(lambda: not left_to_do(), "all are read", 60)
    all_measured_once(held)
    until(lambda: Round.objects.get().ended_at, "the round ends", 10)


def nobody_else_is_connected() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone() == (0,)


def test_a_worker_killed_in_the_midst_leaves_its_reading_to_the_next(committed_world, workers, platform):
    held = night(committed_world, 40)
    platform.slow = 0.05
    kills = 0
    for shot in count(1):
        worker = workers.start("--lease", "3")
        wanted = min(len(platform.calls) + 6, 40)
        until(lambda wanted=wanted: len(platform.calls) >= wanted, "the worker asks", 30)
        if shot > 4 or not left_to_do():
            break
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        kills += 1
        in_hand = Reading.objects.filter(outcome="", lease_until__isnull=False)
        assert in_hand.count() <= kills
    until(lambda: not left_to_do(), "all are read", 60)
    figure(f"{kills} workers killed -9 in one round: {len(platform.calls)} calls for {len(held)} accounts")
    all_measured_once(held)
    assert len(platform.calls) <= len(held) + kills


@pytest.mark.parametrize("torn", ["", "lease"])
def test_several_workers_do_not_ask_for_the_same_account(committed_world, workers, platform, torn):
    """And the red control: without the lease they do."""
    held = night(committed_world, 30)
    platform.slow = 0.1
    for _worker in range(3):
        workers.start("--torn", torn)
    until(lambda: not left_to_do(), "all are read", 60)
    time.sleep(0.5)
    figure(f"three workers{', without a lease' if torn else ''}: {len(platform.calls)} calls for {len(held)} accounts")
    assert (len(platform.calls) > len(held)) is bool(torn)


@pytest.mark.parametrize("torn", ["", "limit"])
def test_no_window_of_the_limit_holds_more_calls_as_the_platform_sees_them(committed_world, workers, platform, torn):
    """Three workers, one of which is killed; and the red control: without the reservation the limit is passed."""
    # A limit that one worker alone would pass, on a slow machine too.
    calls, window = 4, 3.0
    held = night(committed_world, 16)
    started = [
        workers.start("--calls", str(calls), "--window", str(window), "--torn", torn, "--lease", "2") for _w in range(3)
    ]
    until(lambda: len(platform.calls) >= 4, "the workers ask", 60)
    os.kill(started[0].pid, signal.SIGKILL)
    until(lambda: not left_to_do(), "all are read", 90)
    most = most_in_a_window(platform.calls, "mastodon", window)
    figure(f"three workers{', without reserving' if torn else ''}: {most} calls in a window of {calls}")
    assert (most > calls) is bool(torn)
    all_measured_once(held)
    assert Allowance.objects.count() == (0 if torn else 1)
