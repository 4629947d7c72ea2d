"""Pasted text: what is taken off, what is found in it, and how long it may take."""

import time

import pytest

from registry.platforms.canonical import canonicalise
from registry.platforms.reading import addresses, ascii_host, unwrapped

LONG = [
    "[a](" + "b" * 7900,
    "(" * 7900,
    "<" * 3000 + "x" + ">" * 3000,
    "https://facebook.com/" + "1-" * 950,
    "https://" + "a." * 990 + "com/@x",
    "@" + "a." * 900 + "@" + "b." * 50 + "com",
    "https://bsky.app/profile/" + "a." * 900 + "1",
    "https://fr.wikipedia.org/wiki/" + "talk" * 450,
    "a@" * 900,
    "\u200b" * 7000 + "x",
    "https://" * 240 + "x.com/a",
    "https://" + "xn--" * 400 + ".com/@x",
    "https://x.com/" + "%C3%A9" * 300,
    "x" * 100_000,
    " ".join(f"x.com/a{n}" for n in range(900)),
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:24])
def test_no_text_takes_long(text):
    start = time.process_time()
    canonicalise(text)
    assert time.process_time() - start < 0.25


def test_addresses_are_found_in_a_text_each_once():
    text = (
        "Nos comptes : https://x.com/polymtl, (facebook.com/polymtl) et @polymtl@piaille.fr. Voir x.com/polymtl, etc."
    )
    assert addresses(text) == ["https://x.com/polymtl", "facebook.com/polymtl", "@polymtl@piaille.fr", "x.com/polymtl"]
    assert addresses("Rien à voir ici, vraiment.") == []


@pytest.mark.parametrize(
    "text",
    [
        "<a.b/c>",
        '"a.b/c"',
        "« a.b/c »",
        "“a.b/c”",
        "(a.b/c)",
        "[a.b/c](a.b/c)",
        "[titre](<a.b/c> 'x')",
        " \u00a0`a.b/c`\ufeff",
    ],
)
def test_wrapping_is_taken_off(text):
    assert unwrapped(text) == "a.b/c"


@pytest.mark.parametrize(
    ("host", "ascii_form"), [("X.COM.", "x.com"), ("Bawü.social", "xn--baw-joa.social"), ("例え.jp", "xn--r8jz45g.jp")]
)
def test_hosts_have_one_ascii_form(host, ascii_form):
    assert ascii_host(host) == ascii_form
