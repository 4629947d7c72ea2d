"""What Facebook, Instagram and Threads share: Meta's Graph API, its version and its errors.

Documented at developers.facebook.com/docs/graph-api/guides/error-handling (codes) and …/overview/rate-limiting (4, 17, 32,
613, 80000 and above; the windows last an hour). The token travels in a header, never in an address.
"""

from typing import Any

from registry.followers.collectors.base import Asked, Failed, fetch, text, token_of
from registry.followers.states import Outcome

BASE = "https://graph.facebook.com/v23.0"
AN_HOUR = 3_600.0

CODES = {
    **dict.fromkeys((102, 190), Outcome.UNAUTHORISED),
    **dict.fromkeys((3, 10, 100, 368, *range(200, 300)), Outcome.FORBIDDEN),
    **dict.fromkeys((4, 17, 32, 341, 613, *range(80_000, 80_015)), Outcome.TOO_MANY),
    **dict.fromkeys((1, 2), Outcome.UNAVAILABLE),
    # An alias that nobody bears; a professional account of Instagram that is not there.
    **dict.fromkeys((110, 803), Outcome.UNKNOWN),
}
# Code 100: an object that does not exist, or that the token may not see.
NO_OBJECT = 33


def ask(asked: Asked, source: str, token: str = "") -> Any:
    """The parsed answer of an address, or `Failed`; ``token`` where it is only a part of what the institution gave."""
    return fetch(
        source,
        headers={"Authorization": f"Bearer {token or token_of(asked)}"},
        told=lambda _status, body: _told(asked, body),
    )


def _told(asked: Asked, body: Any) -> Failed | None:
    error = body.get("error") if isinstance(body, dict) else None
    code, subcode = (error.get("code"), error.get("error_subcode")) if isinstance(error, dict) else (None, None)
    if not isinstance(code, int) or code not in CODES:
        return None
    outcome = CODES[code]
    # Seen before by its number, and now no object: it is gone. Asked by a name for the first time, it says nothing.
    if code == 100 and subcode == NO_OBJECT and asked.stable_id:
        outcome = Outcome.UNKNOWN
    words = f"error {code}" + (f".{text(subcode)}" if subcode else "")
    return Failed(outcome, words, AN_HOUR if outcome == Outcome.TOO_MANY else None)
