"""The link that a unit vouches for, looked for over a real socket."""

import pytest
from django.core import mail
from pytest_httpserver import HTTPServer
from werkzeug import Response

from carrefour.schedule import SCHEDULE
from registry.accounts.status import ProofKind
from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.registry.sockets import rough, says
from tests.world import VOUCHED
from workflows.notifications.models import Notification
from workflows.notifications.said import words
from workflows.requests import looking, reminders
from workflows.requests.link_back import AGREES, WORDS, Outcome, last_seen
from workflows.requests.looking import look, note, to_look_for
from workflows.requests.models import Checklist
from workflows.requests.queries.owed import due_reminders
from workflows.requests.states import State
from workflows.requests.tasks import look_for_links

ADDRESS = "https://www.instagram.com/hydro.example/"
LINK = f'<p><a href="{ADDRESS}">Instagram</a></p>'


@pytest.fixture
def site(settings, httpserver: HTTPServer):
    settings.OUTBOUND_OPEN = (f"localhost:{httpserver.port}",)
    return httpserver


def given(world, url: str):
    asked = world.request(State.APPROVED)
    world.move(asked, "give_address", "author", address=ADDRESS, **VOUCHED)
    Checklist.objects.filter(page_request=asked).update(link_back=url)
    asked.refresh_from_db()
    return asked


def answering(site, data=LINK, status=200, content_type="text/html; charset=utf-8") -> str:
    site.clear()
    site.expect_request("/contact").respond_with_data(data, status=status, content_type=content_type)
    return site.url_for("/contact")


def readings(asked) -> list[str]:
    events = Event.objects.about(asked).filter(facts__has_key="checklist").order_by("pk")
    return [event.facts["outcome"] for event in events]


ANSWERS = {
    "the link": ({"data": LINK}, Outcome.FOUND),
    "another link": ({"data": LINK.replace("hydro", "aero")}, Outcome.ABSENT),
    "a large page": ({"data": "x" * 1_500_000 + LINK}, Outcome.FOUND),
    "too large a page": ({"data": LINK + "x" * looking.MOST_BYTES}, Outcome.UNREAD),
    "not there": ({"data": LINK, "status": 404}, Outcome.UNREAD),
    "an error": ({"data": LINK, "status": 503}, Outcome.UNREAD),
    "not a page": ({"data": LINK, "content_type": "application/pdf"}, Outcome.UNREAD),
}


@pytest.mark.parametrize(("answer", "outcome"), ANSWERS.values(), ids=ANSWERS)
def test_what_the_page_says_is_noted_with_its_day(world, as_, site, answer, outcome):
    asked = given(world, answering(site, **answer))
    assert "pas encore lue" in as_("manager").get(asked.get_absolute_url()).content.decode()
    assert look_for_links() == (outcome == Outcome.FOUND)
    assert readings(asked) == [outcome]
    page = as_("manager").get(asked.get_absolute_url()).content.decode()
    assert WORDS[outcome].fr in page
    assert ("relue chaque heure" in page) == (outcome != Outcome.FOUND)


def test_a_moved_page_is_followed(world, site):
    there = answering(site)
    site.expect_request("/old").respond_with_response(Response(status=301, headers={"Location": there}))
    assert look(Checklist.objects.get(page_request=given(world, site.url_for("/old")))) == Outcome.FOUND


@pytest.mark.parametrize("url", ["https://10.0.0.1/", "http://127.0.0.1:1/", "http://www.example.org/contact"])
def test_an_address_that_is_not_called_is_not_read(world, url):
    assert look(Checklist.objects.get(page_request=given(world, url))) == Outcome.UNREAD


def test_a_page_that_never_ends_is_given_up(world, settings, monkeypatch):
    monkeypatch.setattr(looking, "SECONDS", 0.5)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n"
    with rough(lambda connection, _head: (connection.sendall(head + LINK.encode()), connection.recv(1))) as server:
        settings.OUTBOUND_OPEN = (f"127.0.0.1:{server.port}",)
        asked = given(world, f"http://127.0.0.1:{server.port}/contact")
        assert look(Checklist.objects.get(page_request=asked)) == Outcome.UNREAD
    with rough(says("HTTP/1.1 200 OK\nContent-Type: text/html", LINK.encode())) as server:
        settings.OUTBOUND_OPEN = (f"127.0.0.1:{server.port}",)
        Checklist.objects.update(link_back=f"http://127.0.0.1:{server.port}/contact")
        assert look(Checklist.objects.get(page_request=asked)) == Outcome.FOUND


def test_it_is_looked_for_again_until_it_is_found_and_each_change_is_told_once(world, site):
    asked = given(world, answering(site, "<p>rien</p>"))
    for again in (False, False, True, True):
        look_for_links(again)
    assert readings(asked) == ["absent"]
    answering(site, status=500)
    look_for_links(again=True)
    answering(site)
    for again in (True, False, True):
        look_for_links(again)
    assert readings(asked) == ["absent", "unread", "found"]
    assert not to_look_for(again=False)
    assert not to_look_for(again=True)
    told = Notification.objects.filter(event__facts__has_key="checklist", recipient=world.author, channel="inbox")
    assert [words(row.event, world.author)[0].text for row in told.order_by("pk")] == [
        WORDS[outcome].fr for outcome in ("absent", "unread", "found")
    ]


def test_nothing_is_noted_of_an_address_that_was_rejected_or_given_anew(world, site):
    asked = given(world, answering(site))
    first = Checklist.objects.get(page_request=asked)
    asked = world.move(asked, "reject_address", "manager", reason="Une autre.")
    assert note(first, Outcome.FOUND, at=world.tick()) is None
    assert not to_look_for(again=False)
    world.move(asked, "give_address", "author", address=ADDRESS, **VOUCHED)
    assert note(first, Outcome.FOUND, at=world.tick()) is None
    second = to_look_for(again=False)
    assert len(second) == 1
    assert second[0].pk > first.pk
    assert last_seen(second[0]) is None


@pytest.mark.parametrize("outcome", ["", *Outcome])
def test_a_person_may_vouch_all_the_same_and_the_difference_is_shown(world, as_, outcome):
    asked = given(world, "https://www.example.org/contact")
    if outcome:
        note(Checklist.objects.get(page_request=asked), Outcome(outcome), at=world.tick())
    seen = {"proof": ProofKind.OFFICIAL_LINK, "evidence": "https://www.example.org/contact"}
    asked = world.move(asked, "put_online", "manager", **seen)
    assert asked.state == State.ONLINE
    assert AGREES[outcome].fr in as_("author").get(asked.get_absolute_url()).content.decode()


def test_another_proof_says_nothing_of_the_link(world):
    asked = given(world, "https://www.example.org/contact")
    asked = world.move(asked, "put_online", "manager", proof=ProofKind.PROFILE_CODE, evidence="abc")
    assert "link_back" not in Event.objects.get(verb=Verb.REQUEST_PUT_ONLINE).facts


def test_what_was_seen_stands_in_the_way_of_no_reminder(world):
    asked = world.request(State.APPROVED_WITH_CONDITIONS)
    world.move(asked, "give_address", "author", address=ADDRESS, **VOUCHED)
    note(Checklist.objects.get(), Outcome.ABSENT, at=world.tick())
    for owed in due_reminders(world.tick()):
        reminders.remind(owed, at=world.tick())


def test_it_is_on_the_schedule():
    rows = [row for row in SCHEDULE.values() if row["task"] == look_for_links.name]
    assert [row["kwargs"] for row in rows] == [{}, {"again": True}]
    assert not mail.outbox
