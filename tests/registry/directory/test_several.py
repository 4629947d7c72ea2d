"""Several addresses in one question: each answered, at most twenty, the rest counted."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from registry.directory import pace
from registry.directory.verify import MOST_ASKED, pieces, verify_all

API, PAGE = reverse("api-verify"), reverse("directory:verify")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x.com/a https://github.com/b", ["x.com/a", "https://github.com/b"]),
        ("Voyez x.com/a, puis (github.com/b) !\n@polymtl", ["x.com/a", "github.com/b", "@polymtl"]),
        ("x.com/a x.com/a github.com/b", ["x.com/a", "github.com/b"]),
        ("x.com/a", ["x.com/a"]),
        ("bonjour à tous", ["bonjour à tous"]),
        ("", [""]),
    ],
)
def test_the_addresses_of_a_pasted_text(text, found):
    assert pieces(text) == found


def test_each_is_answered_in_its_order(world):
    world.account("https://x.com/polymtl")
    answers = verify_all(["x.com/polymtl github.com/nobody x.com/a/status/1", "@polymtl"]).all
    assert [answer.verdict for answer in answers] == ["official", "unknown", None, None]
    assert [bool(answer.refusal) for answer in answers] == [False, False, True, False]


def test_no_more_than_twenty_and_the_rest_is_said(world, client):
    text = " ".join(f"x.com/name{number}" for number in range(MOST_ASKED + 3))
    assert verify_all([text]).left_out == 3
    answer = client.get(API, {"address": text}).json()
    assert (len(answer["answers"]), answer["left_out"]) == (MOST_ASKED, 3)
    page = client.get(PAGE, {"address": text}).content.decode()
    assert "laissées de côté\u00a0: 3" in page
    assert page.count('data-verdict="unknown"') == MOST_ASKED


@pytest.mark.parametrize(
    ("addresses", "status", "verdicts"),
    [
        (["x.com/polymtl", "github.com/nobody"], 200, ["official", "unknown"]),
        (["x.com/polymtl", "javascript:alert(1)"], 200, ["official", None]),
        (["bonjour à tous", "javascript:alert(1)"], 400, [None, None]),
    ],
)
def test_the_api_takes_the_address_several_times(world, client, addresses, status, verdicts):
    world.account("https://x.com/polymtl")
    response = client.get(API, {"address": addresses})
    assert response.status_code == status
    assert [answer["verdict"] for answer in response.json()["answers"]] == verdicts


def test_it_is_kept_by_its_tag_and_open_to_any_origin(world, as_):
    world.account("https://x.com/polymtl")
    for client in (as_(None), as_("manager")):
        response = client.get(API, {"address": "x.com/polymtl"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert {"Vary", "Set-Cookie", "Content-Language"} & set(response.headers) == set()
        again = client.get(API, {"address": "x.com/polymtl"}, headers={"if-none-match": response["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", response["ETag"])
        other = client.get(API, {"address": "x.com/nobody"}, headers={"if-none-match": response["ETag"]})
        assert other.status_code == 200


@pytest.fixture
def slow(settings, monkeypatch, still):
    """A pace of two blocks of three questions beyond the first, within one minute."""
    settings.VERIFY_PER_MINUTE = 6
    monkeypatch.setattr(pace, "BLOCK", 3)
    return still


def test_who_asks_too_often_waits(world, client, slow):
    ask = {"address": "x.com/nobody"}
    answered = [client.get(API, ask, REMOTE_ADDR="192.0.2.1") for _ in range(11)]
    assert [response.status_code for response in answered] == [200] * 9 + [429] * 2
    assert 0 < int(answered[-1]["Retry-After"]) <= 60
    assert answered[-1]["Cache-Control"] == "no-store"
    assert client.get(API, ask, REMOTE_ADDR="192.0.2.2").status_code == 200
    slow(60)
    assert client.get(API, ask, REMOTE_ADDR="192.0.2.1").status_code == 200


def test_processes_share_the_blocks(slow, rf):
    one, two = pace.Pace(), pace.Pace()
    request = rf.get(API, REMOTE_ADDR="2001:db8::1")
    request_beside = rf.get(API, REMOTE_ADDR="2001:db8::2")
    granted = sum(not each.wait(request if n % 2 else request_beside) for n in range(20) for each in (one, two))
    assert granted == 3 + 3 + 6


@pytest.mark.parametrize(
    ("proxies", "forwarded", "caller"),
    [(0, "203.0.113.9", "192.0.2.1"), (1, "203.0.113.9", "203.0.113.9"), (1, "6.6.6.6, 203.0.113.9", "203.0.113.9")],
)
def test_who_is_counted(settings, rf, proxies, forwarded, caller):
    settings.PROXY_COUNT = proxies
    assert pace.caller_of(rf.get(API, REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": forwarded})) == caller


def test_the_command_says_the_same_as_the_api(world, client):
    world.account("https://x.com/polymtl")
    out = StringIO()
    call_command("verify", "x.com/polymtl", "x.com/a/status/1", stdout=out)
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert first["verdict"] == client.get(API, {"address": "x.com/polymtl"}).json()["verdict"] == "official"
    assert first["account"]["proof"]["label"] == {
        "fr": "Lien depuis une page officielle",
        "en": "Link from an official page",
    }
    assert second["refusal"]["reason"] == "post"
