"""What another register's server may answer, over real sockets: nothing raises, trouble is said, what is sound is kept."""

import gzip
import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Response

from tests.workflows.exits.another import FEED, elsewhere, open_to, serve, site_of
from tests.workflows.exits.pages import peers
from workflows.exits import following, following_reading, public_views
from workflows.exits.feeds import parse_decision, parse_feed
from workflows.exits.following_reading import bring
from workflows.exits.following_trouble import Trouble, Unreadable
from workflows.exits.models import FeedEntry
from workflows.exits.states import State

AT = "https://autre.example.org/decisions/feed.atom"
ENTRY = (
    "<entry><id>{uid}</id><title>T</title><updated>{updated}</updated><link href='{page}'/>"
    "<link rel='alternate' type='application/json' href='{data}'/></entry>"
)
WHOLE = {"uid": "urn:1", "updated": "2026-11-20T15:00:00Z", "page": "/decisions/1/", "data": "/decisions/1.json"}
BOMB = (
    '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><feed xmlns="http://www.w3.org/2005/Atom"><id>&c;</id></feed>'
)
FETCHES = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]><feed xmlns="http://www.w3.org/2005/Atom"><id>&a;</id></feed>'


def feed_of(*entries: dict, more: str = "") -> str:
    rows = "".join(ENTRY.format(**(WHOLE | entry)) for entry in entries)
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:f</id><title>F</title>{more}{rows}</feed>"


@pytest.fixture(scope="session")
def make_httpserver():
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def there(httpserver, settings):
    settings.OUTBOUND_OPEN = (f"{httpserver.host}:{httpserver.port}",)
    return httpserver


def _slow(_request):
    time.sleep(3)
    return Response(feed_of())


def _away(location):
    return Response(status=302, headers={"Location": location})


# What the feed's address answers → what is said of it.
ANSWERS = {
    "gone": (Response("gone", 404), Trouble.GONE),
    "gone for good": (Response("gone", 410), Trouble.GONE),
    "broken": (Response("oops", 500), Trouble.REFUSED),
    "empty": (Response(b"", 200), Trouble.NOT_XML),
    "not xml": (Response("Hello", 200), Trouble.NOT_XML),
    "a page": (Response("<html><p>Hello", 200), Trouble.NOT_ATOM),
    "json": (Response("{}", 200), Trouble.NOT_XML),
    "another xml": (Response("<rss version='2.0'><channel/></rss>", 200), Trouble.NOT_ATOM),
    "no namespace": (Response("<feed><id>x</id></feed>", 200), Trouble.NOT_ATOM),
    "deep": (Response(f"<feed xmlns='http://www.w3.org/2005/Atom'>{'<a>' * 5000}", 200), Trouble.NOT_ATOM),
    "entities that unfold": (Response(BOMB, 200), Trouble.DECLARED),
    "entities that fetch": (Response(FETCHES, 200), Trouble.DECLARED),
    "a type alone": (Response(f"<!DOCTYPE feed>{feed_of()}", 200), Trouble.DECLARED),
    "odd encoding": (Response(b"<?xml version='1.0' encoding='no-such'?><feed/>", 200), Trouble.NOT_XML),
    "huge": (Response(b"x" * 2_100_000, 200), Trouble.TOO_LARGE),
    "huge once unpacked": (
        Response(gzip.compress(b" " * 30_000_000), 200, {"Content-Encoding": "gzip"}),
        Trouble.TOO_LARGE,
    ),
    "slow": (_slow, Trouble.TOO_SLOW),
    "to a private address": (_away("http://10.0.0.1/feed"), Trouble.BLOCKED),
    "to a file": (_away("file:///etc/hostname"), Trouble.BLOCKED),
    "to the server's own side": (_away("http://169.254.169.254/latest/"), Trouble.BLOCKED),
    "ours": (Response(feed_of().replace("urn:f", "https://carrefour.example/decisions/feed.atom"), 200), Trouble.OWN),
    "an entry without a date": (Response(feed_of({"updated": "yesterday"}), 200), Trouble.NOT_DECISIONS),
    "an entry of another host": (
        Response(feed_of({"data": "https://elsewhere.example/1"}), 200),
        Trouble.NOT_DECISIONS,
    ),
    "an entry by script": (Response(feed_of({"page": "javascript:alert(1)"}), 200), Trouble.NOT_DECISIONS),
    "nothing yet": (Response(feed_of(), 200), ""),
}


