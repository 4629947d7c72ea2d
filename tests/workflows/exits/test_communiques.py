"""Communiqués: versions that stay, and copies with their digest that are only ever downloaded."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_httpserver import HTTPServer
from werkzeug import Response

from registry.organisation.permissions import NotAllowed
from tests.workflows.exits.pages import PREPARERS, text
from workflows.exits.communiques import LARGEST, Copy, fetch_copy, keep_communique
from workflows.exits.models import Communique
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.states import OPEN, Kind, State
from workflows.machine import Refused

WORDS = {"text_fr": "L’École suspend X.", "text_en": "The School suspends X."}
PAGE = b"<script>alert(1)</script>"


def keep(world, decision, who="manager", **words):
    return keep_communique(decision, actor=world.people[who], at=world.tick(), **(WORDS | words))


def test_versions_follow_one_another_and_stay(world):
    decision = world.exit(State.DECIDED)
    copy = Copy(PAGE, "text/html; charset=utf-8")
    rows = [keep(world, decision), keep(world, decision, text_fr="Autre.", copy=copy)]
    assert [row.version for row in rows] == [1, 2]
    assert [row.text_fr for row in Communique.objects.all()] == ["Autre.", WORDS["text_fr"]]
    kept = Communique.objects.get(version=2)
    assert (bytes(kept.archived), kept.sha256) == (PAGE, hashlib.sha256(PAGE).hexdigest())


def test_who_keeps_one(world):
    decision = world.exit(State.DECIDED)
    for name in world.people:
        if name in PREPARERS:
            keep(world, decision, who=name)
        else:
            with pytest.raises(NotAllowed):
                keep(world, decision, who=name)


@pytest.mark.parametrize("state", [state for state in State.values if state not in ("reversed", "superseded")])
def test_one_is_kept_once_the_decision_is_taken(world, state):
    decision = world.exit(state)
    if state in OPEN:
        with pytest.raises(Refused):
            keep(world, decision)
    else:
        assert keep(world, decision).version == 1


@pytest.mark.parametrize(
    "bad",
    [{"text_fr": " "}, {"text_en": ""}, {"copy": Copy(b"", "")}, {"copy": Copy(b"x" * (LARGEST + 1), "")}],
    ids=["no French", "no English", "empty", "too large"],
)
def test_what_is_refused(world, bad):
    with pytest.raises(Refused):
        keep(world, world.exit(State.DECIDED), **bad)
    assert not Communique.objects.exists()


@pytest.mark.parametrize(("words", "kept"), [(("Fr", ""), True), (("", "En"), True), (("", ""), False)])
def test_a_recorded_decisions_communique_is_in_the_words_that_there_are(world, words, kept):
    about = {"institution": world.poly, "platform": world.platform("x"), "desk": world.poly}
    said = Recorded(kind=Kind.LEAVE, source="Journal")
    decision = record_decision(said, **about, actor=world.manager, at=world.tick())
    try:
        keep(world, decision, text_fr=words[0], text_en=words[1])
    except Refused:
        assert not kept
    else:
        assert kept


@pytest.fixture
def site(settings, httpserver: HTTPServer):
    settings.OUTBOUND_OPEN = (f"localhost:{httpserver.port}",)
    return httpserver


def test_a_page_is_read_over_the_network_as_it_is(site):
    site.expect_request("/there").respond_with_data(PAGE, content_type="text/html")
    site.expect_request("/moved").respond_with_response(
        Response(status=302, headers={"Location": site.url_for("/there")})
    )
    for path in ("/there", "/moved"):
        assert fetch_copy(site.url_for(path)) == Copy(PAGE, "text/html")


def test_no_page_no_copy(site):
    site.expect_request("/gone").respond_with_data("gone", status=404)
    site.expect_request("/large").respond_with_data(b"x" * (LARGEST + 1))
    for address in (site.url_for("/gone"), site.url_for("/large"), "http://127.0.0.1:1/", "https://10.0.0.1/"):
        with pytest.raises(Refused):
            fetch_copy(address)


def test_by_hand_it_is_kept_shown_to_everybody_and_downloaded_never_run(world, as_):
    decision = world.exit(State.ANNOUNCED)
    manager, url = as_("manager"), decision.get_absolute_url()
    good = WORDS | {"address": "https://example.org/x", "copy_from": "file"}
    assert manager.post(f"{url}communique/", good).status_code == 422, "no file"
    refused = manager.post(f"{url}communique/", good | {"copy_from": "address", "address": "https://10.0.0.1/"})
    assert refused.status_code == 422
    assert WORDS["text_en"] in text(refused)
    assert not Communique.objects.exists()
    upload = SimpleUploadedFile("page.html", PAGE, content_type="text/html")
    assert manager.post(f"{url}communique/", good | {"file": upload}).status_code == 303
    page = text(as_(None).get(url))
    for words in (*WORDS.values(), "https://example.org/x", hashlib.sha256(PAGE).hexdigest()):
        assert words in page
    copy = as_(None).get(f"{url}communiques/1/copy/")
    assert copy.content == PAGE
    assert copy["Content-Type"] == "application/octet-stream"
    assert copy["Content-Disposition"].startswith("attachment;")
    assert copy["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in copy["Content-Security-Policy"]
    assert as_(None).get(f"{url}communiques/2/copy/").status_code == 404


def test_before_the_announcement_nobody_outside_reads_it(world, as_):
    decision = world.exit(State.DECIDED)
    keep(world, decision, copy=Copy(PAGE, ""))
    path = f"{decision.get_absolute_url()}communiques/1/copy/"
    assert [as_(name).get(path).status_code for name in (None, "author", "leader")] == [404, 404, 200]
