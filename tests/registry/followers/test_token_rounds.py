"""Tokens in use for a night: the platforms are asked with them, answer well or quote them, and nothing of them is kept."""

import json
import logging
import re
from base64 import b64encode

import pytest
from django.utils import timezone
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from registry.accounts.status import Standing
from registry.followers import collectors, performing, rounds
from registry.followers.collectors.base import Limit
from registry.followers.models import FollowerCount, Reading
from registry.followers.states import Outcome
from registry.followers.tokens import put_token
from tests.registry.followers.clear_text import holding
from tests.registry.followers.collectors.shape import CANARY
from tests.registry.followers.collectors.shapes import SHAPES

# What a platform is told to have heard: the canary itself, and as Basic authorisation writes it.
ENCODED = b64encode(f"client:{CANARY}".encode()).decode()
ANY = re.compile(".*")
ASKED = {slug: shape for slug, shape in SHAPES.items() if collectors.COLLECTORS[slug].NEEDS_TOKEN}


@pytest.fixture
def platforms(world, httpserver: HTTPServer, settings, monkeypatch) -> HTTPServer:
    """One server for all of them, each account registered, each token put."""
    settings.OUTBOUND_OPEN = (f"{httpserver.host}:{httpserver.port}",)
    settings.COLLECTOR_BASES = {slug: httpserver.url_for(f"/{slug}") for slug in ASKED}
    for module in collectors.MODULES:
        monkeypatch.setattr(module, "LIMIT", Limit(1000, 1))
        # Each for itself: what one closes would keep another from being asked.
        monkeypatch.delattr(module, "SHARES", raising=False)
    for slug, shape in ASKED.items():
        world.account(shape.asked["address"], standing=Standing.UNCONFIRMED)
        put_token(world.poly, world.platform(slug), shape.asked["token"], actor=world.admin, at=world.tick())
    return httpserver


def a_night() -> dict[str, str]:
    """What came of each platform's account."""
    at = timezone.now()
    rounds.begin(at.date(), at)
    # The last attempt: a failure that may pass ends as it is.
    Reading.objects.update(due_at=at, attempts=rounds.MOST_ATTEMPTS - 1)
    performing.work(60, now=lambda: at)
    return dict(Reading.objects.values_list("account__platform__slug", "outcome"))


def as_they_answer(request: Request) -> Response:
    """Each platform's account, as its shape has it."""
    slug, _, path = request.path.lstrip("/").partition("/")
    reply = next(reply for reply in SHAPES[slug].replies if reply.path == f"/{path}")
    heard = CANARY in f"{request.url} {request.headers}"
    return Response(json.dumps(reply.body), reply.status if heard else 418, mimetype="application/json")


def quoting(status: int):
    """A platform that answers with all that it was told, in the words of every other one."""

    def handler(request: Request) -> Response:
        heard = f"{request.url} {dict(request.headers)} {request.get_data(as_text=True)}"
        errors = [{"title": heard, "detail": heard, "reason": heard}]
        body = {"error": {"code": heard, "message": heard, "errors": errors}, "errors": errors}
        body |= {"ok": False, "description": heard, "message": heard, "reason": heard, "data": heard, "title": heard}
        return Response(json.dumps(body), status, {"Retry-After": heard, "X-Said": heard}, mimetype="application/json")

    return handler


def kept_nowhere(caplog) -> bool:
    logged = "".join(
        f"{record.getMessage()}{record.exc_text}" for record in caplog.records if record.name != "werkzeug"
    )
    return all(holding(secret) == [] and secret not in logged for secret in (CANARY, ENCODED))


def test_platforms_are_asked_with_what_was_put(platforms, caplog):
    caplog.set_level(logging.DEBUG)
    platforms.expect_request(ANY).respond_with_handler(as_they_answer)
    assert a_night() == dict.fromkeys(ASKED, Outcome.MEASURED)
    assert FollowerCount.objects.count() == len(ASKED) == 10
    assert kept_nowhere(caplog)


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 429, 500])
def test_a_platform_that_quotes_its_token_is_not_quoted(platforms, caplog, status):
    caplog.set_level(logging.DEBUG)
    platforms.expect_request(ANY).respond_with_handler(quoting(status))
    came = a_night()
    assert len(came) == len(ASKED)
    assert Outcome.MEASURED not in came.values()
    assert {request.path.split("/")[1] for request, _answer in platforms.log} == set(ASKED)
    assert kept_nowhere(caplog)


def test_the_search_would_find_it(platforms, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(
        collectors.x, "token_of", lambda asked: logging.getLogger("x").debug(asked.token) or asked.token
    )
    platforms.expect_request(ANY).respond_with_handler(as_they_answer)
    a_night()
    assert not kept_nowhere(caplog)
