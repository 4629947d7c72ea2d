"""What all collectors share: what they are asked, what they find, why they fail, and how an API's answer is read.

A collector is a module: ``SLUGS`` (platforms of the catalogue), ``BASE`` (root of the API; ``{host}`` is the account's own
server), ``NEEDS_TOKEN``, ``LIMIT``, ``CALLS`` where one reading makes more than one call, and ``read(asked) -> Found``,
which raises `Failed` and nothing else.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from registry import outbound
from registry.followers.states import PASSING, Metric, Outcome

# More than the people on earth: a figure beyond it is a mistake or a joke.
MOST_PEOPLE = 10_000_000_000
# A platform may ask for a pause; one that asks for more than a day is asked again the next night.
LONGEST_PAUSE = 86_400.0
LONGEST_TOKEN = 4_000
WHOLE = re.compile(r"[0-9]{1,18}")
# A reset that is written as a moment in seconds since 1970, and not as a number of seconds to wait.
EPOCH = 1_000_000_000


@dataclass(frozen=True)
class Limit:
    """What a platform documents: ``calls`` in a window of ``seconds``; ``with_token`` instead where one is given, if not 0."""

    calls: int
    seconds: float
    with_token: int = 0


@dataclass(frozen=True)
class Asked:
    """One question: the account as the register has it, the number that the platform gave it, a token ('' for none) and the
    root of the API."""

    handle: str
    address: str
    stable_id: str
    token: str
    base: str

    def __repr__(self) -> str:
        return f"Asked({self.handle!r}, {self.address!r})"


@dataclass(frozen=True)
class Found:
    """A figure, with the account's number and present name ('' where the platform gives none) and the public address asked."""

    value: int
    metric: str
    is_exact: bool
    stable_id: str
    handle: str
    source: str


class Failed(Exception):
    """No figure, and why; ``detail`` holds no secret, ``retry_after`` is in seconds where the platform asks for a pause.

    ``other`` is the number of whoever answers now under the account's name, where that is somebody else.
    """

    def __init__(self, outcome: Outcome, detail: str = "", retry_after: float | None = None, *, other: str = ""):
        super().__init__(outcome, detail)
        self.outcome, self.detail, self.retry_after, self.other = outcome, detail, retry_after, other

    @property
    def is_passing(self) -> bool:
        """Whether it may be different in a minute."""
        return self.outcome in PASSING


# What a platform's own words of error mean: (status, body) to a failure, or None where the status says it all.
Told = Callable[[int, Any], Failed | None]

STATUSES = {
    401: Outcome.UNAUTHORISED,
    403: Outcome.FORBIDDEN,
    404: Outcome.UNKNOWN,
    410: Outcome.UNKNOWN,
    408: Outcome.TIMED_OUT,
    429: Outcome.TOO_MANY,
    504: Outcome.TIMED_OUT,
}
SILENCES = {
    outbound.Blocked: Outcome.REFUSED,
    outbound.Unreachable: Outcome.UNAVAILABLE,
    outbound.TimedOut: Outcome.TIMED_OUT,
    outbound.TooLarge: Outcome.TOO_LARGE,
}


