"""Many approvals of one request at once, each with its own connection to PostgreSQL: one verdict, one event.

Two guards hold it, the row's lock and the unique constraint; so there are two red controls: with the lock taken away
the losers meet the constraint, and with both taken away there is more than one verdict.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.world import AT, World
from workflows.machine import Refused
from workflows.requests import moving
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.moves import perform
from workflows.requests.moving import Stale
from workflows.requests.states import Stage, State

pytestmark = pytest.mark.race

THREADS, TRIES = 20, 10
CONSTRAINT = "one_verdict_per_round_and_stage"
WAIT = 20


def approvals(world: World, asked: PageRequest, tries: int) -> Counter:
    """How `THREADS` threads fared that start together and each try ``tries`` times, two managers in turn."""
    start = Barrier(THREADS, timeout=WAIT)

    def decide(number: int) -> list[str]:
        actor = world.manager if number % 2 else world.manager2
        start.wait()
        try:
            return [outcome(actor) for _ in range(tries)]
        finally:
            connection.close()

    def outcome(actor) -> str:
        try:
            perform(asked, "approve", actor=actor, at=AT, seen=asked.version)
        except Stale:
            return "stale"
        except Refused as error:
            return "constraint" if isinstance(error.__cause__, IntegrityError) else "refused"
        return "done"

    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(fared for found in pool.map(decide, range(THREADS)) for fared in found)


def decisions(asked: PageRequest) -> int:
    return Verdict.objects.filter(page_request=asked, stage=Stage.DECISION).count()


def events(asked: PageRequest, verb: Verb) -> int:
    return Event.objects.about(asked).filter(verb=verb).count()


@pytest.fixture
def asked(committed_world) -> PageRequest:
    """A request that waits for its decision, made while everything is still in place."""
    return committed_world.request(State.IN_REVIEW)


@pytest.fixture
def without_lock(asked, monkeypatch) -> None:
    """Takes the lock away, and lets nobody write before everybody has read: the worst order, every time."""
    read = Barrier(THREADS, timeout=WAIT)
    lock = moving.lock

    def lock_nothing(page_request: PageRequest) -> PageRequest:
        found = lock(page_request)
        read.wait()
        return found

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    monkeypatch.setattr(moving, "lock", lock_nothing)


@pytest.fixture
def without_constraint(committed_world):
    """Takes the unique constraint away, and puts it back once the verdicts that it forbids are gone."""
    [constraint] = [found for found in Verdict._meta.constraints if found.name == CONSTRAINT]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Verdict, constraint)
    yield
    with connection.cursor() as cursor:  # verdicts are kept by a trigger: it rests while the test cleans up
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM workflows_verdict")
        cursor.execute("SET session_replication_role = DEFAULT")
    with connection.schema_editor() as editor:
        editor.add_constraint(Verdict, constraint)


def test_two_hundred_approvals_leave_one_verdict_and_one_event(committed_world, asked):
    fared = approvals(committed_world, asked, TRIES)
    assert fared == {"done": 1, "stale": THREADS * TRIES - 1}
    assert decisions(asked) == 1
    assert events(asked, Verb.REQUEST_APPROVED) == 1
    assert events(asked, Verb.REQUEST_STALE_DECISION) == THREADS * TRIES - 1
    asked.refresh_from_db()
    assert (asked.state, asked.version) == (State.APPROVED, 5)


def test_red_control_without_the_lock_the_constraint_stops_the_others(committed_world, asked, without_lock):
    fared = approvals(committed_world, asked, 1)
    assert fared == {"done": 1, "constraint": THREADS - 1}
    assert decisions(asked) == 1
    assert events(asked, Verb.REQUEST_APPROVED) == 1


def test_red_control_without_lock_and_constraint_there_are_many_verdicts(
    committed_world, asked, without_constraint, without_lock
):
    fared = approvals(committed_world, asked, 1)
    assert fared["done"] > 1
    assert decisions(asked) == events(asked, Verb.REQUEST_APPROVED) == fared["done"]
