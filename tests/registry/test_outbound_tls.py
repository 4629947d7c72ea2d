"""The certificate is checked against the name that was asked for, although the connection goes to an address."""

import datetime
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_httpserver import HTTPServer

from registry import outbound
from registry.outbound import TimedOut, Unreachable
from tests.registry.sockets import LATE

NAME = "tls.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate of its own authority for `NAME`, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    at = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, at, at + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(key.private_bytes(*plain) + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture(scope="module")
def make_httpserver(certificate) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with HTTPServer(ssl_context=context) as server:
        yield server


@pytest.fixture
def root(httpserver, opened, names):
    """The server's root under a name: ``root(name)``."""

    def named(name: str) -> str:
        names[name] = ["127.0.0.1"]
        return opened(httpserver.port, name).replace("http:", "https:")

    httpserver.expect_request("/").respond_with_data("sealed")
    return named


@pytest.fixture
def trusted(monkeypatch, certificate):
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(certificate))


def test_a_certificate_for_the_name(root, trusted):
    assert outbound.get(root(NAME)).body == b"sealed"


def test_a_certificate_for_another_name(root, trusted):
    with pytest.raises(Unreachable, match="SSLError"):
        outbound.get(root("other.example"))


def test_a_certificate_that_nobody_vouches_for(root):
    with pytest.raises(Unreachable, match="SSLError"):
        outbound.get(root(NAME))


def test_the_deadline_holds_while_the_handshake_does(opened):
    """A server that takes the connection and says nothing in answer to the client's hello."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(TimedOut):
            outbound.get(opened(silent.getsockname()[1]).replace("http:", "https:"), seconds=0.5)
        assert time.monotonic() - began < LATE
