"""Asking a platform for an account's figure: who shares a limit, with which token, and what comes back."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType

from celery.exceptions import SoftTimeLimitExceeded
from django.db.models import QuerySet

from registry.accounts.models import Account
from registry.accounts.status import ENDED, Standing, Status
from registry.followers import collectors
from registry.followers.collectors.base import Asked, Failed, Found, Limit
from registry.followers.pacing import Pace, pace_of
from registry.followers.states import Outcome
from registry.followers.tokens import is_given, token_for
from registry.platforms.catalog import CATALOG

log = logging.getLogger(__name__)
# What PostgreSQL's column holds.
MOST = 2**63 - 1


@dataclass(frozen=True)
class Query:
    """One question to a platform: ``key`` names what shares its limit (a server and a token), ``pace`` how often it is asked."""

    collector: ModuleType
    asked: Asked
    key: str
    pace: Pace


def askable() -> QuerySet[Account]:
    """The living accounts that a collector reads: neither planned nor ended, none of an impostor, none of a closed platform."""
    rows = Account.objects.filter(platform__slug__in=collectors.COLLECTORS, platform__closed_on="")
    rows = rows.exclude(status__in=(*ENDED, Status.PLANNED)).exclude(standing=Standing.IMPOSTOR)
    return rows.select_related("platform", "unit")


def server_of(account: Account) -> str:
    """The server of an account of the fediverse, "" on a platform of one house."""
    return account.handle.rpartition("@")[2] if CATALOG[account.platform.slug].federated else ""


def key_of(account: Account, token: str) -> str:
    """What the account shares a limit with.

    That is its platform (or what several count together, ``SHARES`` of their collectors) and server, and the token that it is
    asked with: the institution's own, or the one that the environment gives to all. Without one platforms count what comes
    from this server's address, whichever institution it is for.
    """
    owner = str(account.unit.institution_id) if token and not is_given(account.platform) else "server" if token else ""
    slug = account.platform.slug
    counted = getattr(collectors.COLLECTORS[slug], "SHARES", slug)
    return f"{counted}/{server_of(account)}#{owner}"[:200]


def pace_for(collector: ModuleType, *, with_token: bool) -> Pace:
    """The pace of a collector's documented limit. A module whose reading makes several calls says so in ``CALLS``."""
    limit: Limit = collector.LIMIT
    calls = limit.with_token if with_token and limit.with_token else limit.calls
    return pace_of(Limit(calls, limit.seconds), getattr(collector, "CALLS", 1))


def query_for(account: Account, stable_id: str) -> Query | None:
    """How the account is asked for; None where its platform wants a token and there is none."""
    slug = account.platform.slug
    collector = collectors.COLLECTORS[slug]
    token = token_for(account.unit.institution_id, account.platform)
    if collector.NEEDS_TOKEN and not token:
        return None
    asked = collectors.asked(slug, handle=account.handle, address=account.address, stable_id=stable_id, token=token)
    return Query(collector, asked, key_of(account, token), pace_for(collector, with_token=bool(token)))


def queues_of(accounts: Iterable[Account]) -> dict[str, tuple[Pace, list[int]]]:
    """The numbers of the accounts by what they share a limit with, and its pace; one look for a token per institution."""
    tokens: dict[tuple[int, int], str] = {}
    queues: dict[str, tuple[Pace, list[int]]] = {}
    for account in accounts:
        owner = (account.unit.institution_id, account.platform_id)
        if owner not in tokens:
            tokens[owner] = token_for(account.unit.institution_id, account.platform)
        collector, token = collectors.COLLECTORS[account.platform.slug], tokens[owner]
        queue = queues.setdefault(key_of(account, token), (pace_for(collector, with_token=bool(token)), []))
        queue[1].append(account.pk)
    return queues


def ask(query: Query) -> Found | Failed:
    """Call the platform; never inside a transaction. A collector that stumbles over an answer has read none."""
    try:
        found = query.collector.read(query.asked)
    except Failed as failed:
        return failed
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        # The kind of error only: what is in it may quote a token.
        log.error("%s stumbled over an answer: %s", query.collector.__name__, type(error).__name__)
        return Failed(Outcome.UNREADABLE, type(error).__name__)
    return found if 0 <= found.value <= MOST else Failed(Outcome.UNREADABLE, "no number of people in the answer")
