"""The reads of the nightly rounds: how many accounts of a person were measured each night, and why the others were not."""

from django.db.models import Count, Q, QuerySet

from registry.followers.models import Reading, Round
from registry.followers.states import Outcome
from registry.organisation.models import User
from registry.organisation.permissions import Can, within

# Who looks after accounts, and who after tokens: what a night lacks is for one of them.
LOOKING_AFTER = (Can.ACCOUNT_MANAGE, Can.TOKENS_MANAGE)


def nights_of(user: User) -> QuerySet[Round]:
    """The rounds, the last first, with this person's accounts in each.

    ``read`` is made of ``measured``, ``questioned``, ``without`` a figure, and still ``to_do``.
    """
    mine = within(user, LOOKING_AFTER, prefix="readings__account__unit")
    measured = mine & Q(readings__outcome=Outcome.MEASURED)
    return Round.objects.annotate(
        read=Count("readings", filter=mine),
        measured=Count("readings", filter=measured & Q(readings__question=None)),
        questioned=Count("readings", filter=measured & Q(readings__question__isnull=False)),
        without=Count("readings", filter=mine & ~Q(readings__outcome__in=("", Outcome.MEASURED))),
        to_do=Count("readings", filter=mine & Q(readings__outcome="")),
    ).order_by("-night")


def without_a_figure(user: User, night: Round) -> QuerySet[Reading]:
    """The accounts of this person that a night ended without a figure of, by reason."""
    rows = Reading.objects.filter(within(user, LOOKING_AFTER, prefix="account__unit"), round=night)
    rows = rows.exclude(outcome__in=("", Outcome.MEASURED)).select_related("account__platform", "account__unit")
    return rows.order_by("outcome", "account__sort_key", "pk")
