"""The reads of the public pages (*verify* has `lookup`). Whatever lists accounts starts from `Account.objects.published()`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, CharField, Exists, F, Func, OuterRef, QuerySet, When

from registry.accounts.models import Account, AccountQuerySet
from registry.accounts.queries import language_name
from registry.accounts.status import ENDED
from registry.directory.models import Report
from registry.followers.series import last_counts
from registry.organisation.models import Unit, UnitKind
from registry.platforms.models import Platform, PlatformStance
from registry.platforms.queries import standing

DECISIONS_SHOWN = 4
ALSO_SHOWN = 8


def with_latest_counts(accounts: Iterable[Account], day: date) -> list[Account]:
    """The accounts, each with ``latest_count`` (a FollowerCount or None), in one query whatever their number."""
    accounts = list(accounts)
    lasts = last_counts(accounts, day)
    for account in accounts:
        account.latest_count = lasts.get(account.pk)
    return accounts


def choices() -> dict[str, list]:
    """What the directory can be filtered by: only what has a listed account, so that no choice leads to nothing."""
    return {"platforms": platforms_listed(), "units": units_listed(), "languages": languages_listed()}


def platforms_listed() -> list[tuple[str, str]]:
    """Slug and name of the platforms that have a listed account."""
    listed = Account.objects.published().filter(platform=OuterRef("pk"))
    return [(platform.slug, platform.full_name) for platform in Platform.objects.filter(Exists(listed))]


def units_listed() -> list[Unit]:
    """The units that hold a listed account themselves or through a unit below."""
    listed = Account.objects.published().filter(unit__path__startswith=OuterRef("path"))
    return list(Unit.objects.of_the_register().filter(Exists(listed)))


def languages_listed() -> list[tuple[str, str]]:
    """Code and name of the languages of the listed accounts."""
    codes = (
        Account.objects.published()
        .annotate(code=Func(F("languages"), function="unnest", output_field=CharField()))
        .order_by("code")
        .values_list("code", flat=True)
        .distinct()
    )
    return [(code, language_name(code)) for code in codes]


def recent_decisions() -> list[PlatformStance]:
    """The last stances that a decision of the register's institutions brought, the newest first."""
    decided = PlatformStance.objects.exclude(decision_url="").filter(institution__kind=UnitKind.INSTITUTION)
    return list(standing(decided).select_related("platform").order_by("-as_of", "-pk")[:DECISIONS_SHOWN])


def account_page(slug: str) -> Account:
    """A listed account with all that its public page says. Raises `Account.DoesNotExist`."""
    rows = Account.objects.published().with_names()
    return rows.select_related("platform", "unit", "successor__platform", "successor__unit").get(slug=slug)


def also_held_by(account: Account) -> AccountQuerySet:
    """The other listed accounts of the same unit that still live."""
    others = Account.objects.published().with_names().filter(unit=account.unit).exclude(pk=account.pk)
    return others.exclude(status__in=ENDED)[:ALSO_SHOWN]


def reports() -> QuerySet[Report]:
    """What visitors have told, what waits first, each with who has seen to it."""
    waiting = Case(When(handled_at=None, then=0), default=1)
    return Report.objects.select_related("handled_by").order_by(waiting, "-received_at", "-pk")
