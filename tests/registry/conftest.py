"""What the tests of the way out share."""

import socket

import pytest


@pytest.fixture
def opened(settings):
    """``opened(port)``: this port of the loopback may be called; gives its root."""

    def open_(port: int, host: str = "127.0.0.1") -> str:
        settings.OUTBOUND_OPEN = (*settings.OUTBOUND_OPEN, f"{host}:{port}")
        return f"http://{host}:{port}"

    return open_


@pytest.fixture
def server(httpserver, opened):
    opened(httpserver.port, "localhost")
    return httpserver


@pytest.fixture
def names(monkeypatch):
    """``names[name] = [address, …]``: what a name resolves to, once after the other; ``asked`` counts."""
    table: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def resolve(host, port, *args, **kwargs):
        if host not in table:
            return real(host, port, *args, **kwargs)
        answers = table[host]
        return real(answers.pop(0) if len(answers) > 1 else answers[0], port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return table
