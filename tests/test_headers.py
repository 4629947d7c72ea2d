"""What every answer carries, errors included, and that no page holds what its own content policy would refuse."""

from html.parser import HTMLParser

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from carrefour import urls
from tests.matrix import ROWS, Row
from tests.scene import VISITOR, Scene, build_scene
from tests.world import PASSWORD
from workflows.requests.states import State

GETS = [row for row in ROWS if row.method == "GET"]
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Reached by a link that is a secret: not even our own pages are told where they were followed from.
STRICTER = {"requests:answer": {"Referrer-Policy": "strict-origin"}}
# Asks nobody who they are, and says the same to everybody.
FOR_ALL = {"api-verify", "exits:data", "exits:feed", "exits:schema"}
NOTHING = ("default-src", "frame-ancestors", "base-uri")
OWN_ONLY = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")


def policy_of(response: HttpResponse) -> dict[str, list[str]]:
    words = [part.split() for part in response.headers["Content-Security-Policy"].split(";") if part.strip()]
    return {name: sources for name, *sources in words}


def assert_guarded(response: HttpResponse, name: str = "") -> None:
    assert {head: response.headers.get(head) for head in ALWAYS} == ALWAYS | STRICTER.get(name, {})
    policy = policy_of(response)
    assert {name: policy.get(name) for name in NOTHING} == {name: ["'none'"] for name in NOTHING}
    assert {name: policy.get(name) for name in OWN_ONLY} == {name: ["'self'"] for name in OWN_ONLY}
    assert "camera=()" in response.headers["Permissions-Policy"]


class Markup(HTMLParser):
    """Collects what a content policy refuses, what comes from elsewhere, and forms without their token."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.posting = 0
        self.feed(html)
        self.close()
        if self.posting:
            self.faults.append("a form without its token")

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        told = f"<{tag} {' '.join(given)}>"
        if tag == "style" or "style" in given or (tag == "script" and "src" not in given):
            self.faults.append(told)
        self.faults += [told for name in given if name.startswith("on")]
        links = [given.get(name) or "" for name in ("href", "src", "action", "formaction")]
        self.faults += [told for link in links if link.strip().lower().startswith(("javascript:", "data:", "//"))]
        loaded = {"script": "src", "img": "src", "link": "href", "form": "action"}.get(tag)
        if loaded and not (given.get(loaded) or "/").startswith(("/", "?")):
            self.faults.append(told)
        self.posting += tag == "form" and (given.get("method") or "").lower() == "post"
        self.posting -= given.get("name") == "csrfmiddlewaretoken"


@pytest.fixture
def scene(world) -> Scene:
    return build_scene(world)


def who_reads(row: Row) -> list[str]:
    """A visitor, and somebody who is shown the page."""
    shown = row.answers.get(200, set()) - {VISITOR}
    return [VISITOR, min(shown, default="manager")]


def test_every_address_is_guarded_and_no_private_page_is_kept(scene):
    drawn = 0
    for row in GETS:
        for person in who_reads(row):
            response = scene.ask(person, "GET", reverse(row.name, kwargs=row.args(scene)), row.data(scene), False)
            assert_guarded(response, row.name)
            kept = set(response.headers.get("Cache-Control", "").split(", "))
            assert person == VISITOR or row.name in FOR_ALL or {"no-store", "private"} <= kept, row.id
            if response.headers["Content-Type"].startswith("text/html"):
                drawn += 1
                assert Markup(response.content.decode()).faults == [], row.id
    assert drawn > len(GETS)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [*urls.urlpatterns, path("broken/", broken)]
handler404 = urls.handler404


def asked(scene: Scene, what: str) -> HttpResponse:
    """An answer of each kind that says no."""
    submitted = scene.requests["submitted"]
    endorse = reverse("requests:move", args=[submitted.pk, "endorse"])
    head = scene.clients["head"]
    match what:
        case "not there (404)":
            return head.get("/nowhere/")
        case "not there in the API (404)":
            return head.get("/api/nowhere/")
        case "another's (404)":
            return scene.clients["stranger"].get(submitted.get_absolute_url())
        case "not allowed (403)":
            return scene.clients["author"].post(endorse, {"seen": submitted.version})
        case "no token (403)":
            return Client(enforce_csrf_checks=True).post(reverse("account_login"))
        case "method (405)":
            return head.get(endorse)
        case "stale (409)":
            return head.post(endorse, {"seen": submitted.version - 1})
        case "incomplete (422)":
            return head.post(reverse("requests:move", args=[submitted.pk, "send_back"]), {"seen": submitted.version})
        case "another host (400)":
            return head.get("/", headers={"host": "evil.example"})
        case "broken (500)":
            return Client(raise_request_exception=False).get("/broken/", headers={"accept-language": "fr"})


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    "what",
    [
        *("not there (404)", "not there in the API (404)", "another's (404)", "not allowed (403)", "no token (403)"),
        *("method (405)", "stale (409)", "incomplete (422)", "another host (400)", "broken (500)"),
    ],
)
def test_what_says_no_is_guarded_too(scene, what):
    response = asked(scene, what)
    assert response.status_code == int(what[-4:-1])
    assert_guarded(response)
    if response.headers["Content-Type"].startswith("text/html") and response.content:
        assert Markup(response.content.decode()).faults == []


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.ADDRESS_GIVEN])
def test_words_of_a_person_stay_words(world, as_, state):
    """What somebody typed is never markup on the page of somebody else."""
    poison = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    page_request = world.request(state, title=poison, purpose=poison, audience=poison, rhythm=poison)
    for name in ("author", "head", "manager", "auditor"):
        for address in (page_request.get_absolute_url(), reverse("requests:list")):
            html = as_(name).get(address).content.decode()
            assert "<img src=x" not in html
            assert Markup(html).faults == []


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(world, client):
    client.get(reverse("directory:list"), {"langue": "en"})
    client.post(reverse("account_login"), {"login": world.head.email, "password": PASSWORD})
    assert {"sessionid", "django_language", "csrftoken"} <= set(client.cookies)
    assert {cookie["samesite"] for cookie in client.cookies.values()} == {"Lax"}
    assert all(cookie["httponly"] for name, cookie in client.cookies.items() if name != "csrftoken")


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("<p style='x'>", 1),
        ("<style>p{}</style>", 1),
        ("<script>1</script>", 1),
        ("<p onclick=x>", 1),
        ("<a href='JavaScript:x'>", 1),
        ("<script src='https://cdn.example/x.js'></script>", 1),
        ("<form method=post></form>", 1),
        ("<form method=post><input type=hidden name=csrfmiddlewaretoken value=x></form>", 0),
        ("<a href='https://x.com/a'>x</a><script src='/static/x.js'></script><form action='?q'></form>", 0),
    ],
)
def test_the_reader_of_markup_sees_faults(html, faults):
    assert len(Markup(html).faults) == faults