def fetch(
    url: str,
    *,
    params: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    json: Any = None,
    form: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> dict[str, Any]:
    """The JSON object at an API's address (POST where ``json`` or the fields of a ``form`` are given); else `Failed`."""
    how = {"params": params, "headers": {"Accept": "application/json"} | dict(headers or {})}
    how["seconds"] = settings.COLLECTOR_SECONDS
    is_post = json is not None or form is not None
    try:
        answer = outbound.post(url, json=json, data=form, **how) if is_post else outbound.get(url, **how)
    except outbound.NotAnswered as silence:
        raise Failed(SILENCES[type(silence)], str(silence)) from None
    try:
        body = answer.json()
    except ValueError:
        body = None
    if answer.status != 200:
        raise _failed(answer, told(answer.status, body) if told else None)
    if not isinstance(body, dict):
        raise Failed(Outcome.UNREADABLE, "HTTP 200, not a JSON object")
    # Some platforms speak of errors with a 200.
    failed = told(answer.status, body) if told else None
    if failed:
        raise failed
    return body


def _failed(answer: outbound.Answer, told: Failed | None) -> Failed:
    status, spent = answer.status, "retry-after" in answer.headers or _remaining(answer.headers) == "0"
    failed = told or Failed(_meaning(status, spent), f"HTTP {status}")
    if failed.outcome in PASSING and failed.retry_after is None:
        failed.retry_after = pause(answer.headers, timezone.now(), spent or failed.outcome == Outcome.TOO_MANY)
    return failed


def _meaning(status: int, spent: bool) -> Outcome:
    """What a status means; a 403 that asks for a pause, or with nothing left of the window, is a limit (GitHub's are)."""
    if spent and status == 403:
        return Outcome.TOO_MANY
    return STATUSES.get(status, Outcome.UNAVAILABLE if status >= 500 else Outcome.UNREADABLE)


def _remaining(headers: Mapping[str, str]) -> str:
    names = ("x-ratelimit-remaining", "ratelimit-remaining", "x-rate-limit-remaining")
    return next((headers[name] for name in names if name in headers), "")


def pause(headers: Mapping[str, str], at: datetime, is_spent: bool = True) -> float | None:
    """Seconds to wait: ``Retry-After`` in seconds or as a date (RFC 9110, 10.2.3), else the end of a spent window."""
    if "retry-after" in headers:
        return _seconds(headers["retry-after"], at)
    names = ("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset")
    return next((_seconds(headers[name], at) for name in names if is_spent and name in headers), None)


def _seconds(text: str, at: datetime) -> float | None:
    """Of "120", "1747676784" (since 1970), an HTTP date or an ISO one; None where it is none of them."""
    moment: datetime | None = None
    try:
        number = float(text)
    except ValueError:
        moment = _moment(text)
        if moment is None:
            return None
        number = (moment - at).total_seconds()
    if not math.isfinite(number):
        return None
    seconds = number - at.timestamp() if moment is None and number >= EPOCH else number
    return min(max(seconds, 0.0), LONGEST_PAUSE)


def _moment(text: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(text)
        except (ValueError, TypeError, OverflowError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def dig(body: Any, *path: str | int) -> Any:
    """What stands at a path of keys and places; `Failed` (unreadable) where the answer has another shape."""
    for step in path:
        try:
            body = body[step]
        except (KeyError, IndexError, TypeError):
            raise Failed(Outcome.UNREADABLE, f"no {'.'.join(map(str, path))} in the answer") from None
    return body


def seek(body: Any, *path: str | int) -> Any:
    """As `dig`, with None where there is nothing: for what an answer may leave out."""
    try:
        return dig(body, *path)
    except Failed:
        return None


def count(value: Any) -> int:
    """A number of people, also as a text of digits; `Failed` (unreadable) for anything else, below zero or beyond mankind."""
    is_whole = (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, str) and WHOLE.fullmatch(value)
    )
    if not is_whole or not 0 <= int(value) <= MOST_PEOPLE:
        raise Failed(Outcome.UNREADABLE, "no number of people in the answer")
    return int(value)


def text(value: Any) -> str:
    """A name or a number of the platform's as text; '' for anything that is neither, or too long to be one."""
    is_one = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value) if is_one and len(str(value)) <= 200 else ""


def measured(
    asked: Asked,
    value: Any,
    *,
    stable_id: Any,
    source: str,
    handle: Any = "",
    metric: str = Metric.FOLLOWERS,
    is_exact: bool = True,
) -> Found:
    """The figure; `Failed` (unknown) where the name now belongs to another account than the one that was known by it."""
    number = text(stable_id)
    if is_other(asked.stable_id, number):
        raise Failed(Outcome.UNKNOWN, f"the name belongs to another account, {number}", other=number)
    return Found(count(value), metric, is_exact, number, text(handle), source)


def is_other(known: str, number: str) -> bool:
    """Whether a number is another account's than the known one; without one of them nothing is said.

    Numbers of the fediverse end in "@" and their server: those of two servers say nothing of each other.
    """
    return bool(known and number) and number != known and number.partition("@")[2] == known.partition("@")[2]


def federated(number: Any, asked: Asked) -> str:
    """A number as it is kept for the fediverse, with the account's own server; '' for what is no number."""
    return f"{text(number)}@{host(asked)}" if text(number) else ""


def own_number(asked: Asked) -> str:
    """The number that the account's own server gave it; '' where it is not known, or was given by another server."""
    number, _, server = asked.stable_id.rpartition("@")
    return number if server == host(asked) else ""


def token_of(asked: Asked) -> str:
    """The token; `Failed` where there is none, or one that no header can hold."""
    if not asked.token:
        raise Failed(Outcome.NO_TOKEN)
    if not asked.token.isascii() or not asked.token.isprintable() or " " in asked.token:
        raise Failed(Outcome.UNAUTHORISED, "the token has characters that no token has")
    return asked.token


def bearer_in(answer: Mapping[str, Any]) -> str:
    """The token that an exchange answered with; `Failed` where it is none that a header can hold."""
    token = dig(answer, "access_token")
    if isinstance(token, str) and 0 < len(token) <= LONGEST_TOKEN and token.isascii() and token.isprintable():
        return token
    raise Failed(Outcome.UNREADABLE, "no access_token in the answer")


def root(asked: Asked) -> str:
    """The root of the API, on the account's own server where the platform has many."""
    return asked.base.replace("{host}", host(asked)).rstrip("/")


def host(asked: Asked) -> str:
    """The server of the account's address."""
    return urlsplit(asked.address).hostname or ""
