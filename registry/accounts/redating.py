"""A decision that changed accounts is dated otherwise since: their public words follow, one event each."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from registry.audit.record import record_many
from registry.audit.verbs import Verb
from registry.organisation.models import User


@transaction.atomic
def redate_decision(
    numbers: Iterable[int], decision: str, *, on: str, ended_on: tuple[str, str], actor: User | None, at: datetime
) -> list[Account]:
    """Let the numbered accounts say ``on``, and the new of ``ended_on`` (before, after) where the decision ended them.

    ``decision`` is the end of the decision's address, which no rename moves. An account of which another decision, or a
    person, said something since keeps that. Dates are partial. The caller has asked permission; returns what changed.
    """
    closing = Event.objects.filter(
        subject_type=Account._meta.model_name,
        subject_id=OuterRef("pk"),
        verb=Verb.ACCOUNT_STATUS,
        facts__to=Status.CLOSED,
        facts__decision__endswith=decision,
    )
    rows = Account.objects.select_for_update(of=("self",)).filter(pk__in=numbers, decision_url__endswith=decision)
    ended = Exists(closing.exclude(facts__from=Status.CLOSED))
    changed = [row for row in rows.annotate(ended_by=ended).with_names().order_by("pk") if _redate(row, on, ended_on)]
    Account.objects.bulk_update(changed, ["decision_on", "official_until"], batch_size=1000)
    facts = [(row, row.unit, {"decision": row.decision_url, "on": on, "until": row.official_until}) for row in changed]
    record_many(Verb.ACCOUNT_EDITED, facts, actor=actor, at=at)
    return changed


def _redate(account: Account, on: str, ended_on: tuple[str, str]) -> bool:
    said = account.decision_on, account.official_until
    ended = account.ended_by and account.status == Status.CLOSED and account.standing == Standing.OFFICIAL
    account.decision_on = on
    if ended and account.official_until == ended_on[0]:
        account.official_until = ended_on[1]
    return said != (account.decision_on, account.official_until)
