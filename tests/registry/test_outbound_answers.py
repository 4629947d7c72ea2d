"""How much of an answer is taken: a size after unpacking, one deadline for all of it, and nothing that breaks off."""

import gzip
import socket
import threading
import time

import pytest
from werkzeug import Request, Response

from registry import outbound
from registry.outbound import TimedOut, TooLarge, Unreachable
from tests.registry.sockets import LATE, rough


def test_too_many_bytes(server):
    server.expect_request("/").respond_with_data(b"x" * 1_001)
    assert len(outbound.get(server.url_for("/"), most=1_001).body) == 1_001
    with pytest.raises(TooLarge):
        outbound.get(server.url_for("/"), most=1_000)


def test_bytes_are_counted_after_unpacking(server):
    """Ten megabytes of zeros are ten kilobytes on the way."""
    bomb = gzip.compress(b"\0" * 10_000_000)
    assert len(bomb) < 20_000
    server.expect_request("/").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(TooLarge):
        outbound.get(server.url_for("/"), most=1_000_000)
    assert len(outbound.get(server.url_for("/"), most=10_000_000).body) == 10_000_000


def test_a_bomb_in_a_bomb(server):
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    server.expect_request("/").respond_with_data(bomb, headers={"Content-Encoding": "gzip, gzip"})
    with pytest.raises((TooLarge, Unreachable)):
        outbound.get(server.url_for("/"), most=1_000_000)


def drip(head: bytes, piece: bytes):
    """``head`` at once, then ``piece`` for as long as anybody listens."""

    def script(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(head)
        while True:
            time.sleep(0.1)
            connection.sendall(piece)

    return script


OK = b"HTTP/1.1 200 OK\r\n"
DRIPS = {
    "body": drip(OK + b"Content-Length: 1000\r\n\r\n", b"x"),
    "body in pieces": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "body without end": drip(OK + b"\r\n", b"x"),
    "headers": drip(OK, b"X-A: b\r\n"),
    "status line": drip(b"HTTP/1.1 ", b"2"),
    "patience": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "packed": drip(
        OK + b"Content-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n" + gzip.compress(b"x" * 50)[:10], b"\0"
    ),
    "nothing": lambda connection, _head: connection.recv(1),
}


@pytest.mark.parametrize("name", DRIPS)
def test_one_deadline_for_the_whole_answer(name, opened):
    with rough(DRIPS[name]) as slow:
        began = time.monotonic()
        with pytest.raises((TimedOut, Unreachable) if name in {"headers", "packed"} else TimedOut):
            outbound.get(opened(slow.port), seconds=0.6)
        assert time.monotonic() - began < LATE


def test_the_deadline_holds_while_a_name_is_resolved(opened, monkeypatch):
    over, ended = threading.Event(), threading.Event()

    def never(*_name: object, **_wanted: object) -> list:
        over.wait(3 * LATE)
        ended.set()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", never)
    began = time.monotonic()
    with pytest.raises(TimedOut):
        outbound.get("https://slow.example/", seconds=0.3)
    assert time.monotonic() - began < LATE
    over.set()
    assert ended.wait(LATE), "the resolver's thread ends before the next test"


def test_the_deadline_holds_over_redirects(server):
    def slowly(_request: Request) -> Response:
        time.sleep(0.4)
        return Response("", 302, {"Location": "/"})

    server.expect_request("/").respond_with_handler(slowly)
    began = time.monotonic()
    with pytest.raises(TimedOut):
        outbound.get(server.url_for("/"), seconds=0.9, follow=True)
    assert time.monotonic() - began < LATE


BROKEN = {
    "cut": lambda c, _h: c.sendall(OK + b"Content-Length: 99\r\n\r\nshort"),
    "cut in pieces": lambda c, _h: c.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nshort"),
    "hangs up": lambda c, _h: None,
    "no HTTP": lambda c, _h: c.sendall(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "a thousand headers": lambda c, _h: c.sendall(OK + b"X-A: b\r\n" * 1_000 + b"\r\n"),
    "a header of a megabyte": lambda c, _h: c.sendall(OK + b"X-A: " + b"b" * 1_000_000 + b"\r\n\r\n"),
    "packed badly": lambda c, _h: c.sendall(OK + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_is_unreachable(name, opened):
    with rough(BROKEN[name]) as broken, pytest.raises(Unreachable):
        outbound.get(opened(broken.port), seconds=3)
