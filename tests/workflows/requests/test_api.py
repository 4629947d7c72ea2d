"""Page requests for programs: what is writable is listed, the rest is refused by name; CSRF holds; the schema is whole."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.workflows.requests.asking import API, counts
from tests.workflows.requests.filling import STEPS
from workflows.requests.models import PageRequest
from workflows.requests.states import MACHINE, State

ALL = "/api/page-requests/"
SENT = {"content_type": "application/json"}
LEAST = {"unit": "hydro", "platform": "instagram", "title": "Idée"}
NEVER_WRITTEN = {
    "state": "approved",
    "version": 7,
    "round": 2,
    "author": "manager@example.org",
    "due_on": "2026-01-01",
    "reviewer": "manager@example.org",
    "account": "x",
    "endorsing_unit": "hydro",
    "address": "https://x.com/a",
    "moves": ["approve"],
    "id": 1,
}


def test_create_read_change_and_move(world, as_):
    client = as_("author")
    made = client.post(ALL, LEAST, **SENT)
    assert made.status_code == 201
    one = made.json()
    assert (one["state"], one["version"], one["unit"], one["moves"]) == ("draft", 1, "hydro", ["submit", "withdraw"])
    path = reverse("api-page-request", args=[one["id"]])
    rest = {
        "purpose": "Les travaux",
        "audiences": ["future_students"],
        "languages": ["fr"],
        **STEPS["plan"],
        **STEPS["people"],
    }
    changed = client.patch(path, rest | {"seen": 1}, **SENT).json()
    assert changed == client.get(path).json()
    assert {name: changed[name] for name in rest} == rest
    assert changed["title"] == "Idée"
    cleared = client.patch(path, {"backup_steward": None, "seen": 2}, **SENT).json()
    assert cleared["backup_steward"] is None
    client.patch(path, rest | {"seen": 3}, **SENT)
    asked = PageRequest.objects.get()
    assert API.move(client, asked, "submit").json()["state"] == "submitted"


@pytest.mark.parametrize("name", NEVER_WRITTEN)
def test_only_what_is_listed_is_written(world, as_, name):
    asked = world.draft()
    before = counts()
    client = as_("author")
    extra = {name: NEVER_WRITTEN[name]}
    answers = [
        client.post(ALL, LEAST | extra, **SENT),
        client.patch(reverse("api-page-request", args=[asked.pk]), extra | {"seen": 1}, **SENT),
        API.move(client, asked, "withdraw", **extra),
    ]
    for answer in answers:
        assert answer.status_code == 400
        assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [(name, "unknown")]
    assert counts() == before
    asked.refresh_from_db()
    assert asked.state == State.DRAFT


@pytest.mark.parametrize("body", ["[]", '"x"', "null", "{", '{"seen": "one"}', '{"seen": true}', '{"seen": [1]}', "{}"])
def test_a_body_of_another_kind_is_refused(world, as_, body):
    asked = world.draft()
    before = counts()
    path = reverse("api-page-request-move", args=[asked.pk, "withdraw"])
    assert as_("author").post(path, body, **SENT).status_code == 400
    assert counts() == before


@pytest.mark.parametrize("value", [["a"], {"a": 1}, True, None])
def test_words_are_words(world, as_, value):
    asked = world.request(State.SUBMITTED)
    assert API.move(as_("head"), asked, "send_back", reason=value).status_code == 400


def test_a_form_token_is_asked_for(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.author)
    assert client.post(ALL, LEAST, **SENT).status_code == 403
    assert PageRequest.objects.count() == 0


def test_nobody_else_comes_in(world, as_):
    for method in ("get", "post"):
        assert getattr(as_(None), method)(ALL, **SENT).status_code == 401


def test_refusals_speak_the_readers_language(world, as_):
    asked = world.request(State.APPROVED)
    for language, word in (("fr", "Cela n’est plus possible"), ("en", "This is not possible now")):
        client = as_("manager")
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        answer = API.move(client, asked, "approve")
        assert answer.status_code == 400
        assert word in answer.json()["errors"][0]["detail"]
    for language, word in (("fr", "Votre rôle ne permet pas"), ("en", "Your role does not allow")):
        client = as_("auditor")
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        answer = API.move(client, asked, "withdraw")
        assert answer.status_code == 403
        assert word in answer.json()["errors"][0]["detail"]


def test_the_list_filters_as_the_pages_do(world, as_):
    world.request(State.ENDORSED, title="Rivières")
    world.request(State.IN_REVIEW, title="Lacs")
    client = as_("manager")
    assert [row["title"] for row in client.get(ALL).json()["results"]] == ["Lacs", "Rivières"]
    assert [row["title"] for row in client.get(ALL + "?state=endorsed&unit=hydro").json()["results"]] == ["Rivières"]
    assert client.get(ALL + "?state=nothing").status_code == 400


@pytest.mark.parametrize("method", ["put", "delete"])
def test_nothing_is_replaced_or_deleted(world, as_, method):
    asked = world.draft()
    path = reverse("api-page-request", args=[asked.pk])
    assert getattr(as_("author"), method)(path, **SENT).status_code == 405


def test_the_schema_names_every_operation_and_move(world, tmp_path):
    written = tmp_path / "schema.json"
    call_command("spectacular", file=str(written), format="openapi-json", validate=True, fail_on_warn=True)
    paths = json.loads(written.read_text())["paths"]
    found = {operation["operationId"] for path in paths.values() for operation in path.values()}
    assert {f"page_requests_{name}" for name in ("list", "create", "retrieve", "edit", "move")} <= found
    move = paths["/api/page-requests/{id}/{move}/"]["post"]
    assert "409" in move["responses"]
    names = next(part for part in move["parameters"] if part["name"] == "move")["schema"]["enum"]
    assert set(names) == set(MACHINE.moves)
