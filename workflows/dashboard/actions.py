"""The writes of this slice: sums are kept, and let go of when nobody has asked for them for long."""

from datetime import datetime, timedelta

from django.db import transaction

from workflows.dashboard import locks
from workflows.dashboard.as_of import Moment
from workflows.dashboard.counting import count
from workflows.dashboard.models import Tally
from workflows.dashboard.staleness import remember_nothing

# A sum that nobody counted anew for so long is not asked for any more.
KEPT = timedelta(days=120)


@transaction.atomic
def keep(moment: Moment, *, at: datetime) -> Tally:
    """Count a moment and keep its sums, unless they are kept already; writers of the same institution wait meanwhile.

    Call it outside any other transaction. The lock comes before the count: PostgreSQL then reads what the writers that it
    waited for have committed.
    """
    locks.alone(moment.unit.institution_id)
    named = {"unit": moment.unit, "as_of": moment.as_of, "since": moment.since}
    known = Tally.objects.filter(**named).first()
    if known:
        return known
    remember_nothing()
    return Tally.objects.create(institution_id=moment.unit.institution_id, sums=count(moment), counted_at=at, **named)


def let_go(*, at: datetime) -> int:
    """Forget the sums that were counted too long ago; returns how many."""
    return Tally.objects.filter(counted_at__lt=at - KEPT).delete()[0]
