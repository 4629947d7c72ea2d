"""`manage.py canonicalise`: one JSON line for each line, whatever it holds, without a database."""

import io
import json
from io import StringIO

import pytest
from django.core.management import call_command

LINES = {
    b"https://twitter.com/PolyMTL?lang=fr": {
        **{"platform": "x", "handle": "polymtl", "url": "https://x.com/polymtl", "kind": "account"}
    },
    b"https://www.facebook.com/groups/123456": {
        **{"platform": "facebook", "handle": "123456", "kind": "group"},
        "url": "https://www.facebook.com/groups/123456",
    },
    b"https://www.linkedin.com/company/polymtl/about/": {
        **{"platform": "linkedin", "handle": "polymtl", "kind": "account"},
        "url": "https://www.linkedin.com/company/polymtl",
    },
    b"https://x.com/polymtl/status/1": {"refused": "post"},
    b"": {"refused": "not_an_address"},
    b"\xff\xfe": {"refused": "dangerous"},
    "https://fасebook.com/polymtl".encode(): {"refused": "lookalike_host"},
}


def lines_of(monkeypatch, data: bytes) -> list[dict]:
    out = StringIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    call_command("canonicalise", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("line", LINES)
def test_a_line(monkeypatch, line):
    (said,) = lines_of(monkeypatch, line + b"\r\n")
    assert said == {"input": line.decode("utf-8", "replace")} | LINES[line]


def test_one_for_each_in_order(monkeypatch):
    said = lines_of(monkeypatch, b"\n".join(LINES))
    assert [line["input"] for line in said] == [line.decode("utf-8", "replace") for line in LINES]
