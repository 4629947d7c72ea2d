"""A submission whose server process dies, or whose connection is cut, at each of its statements or at any moment.

What is left is the draft as it was or the submission as a whole (its steps, its event, its notices), and the department that was
told it is done finds it done. The red control takes the transactions away and finds halves.
"""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.deployment.processes import database_url
from tests.faults.mortal import Fate, Order
from tests.faults.test_redis import figure
from tests.tree import ROOT
from tests.world import World
from workflows.notifications.models import Notification
from workflows.requests.models import PageRequest
from workflows.requests.states import State

pytestmark = pytest.mark.race

SHOTS = 30
PATIENCE = 10
DONE = 303
FIELDS = ("state", "version", "round", "due_on", "endorsing_unit_id", "rules")


@pytest.fixture(scope="module")
def mortal(django_db_setup, tmp_path_factory) -> Iterator[subprocess.Popen]:
    """The server that dies, on the test's own database."""
    environment = {
        "DATABASE_URL": database_url(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "carrefour.settings.test",
    }
    command = [sys.executable, "-m", "tests.faults.mortal"]
    log = tmp_path_factory.mktemp("mortal") / "log"
    with log.open("w") as words:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": words, "text": True}
        with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:
            yield process
            process.stdin.close()


class Department:
    """Writes drafts and hands them in through the server that dies."""

    def __init__(self, world: World, server: subprocess.Popen) -> None:
        self.world, self.server = world, server
        browser = Client()
        browser.force_login(world.author)
        self.key = browser.cookies[settings.SESSION_COOKIE_NAME].value

    def hand_in(self, asked: PageRequest, **death: object) -> Fate:
        """Submit the version that is there, with a death on the way or none."""
        order = Order(f"/requests/{asked.pk}/submit/", {"seen": 1}, self.key, **death)
        self.server.stdin.write(json.dumps(asdict(order)) + "\n")
        self.server.stdin.flush()
        fate = Fate(**json.loads(self.server.stdout.readline()))
        wait_for_the_dead()
        return fate


@pytest.fixture
def department(committed_world, mortal) -> Department:
    return Department(committed_world, mortal)


def wait_for_the_dead() -> None:
    """PostgreSQL finishes or forgets what the dead had sent: nobody but this test is connected any more."""
    limit = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < limit:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.002)
    raise AssertionError("a connection of the dead server stays")


def left(asked: PageRequest) -> tuple:
    """All that a submission writes, as it is now; numbers of rows aside."""
    row = PageRequest.objects.get(pk=asked.pk)
    events = Event.objects.about(row)
    return (
        *(getattr(row, name) for name in FIELDS),
        row.submitted_at is not None,
        [(step.stage, step.pool, step.due_on) for step in row.steps.order_by("round", "position")],
        sorted(events.values_list("verb", flat=True)),
        sorted(Notification.objects.filter(event__in=events).values_list("recipient_id", "channel")),
    )


@pytest.fixture
def whole(department) -> dict[str, tuple]:
    """The two things that may be left, from a draft and a submission that nobody disturbed; and what the latter took."""
    asked = department.world.draft()
    draft = left(asked)
    fate = department.hand_in(asked)
    assert fate.status == DONE
    submitted = left(asked)
    assert (submitted[0], len(submitted[7])) == (State.SUBMITTED, 2)
    assert Verb.REQUEST_SUBMITTED in submitted[8]
    assert len(submitted[9]) > len(draft[9])
    return {"draft": draft, "submitted": submitted, "fate": fate}


def what_is_left(asked: PageRequest, whole: dict[str, tuple]) -> str:
    found = left(asked)
    return next((name for name in ("draft", "submitted") if found == whole[name]), "half")


@pytest.mark.parametrize("death", ["killed", "cut off"])
def test_at_each_step(department, whole, death):
    steps = whole["fate"].steps
    asked, ends = department.world.draft(), []
    for at in range(1, steps + 1):
        fate = department.hand_in(asked, death=death, at=at)
        ends.append(what_is_left(asked, whole))
        assert ends[-1] != "half", (at, left(asked))
        assert fate.status != DONE or ends[-1] == "submitted"
        if ends[-1] == "submitted":
            asked = department.world.draft()
    figure(f"{death} at each of {steps} steps: {dict(Counter(ends))}")
    # The commit is among them: before it the draft, after it the submission, even if nobody was told.
    assert ends[0] == "draft"
    assert ends[-1] == "submitted"
    assert ends == sorted(ends)


def test_at_any_moment_and_the_department_tries_again(department, whole):
    asked, ends = department.world.draft(), Counter()
    for _shot in range(SHOTS):
        fate = department.hand_in(asked, death="shot", after=random.uniform(0, whole["fate"].seconds))
        end = what_is_left(asked, whole)
        assert end != "half", left(asked)
        assert fate.status != DONE or end == "submitted"
        ends[end, "killed" if fate.died else "answered"] += 1
        if end == "submitted":
            asked = department.world.draft()
    figure(f"shot at {SHOTS} moments: {dict(ends)}")
    assert any(died == "killed" for _end, died in ends)
    if what_is_left(asked, whole) == "draft":
        assert department.hand_in(asked).status == DONE
    assert what_is_left(asked, whole) == "submitted"


def test_red_control_without_transactions_halves_are_left(department, whole):
    halves = 0
    for at in range(2, whole["fate"].steps, 3):
        asked = department.world.draft()
        department.hand_in(asked, death="killed", at=at, torn=True)
        halves += what_is_left(asked, whole) == "half"
    figure(f"halves without transactions: {halves}")
    assert halves > 1
