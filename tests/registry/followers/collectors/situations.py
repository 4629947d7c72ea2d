"""What any platform may do to any collector, and what must come of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from werkzeug import Request, Response

from registry.followers.states import Outcome

Handler = Callable[[Request], Response]
IMPATIENT = 0.15


@dataclass(frozen=True)
class Situation:
    """A server's behaviour, the outcome, and the least and most seconds that it asks to wait (None: it does not say)."""

    name: str
    handler: Handler
    outcome: Outcome
    pause: tuple[float, float] | None = None


def says(status: int, text: str | bytes = "{}", **headers: str) -> Handler:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _request: Response(text, status, named, mimetype="application/json")


def in_seconds(seconds: int) -> Handler:
    """A limit that ends at a date; the header knows whole seconds only."""

    def handler(_request: Request) -> Response:
        return Response(
            "{}", 429, {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)}
        )

    return handler


def sleeps(_request: Request) -> Response:
    time.sleep(IMPATIENT * 2)
    return Response("{}")


def drips(_request: Request) -> Response:
    def pieces():
        yield b'{"a": "'
        for _ in range(30):
            time.sleep(IMPATIENT / 10)
            yield b"a"

    return Response(pieces(), mimetype="application/json")


def cut(_request: Request) -> Response:
    return Response(iter([b'{"followers_count": 12']), 200, {"Content-Length": "900"}, mimetype="application/json")


HUGE = b'{"a": "' + b"a" * 1_000_001 + b'"}'
SITUATIONS = (
    Situation("401", says(401), Outcome.UNAUTHORISED),
    Situation("403", says(403), Outcome.FORBIDDEN),
    Situation("429 with seconds", says(429, Retry_After="120"), Outcome.TOO_MANY, (120, 120)),
    Situation("429 with a date", in_seconds(90), Outcome.TOO_MANY, (80, 90)),
    Situation(
        "429 with a date gone by", says(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), Outcome.TOO_MANY, (0, 0)
    ),
    Situation("429 without a word", says(429), Outcome.TOO_MANY),
    Situation("429 with nonsense", says(429, Retry_After="soon"), Outcome.TOO_MANY),
    Situation("429 for a year", says(429, Retry_After="31536000"), Outcome.TOO_MANY, (86_400, 86_400)),
    Situation("429 below zero", says(429, Retry_After="-5"), Outcome.TOO_MANY, (0, 0)),
    Situation("429 for ever", says(429, Retry_After="inf"), Outcome.TOO_MANY),
    Situation("500", says(500), Outcome.UNAVAILABLE),
    Situation("502 in HTML", says(502, "<h1>Bad gateway</h1>"), Outcome.UNAVAILABLE),
    Situation("503 with a pause", says(503, Retry_After="30"), Outcome.UNAVAILABLE, (30, 30)),
    Situation("504", says(504), Outcome.TIMED_OUT),
    Situation("520", says(520, "<h1>?</h1>"), Outcome.UNAVAILABLE),
    Situation("a list of errors", says(403, "[]"), Outcome.FORBIDDEN),
    Situation("silence", sleeps, Outcome.TIMED_OUT),
    Situation("a drip", drips, Outcome.TIMED_OUT),
    Situation("huge", says(200, HUGE), Outcome.TOO_LARGE),
    Situation("cut", cut, Outcome.UNAVAILABLE),
    Situation("HTML", says(200, "<html>Sign in</html>"), Outcome.UNREADABLE),
    Situation("nothing", says(200, ""), Outcome.UNREADABLE),
    Situation("half of it", says(200, '{"followers_count": 12'), Outcome.UNREADABLE),
    Situation("another shape", says(200, "[1, 2]"), Outcome.UNREADABLE),
    Situation("nested without end", says(200, "[" * 200_000), Outcome.UNREADABLE),
    Situation("not UTF-8", says(200, b'{"a": "\xff\xfe"}'), Outcome.UNREADABLE),
    Situation("a number of a million digits", says(200, '{"a": ' + "9" * 500_000 + "}"), Outcome.UNREADABLE),
    Situation("a redirect inside", says(302, Location="https://169.254.169.254/latest"), Outcome.UNREADABLE),
    Situation("a status of its own", says(418), Outcome.UNREADABLE),
)
# What may stand where the figure is expected, and is none.
NO_FIGURES = (10**12, -7, True, "many", "1,234", "12 ", "１２", 1.5, "", [], {}, "9" * 30, 1e400)
EMPTY = (None, ...)
