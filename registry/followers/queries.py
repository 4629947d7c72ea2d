"""The reads of figures: a unit's accounts to be counted, and the questions that wait for an answer."""

from django.db.models import OuterRef, QuerySet, Subquery

from registry.accounts.models import Account, AccountQuerySet
from registry.accounts.status import ENDED
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.models.count import AUDIENCE_RANK
from registry.followers.rights import countable_by
from registry.organisation.models import Unit, User


def to_count(user: User, unit: Unit) -> AccountQuerySet:
    """The living accounts of a unit that a person may count, by name, each with `last_value`, `last_day` and `last_metric`."""
    last = FollowerCount.objects.filter(account=OuterRef("pk")).order_by(AUDIENCE_RANK, "-day", "-pk")
    rows = countable_by(user).with_names().filter(unit=unit).exclude(status__in=ENDED)
    known = {f"last_{name}": Subquery(last.values(name)[:1]) for name in ("value", "day", "metric")}
    return rows.annotate(**known).order_by("sort_key", "pk")


def questions_of(user: User) -> QuerySet[QuestionedCount]:
    """The figures that wait for a yes from this person, the newest first."""
    rows = QuestionedCount.objects.filter(account__in=countable_by(user), reply="")
    return rows.select_related("account__platform", "account__unit", "entered_by").order_by("-entered_at", "-pk")


def superseded(account: Account) -> QuerySet[FollowerCount]:
    """The figures that a later one of the same day took the place of, the newest first."""
    rows = FollowerCount.with_replaced.filter(account=account, replaced_at__isnull=False)
    return rows.select_related("entered_by").order_by("-replaced_at", "-pk")
