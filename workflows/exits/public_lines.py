"""The scope of a decision as the public may know it: accounts with a page of their own are named, the others counted."""

from collections import Counter

from registry.language import pair_of
from workflows.exits.models import ExitDecision, ScopeLine
from workflows.exits.public_words import pair, word
from workflows.exits.states import HandleFate, Reach, Treatment


def scope(decision: ExitDecision, site: str) -> dict[str, object]:
    """`scope`, line by line, and `unnamed`, the number of covered, spared and left accounts that are not named.

    An account that is planned, unconfirmed or nobody's has no public page, and is not made public by a decision.
    """
    lines = sorted(decision.lines.all(), key=lambda line: (not line.covered, not line.left_to_unit))
    named = [line for line in lines if not line.account or line.is_listed]
    unnamed = Counter(reach(line).name.lower() for line in lines if line.account and not line.is_listed)
    return {
        "scope": [_line(line, decision, site) for line in named],
        "unnamed": {name.lower(): unnamed[name.lower()] for name in Reach.names},
    }


def reach(line: ScopeLine) -> Reach:
    """Whether the decision speaks for the line."""
    return Reach.COVERED if line.covered else Reach.LEFT if line.left_to_unit else Reach.SPARED


def _line(line: ScopeLine, decision: ExitDecision, site: str) -> dict[str, object]:
    own = line.handle_fate != HandleFate.UNKNOWN
    return {
        "account": _account(line, site) if line.account else None,
        "label": pair(pair_of(line, "label")),
        "reach": {"code": reach(line).name.lower(), "label": word(reach(line))["label"]},
        "treatment": word(Treatment(line.treatment)) if line.covered else None,
        "handle_fate": word(HandleFate(line.handle_fate if own else decision.handle_fate)) if line.covered else None,
        "followers": _followers(line),
        "note": pair(pair_of(line, "note")),
        "rationale": pair(pair_of(line, "rationale")),
    }


def _account(line: ScopeLine, site: str) -> dict[str, object]:
    account = line.account
    return {
        "platform": account.platform.slug,
        "handle": account.handle,
        "address": account.address,
        "title": pair(pair_of(account, "title")),
        "unit": pair(pair_of(account.unit, "name")),
        "page": f"{site}{account.get_absolute_url()}",
    }


def _followers(line: ScopeLine) -> dict[str, object] | None:
    """The figure as it was frozen with the decision, with its day and source."""
    if line.followers is None:
        return None
    return {"value": line.followers, "on": line.followers_on.isoformat(), "source": line.followers_source}
