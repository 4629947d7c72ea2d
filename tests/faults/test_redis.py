"""Decisions through the site while Redis is stopped, hung, restarted and flushed, and the worker is killed: nothing is lost.

Real processes under the production settings: gunicorn, a supervised worker and beat, redis-server. The red control
sends the notices from the request instead of the outbox, on the same Redis, and loses some.
"""

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.db import connection

from registry.organisation.models import User
from tests.deployment.processes import LONG, Redis, until
from tests.deployment.trial import Trial, collected, prepared, redis_of_the_compose_file
from tests.deployment.visiting import Visitor
from tests.faults.storm import Answers, Killer, copies, decide
from tests.world import PASSWORD, World
from workflows.notifications.models import Channel, Notification
from workflows.requests.models import PageRequest
from workflows.requests.states import State

pytestmark = pytest.mark.redis

DECISIONS = 300
KILLS = 10
LONGEST = 3
# Longer than the socket's own patience (5 s), so that worker and beat meet it as well.
HUNG = 6


@pytest.fixture
def broker(tmp_path) -> Iterator[Redis]:
    with redis_of_the_compose_file(tmp_path) as running:
        yield running


@pytest.fixture
def submitted(committed_world: World) -> list[tuple[int, int]]:
    """Requests that wait for two decisions each, and an empty outbox."""
    for _time in range(DECISIONS // 2):
        committed_world.request(State.SUBMITTED)
    Notification.objects.all().delete()
    return list(PageRequest.objects.order_by("pk").values_list("pk", "version"))


@pytest.fixture
def trial(tmp_path, broker, submitted) -> Trial:
    """The services on the test's own database."""
    call_command("createcachetable", "cache")
    # The suite's quick hashes are none of production's.
    User.objects.update(password=PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1000))
    name = connection.settings_dict["NAME"]
    quick = {"RELAY_SECONDS": "1", "PULSE_LIMIT_SECONDS": "20", "WORKER_PROCESSES": "1"}
    yield prepared(tmp_path, broker, name, **quick, **collected(tmp_path))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache")


@contextmanager
def stopped(redis: Redis) -> Iterator[None]:
    redis.stop()
    yield
    redis.start()


@contextmanager
def hung(redis: Redis) -> Iterator[None]:
    start = time.monotonic()
    redis.hang()
    yield
    time.sleep(max(0, start + HUNG - time.monotonic()))
    redis.go_on()


@contextmanager
def again_and_again(act: Callable[[], object], pause: float) -> Iterator[None]:
    """Do it in the background until the end."""
    over = threading.Event()

    def repeat() -> None:
        while not over.wait(pause):
            act()

    thread = threading.Thread(target=repeat)
    thread.start()
    yield
    over.set()
    thread.join()


FAULTS = {
    "stopped": stopped,
    "hung": hung,
    "restarted": lambda redis: again_and_again(redis.crash_and_start, 0.5),
    "flushed": lambda redis: again_and_again(redis.client.flushall, 0.05),
}


def signed_in(trial: Trial) -> dict[str, Visitor]:
    people = {name: trial.visitor() for name in ("head", "manager")}
    assert [person.sign_in(f"{name}@example.org", PASSWORD) for name, person in people.items()] == [302, 302]
    return people


def figure(words: str) -> None:
    """For whoever reads the run with `-rP` or `-s`."""
    sys.stdout.write(f"{words}\n")


def told(trial: Trial) -> Counter:
    return copies(trial.folder / "mail")


def test_no_request_fails_or_waits_and_each_notice_arrives_once(trial, broker, submitted):
    answers = Answers()
    with ExitStack() as stack:
        trial.serve(stack)
        worker, _beat = (trial.started(stack, name) for name in ("worker", "beat"))
        with stopped(broker):
            people = signed_in(trial)
        killer = Killer(worker, KILLS)
        killer.start()
        for number, (name, fault) in enumerate(FAULTS.items()):
            before = answers.decisions
            with fault(broker):
                decide(people, submitted[number :: len(FAULTS)], answers)
            figure(f"Redis {name}: {answers.decisions - before} decisions")
        killer.join(LONG)
        until(lambda: not Notification.objects.waiting().exists(), f"every notice\n{worker.words[-3000:]}")
    owed = {row.message_id for row in Notification.objects.filter(channel=Channel.MAIL).select_related("event")}
    arrived = told(trial)
    again = sum(arrived.values()) - len(arrived)
    figure(f"longest request {max(answers.seconds):.2f} s; {len(owed)} notices owed, {len(arrived)} arrived")
    figure(f"second copies of the same Message-ID: {again}, after {dict(killer.killed)} killed with -9")
    assert answers.refused == []
    assert max(answers.seconds) < LONGEST
    assert answers.decisions == DECISIONS
    assert sum(killer.killed.values()) == KILLS
    assert len(owed) > DECISIONS
    assert set(arrived) == owed
    assert again <= KILLS
