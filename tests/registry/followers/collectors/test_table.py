"""Collectors × situations, over real sockets: each expectation is the outcome, whether it may pass, and the pause."""

import copy
import socket
import time
from typing import Any

import pytest

from registry.followers.collectors import COLLECTORS
from registry.followers.collectors.base import Failed, Found
from registry.followers.states import PASSING, Outcome
from registry.platforms.catalog import CATALOG
from tests.registry.followers.collectors.shape import Reply, Row, Shape
from tests.registry.followers.collectors.shapes import SHAPES
from tests.registry.followers.collectors.situations import EMPTY, IMPATIENT, NO_FIGURES, SITUATIONS, Situation, says

ROWS = [pytest.param(shape, row, id=f"{slug}-{row.name}") for slug, shape in SHAPES.items() for row in shape.rows]
EVERY = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
# What every platform does to accounts, and a collector has to tell apart unless the API cannot.
OWN = {"unknown", "renamed", "suspended", "hidden"}


def here(found: Found, httpserver) -> Found:
    """What is expected, with the server's address of this run in its source."""
    return Found(**{**vars(found), "source": found.source.replace("{root}", httpserver.url_for("").rstrip("/"))})


def with_figure(shape: Shape, value: Any) -> tuple[Reply, ...]:
    """The replies of a found account, with something else (``...``: nothing) where the figure stands."""
    *before, last = shape.replies
    body = copy.deepcopy(last.body)
    *path, key = shape.figure
    holder = body
    for step in path:
        holder = holder[step]
    if value is ...:
        del holder[key]
    else:
        holder[key] = value
    return (*before, Reply(**{**vars(last), "body": body}))


def test_every_collector_is_in_the_table():
    assert {COLLECTORS[slug] for slug in SHAPES} == set(COLLECTORS.values())
    assert set(COLLECTORS) <= set(CATALOG)


@EVERY
def test_every_platform_says_what_becomes_of_its_accounts(shape):
    told = {row.name for row in shape.rows}
    assert told | set(shape.impossible) >= OWN
    assert not told & set(shape.impossible)


@EVERY
def test_a_figure_is_found(shape, play, httpserver):
    assert play(shape, shape.replies) == here(shape.found, httpserver)
    assert len(shape.found.source) <= 300
    httpserver.check_assertions()


@pytest.mark.parametrize(("shape", "row"), ROWS)
def test_its_own_situations(shape: Shape, row: Row, play, httpserver):
    came = play(shape, row.replies, row.asked)
    assert len(httpserver.log) == len(row.replies)
    if isinstance(row.expected, Found):
        assert came == here(row.expected, httpserver)
        return
    assert isinstance(came, Failed), came
    assert came.outcome == row.expected, came.detail
    pause = came.retry_after
    assert (pause is not None and 0 < pause <= 86_400) if row.pause == "some" else pause == row.pause


@EVERY
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
def test_what_any_platform_may_do(shape: Shape, situation: Situation, play, settings, httpserver):
    settings.COLLECTOR_SECONDS = IMPATIENT if situation.outcome == Outcome.TIMED_OUT else 5.0
    came = play(shape, situation.handler)
    # A handler that still sleeps would write itself into the next test's log.
    until = time.monotonic() + 5
    while not httpserver.log and time.monotonic() < until:
        time.sleep(0.01)
    assert isinstance(came, Failed), came
    assert came.outcome == situation.outcome, came.detail
    assert came.is_passing == (situation.outcome in PASSING)
    if situation.pause is None:
        assert came.retry_after is None
    else:
        least, most = situation.pause
        assert least <= came.retry_after <= most


@EVERY
def test_nobody_listens(shape, play, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings.COLLECTOR_BASES = {shape.slug: f"http://127.0.0.1:{port}"}
    came = play(shape, says(200), open_also=f"127.0.0.1:{port}")
    assert came.outcome == Outcome.UNAVAILABLE


@EVERY
def test_in_production_this_machine_is_not_called(shape, play, httpserver):
    came = play(shape, shape.replies, is_open=False)
    assert came.outcome == Outcome.REFUSED
    assert not came.is_passing
    assert httpserver.log == []


@EVERY
def test_numbers_written_as_text_or_as_numbers(shape, play, httpserver):
    for value in (str(shape.found.value), shape.found.value):
        httpserver.clear()
        assert play(shape, with_figure(shape, value)) == here(shape.found, httpserver)


@EVERY
def test_what_is_no_number_of_people_is_not_kept(shape, play, httpserver):
    for value in NO_FIGURES:
        httpserver.clear()
        came = play(shape, with_figure(shape, value))
        assert isinstance(came, Failed), (value, came)
        assert came.outcome == Outcome.UNREADABLE, (value, came.outcome)
    for value in EMPTY:
        httpserver.clear()
        came = play(shape, with_figure(shape, value))
        assert isinstance(came, Failed), (value, came)
        assert came.outcome in {Outcome.UNREADABLE, Outcome.HIDDEN}, (value, came.outcome)


@EVERY
def test_an_answer_of_any_shape_is_a_figure_or_a_failure(shape, play, httpserver):
    """Each part of the last answer in turn is something else; no collector may fall over it."""
    *before, last = shape.replies
    for body in distorted(last.body):
        httpserver.clear()
        came = play(shape, (*before, Reply(**{**vars(last), "body": body})))
        assert isinstance(came, Found | Failed)


@EVERY
def test_errors_of_any_shape_are_failures(shape, play, httpserver):
    for body in (
        '{"error": []}',
        '{"error": {"errors": "x"}}',
        '{"error": 5}',
        '"x"',
        "null",
        '{"errors": [null]}',
        "[[]]",
    ):
        httpserver.clear()
        assert isinstance(play(shape, says(400, body)), Failed)


@EVERY
def test_without_a_token_nobody_is_asked(shape, play, httpserver):
    if not COLLECTORS[shape.slug].NEEDS_TOKEN:
        assert isinstance(play(shape, shape.replies, {"token": ""}), Found)
        return
    came = play(shape, shape.replies, {"token": ""})
    assert came.outcome == Outcome.NO_TOKEN
    assert httpserver.log == []


def distorted(body: Any):
    """Copies of a JSON value with one part of it, at any depth, replaced or gone."""
    yield from ([], "x", 5, None, {})
    steps = list(body) if isinstance(body, dict) else range(len(body)) if isinstance(body, list) else ()
    for step in steps:
        for other in distorted(body[step]) if isinstance(body[step], dict | list) else ([], {}, "x", 5, None):
            changed = copy.copy(body)
            changed[step] = other
            yield changed
