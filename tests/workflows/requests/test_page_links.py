"""Which links of a page count: those that a reader can follow, to the very account, however its address is written."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.requests.page_links import MOST, leads_to, links_of, text_of

ACCOUNT = "https://www.instagram.com/hydro.example/"
SEEN = {
    "plainly": f'<a href="{ACCOUNT}">Instagram</a>',
    "in another spelling": "<A class=x HREF=http://instagram.com/Hydro.Example?hl=fr>I</A>",
    "in single quotes": f"<a title='x' href = '{ACCOUNT}'>I</a>",
    "without its scheme": '<a href="//instagram.com/hydro.example">I</a>',
    "with entities": '<a href="https://www.instagram.com/hydro.example/?a=1&amp;hl=fr">I</a>',
    "on a map": f'<map><area href="{ACCOUNT}"></map>',
    "after a comment": f'<!-- no --> <a href="{ACCOUNT}">I</a>',
    "after a script": f'<script>if (a < b) x("<!--")</script><a href="{ACCOUNT}">I</a>',
    "in a broken page": f'<p <div <![if <a\nhref="{ACCOUNT}"',
}
NOT_SEEN = {
    "as words": ACCOUNT,
    "in a comment": f'<!-- <a href="{ACCOUNT}">I</a> -->',
    "in an open comment": f'<!-- <a href="{ACCOUNT}">I</a>',
    "in a script": f"<script>x('<a href=\"{ACCOUNT}\">')</script>",
    "in a template": f'<template><a href="{ACCOUNT}">I</a></template>',
    "as another attribute": f'<a data-href="{ACCOUNT}" href="/x">I</a>',
    "on another tag": f'<link href="{ACCOUNT}"><abbr href="{ACCOUNT}">',
    "within the site": '<a href="/hydro.example">I</a><a href="hydro.example">I</a><a href="@hydro.example">I</a>',
    "another account": '<a href="https://www.instagram.com/hydro.example2/">I</a>',
    "another platform": '<a href="https://www.facebook.com/hydro.example">F</a>',
    "a post of it": '<a href="https://www.instagram.com/p/Cabc123/">I</a>',
    "a host like it": '<a href="https://www.instagram.com.evil.example/hydro.example">I</a>',
    "a share": f'<a href="https://www.facebook.com/sharer/sharer.php?u={ACCOUNT}">I</a>',
    "a script's address": "<a href=\"javascript:'https://www.instagram.com/hydro.example/'\">I</a>",
    "nothing": "",
}


@pytest.mark.parametrize("page", SEEN.values(), ids=SEEN)
def test_a_link_to_the_account_is_seen(page):
    assert leads_to(page, "instagram", "hydro.example")


@pytest.mark.parametrize("page", NOT_SEEN.values(), ids=NOT_SEEN)
def test_what_is_no_link_to_it_is_not(page):
    assert not leads_to(page, "instagram", "hydro.example")


def test_on_a_server_that_nobody_listed_the_platform_is_known_from_the_account():
    page = '<a rel="me" href="https://social.example.org/@hydro">M</a>'
    assert leads_to(page, "mastodon", "hydro@social.example.org")


@given(st.text(alphabet=st.sampled_from(list("<>!-/ah'\"= \n&;script")), max_size=200) | st.text(max_size=200))
def test_any_text_is_read(page):
    assert all(link.startswith(("http", "HTTP")) or "//" in link for link in links_of(page))


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<script", "<a href=", "<a href='", "href=", "<script></script>", "<![", "&"]
)
def test_a_page_made_to_be_slow_is_not(piece):
    start = time.process_time()
    leads_to(piece * (2_000_000 // len(piece)), "instagram", "hydro.example")
    assert time.process_time() - start < 5


def test_no_more_links_than_that():
    page = '<a href="https://www.example.org/x">x</a>' * (MOST + 5)
    assert len(list(links_of(page))) == MOST


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("é".encode(), "text/html", "é"),
        ("é".encode("latin-1"), "text/html; charset=ISO-8859-1", "é"),
        ('<meta charset="latin-1">é'.encode("latin-1"), "text/html", '<meta charset="latin-1">é'),
        ("é".encode(), "TEXT/HTML; charset=nonsense", "é"),
        (b"aGk=", "text/html; charset=base64", "aGk="),
        (b"\xff<a>", "application/xhtml+xml", "\ufffd<a>"),
        (b"{}", "application/json", None),
        (b"%PDF", "application/pdf", None),
        (b"<a>", "", None),
    ],
)
def test_the_text_is_read_in_its_encoding_and_only_of_a_page(body, kind, text):
    assert text_of(body, kind) == text
