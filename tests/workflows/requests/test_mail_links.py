"""Deciding from a mail: the link shows and asks, and decides once, when it is confirmed."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import User
from tests.workflows.requests.asking import counts
from tests.workflows.requests.linking import link, path, text
from workflows.requests import mail_links
from workflows.requests.models import MailLinkUse, PageRequest, Verdict
from workflows.requests.states import Stage, State, Through


@pytest.fixture
def clock(world):
    """The site's clock, at the moment after the cast's last move."""
    with time_machine.travel(world.at + timedelta(hours=1), tick=False) as moving:
        yield moving


@pytest.fixture
def asked(world, clock):
    return world.request(State.SUBMITTED)


@pytest.fixture
def visitor():
    """A browser in which nobody is signed in."""
    return Client()


def everything_says(words: str) -> list[str]:
    """The tables of the database in which the words stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE %s", [f"%{words}%"])  # noqa: S608
            found += [table] * bool(cursor.fetchone()[0])
    return found


def test_opening_it_decides_nothing_however_often_and_by_whomever(world, asked, visitor):
    address, before = link(asked, world.head, world.at), counts()
    for headers in ({}, {"Sec-Purpose": "prefetch"}, {"User-Agent": "MailScanner/5"}):
        for method in (visitor.get, visitor.head, visitor.get):
            response = method(address, headers=headers)
            assert response.status_code == 200
    page = text(visitor.get(address))
    assert "Vous répondez au nom de Head" in page
    assert "Génie hydrique" in page
    assert counts() == before
    assert not MailLinkUse.objects.exists()
    asked.refresh_from_db()
    assert asked.state == State.SUBMITTED


def test_it_is_kept_nowhere_and_tells_nobody_where_it_was_followed(world, asked, visitor):
    response = visitor.get(link(asked, world.head, world.at))
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "sessionid" not in response.cookies


def test_a_confirmation_decides_in_the_persons_name_and_says_by_which_door(world, asked, visitor):
    address = link(asked, world.head, world.at)
    response = visitor.post(address, {"move": "endorse", "reason": "Utile."})
    assert (response.status_code, response.headers["Location"]) == (303, address)
    verdict = Verdict.objects.get(page_request=asked)
    assert (verdict.by, verdict.through, verdict.reason) == (world.head, Through.MAIL, "Utile.")
    used = visitor.get(address)
    assert used.status_code == 200
    assert "Votre réponse est enregistrée" in text(used)


def test_the_link_itself_is_nowhere_in_the_database(world, asked, visitor):
    address = link(asked, world.head, world.at)
    visitor.post(address, {"move": "endorse"})
    token = address.partition("=")[2]
    assert everything_says(token) == everything_says(token.rpartition(".")[2]) == []
    assert everything_says(MailLinkUse.objects.get().digest) == ["workflows_maillinkuse"]


def test_without_the_forms_own_token_nothing_is_decided(world, asked):
    strict = Client(enforce_csrf_checks=True)
    address = link(asked, world.head, world.at)
    strict.get(address)
    assert strict.post(address, {"move": "endorse"}).status_code == 403
    assert not Verdict.objects.exists()


def test_what_is_missing_is_asked_for_and_what_was_written_is_kept(world, clock, visitor):
    asked = world.request(State.IN_REVIEW)
    address = link(asked, world.manager, world.at)
    response = visitor.post(address, {"move": "refuse", "reason_code": "other", "reason": "Trop tôt, hélas."})
    assert response.status_code == 422
    assert "Trop tôt, hélas." in text(response)
    assert not MailLinkUse.objects.exists()
    whole = {"move": "refuse", "reason_code": "other", "reason": "Trop tôt.", "alternative": "Un stand."}
    assert visitor.post(address, whole).status_code == 303


def test_it_serves_once_even_sent_twice(world, asked, visitor):
    first, second = link(asked, world.head, world.at), link(asked, world.head, world.at + timedelta(hours=5))
    assert first != second
    assert visitor.post(first, {"move": "endorse"}).status_code == 303
    for address in (first, second):
        response = visitor.post(address, {"move": "send_back", "reason": "Non."})
        assert response.status_code == 410
        assert "Ce lien a servi" in text(response)
    assert Verdict.objects.count() == MailLinkUse.objects.count() == 1


