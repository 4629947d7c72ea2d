"""What the register knows about an account on the day its review opens. Reads only; names nobody."""

from datetime import date

from registry.accounts.models import Account
from registry.accounts.status import ProofKind
from registry.followers.models import FollowerCount
from workflows.requests.models import FollowUp


def facts_of(account: Account, follow_up: FollowUp, *, today: date) -> dict[str, object]:
    """The figures, the people and the conditions as JSON: what the reviewer need not look up.

    ``first`` and ``last`` are the earliest and latest follower counts of the trial (None: never counted).
    """
    counts = FollowerCount.objects.filter(account=account, day__lte=today).order_by("day", "pk")
    proofs = account.proofs.exclude(kind=ProofKind.OVERRIDE, countersigned_by=None)
    others = follow_up.page_request.follow_ups.exclude(pk=follow_up.pk).order_by("due_on", "pk")
    return {
        "status": account.status,
        "standing": account.standing,
        "stewards": account.stewardships.filter(until=None).count(),
        "proofs": proofs.count(),
        "first": _figure(counts.first()),
        "last": _figure(counts.last()),
        "counts": counts.count(),
        "months": follow_up.months,
        "condition": follow_up.words,
        "others": [
            {
                "kind": row.kind,
                "words": row.words,
                "due_on": row.due_on and row.due_on.isoformat(),
                "outcome": row.outcome,
            }
            for row in others
        ],
    }


def _figure(count: FollowerCount | None) -> dict[str, object] | None:
    return count and {"day": count.day.isoformat(), "value": count.value, "source": count.source}
