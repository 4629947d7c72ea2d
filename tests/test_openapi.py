"""The API's own description: valid, complete, and true of what the API answers."""

import re
import warnings
from collections.abc import Iterator

import jsonschema
import pytest
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from registry.accounts.status import Standing, Status
from tests.registry.followers.programs import bearing, figure, program
from tests.routes import routes
from workflows.requests.states import State

OPEN = {"verify"}
DESCRIBED = {"get", "post", "patch", "put", "delete"}


@pytest.fixture(scope="module")
def schema() -> dict:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return SchemaGenerator().get_schema(request=None, public=True)


def operations(schema: dict) -> Iterator[tuple[str, str, dict]]:
    for path, methods in schema["paths"].items():
        yield from ((path, method, said) for method, said in methods.items() if method in DESCRIBED)


def test_it_is_valid(schema, capsys):
    validate_schema(schema)
    assert "Warning" not in capsys.readouterr().err


def test_it_describes_every_address_of_the_api(schema):
    paths = {re.sub(r"<\w+:(\w+)>", r"{\1}", route.path) for route in routes() if route.path.startswith("/api/")}
    assert {path.replace("{pk}", "{id}") for path in paths} - {"/api/schema/"} == set(schema["paths"])


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(schema):
    names = [said["operationId"] for _path, _method, said in operations(schema)]
    assert len(names) == len(set(names)) > 5
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []
    assert [said["operationId"] for *_where, said in operations(schema) if not said.get("description")] == []


def test_it_says_who_may_ask(schema):
    open_to_all = {said["operationId"] for *_where, said in operations(schema) if {} in said.get("security", [{}])}
    assert open_to_all == OPEN


def as_json_schema(part: object) -> object:
    """OpenAPI 3.0 says *nullable* where JSON Schema has a type for null."""
    if isinstance(part, list):
        return [as_json_schema(item) for item in part]
    if not isinstance(part, dict):
        return part
    inner = {key: as_json_schema(value) for key, value in part.items() if key != "nullable"}
    return {"anyOf": [inner, {"type": "null"}]} if part.get("nullable") else inner


def assert_as_described(schema: dict, path: str, method: str, response) -> None:
    """The answer has a status that is described, and the shape that is described for it."""
    answers = schema["paths"][path][method]["responses"]
    assert str(response.status_code) in answers, response.content
    shape = answers[str(response.status_code)]["content"]["application/json"]["schema"]
    whole = {**as_json_schema(shape), "components": as_json_schema(schema["components"])}
    jsonschema.Draft7Validator(whole, format_checker=jsonschema.FormatChecker()).validate(response.json())


ADDRESSES = {
    "official": ("facebook.com/hydro.example", 200),
    "dormant": ("x.com/hydro_example", 200),
    "affiliated": ("youtube.com/@hydro-example", 200),
    "resembling": ("facebook.com/hydr0.example", 200),
    "name alone": ("hydro_example", 200),
    "unknown": ("mastodon.social/@nobody_of_ours", 200),
    "a post": ("https://x.com/hydro_example/status/1", 400),
    "no address": ("javascript:alert(1)", 400),
    "nothing": ("", 400),
}


@pytest.mark.parametrize("what", ADDRESSES)
def test_verify_answers_as_described(world, as_, schema, what):
    world.account("https://www.facebook.com/hydro.example")
    world.account("https://x.com/hydro_example", status=Status.DORMANT)
    world.account("https://www.youtube.com/@hydro-example", standing=Standing.AFFILIATED)
    address, status = ADDRESSES[what]
    response = as_(None).get(reverse("api-verify"), {"address": address})
    assert response.status_code == status
    assert_as_described(schema, "/api/verify/", "get", response)


ONE = "/api/page-requests/{id}/"
MOVE = "/api/page-requests/{id}/{move}/"


@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED, State.APPROVED_WITH_CONDITIONS, State.ONLINE])
def test_requests_are_read_as_described(world, as_, schema, state):
    page_request = world.request(state)
    client = as_("author")
    assert_as_described(schema, "/api/page-requests/", "get", client.get(reverse("api-page-requests")))
    assert_as_described(schema, ONE, "get", client.get(reverse("api-page-request", args=[page_request.pk])))