def test_a_voice_that_settles_nothing_spends_the_link_too(world, clock, visitor):
    """The version stays as it is: nothing but the spent link says no here before the rule of one voice does."""
    asked = world.request(State.IN_REVIEW)
    asked.steps.filter(stage=Stage.DECISION).update(quorum="majority", pool=[world.manager.pk, world.manager2.pk])
    address = link(asked, world.manager, world.at)
    assert visitor.post(address, {"move": "approve"}).status_code == 303
    assert PageRequest.objects.get(pk=asked.pk).version == asked.version
    assert visitor.post(address, {"move": "ask_changes", "reason": "Non."}).status_code == 410
    assert "Ce lien a servi" in text(visitor.get(address))


def test_red_control_without_spending_the_link_comes_as_far_as_the_next_guard(world, clock, visitor, monkeypatch):
    asked = world.request(State.IN_REVIEW)
    asked.steps.filter(stage=Stage.DECISION).update(quorum="majority", pool=[world.manager.pk, world.manager2.pk])
    address = link(asked, world.manager, world.at)
    monkeypatch.setattr(mail_links, "spend", lambda link, *, at: None)
    assert visitor.post(address, {"move": "approve"}).status_code == 303
    again = visitor.post(address, {"move": "ask_changes", "reason": "Non."})
    assert again.status_code == 422
    assert "Vous avez déjà donné votre voix" in text(again)


def test_a_move_that_fails_leaves_the_link_unspent(world, clock, visitor):
    """The adviser has not spoken: the manager's yes must wait, and the link is good for it then."""
    students = {"with_students": True, "closed_group": True, "consent": "Oui.", "membership": "Non."}
    asked = world.request(State.IN_REVIEW, **students)
    address = link(asked, world.manager, world.at)
    refused = visitor.post(address, {"move": "approve", "reason": "Gardez ceci."})
    assert refused.status_code == 422
    assert "Le conseil n’a pas encore parlé" in text(refused)
    assert "Gardez ceci." in text(refused)
    assert not MailLinkUse.objects.exists()


def test_ten_confirmations_at_once_are_one_decision(committed_world, settings):
    world = committed_world
    asked = world.request(State.SUBMITTED)
    address = link(asked, world.head, datetime.now(UTC))
    start = Barrier(10)

    def confirm(_number: int) -> int:
        start.wait()
        try:
            return Client().post(address, {"move": "endorse"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        statuses = sorted(pool.map(confirm, range(10)))
    assert statuses == [303] + [410] * 9
    assert Verdict.objects.count() == MailLinkUse.objects.count() == 1


def test_whoever_is_signed_in_answers_as_the_links_person(world, asked, as_):
    """A shared computer: the page says in whose name, and the journal too."""
    address = link(asked, world.head, world.at)
    client = as_("colleague")
    assert "Vous répondez au nom de Head" in text(client.get(address))
    client.post(address, {"move": "endorse"})
    assert Event.objects.get(verb=Verb.REQUEST_ENDORSED).actor == world.head


@pytest.mark.parametrize(("query", "language"), [("", "en"), ("&langue=fr", "fr")])
def test_it_speaks_its_persons_language(world, asked, visitor, query, language):
    User.objects.filter(pk=world.head.pk).update(language="en")
    response = visitor.get(link(asked, world.head, world.at) + query, headers={"Accept-Language": "fr"})
    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in text(response)


def test_no_line_of_a_log_holds_the_link(world, asked, visitor, caplog):
    address = link(asked, world.head, world.at)
    with caplog.at_level(logging.DEBUG):
        Client(enforce_csrf_checks=True).post(address, {"move": "endorse"})
        visitor.post(address, {"move": "endorse"})
        visitor.post(address, {"move": "endorse"})
        visitor.get(path("guess"))
    assert "/requests/answer/" in caplog.text
    assert address.partition("=")[2] not in caplog.text


def test_the_page_says_where_to_read_the_whole(world, asked, visitor):
    page = text(visitor.get(link(asked, world.head, world.at)))
    assert reverse("requests:detail", args=[asked.pk]) in page
