"""What every test shares: the cast, strict queries and templates, and a flush that the append-only journal survives."""

import gc
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connection
from django.test import Client
from django.utils import translation

from tests import strict
from tests.world import AT, World, build

strict.activate()

_flush = flush.Command.handle


def _flush_past_triggers(self, **options):
    """A test's clean-up may empty the journal: triggers are off in this session for as long as it takes."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            return _flush(self, **options)
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


flush.Command.handle = _flush_past_triggers


LONG = ("redis", "chromium", "race")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Long tests first, by what they need, the rest as shuffled: no processor is left alone with one of them at the end.

    Those of one kind follow one another, so that they can share what is slow to start.
    """
    items.sort(key=lambda item: [not item.get_closest_marker(name) for name in LONG])


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """What was collected lives to the end: ten thousand tests are not walked through again in search of garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def first_language():
    """Every test begins in the first language: a request in English leaves English behind it in its thread."""
    translation.activate("fr")


@pytest.fixture
def still(monkeypatch) -> Iterator[Callable[[int], None]]:
    """The seconds since 1970 stand still within a minute and an hour, where nobody has asked yet; ``still(60)``: a minute on.

    For what is counted by the minute or the hour: a test that happens to run across the turn of one would count anew.
    """

    def later(seconds: int) -> None:
        monkeypatch.setattr(time, "time", lambda: 1_000_000_030 + seconds)

    cache.clear()
    later(0)
    yield later
    cache.clear()


@pytest.fixture
def day_after() -> Iterator[None]:
    """The clock goes from a day after the cast's first moves: for cases that name a day, collected long before they run."""
    with time_machine.travel(AT + timedelta(days=1)):
        yield


@pytest.fixture
def world(db) -> World:
    """The cast, inside the test's own transaction."""
    return build()


@pytest.fixture
def committed_world(transactional_db) -> World:
    """The cast, committed: for threads, live servers and whatever needs several connections."""
    return build()


@pytest.fixture
def as_(world):
    """``as_("manager")`` is a signed-in client; ``as_(None)`` a visitor's."""

    def client_of(name: str | None) -> Client:
        client = Client()
        if name:
            client.force_login(world.people[name])
        return client

    return client_of
