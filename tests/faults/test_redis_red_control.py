"""The red control of test_redis: the notices are published by the request that causes them, without an outbox.

The same faults then lose some, although nothing here loses a message that Redis still has: what counts as arrived is
all that lies in the queue at the end, as if a perfect worker took it.
"""

import time
from collections.abc import Iterator
from functools import partial

import pytest
from celery import Celery
from django.db import transaction
from django.test import Client
from kombu.simple import SimpleQueue

from registry.audit.models import Event
from registry.audit.signals import event_recorded
from tests.deployment.processes import Redis
from tests.deployment.trial import redis_of_the_compose_file
from tests.faults.test_redis import LONGEST
from tests.world import World
from workflows.notifications import fan_out
from workflows.notifications.audience import recipients
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.states import State

pytestmark = pytest.mark.redis

PATIENCE = {"socket_timeout": 5, "socket_connect_timeout": 2}
EACH = 2


@pytest.fixture
def broker(tmp_path) -> Iterator[Redis]:
    with redis_of_the_compose_file(tmp_path) as running:
        yield running


@pytest.fixture
def submitted(committed_world: World) -> list[PageRequest]:
    return [committed_world.request(State.SUBMITTED) for _time in range(4 * EACH)]


@pytest.fixture
def app(broker) -> Iterator[Celery]:
    """An application as naive as tutorials have it, though with time-outs: without them the hung Redis would be for ever."""
    naive = Celery("naive", broker=broker.url, set_as_current=False)
    naive.conf.broker_transport_options = PATIENCE
    yield naive
    naive.close()


@pytest.fixture
def owed(app) -> Iterator[set[str]]:
    """Publishes at commit, in place of the rows of the outbox; gives all that somebody had to be told."""
    told: set[str] = set()

    def publish(event: Event, **_signal: object) -> None:
        for person in recipients(event):
            notice = f"{event.pk}.{person}"
            told.add(notice)
            transaction.on_commit(partial(app.send_task, "tell", [notice], retry=False))

    event_recorded.disconnect(dispatch_uid="workflows.notifications.fan_out")
    event_recorded.connect(publish, dispatch_uid="naive")
    yield told
    event_recorded.disconnect(dispatch_uid="naive")
    fan_out.listen()


@pytest.fixture
def head(committed_world) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(committed_world.head)
    return client


def endorse(head: Client, asked: list[PageRequest]) -> tuple[list[int], float]:
    """The statuses, and the seconds of the longest."""
    statuses, longest = [], 0.0
    for request in asked:
        start = time.monotonic()
        statuses.append(head.post(f"/requests/{request.pk}/endorse/", {"seen": request.version}).status_code)
        longest = max(longest, time.monotonic() - start)
    return statuses, longest


def arrived(app: Celery) -> set[str]:
    """All that is in the queue."""
    found = set()
    with app.connection() as connection, SimpleQueue(connection, "celery") as queue:
        for _message in range(queue.qsize()):
            message = queue.get_nowait()
            found.add(message.payload[0][0])
            message.ack()
    return found


def test_published_from_the_request_some_notices_are_lost(submitted, broker, app, owed, head):
    failing, lost_with_redis, flushed, kept = (submitted[turn::4] for turn in range(4))
    broker.stop()
    assert endorse(head, failing)[0] == [500] * EACH
    broker.start()
    assert endorse(head, lost_with_redis)[0] == [303] * EACH
    broker.crash_and_start()
    assert endorse(head, flushed)[0] == [303] * EACH
    broker.client.flushall()
    assert endorse(head, kept)[0] == [303] * EACH
    there = arrived(app)
    assert there < owed
    assert len(owed - there) >= 3 * EACH
    # Each decision stands all the same, those that were answered by an error as well.
    assert Verdict.objects.count() == len(submitted)


def test_published_from_the_request_a_hung_redis_makes_people_wait(submitted, broker, owed, head):
    broker.hang()
    try:
        statuses, longest = endorse(head, submitted[:1])
    finally:
        broker.go_on()
    assert statuses == [500]
    assert longest > LONGEST
