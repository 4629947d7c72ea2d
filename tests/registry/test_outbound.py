"""The one way out, over real sockets: what is called, what is refused, and how much of an answer is taken."""

import importlib
import logging
import os
import socket
import subprocess
import sys
import traceback

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from registry import outbound
from registry.outbound import Answer, Blocked, NotAnswered, Unreachable
from tests.registry.sockets import rough, says
from tests.registry.test_public_addresses import INSIDE, words
from tests.tree import ROOT, imported, name, product

SECRET = "s3cret-9b1c"
ODD = (
    *words(
        "http://example.org/ ftp://example.org/ file:///etc/passwd gopher://example.org/ //example.org/ example.org"
    ),
    *words("https://example.org:22/ https://example.org:80/ https://example.org:8443/ https://user@example.org/"),
    *words("https://user:word@example.org/ https://@example.org/ https://example.org\\@127.0.0.1/ https:// https:///x"),
    *("https://example.org/\r\nHost: x", "https://exam ple.org/", "https://[::1", "https://example.org:99999/", ""),
)
# Ways to write this machine that are no addresses at first sight.
DISGUISED = (
    *words("https://127.1/ https://2130706433/ https://0x7f000001/ https://0177.0.0.1/ https://①②⑦.⓪.⓪.①/"),
    *words("https://localhost/ https://[::ffff:7f00:1]/ https://0/"),
)


def test_get(server):
    server.expect_request(
        "/a", query_string="b=c+d", headers={"X-Y": "z", "Accept-Encoding": "gzip"}
    ).respond_with_json({"n": 1})
    answer = outbound.get(server.url_for("/a"), params={"b": "c d"}, headers={"X-Y": "z"})
    assert (answer.status, answer.json()) == (200, {"n": 1})
    assert answer.headers["content-type"] == "application/json"


def test_post(server):
    server.expect_request("/j", "POST", json={"a": [1]}).respond_with_data("no", 418)
    server.expect_request("/f", "POST", data="a=1").respond_with_data("yes")
    assert outbound.post(server.url_for("/j"), json={"a": [1]}).status == 418
    assert outbound.post(server.url_for("/f"), data={"a": "1"}).body == b"yes"


def test_what_is_no_json_is_a_value_error():
    for body in (b"", b"<p>", b"{", b"[" * 100_000, b"\xff", b'{"a": ' + b"9" * 5_000 + b"}"):
        with pytest.raises(ValueError):
            Answer(200, {}, body).json()


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_is_called(address):
    shown = f"[{address}]" if ":" in address else address
    # Not every machine has the interface that a scope names.
    with pytest.raises((Blocked, Unreachable) if "%" in address else Blocked):
        outbound.get(f"https://{shown}/")


@pytest.mark.parametrize("address", INSIDE)
def test_no_name_leads_inside(address, names):
    names["inside.example"] = [address]
    with pytest.raises((Blocked, Unreachable) if "%" in address else Blocked):
        outbound.get("https://inside.example/", seconds=1)


@pytest.mark.parametrize("url", ODD)
def test_odd_addresses_are_refused_before_anything_is_resolved(url, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: pytest.fail("resolved"))
    with pytest.raises(Blocked):
        outbound.get(url)


@pytest.mark.parametrize("url", DISGUISED)
def test_this_machine_in_disguise(url):
    with pytest.raises(Blocked):
        outbound.get(url, seconds=2)


