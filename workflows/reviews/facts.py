"""What the register knows about an account on the day its review opens. Reads only; names nobody."""

from datetime import date

from registry.accounts.models import Account
from registry.accounts.status import ProofKind
from registry.followers.models import FollowerCount
from workflows.requests.models import FollowUp


def facts_of(
    account: Account, follow_up: FollowUp | None, *, today: date, since: date | None = None
) -> dict[str, object]:
    """The figures, the people and the conditions as JSON: what the reviewer need not look up.

    ``first`` and ``last`` are the earliest (from ``since`` on) and latest counts of the series that speaks for the account
    (None: never counted). ``follow_up`` is the trial, None where there is none.
    """
    last = FollowerCount.objects.filter(account=account).latest_by(today).first()
    counts = FollowerCount.objects.filter(account=account, day__lte=today, metric=last.metric if last else "")
    counts = counts.filter(day__gte=since or date.min).order_by("day", "pk")
    proofs = account.proofs.exclude(kind=ProofKind.OVERRIDE, countersigned_by=None)
    others = follow_up.page_request.follow_ups.exclude(pk=follow_up.pk).order_by("due_on", "pk") if follow_up else []
    return {
        "status": account.status,
        "standing": account.standing,
        "stewards": account.stewardships.filter(until=None).count(),
        "proofs": proofs.count(),
        "first": _figure(counts.first()),
        "last": _figure(last),
        "counts": counts.count(),
        "months": follow_up and follow_up.months,
        "condition": follow_up.words if follow_up else "",
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
