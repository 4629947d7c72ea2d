"""TikTok: `follower_count`, by the Research API of any account, or by the Display API of the one whose token it is.

The token is written "key:secret" of a client with research access and exchanged for one that lasts two hours
(developers.tiktok.com/doc/client-access-token-management); or "act.…", which the account itself gave. Limit: 1,000 calls a
day of the Research API (developers.tiktok.com/doc/research-api-faq). Documented at
developers.tiktok.com/doc/research-api-specs-query-user-info and …/tiktok-api-v2-get-user-info; errors at
…/tiktok-api-v2-error-handling, beside a 200 as well. The Research API gives no number: another account which takes a freed
name cannot be told apart there.
"""

from typing import Any

from registry.followers.collectors.base import (
    Asked,
    Failed,
    Found,
    Limit,
    bearer_in,
    dig,
    fetch,
    measured,
    root,
    text,
    token_of,
)
from registry.followers.states import Outcome

SLUGS = ("tiktok",)
BASE = "https://open.tiktokapis.com/v2"
NEEDS_TOKEN = True
LIMIT = Limit(1_000, 86_400)

OWN = "act."
CODES = {
    "access_token_invalid": Outcome.UNAUTHORISED,
    "scope_not_authorized": Outcome.FORBIDDEN,
    "scope_permission_missed": Outcome.FORBIDDEN,
    "rate_limit_exceeded": Outcome.TOO_MANY,
    "daily_quota_limit_exceeded": Outcome.TOO_MANY,
    "internal_error": Outcome.UNAVAILABLE,
}
# The words of `invalid_params` about a name that nobody bears.
ABSENT = ("not find", "not found", "not exist", "invalid username")


def read(asked: Asked) -> Found:
    """By whichever of the two APIs the token opens."""
    token = token_of(asked)
    return _own(asked, token) if token.startswith(OWN) else _researched(asked, token)


def _own(asked: Asked, token: str) -> Found:
    """The number is `open_id`, the same for one client whatever the name."""
    source = f"{root(asked)}/user/info/?fields=open_id,username,follower_count"
    answer = fetch(source, headers={"Authorization": f"Bearer {token}"}, told=_told)
    user = dig(answer, "data", "user")
    number, name = text(dig(user, "open_id")), text(dig(user, "username"))
    if number != asked.stable_id if asked.stable_id else name.casefold() != asked.handle.casefold():
        raise Failed(Outcome.FORBIDDEN, "the token is another account's")
    return measured(asked, dig(user, "follower_count"), stable_id=number, handle=name, source=source)


def _researched(asked: Asked, token: str) -> Found:
    source = f"{root(asked)}/research/user/info/?fields=display_name,follower_count"
    headers = {"Authorization": f"Bearer {_bearer(asked, token)}"}
    answer = fetch(source, json={"username": asked.handle}, headers=headers, told=_told)
    return measured(asked, dig(answer, "data", "follower_count"), stable_id="", source=source)


def _bearer(asked: Asked, token: str) -> str:
    """The token of the hour; a client's secret is exchanged at each reading, so that nothing is kept in between."""
    key, _, secret = token.partition(":")
    if not secret:
        return token
    form = {"client_key": key, "client_secret": secret, "grant_type": "client_credentials"}
    answer = fetch(f"{root(asked)}/oauth/token/", form=form, told=_told)
    if "error" in answer and "access_token" not in answer:
        raise Failed(Outcome.UNAUTHORISED, "the client's secret was not taken")
    return bearer_in(answer)


def _told(_status: int, body: Any) -> Failed | None:
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return None
    code, words = text(error.get("code")), str(error.get("message", "")).lower()
    if code == "invalid_params" and any(absent in words for absent in ABSENT):
        return Failed(Outcome.UNKNOWN, "no such account")
    return Failed(CODES[code], code) if code in CODES else None