# who, the version said to be seen (added to the present one), the words → the answer
MOVES = {
    "done": ("head", "endorse", 0, {}, 200),
    "not allowed": ("author", "endorse", 0, {}, 403),
    "not there": ("stranger", "endorse", 0, {}, 404),
    "stale": ("head", "endorse", -1, {}, 409),
    "not from here": ("manager", "approve", 0, {}, 400),
    "words missing": ("head", "send_back", 0, {}, 400),
    "unknown field": ("head", "endorse", 0, {"state": "approved"}, 400),
    "a visitor": (None, "endorse", 0, {}, 401),
}


@pytest.mark.parametrize("what", MOVES)
def test_moves_are_answered_as_described(world, as_, schema, what):
    who, move, behind, words, status = MOVES[what]
    page_request = world.request(State.SUBMITTED)
    path = reverse("api-page-request-move", args=[page_request.pk, move])
    data = {"seen": page_request.version + behind} | words
    response = as_(who).post(path, data, content_type="application/json")
    assert response.status_code == status
    assert_as_described(schema, MOVE, "post", response)


WRITES = {
    "created": ("author", {"unit": "hydro", "platform": "instagram", "title": "Une page"}, 201),
    "for another unit": ("stranger", {"unit": "hydro", "platform": "instagram", "title": "Une page"}, 400),
    "unknown platform": ("author", {"unit": "hydro", "platform": "myface", "title": "Une page"}, 400),
    "state set by hand": ("author", {"unit": "hydro", "platform": "x", "title": "Une page", "state": "online"}, 400),
    "a visitor": (None, {"unit": "hydro", "platform": "instagram", "title": "Une page"}, 401),
}


@pytest.mark.parametrize("what", WRITES)
def test_requests_are_written_as_described(world, as_, schema, what):
    who, data, status = WRITES[what]
    response = as_(who).post(reverse("api-page-requests"), data, content_type="application/json")
    assert response.status_code == status
    assert_as_described(schema, "/api/page-requests/", "post", response)


COUNTS = "/api/follower-counts/"
QUESTIONS = "/api/follower-count-questions/"
FIGURES = {
    "kept": ({}, 201),
    "there already": ({"day": "2026-03-02"}, 200),
    "asked about": ({"value": 9}, 202),
    "another's account": ({"account": "nobody"}, 404),
    "unknown field": ({"method": "hand"}, 400),
    "too long": ({"source": "x" * 1_000_000}, 413),
}


@pytest.mark.parametrize("what", FIGURES)
def test_figures_are_answered_as_described(world, schema, what):
    change, status = FIGURES[what]
    account, sender = world.account("https://www.facebook.com/hydro.example"), program(world)
    sender.send(figure(account))
    sent = figure(account, day="2026-03-09") | change
    response = sender.send(sent)
    assert response.status_code == status
    assert_as_described(schema, COUNTS, "post", response)
    if status < 404 and status != 400:
        assert_as_described(schema, COUNTS, "post", sender.send([sent, figure(account, account="nobody")]))
    assert_as_described(schema, COUNTS, "get", sender.client.get(COUNTS))
    assert_as_described(schema, QUESTIONS, "get", sender.client.get(QUESTIONS))


@pytest.mark.parametrize("path", [COUNTS, QUESTIONS])
def test_who_may_not_have_figures_is_answered_as_described(world, as_, schema, path):
    assert_as_described(schema, path, "get", as_(None).get(path))
    assert_as_described(schema, path, "get", bearing("cfp_no").get(path))
    assert_as_described(schema, COUNTS, "post", as_("manager").post(COUNTS, {}, content_type="application/json"))


def test_the_address_of_the_description_gives_it(as_):
    response = as_(None).get(reverse("api-schema"), {"format": "json"})
    assert response.json()["info"]["title"] == "Carrefour"