@pytest.mark.parametrize(("answer", "trouble"), ANSWERS.values(), ids=list(ANSWERS))
def test_what_the_feed_answers(there, answer, trouble):
    serve(there, {FEED: answer})
    brought = bring(open_to(there), "", set(), seconds=1.5 if answer is _slow else 20)
    assert (brought.trouble, brought.told, brought.etag) == (trouble, [], "")


def test_nobody_there(settings):
    settings.OUTBOUND_OPEN = ("127.0.0.1:1",)
    assert bring("http://127.0.0.1:1/feed", "", set(), seconds=5).trouble == Trouble.UNREACHABLE
    for address in ("http://example.org/feed", "https://10.0.0.1/feed", "https://localhost/feed", "ftp://x/", "x"):
        assert bring(address, "", set(), seconds=5).trouble == Trouble.BLOCKED


def good(world, there) -> dict:
    """Two sound decisions of another register, as its server gives them."""
    peers(world, 1)
    world.exit(State.IN_FORCE)
    return elsewhere(there)


def _spoilt(how):
    def change(answer):
        value = json.loads(answer.get_data())
        how(value)
        return Response(json.dumps(value), 200)

    return change


# What the JSON of one decision answers: the other decision is kept all the same.
DECISIONS = {
    "gone": lambda _answer: Response("no", 404),
    "broken": lambda _answer: Response("no", 500),
    "no json": lambda _answer: Response("<html>", 200),
    "a list": lambda _answer: Response("[]", 200),
    "a number": lambda _answer: Response("7", 200),
    "too deep": lambda _answer: Response("[" * 100_000, 200),
    "without platform": _spoilt(lambda value: value.pop("platform")),
    "without institution": _spoilt(lambda value: value["institution"].update(name={"fr": "", "en": " \n"})),
    "with a date that no calendar has": _spoilt(lambda value: value["stance"].update(as_of="2025-02-31")),
    "of another format": _spoilt(lambda value: value.update(format=2)),
    "with a name that is no text": _spoilt(lambda value: value["title"].update(fr=["x"])),
}


@pytest.mark.parametrize("change", DECISIONS.values(), ids=list(DECISIONS))
def test_one_decision_that_cannot_be_read_leaves_the_others(world, there, change):
    answers = good(world, there)
    spoilt = next(path for path in answers if path.startswith("/decisions/poly-x"))
    answers[spoilt] = change(answers[spoilt])
    serve(there, answers)
    brought = bring(open_to(there), "", set(), seconds=20)
    assert [told.platform for _entry, told in brought.told] == ["x"]
    assert (brought.trouble, brought.etag) == (Trouble.NOT_DECISIONS, ""), "it is asked for again"


def test_words_are_one_line_and_no_disguise(world, there):
    answers = good(world, there)
    path = next(path for path in answers if path.startswith("/decisions/poly-x"))
    answers[path] = _spoilt(lambda value: value["title"].update(fr="A\u202e\x00B\n" + "x" * 500))(answers[path])
    serve(there, answers)
    titles = [told.title.fr for _entry, told in bring(open_to(there), "", set(), seconds=20).told]
    assert max(titles, key=len).startswith("A B x")
    assert max(map(len, titles)) == 300


def test_an_unknown_platform_is_shown_and_an_unknown_position_is_none(world, there):
    answers = good(world, there)
    path = next(path for path in answers if path.startswith("/decisions/poly-x"))

    def odd(value):
        value["platform"] |= {"slug": "tomorrows-network", "name": {"fr": "Demain", "en": "Tomorrow"}}
        value["stance"]["position"] = "hovering"

    answers[path] = _spoilt(odd)(answers[path])
    serve(there, answers)
    feed = following.follow(world.poly, open_to(there), actor=world.manager, at=world.tick())
    feed = following.read_feed(feed, at=world.tick())
    row = feed.entries.get(platform=None)
    assert (feed.trouble, row.raw["platform_name"], row.position) == ("", "Demain", "")
    assert following.obstacle(row, world.at.date()) == following.UNKNOWN_PLATFORM


