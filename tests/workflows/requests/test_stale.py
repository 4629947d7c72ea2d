"""Answering a version that is no more, by every door: refused, what changed meanwhile, one event about the attempt, a way on."""

import pytest
from django.test import Client
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.workflows.requests.asking import API, DOORS, PAGE, WORDS
from tests.workflows.requests.filling import fill
from tests.workflows.requests.linking import signed
from workflows.requests import actions
from workflows.requests.models import Verdict
from workflows.requests.moves import perform
from workflows.requests.states import State


def attempts():
    return Event.objects.filter(verb=Verb.REQUEST_STALE_DECISION).count()


@pytest.fixture
def came_back(world):
    """A request in review again, whose words the author changed after the manager opened version 4."""
    asked = world.request(State.RETURNED, audience="Cégépiens")
    asked = actions.edit(asked, actor=world.author, at=world.tick(), seen=asked.version, audience="Grand public")
    for who, name in [("author", "submit"), ("head", "endorse"), ("manager", "take")]:
        asked = perform(asked, name, actor=world.people[who], at=world.tick(), seen=asked.version)
    return asked


@pytest.mark.parametrize("door", DOORS, ids=str)
@pytest.mark.parametrize("move", ["approve", "refuse"])
def test_an_old_version_is_not_decided(came_back, as_, door, move):
    verdicts = Verdict.objects.count()
    answer = door.move(as_("manager"), came_back, move, **WORDS[move] | {"seen": 4})
    assert answer.status_code == 409
    assert attempts() == 1
    assert Verdict.objects.count() == verdicts
    came_back.refresh_from_db()
    assert came_back.state == State.IN_REVIEW


def test_the_page_shows_what_changed_and_goes_on(came_back, as_):
    client = as_("manager")
    answer = PAGE.move(client, came_back, "refuse", **WORDS["refuse"] | {"seen": 4})
    page = answer.content.decode()
    assert "<del>Cégépiens</del>" in page
    assert "<ins>Grand public</ins>" in page
    assert [event.verb for event in answer.context["meanwhile"].events][-1] == Verb.REQUEST_RETURNED
    form = answer.context["tried"]
    assert form["reason"].value() == WORDS["refuse"]["reason"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert again["seen"] == came_back.version
    assert PAGE.move(client, came_back, "refuse", **again).status_code == 303


def test_the_api_says_what_changed_in_both_languages(came_back, as_):
    for language, word in (("fr", "Relisez-la"), ("en", "Read it again")):
        client = as_("manager")
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        body = API.move(client, came_back, "approve", seen=4).json()
        assert body["errors"][0]["code"] == "stale"
        assert word in body["errors"][0]["detail"]
        difference = body["difference"]
        assert (difference["seen"], difference["current"]) == (4, came_back.version)
        [change] = difference["changes"]
        assert (change["field"], change["before"], change["after"]) == ("audience", "Cégépiens", "Grand public")
        assert "request.edited" in {event["verb"] for event in difference["events"]}


def test_what_can_no_longer_be_said_is_given_back(world, as_):
    asked = world.request(State.APPROVED)
    answer = PAGE.move(
        as_("manager"), asked, "refuse", **WORDS["refuse"] | {"reason": "Trop tard.", "seen": asked.version - 1}
    )
    assert answer.status_code == 409
    assert answer.context["lost"]
    assert "Trop tard." in answer.content.decode()


@pytest.mark.parametrize("door", DOORS, ids=str)
@pytest.mark.parametrize(
    ("language", "says"), [("fr", "déjà conclue, depuis que vous l’avez ouverte"), ("en", "settled already")]
)
def test_whoever_comes_after_the_answer_is_told_which_it_was(world, as_, door, language, says):
    asked, client = world.request(State.IN_REVIEW), as_("manager2")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    world.move(asked, "refuse", "manager", **WORDS["refuse"])
    answer = door.move(client, asked, "approve")
    assert answer.status_code == 409
    assert says in answer.content.decode()
    assert {"fr": "Refusée", "en": "Refused"}[language] in answer.content.decode()


# What may still be answered, by another move or again, is to be read again: nothing was settled.
@pytest.mark.parametrize(
    ("state", "first", "second"), [("endorsed", "take", "take"), ("in_review", "release", "approve")]
)
def test_what_only_moved_on_is_to_be_read_again(world, as_, state, first, second):
    asked = world.request(state)
    world.move(asked, first, "manager")
    page = PAGE.move(as_("manager2"), asked, second).content.decode()
    assert "Relisez-la avant de répondre" in page
    assert "déjà conclue" not in page


def test_many_at_once_show_the_difference_of_each_that_changed(came_back, world, as_):
    """The list was opened when the request was at version 4; another on it has its answer meanwhile."""
    decided, ready = world.request(State.IN_REVIEW, title="Décidée"), world.request(State.IN_REVIEW, title="Prête")
    world.move(decided, "approve", "manager2")
    picks = [f"{came_back.pk}:4", f"{decided.pk}:{decided.version}", f"{ready.pk}:{ready.version}"]
    answer = as_("manager").post(reverse("requests:bulk"), {"move": "refuse", "pick": picks} | WORDS["refuse"])
    page = answer.content.decode()
    assert [result.sentence is None for result in answer.context["results"]] == [False, False, True]
    assert "<del>Cégépiens</del>" in page
    assert "<ins>Grand public</ins>" in page
    assert "déjà conclue" in page
    assert page.count('id="since-') == attempts() == 2


def test_a_link_from_a_mail_shows_the_difference_and_decides_nothing(came_back, world):
    address, verdicts = signed(came_back, world.manager, "approve", version=4), Verdict.objects.count()
    for ask in (Client().get, Client().post):
        answer = ask(address, {"move": "approve"} if ask.__name__ == "post" else None)
        assert answer.status_code == 409
        assert "<del>Cégépiens</del>" in answer.content.decode()
        assert "<ins>Grand public</ins>" in answer.content.decode()
    assert Verdict.objects.count() == verdicts
    assert attempts() == 1


def test_a_version_yet_to_come_is_as_wrong(world, as_):
    asked = world.request(State.IN_REVIEW)
    assert PAGE.move(as_("manager"), asked, "approve", seen=99).status_code == 409


def test_two_editors_do_not_overwrite_each_other(world, as_):
    asked = world.draft()
    client = as_("author")
    mine = {"title": "Le mien", "wanted_handle": "hydro.example"}
    actions.edit(asked, actor=world.colleague, at=world.tick(), seen=1, title="Le sien")
    answer = fill(client, asked, "page", **mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "<ins>Le sien</ins>" in page
    assert 'value="Le mien"' in page
    assert 'name="seen" value="2"' in page
    assert fill(client, asked, "page", seen=2, **mine).status_code == 303
    asked.refresh_from_db()
    assert (asked.title, asked.version) == ("Le mien", 3)


def test_the_api_edits_the_version_that_was_read(world, as_):
    asked = world.draft()
    path = reverse("api-page-request", args=[asked.pk])
    client = as_("author")
    sent = {"content_type": "application/json"}
    assert client.patch(path, {"seen": 1, "title": "Un"}, **sent).json()["version"] == 2
    late = client.patch(path, {"seen": 1, "title": "Deux"}, **sent)
    assert late.status_code == 409
    assert late.json()["difference"]["changes"][0]["after"] == "Un"