@given(
    st.text(max_size=40).map("https://{}".format) | st.text(alphabet="htps:/\\@.#?[]%0127x ", max_size=40) | st.text()
)
def test_any_text_at_all_is_refused_by_a_machine_alone(text):
    """Every name leads to this machine here: whatever is written, nothing is called and nothing else is raised."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            socket, "getaddrinfo", lambda _host, port, **_how: [(socket.AF_INET, 1, 6, "", ("127.0.0.1", port or 0))]
        )
        patched.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
        with pytest.raises(Blocked):
            outbound.get(text, seconds=5)


def test_what_tests_open_is_closed_in_production(httpserver):
    """The very policy of production: a process of its own with its settings refuses the port that tests open."""
    program = (
        "import sys, django; django.setup()\nfrom registry import outbound\n"
        "for url in sys.argv[1:]:\n try: outbound.get(url)\n except outbound.Blocked: print('refused')"
    )
    secrets = {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "example.org", "DATABASE_URL": "postgres://nobody@nowhere/none"}
    mails = {"EMAIL_URL": "smtp://example.org", "MAIL_FROM": "a@example.org", "SITE_URL": "https://example.org"}
    env = os.environ | secrets | mails | {"DJANGO_SETTINGS_MODULE": "carrefour.settings.production"}
    urls = (httpserver.url_for("/"), httpserver.url_for("/").replace("http:", "https:"), "https://127.0.0.1/")
    ran = subprocess.run(
        [sys.executable, "-c", program, *urls], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
    )
    assert ran.stdout == "refused\n" * len(urls), ran.stderr
    assert httpserver.log == []


def test_no_settings_of_ours_open_anything():
    for environment in ("base", "test"):
        assert importlib.import_module(f"carrefour.settings.{environment}").OUTBOUND_OPEN == ()


def test_only_the_opened_pair_is_open(server):
    server.expect_request("/").respond_with_data("in")
    assert outbound.get(server.url_for("/")).body == b"in"
    with pytest.raises(Blocked):
        outbound.get(f"http://127.0.0.1:{server.port}/")
    with pytest.raises(Blocked):
        outbound.get(f"http://localhost:{server.port + 1}/")


@pytest.mark.parametrize("address", ["10.0.0.1", "1.1.1.1", "169.254.169.254"])
def test_an_opened_name_only_leads_to_this_machine(settings, names, address):
    settings.OUTBOUND_OPEN = ("near.example:8080",)
    names["near.example"] = [address]
    with pytest.raises(Blocked):
        outbound.get("http://near.example:8080/", seconds=1)


def test_a_name_that_changes_its_mind(opened, names):
    """Rebinding: the address that was checked is the one that is called; without the pin it would be the second."""
    with (
        rough(says("HTTP/1.1 200 OK", b"checked")) as first,
        rough(says("HTTP/1.1 200 OK", b"inside"), "127.0.0.2", first.port),
    ):
        url = opened(first.port, "rebinding.example")
        names["rebinding.example"] = ["127.0.0.1", "127.0.0.2"]
        assert outbound.get(url).body == b"checked"
        assert names["rebinding.example"] == ["127.0.0.2"]
        assert b"\r\nHost: rebinding.example:" in first.asked[0]

        names["rebinding.example"] = ["127.0.0.1", "127.0.0.2"]
        socket.getaddrinfo("rebinding.example", first.port)  # what a check apart from the call would have resolved
        assert requests.get(url, timeout=5).content == b"inside"


@pytest.mark.parametrize("status", outbound.REDIRECTS)
def test_nothing_is_followed_by_itself(server, status):
    server.expect_request("/a").respond_with_data("", status, {"Location": "/b"})
    assert outbound.get(server.url_for("/a")).status == status
    assert outbound.post(server.url_for("/a")).status == status
    assert [request.path for request, _ in server.log] == ["/a", "/a"]


def test_three_redirects_are_followed_when_asked(server):
    for here, there in (("/1", "/2"), ("/2", "3"), ("/3", server.url_for("/4"))):
        server.expect_request(here).respond_with_data("", 302, {"Location": there})
    server.expect_request("/4").respond_with_data("there")
    assert outbound.get(server.url_for("/1"), follow=True).body == b"there"
    server.expect_request("/0").respond_with_data("", 302, {"Location": "/1"})
    with pytest.raises(Blocked, match="redirects"):
        outbound.get(server.url_for("/0"), follow=True)


@pytest.mark.parametrize(
    "there",
    [
        *("https://169.254.169.254/latest/meta-data/", "https://[::1]/", "http://example.org/", "file:///etc/passwd"),
        *("https://user@example.org/", "https://2130706433/", "//127.0.0.1:1/", "https://example.org:6379/"),
    ],
)
def test_no_redirect_leads_inside(server, there):
    server.expect_request("/a").respond_with_data("", 302, {"Location": there})
    with pytest.raises(Blocked):
        outbound.get(server.url_for("/a"), follow=True)


def test_no_header_of_ours_reaches_another_server(server, opened):
    with rough(says("HTTP/1.1 200 OK")) as other:
        server.expect_request("/a").respond_with_data("", 302, {"Location": f"{opened(other.port)}/b"})
        server.expect_request("/c", headers={"Authorization": SECRET}).respond_with_data("", 302, {"Location": "/d"})
        server.expect_request("/d", headers={"Authorization": SECRET}).respond_with_data("same server")
        outbound.get(
            server.url_for("/a"), headers={"Authorization": SECRET, "X-Key": SECRET}, params={"k": SECRET}, follow=True
        )
        assert len(other.asked) == 1
        assert SECRET.encode() not in other.asked[0]
        assert outbound.get(server.url_for("/c"), headers={"Authorization": SECRET}, follow=True).body == b"same server"


def test_nobody_there(opened):
    with pytest.raises(Unreachable):
        outbound.get("https://nobody.invalid/")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable):
            outbound.get(opened(closed.getsockname()[1]))


def test_the_environment_has_no_say(server, monkeypatch):
    """A proxy of the environment would be called instead, and would resolve for itself."""
    with rough(says("HTTP/1.1 200 OK", b"proxy")) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        server.expect_request("/").respond_with_data("direct")
        assert outbound.get(server.url_for("/")).body == b"direct"
        assert proxy.asked == []


@pytest.mark.parametrize("value", ["a\r\nHost: x", "a\nb", "é", "\0"])
def test_a_header_that_would_be_two_is_not_sent(server, value):
    with pytest.raises(Blocked):
        outbound.get(server.url_for("/"), headers={"Authorization": value})
    assert server.log == []


def test_no_cookie_is_kept(server):
    server.expect_request("/").respond_with_data("", headers={"Set-Cookie": "a=b"})
    outbound.get(server.url_for("/"))
    outbound.get(server.url_for("/"))
    assert [request.headers.get("Cookie") for request, _ in server.log] == [None, None]


def failures(port: int, inside: int):
    """Calls that fail in as many ways as there are, each with a secret in path, parameter and header."""
    places = (
        *(f"http://localhost:{port}", f"http://localhost:{inside}", "https://nobody.invalid", "https://127.0.0.1"),
        *("https://example.org:99999", "https://exa\udcffmple.org", "http://example.org", f"https://{'a' * 70}.org"),
    )
    for place in places:
        yield f"{place}/bot{SECRET}/x", {"Authorization": SECRET}
    yield f"http://localhost:{port}/bot{SECRET}", {"Authorization": f"{SECRET}\r\nX: y"}
    yield f"http://localhost:{port}/bot{SECRET}", {"Authorization": f"{SECRET} é\u20ac"}


def test_secrets_are_neither_raised_nor_logged(server, settings, caplog):
    caplog.set_level(logging.DEBUG)
    server.expect_request("/").respond_with_data("")
    with rough(lambda c, _h: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort")) as broken:
        settings.OUTBOUND_OPEN += (f"localhost:{broken.port}",)
        for url, headers in failures(broken.port, server.port + 1):
            with pytest.raises(NotAnswered) as raised:
                outbound.get(url, headers=headers, params={"key": SECRET}, seconds=2)
            assert SECRET not in "".join(traceback.format_exception(raised.value)), url
            assert raised.value.__context__ is None
    outbound.get(server.url_for("/"), params={"key": SECRET})
    assert SECRET not in "".join(record.getMessage() for record in caplog.records if record.name != "werkzeug")


def test_no_other_file_opens_a_connection():
    """import-linter holds the libraries; these are Python's own. Two speak to this machine only, one names a type."""
    ways = {"socket", "ssl", "http.client", "urllib.request", "ftplib", "telnetlib", "asyncio", "xmlrpc.client"}
    found = {name(path): ways & imported(path) for path in product() if ways & imported(path)}
    assert found == {
        "carrefour/probe.py": {"http.client"},
        "carrefour/serve.py": {"socket"},
        "registry/timely.py": {"socket"},
    }
