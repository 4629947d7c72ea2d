"""Another register on this machine: what ours publishes, served over a real socket under an address of its own."""

import re
from collections.abc import Callable

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from registry.language import Pair
from registry.organisation.models import Unit, UnitKind
from workflows.exits.models import ExitDecision

FEED = reverse("exits:feed")
NAME = Pair("Université d’ailleurs", "University of Elsewhere")
KEPT = ("Content-Type", "ETag", "Last-Modified")


def site_of(server: HTTPServer) -> str:
    return server.url_for("").rstrip("/")


def elsewhere(server: HTTPServer, *paths: str) -> dict[str, Response]:
    """The same of an institution that ours has never heard of."""
    ours = list(Unit.objects.filter(kind=UnitKind.INSTITUTION).order_by("pk"))
    for unit in ours:
        Unit.objects.filter(pk=unit.pk).update(name_fr=NAME.fr, name_en=NAME.en, country="CH")
    try:
        return recorded(server, *paths)
    finally:
        Unit.objects.bulk_update(ours, ["name_fr", "name_en", "country"])


def recorded(server: HTTPServer, *paths: str) -> dict[str, Response]:
    """What this register answers at the feed, every decision's JSON and ``paths``, as though it were the server's."""
    pages = [FEED, *paths, *(reverse("exits:data", args=[row.slug]) for row in ExitDecision.objects.all())]
    with override_settings(SITE_URL=site_of(server)):
        answers = {path: Client().get(path) for path in pages}
    return {
        path: Response(answer.content, answer.status_code, {name: answer[name] for name in KEPT if name in answer})
        for path, answer in answers.items()
    }


def serve(server: HTTPServer, answers: dict[str, Response | Callable[[Request], Response]]) -> list[str]:
    """Answer each path (with its query) as the table says, 404 elsewhere; the list that is returned grows with each call."""
    called: list[str] = []

    def handler(request: Request) -> Response:
        path = request.full_path.rstrip("?")
        called.append(path)
        answer = answers.get(path, Response("nothing here", 404))
        if callable(answer) and not isinstance(answer, Response):
            return answer(request)
        if answer.headers.get("ETag") and request.headers.get("If-None-Match") == answer.headers["ETag"]:
            return Response(status=304)
        return answer

    server.clear()
    server.expect_request(re.compile(".*")).respond_with_handler(handler)
    return called


def open_to(server: HTTPServer) -> str:
    """Let our way out call the server; its feed's address."""
    settings.OUTBOUND_OPEN = (f"{server.host}:{server.port}",)
    return f"{site_of(server)}{FEED}"