def test_every_page_is_read_and_only_what_is_new(world, there, monkeypatch):
    monkeypatch.setattr(public_views, "PER_PAGE", 2)
    peers(world, 5)
    answers = elsewhere(there)
    first = f"{FEED}?page="
    with_pages = answers | elsewhere_pages(there, 3)
    called = serve(there, with_pages)
    brought = bring(open_to(there), "", set(), seconds=30)
    assert len(brought.told) == len(brought.listed) == 5
    assert {path for path in called if "feed" in path} == {FEED, f"{first}2", f"{first}3"}
    known = {(entry.uid, entry.updated) for entry, _told in brought.told[:3]}
    called.clear()
    assert len(bring(open_to(there), "", known, seconds=30).told) == 2
    assert len([path for path in called if path.endswith(".json")]) == 2
    monkeypatch.setattr(following_reading, "NEW_AT_ONCE", 2)
    cut = bring(open_to(there), "", set(), seconds=30)
    assert (len(cut.told), cut.trouble, cut.etag) == (2, Trouble.MORE, "")


def elsewhere_pages(server, count):
    paths = [f"{FEED}?page={number}" for number in range(2, count + 1)]
    return {path: page for path, page in elsewhere(server, *paths).items() if path in paths}


def test_pages_that_lead_in_circles_come_to_an_end(there):
    there_ = site_of(there)
    serve(there, {FEED: Response(feed_of(more=f"<link rel='next' href='{there_}{FEED}'/>"), 200)})
    assert bring(open_to(there), "", set(), seconds=20).trouble == Trouble.MORE


def test_an_entry_given_twice_is_one(world, there):
    answers = good(world, there)
    feed = answers[FEED].get_data().decode()
    entry = feed[feed.index("<entry>") : feed.index("</entry>") + len("</entry>")]
    answers[FEED] = Response(feed.replace("</feed>", f"{entry}</feed>"), 200)
    serve(there, answers)
    feed = following.follow(world.poly, open_to(there), actor=world.manager, at=world.tick())
    assert following.read_feed(feed, at=world.tick()).entries.count() == 2


def test_an_entry_that_is_withdrawn_and_comes_back(world, there):
    answers = good(world, there)
    serve(there, answers)
    feed = following.follow(world.poly, open_to(there), actor=world.manager, at=world.tick())
    feed = following.read_feed(feed, at=world.tick())
    whole = answers[FEED].get_data().decode()
    start, end = whole.index("<entry>"), whole.index("</entry>") + len("</entry>")
    serve(there, answers | {FEED: Response(whole[:start] + whole[end:], 200)})
    following.read_feed(feed, at=world.tick())
    assert [row.raw["withdrawn"] for row in feed.entries.order_by("raw__withdrawn")] == [False, True]
    serve(there, answers | {FEED: Response("oops", 500)})
    following.read_feed(feed, at=world.tick())
    assert FeedEntry.objects.filter(raw__withdrawn=True).count() == 1, "what cannot be read withdraws nothing"
    serve(there, answers)
    following.read_feed(feed, at=world.tick())
    assert not FeedEntry.objects.filter(raw__withdrawn=True).exists()


MARKS = st.sampled_from(
    [
        "<",
        ">",
        "&",
        "/",
        "feed",
        "entry",
        " xmlns='http://www.w3.org/2005/Atom'",
        "id",
        "link href='x'",
        "<![CDATA[",
        "]]>",
        "\x00",
        "é",
    ]
)


@given(st.one_of(st.binary(max_size=300), st.lists(MARKS, max_size=40).map(lambda parts: "".join(parts).encode())))
def test_whatever_bytes_come_only_unreadable_is_raised(body):
    with suppress(Unreadable):
        parse_feed(body, AT)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["format", "title", "institution", "name", "fr", "en", "stance", "platform"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_whatever_value_comes_only_unreadable_is_raised(value):
    with pytest.raises(Unreadable):
        parse_decision(value)


@given(
    st.lists(
        st.tuples(st.text("abcé/:-", min_size=1, max_size=9), st.datetimes()),
        max_size=6,
        unique_by=lambda row: row[0].strip(),
    )
)
def test_what_is_written_is_read(rows):
    written = [
        {"uid": f"urn:{uid}", "updated": f"{at.isoformat()}Z", "data": f"/d/{n}.json"}
        for n, (uid, at) in enumerate(rows)
    ]
    page = parse_feed(feed_of(*written).encode(), AT)
    assert [(entry.uid, entry.updated) for entry in page.entries] == [(row["uid"], row["updated"]) for row in written]
    assert [entry.data for entry in page.entries] == [f"https://autre.example.org/d/{n}.json" for n in range(len(rows))]
    assert page.unread == 0
