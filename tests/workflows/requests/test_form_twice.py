"""A button pressed twice, a form sent again by the back button, two windows at once: one request, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.accounts.audiences import Audience
from tests.workflows.requests.filling import CREATE, STEPS, fill, path, start, summary, the_draft
from workflows.requests.kept_words import SALT, reader_token, shown_at
from workflows.requests.models import PageRequest
from workflows.requests.states import State


def shown(client: Client, address: str = CREATE) -> str:
    """The token of a form that is drawn now."""
    return client.get(address).context["who"]


def test_a_first_step_sent_twice_begins_one_draft(world, as_):
    client = as_("author")
    who = shown(client)
    first, second = start(client, who=who), start(client, who=who)
    assert first.url == second.url == path(the_draft(), "page")


def test_sent_again_by_the_back_button_it_finds_the_draft_as_it_went_on(world, as_):
    client = as_("author")
    who = shown(client)
    start(client, who=who)
    asked = the_draft()
    fill(client, asked, "page")
    assert start(client, who=who).url == path(asked, "page")
    assert the_draft().title == "Journées de l’eau"


@pytest.mark.parametrize(
    ("who", "answers"),
    [("author", {"platform": "youtube"}), ("author", {"kind": "declare"}), ("colleague", {})],
)
def test_other_words_or_another_person_begin_another(world, as_, who, answers):
    token = shown(as_("author"))
    start(as_("author"), who=token)
    start(as_(who), who=token if who == "author" else shown(as_(who)), **answers)
    assert PageRequest.objects.count() == 2


def test_a_form_drawn_later_begins_another(world, as_):
    client = as_("author")
    start(client, who=shown(client))
    PageRequest.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    start(client, who=shown(client))
    assert PageRequest.objects.count() == 2


def test_when_a_form_was_drawn(world):
    token = reader_token(world.author)
    assert timezone.now() - shown_at(token) < timedelta(seconds=5)
    assert [shown_at(text) for text in ("", "x:y:z", token[:-1], signing.dumps(1, salt=f"{SALT}x"))] == [None] * 4


def test_a_step_sent_twice_is_saved_once_and_goes_on(world, as_, monkeypatch):
    client = as_("author")
    start(client)
    asked = the_draft()
    assert fill(client, asked, "page").status_code == 303
    again = fill(client, asked, "page")
    assert (again.status_code, again.url) == (303, path(asked, "publics"))
    assert the_draft().version == 2
    other = fill(client, asked, "page", title="Autre chose")
    assert other.status_code == 409
    assert 'value="Autre chose"' in other.content.decode()


def test_a_summary_sent_twice_leads_to_the_request(world, as_):
    asked, client = world.draft(), as_("author")
    first = client.post(summary(asked), {"seen": 1})
    second = client.post(summary(asked), {"seen": 1})
    assert (first.status_code, second.status_code) == (303, 303)
    assert second.url == asked.get_absolute_url()
    assert "Cette demande est partie" in client.get(second.url).content.decode()
    asked.refresh_from_db()
    assert (asked.state, asked.round) == (State.SUBMITTED, 1)


def at_once(posts: int, address: str, data: dict, user) -> list[int]:
    """Many posts of one person at the same time, each by a connection of its own."""

    def post(_number: int) -> int:
        client = Client()
        client.force_login(user)
        try:
            return client.post(address, data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(posts) as pool:
        return list(pool.map(post, range(posts)))


def test_eight_presses_at_once_begin_one_draft(committed_world):
    author = committed_world.author
    data = STEPS["kind"] | {"save": "continue", "who": reader_token(author)}
    assert at_once(8, CREATE, data, author) == [303] * 8
    asked = the_draft()
    step = STEPS["page"] | {"save": "continue", "seen": "1"}
    assert at_once(8, path(asked, "page"), step, author) == [303] * 8
    asked.refresh_from_db()
    assert (asked.version, asked.wanted_handle) == (2, "journees.eau")


def test_eight_presses_at_once_submit_once(committed_world):
    asked = committed_world.draft()
    assert at_once(8, summary(asked), {"seen": "1"}, committed_world.author) == [303] * 8
    asked.refresh_from_db()
    assert (asked.state, asked.round) == (State.SUBMITTED, 1)


def test_two_windows_on_one_step_and_the_second_keeps_its_words(world, as_):
    asked = world.draft()
    fill(as_("author"), asked, "plan", rhythm="Chaque jour")
    late = fill(as_("colleague"), asked, "plan", rhythm="Chaque mois", moderation="Le lundi")
    assert late.status_code == 409
    form, page = late.context["form"], late.content.decode()
    assert (form["rhythm"].value(), form["moderation"].value()) == ("Chaque mois", "Le lundi")
    assert "Chaque jour" in page
    assert 'name="seen" value="2"' in page
    asked.refresh_from_db()
    assert fill(as_("colleague"), asked, "plan", rhythm="Chaque mois").status_code == 303
    asked.refresh_from_db()
    assert asked.rhythm == "Chaque mois"


def test_publics_that_are_typed_show_who_speaks_to_them_and_the_way_ahead(world, as_):
    serves = world.account("https://www.facebook.com/hydro.example")
    serves.audiences = [Audience.PUBLIC]
    serves.save()
    asked, client = world.draft(), as_("author")
    quiet = client.get(path(asked, "publics"))
    assert quiet.context["serving"] == []
    typed = {"audiences": ["public"], "with_students": "on", "check": "1"}
    answer = client.post(path(asked, "publics"), typed)
    assert [row.account for row in answer.context["serving"]] == [serves]
    assert "Conseil" in [stop.label for stop in answer.context["ahead"]]
    assert asked.audiences == ["future_students"]
    asked.refresh_from_db()
    assert (asked.version, asked.audiences) == (1, ["future_students"])


def test_a_page_complete_but_for_the_accounts_that_could_serve_says_so(world, as_):
    serves = world.account("https://www.facebook.com/hydro.example")
    serves.audiences = [Audience.FUTURE_STUDENTS]
    serves.save()
    page = as_("author").get(summary(world.draft())).content.decode()
    assert "À compléter avant de soumettre" in page
    assert "La demande est complète" not in page


def test_an_answer_on_an_account_sent_twice_is_kept_once(world, as_):
    serves = world.account("https://www.facebook.com/hydro.example")
    serves.audiences = [Audience.FUTURE_STUDENTS]
    serves.save()
    asked, client = world.draft(), as_("author")
    address = reverse("requests:serving", args=[asked.pk])
    said = {"account": serves.slug, "answer": "does_not_serve", "words": "Il ne parle que des cours."}
    assert [client.post(address, said).status_code for _press in range(2)] == [303, 303]
    other = client.post(address, said | {"words": "Autre chose"})
    assert other.status_code == 409
    assert asked.alternatives.count() == 1
    # …and the request's own page shows it, though no steward has anything to reply.
    assert "Il ne parle que des cours." in client.get(asked.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()
    assert "Il ne parle que des cours." in page
    assert "L’offre est" not in page
