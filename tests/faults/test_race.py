"""1,000 decisions of one request at once by page and API, each thread with its own connection: one verdict, one event.

Every thread begins with a whole request over its door; the rest of its tries go through `perform`, which both doors call, so
that the thousand take seconds. Two guards hold it, the row's lock and the unique constraint; so there are two red controls:
with the lock taken away the losers meet the constraint, and with both taken away there is more than one verdict.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.test import Client

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import User
from tests.workflows.requests.asking import DOORS, WORDS, Door
from tests.world import AT
from workflows.conflicts import SENTENCES
from workflows.machine import Refused
from workflows.requests import moving
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.moves import perform
from workflows.requests.moving import Stale
from workflows.requests.states import Stage, State, Through

pytestmark = pytest.mark.race

THREADS, TRIES = 20, 50
CONSTRAINT = "one_verdict_per_round_and_stage"
WAIT = 30
ANSWERS = {State.APPROVED: Verb.REQUEST_APPROVED, State.REFUSED: Verb.REQUEST_REFUSED}
# What a loser is told, and what stands behind it.
SETTLED = "Cette demande est déjà conclue"
MET = SENTENCES[CONSTRAINT].fr
# What the winner's own other tries may meet first: PostgreSQL asks the younger of two unique constraints last, and a test of
# this file takes the other one away and puts it back.
OWN_VOICE = SENTENCES["one_voice_per_person"].fr


SAYINGS = {"settled": SETTLED, "constraint": MET, "own voice": OWN_VOICE}


@dataclass
class Decider:
    """One of the threads: somebody at a door, with a decision in mind."""

    actor: User
    door: Door
    move: str
    client: Client = field(default_factory=Client)

    def knock(self, asked: PageRequest) -> str:
        """A whole request through the site: done, or what its answer says."""
        answer = self.door.move(self.client, asked, self.move, **WORDS[self.move])
        text = answer.content.decode()
        said = next((name for name, words in SAYINGS.items() if words in text), "?")
        return "done" if answer.status_code == self.door.done else f"{said} {answer.status_code}"

    def decide(self, asked: PageRequest) -> str:
        """The same move as the door calls it."""
        words, through = WORDS[self.move], Through(self.door.name)
        try:
            perform(asked, self.move, actor=self.actor, at=AT, seen=asked.version, through=through, **words)
        except Stale as error:
            return "settled 409" if SETTLED in error.sentence.fr else "stale"
        except Refused as error:
            return "constraint" if isinstance(error.__cause__, IntegrityError) else "refused"
        return "done"


@pytest.fixture
def deciders(committed_world) -> Callable[..., list[Decider]]:
    """Two managers in turn, half of each at the page and half at the API, all signed in, with the moves in turn."""

    def signed_in(*moves: str) -> list[Decider]:
        found = []
        for number in range(THREADS):
            actor = committed_world.manager if number % 2 else committed_world.manager2
            found.append(Decider(actor, DOORS[number // 2 % 2], moves[number // 4 % len(moves)]))
            found[-1].client.force_login(actor)
        return found

    return signed_in


def race(deciders: list[Decider], asked: PageRequest, tries: int) -> Counter:
    """How they fared who start together and each try so many times."""
    start = Barrier(THREADS, timeout=WAIT)

    def one(decider: Decider) -> list[str]:
        start.wait()
        try:
            return [decider.knock(asked), *(decider.decide(asked) for _ in range(tries - 1))]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(fared for found in pool.map(one, deciders) for fared in found)


def decisions(asked: PageRequest) -> int:
    return Verdict.objects.filter(page_request=asked, stage=Stage.DECISION).count()


def events(asked: PageRequest, *verbs: Verb) -> int:
    return Event.objects.about(asked).filter(verb__in=verbs).count()


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


@pytest.mark.parametrize("moves", [["approve"], ["approve", "refuse"]], ids=" and ".join)
def test_a_thousand_decisions_leave_one_verdict_and_999_clear_answers(asked, deciders, moves):
    fared = race(deciders(*moves), asked, TRIES)
    assert fared == {"done": 1, "settled 409": THREADS * TRIES - 1}
    assert decisions(asked) == events(asked, *ANSWERS.values()) == 1
    assert events(asked, Verb.REQUEST_STALE_DECISION) == THREADS * TRIES - 1
    before, asked = asked.version, PageRequest.objects.get(pk=asked.pk)
    assert events(asked, ANSWERS[asked.state]) == 1
    assert asked.version == before + 1


def test_red_control_without_the_lock_the_constraint_stops_the_others(asked, deciders, without_lock):
    fared = race(deciders("approve"), asked, 1)
    assert fared["done"] == 1
    # The other manager's tries meet this constraint and no other.
    assert fared["constraint 422"] + fared["constraint 400"] > 0
    # On a busy machine a thread may come when all is over: it is told so, as ever.
    told = [(said.rpartition(" ")[0], times) for said, times in fared.items() if said != "done"]
    assert sum(times for said, times in told if said in SAYINGS) == THREADS - 1
    assert decisions(asked) == events(asked, Verb.REQUEST_APPROVED) == 1


def test_red_control_without_lock_and_constraint_there_are_many_verdicts(
    asked, deciders, without_constraint, without_lock
):
    fared = race(deciders("approve"), asked, 1)
    assert fared["done"] > 1
    assert decisions(asked) == events(asked, Verb.REQUEST_APPROVED) == fared["done"]
