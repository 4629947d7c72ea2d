"""Four eyes by every door and every connection to the request: page, API, bulk, mail link, and a row put in by hand.

The rule is written in docs/requests-policy.md. It is held twice, in Python and in PostgreSQL; so there are two red controls: with
the first switched off the second refuses, and with both switched off whoever wrote a request approves it.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from registry.organisation.models import User
from tests.scene import undone
from tests.workflows.requests.asking import API, PAGE
from tests.workflows.requests.connections import CLOSED, OPEN, Case
from tests.workflows.requests.linking import signed
from workflows.conflicts import SENTENCES
from workflows.requests import four_eyes
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.states import Answer, Stage, State

# What is answered in each place.
NEXT = {
    State.SUBMITTED: ("endorse", Stage.ENDORSEMENT),
    State.IN_REVIEW: ("approve", Stage.DECISION),
    State.WITH_LEADERSHIP: ("consent", Stage.LEADERSHIP),
}


@pytest.fixture(autouse=True)
def clock(world):
    """The site's clock on the day of the cast's moves: stand-ins hold for days."""
    with time_machine.travel(world.at + timedelta(hours=2), tick=False):
        yield


COLUMNS = "page_request_id, round, version, stage, answer, concludes, by_id, on_behalf_of_id, through, at"
SQL = (
    f"INSERT INTO workflows_verdict ({COLUMNS}, reason, reason_code, fields, conditions, alternative)"  # noqa: S608
    " VALUES (%s, %s, %s, %s, 'yes', true, %s, %s, 'page', now(), '', '', '{}', '', '')"
)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def by_site(door, asked: PageRequest, person: User, absent: User | None) -> str:
    return door.move(signed_in(person), asked, NEXT[asked.state][0]).content.decode()


def by_mail(asked: PageRequest, person: User, absent: User | None) -> str:
    """A link that was never sent, or was sent before the person wrote."""
    move, _stage = NEXT[asked.state]
    return Client().post(signed(asked, person, move), {"move": move}).content.decode()


def by_bulk(asked: PageRequest, person: User, absent: User | None) -> str:
    picked = {"move": NEXT[asked.state][0], "pick": f"{asked.pk}:{asked.version}"}
    return signed_in(person).post(reverse("requests:bulk"), picked).content.decode()


def by_orm(asked: PageRequest, person: User, absent: User | None) -> None:
    row = {
        "version": asked.version,
        "round": asked.round,
        "stage": NEXT[asked.state][1],
        "answer": Answer.YES,
        "at": asked.moved_at,
    }
    Verdict.objects.create(page_request=asked, by=person, on_behalf_of=absent, **row)


def by_sql(asked: PageRequest, person: User, absent: User | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            SQL, [asked.pk, asked.round, asked.version, NEXT[asked.state][1], person.pk, absent and absent.pk]
        )


SITE: dict[str, Callable] = {
    "page": partial(by_site, PAGE),
    "api": partial(by_site, API),
    "mail": by_mail,
    "bulk": by_bulk,
}
BY_HAND: dict[str, Callable] = {"orm": transaction.atomic(by_orm), "sql": transaction.atomic(by_sql)}


def doors_of(case: Case) -> dict[str, Callable]:
    """By which an answer could be given at all: a program comes in by none that asks for a session."""
    return {"mail": by_mail} if case[1].is_service else SITE


def tried(doors: dict[str, Callable], case: Case) -> dict[str, bool]:
    """By which doors the answer was given, each tried from the same place."""
    found = {}
    for name, door in doors.items():
        with undone():
            try:
                door(*case)
            except IntegrityError as error:
                assert "four eyes" in str(error)  # noqa: PT017  the others are failures
                found[name] = False
                continue
            found[name] = Verdict.objects.filter(page_request=case[0], stage=NEXT[case[0].state][1]).exists()
    return found


@pytest.mark.parametrize("connected", CLOSED, ids=lambda case: case.__name__)
def test_whoever_is_connected_answers_by_no_door(world, connected):
    doors = SITE | BY_HAND
    assert tried(doors, connected(world)) == dict.fromkeys(doors, False)


@pytest.mark.parametrize("connected", OPEN, ids=lambda case: case.__name__)
def test_fresh_eyes_answer_by_every_door(world, connected):
    doors = SITE | BY_HAND
    assert tried(doors, connected(world)) == dict.fromkeys(doors, True)


@pytest.fixture
def without_python(monkeypatch) -> Callable[[Case], None]:
    """Switches the rule off in Python: whoever asks has the voice, their own or the absent person's."""

    def off(case: Case) -> None:
        monkeypatch.setattr(four_eyes, "speaks_for", lambda *_anything: case[2])

    return off


@pytest.mark.parametrize("connected", CLOSED, ids=lambda case: case.__name__)
def test_red_control_without_python_the_database_refuses(world, without_python, connected):
    case = connected(world)
    without_python(case)
    assert tried(SITE, case) == dict.fromkeys(SITE, False)
    if case[1].is_service:
        return
    with undone():
        answer = PAGE.move(signed_in(case[1]), case[0], NEXT[case[0].state][0])
        assert answer.status_code == 422
        assert SENTENCES["four_eyes"].fr in answer.content.decode()


@pytest.mark.parametrize("connected", CLOSED, ids=lambda case: case.__name__)
def test_red_control_without_both_they_answer(world, without_python, connected):
    case = connected(world)
    without_python(case)
    with undone(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what was deferred is checked, so that the table may change
        cursor.execute("DROP TRIGGER verdict_four_eyes ON workflows_verdict")
        doors = doors_of(case) | BY_HAND
        assert tried(doors, case) == dict.fromkeys(doors, True)
    assert tried(BY_HAND, case) == dict.fromkeys(BY_HAND, False)
