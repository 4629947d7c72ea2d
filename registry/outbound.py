"""The one way out: every request to somebody else's server goes through `get` and `post`, and no other file may open one.

https on its usual port only; the name is resolved once, the address is checked (`public_addresses`) and the connection goes
to that very address; nothing is followed unless asked, and then each hop anew. What comes back is capped after unpacking
and by one deadline for the whole exchange. No proxy, cookie, password file or certificate of the environment is used.
Neither exceptions nor logs hold a path, a parameter or a header: tokens travel in all three.

``OUTBOUND_OPEN`` names "host:port" pairs on the loopback that are answered although they are inside and speak http: what
tests and trials open. Empty in production.
"""

import json
import logging
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from registry.public_addresses import is_public
from registry.timely import left, timely, within

MOST = 1_000_000
SECONDS = 15.0
HOPS = 3
REDIRECTS = (301, 302, 303, 307, 308)
PIECE = 16_384
PORTS = {"https": 443, "http": 80}
# What no address needs and readers of addresses disagree about: white space, control characters, a backslash.
ODD = re.compile(r"[\x00-\x20\x7f\\]")
CONFIG = Config(
    ip_filter_enable=True, ip_filter_allow_loopback_ips=False, never_redirect=True, default_timeout=(SECONDS, SECONDS)
)

# At DEBUG it writes every path with its parameters, and a token may be among them.
logging.getLogger("urllib3").setLevel(logging.INFO)


class NotAnswered(Exception):
    """There is no answer; the message names the host and nothing else."""


class Blocked(NotAnswered):
    """An address that is not called: inside, not https, another port, a redirect to such a place, or no address at all."""


class Unreachable(NotAnswered):
    """No connection, no valid certificate, or one that broke before the end."""


class TimedOut(NotAnswered):
    """The whole answer was not there in time."""


class TooLarge(NotAnswered):
    """More bytes, once unpacked, than the caller takes."""


@dataclass(frozen=True)
class Answer:
    """What a server said, whatever its status; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON; ValueError where it is none."""
        try:
            return json.loads(self.body)
        except RecursionError as deep:
            raise ValueError("nested too deeply") from deep


def get(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    most: int = MOST,
    seconds: float = SECONDS,
    follow: bool = False,
) -> Answer:
    """GET. ``most`` in bytes after unpacking, ``seconds`` for everything together; ``follow`` allows three redirects,
    and no header of ours reaches another host. Raises one of `NotAnswered`."""
    until = time.monotonic() + seconds
    answer = _call("GET", url, until, most, headers=headers, params=params)
    for _hop in range(HOPS if follow else 0):
        if answer.status not in REDIRECTS or not answer.headers.get("location"):
            return answer
        url, before = _joined(url, answer.headers["location"]), url
        headers = headers if _origin(url) == _origin(before) else None
        answer = _call("GET", url, until, most, headers=headers)
    if follow and answer.status in REDIRECTS:
        raise Blocked(f"{_host(url)}: more than {HOPS} redirects")
    return answer


def post(
    url: str,
    *,
    data: Any = None,
    json: Any = None,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    most: int = MOST,
    seconds: float = SECONDS,
) -> Answer:
    """POST, as `get`; a redirect is an answer like another and never followed."""
    return _call("POST", url, time.monotonic() + seconds, most, headers=headers, params=params, data=data, json=json)


def _call(method: str, url: str, until: float, most: int, *, headers: Mapping[str, str] | None, **what: Any) -> Answer:
    try:
        with _session(url, until) as session:
            what |= {"headers": _sendable(headers or {}), "timeout": left(until), "stream": True}
            with session.request(method, url, allow_redirects=False, **what) as response:
                named = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, named, _read(response, most))
    except NotAnswered as refused:
        failure = type(refused)(f"{_host(url)}: {refused}")
    except (requests.RequestException, requests.exceptions.BaseHTTPError, OSError, ValueError) as error:
        failure = _meaning(error, until)(f"{_host(url)}: {type(error).__name__}")
    # Raised out here, it does not drag the library's exception along, which quotes the address with its parameters.
    raise failure


def _session(url: str, until: float) -> HTTPSession:
    """A session for one call: nothing of the environment, nothing kept; Blocked where the address is not ours to call."""
    scheme, host, port = _origin(url)
    if not host or not port or ODD.search(url) or "@" in urlsplit(url).netloc:
        raise Blocked("not an address that is called")
    is_open = f"{host}:{port}" in settings.OUTBOUND_OPEN
    if not is_open and (scheme, port) != ("https", PORTS["https"]):
        raise Blocked("not https on its usual port")
    session = HTTPSession(CONFIG)
    session.trust_env = False
    session.headers.clear()
    session.adapters.clear()
    session.mount(f"{scheme}://", Checked(scheme == "https", is_open, until))
    return session


def _sendable(headers: Mapping[str, str]) -> dict[str, str]:
    """With our name; a value with a line break would be a second header, and libraries quote the whole value when they refuse."""
    if not all(value.isascii() and value.isprintable() for value in headers.values()):
        raise Blocked("a header that cannot be sent")
    return {"User-Agent": f"Carrefour (+{settings.SITE_URL})", "Accept-Encoding": "gzip"} | dict(headers)


def _read(response: requests.Response, most: int) -> bytes:
    body = bytearray()
    for piece in response.iter_content(PIECE):
        body += piece
        if len(body) > most:
            raise TooLarge(f"more than {most} bytes")
    return bytes(body)


def _meaning(error: Exception, until: float) -> type[NotAnswered]:
    if isinstance(error, requests.Timeout | TimeoutError) or time.monotonic() >= until:
        return TimedOut
    # An address that cannot be read is a ValueError in every library; so are the answer's bad headers in one of them.
    of_ours = isinstance(error, ValueError) and not isinstance(error, requests.exceptions.InvalidHeader)
    return Blocked if of_ours or isinstance(error, InvalidIPAddress) else Unreachable


def _host(url: str) -> str:
    return _origin(url)[1] or "?"


def _origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port; empty where the address cannot be read."""
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return "", "", 0


def _joined(url: str, there: str) -> str:
    try:
        return urljoin(url, there)
    except ValueError:
        raise Blocked(f"{_host(url)}: a redirect to nowhere") from None


class Checked(IPFilterAdapter):
    """The library's adapter, which resolves once and connects to what it resolved, with a stricter idea of what is inside.

    ``until`` is the end of the exchange (`time.monotonic`).
    """

    def __init__(self, is_https: bool, is_open: bool, until: float):
        super().__init__(is_https_proto=is_https, allow_loopback=is_open)
        self.is_open, self.until = is_open, until

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> tuple[Any, Any]:
        """Where to connect, resolved; Blocked unless it is public, or the loopback for a pair that is open."""
        resolve = super().build_connection_pool_key_attributes
        place, pool = within(left(self.until), lambda: resolve(request, verify, cert))
        address = ip_address(place["host"].strip("[]"))
        if not (address.is_loopback if self.is_open else is_public(address)):
            raise Blocked("an address that is not public")
        return place, pool

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """A pool whose connections keep to the deadline."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = timely(pool.ConnectionCls, self.until)
        return pool
