"""A platform's server on this machine: it plays what a shape says, over real sockets, and the collector is asked."""

import json
import logging
import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from registry.followers import collectors
from registry.followers.collectors.base import Failed, Found
from tests.registry.followers.collectors.shape import CANARY, Reply, Shape

Play = Callable[..., Found | Failed]
NOTHING: Mapping[str, str] = {}


@pytest.fixture(scope="session")
def make_httpserver() -> Iterator[HTTPServer]:
    """Threaded: an answer that sleeps does not keep the next test waiting."""
    with HTTPServer(threaded=True) as server:
        yield server


def answering(reply: Reply) -> Callable[[Request], Response]:
    """A handler that says ``reply``, or 418 to a call that is not the one foreseen."""

    def handler(request: Request) -> Response:
        query, headers = request.args.to_dict(), request.headers
        if not reply.query.items() <= query.items() or any(
            headers.get(name) != text for name, text in reply.wants.items()
        ):
            return Response(f"not foreseen: {query}", 418)
        if reply.sent is not None and request.get_json(silent=True) != reply.sent:
            return Response("another body", 418)
        return Response(json.dumps(reply.body), reply.status, dict(reply.headers), mimetype="application/json")

    return handler


@pytest.fixture
def play(httpserver, settings, caplog) -> Play:
    """``play(shape, replies or one handler, asked={…})`` is what the collector found, or why it failed."""

    def _play(
        shape: Shape,
        said: Sequence[Reply] | Callable[[Request], Response],
        asked: Mapping[str, str] = NOTHING,
        is_open: bool = True,
        open_also: str = "",
    ) -> Found | Failed:
        settings.OUTBOUND_OPEN = (f"{httpserver.host}:{httpserver.port}", open_also) if is_open else ()
        settings.COLLECTOR_BASES = {shape.slug: httpserver.url_for("").rstrip("/")} | settings.COLLECTOR_BASES
        caplog.set_level(logging.DEBUG)
        if callable(said):
            httpserver.expect_request(re.compile(".*")).respond_with_handler(said)
        else:
            for reply in said:
                httpserver.expect_ordered_request(reply.path, reply.method).respond_with_handler(answering(reply))
        question = collectors.asked(shape.slug, **{**shape.asked, **asked})
        try:
            came: Found | Failed = collectors.collector_for(shape.slug).read(question)
        except Failed as failed:
            came = failed
        _keeps_secrets(came, caplog.records)
        return came

    return _play


def _keeps_secrets(came: Found | Failed, records: Sequence[logging.LogRecord]) -> None:
    told = "".join(traceback.format_exception(came)) + came.detail if isinstance(came, Failed) else repr(came)
    # The test's own server writes what it was asked.
    logged = "".join(record.getMessage() for record in records if record.name != "werkzeug")
    assert CANARY not in told + logged
