"""What the register knows of a decision on the day it is looked back at: a fixed number of queries, and nobody's name."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q

from registry.accounts.models import Account, AccountQuerySet, FormerHandle
from registry.accounts.status import Standing, Status
from registry.directory.models import Report
from registry.followers.models import FollowerCount
from registry.partial_dates import first_day, is_exact
from registry.platforms.canonical import Reading, canonicalise
from workflows.exits.impact import Sum
from workflows.exits.impact_queries import ask
from workflows.exits.look_back import Channel, Figure, Followed, Found, Sides, compared, predicted, since, whole
from workflows.exits.models import ExitDecision, RunbookTask, Scenario, SuccessorChannel
from workflows.exits.queries import reading
from workflows.exits.states import Step
from workflows.exits.what_if_actions import question_of
from workflows.machine import Refused
from workflows.requests.models import PageRequest
from workflows.requests.states import CLOSED, GRANTED, Kind
from workflows.requests.states import State as RequestState

# A flood of reports is counted as far as this; the page then says "at least".
REPORTS_READ = 10_000


def facts_of(decision: ExitDecision, today: date) -> dict[str, object]:
    """The facts of a look back as JSON, as of ``today``."""
    effective_on = reading(decision, "effective_on")
    sides = Sides(first_day(effective_on) if effective_on else None, today)
    channels = _channels(decision, sides)
    observed = whole(channels, sides)
    expected = reading(decision, "expected_followers")
    return {
        "as_of": today.isoformat(),
        "effective_on": effective_on,
        "effect_exact": is_exact(effective_on),
        "channels": [channel.as_json(sides) for channel in channels],
        "whole": observed,
        "expected": predicted(int(expected) if expected else None, observed),
        "scenarios": [
            _scenario(scenario, today) for scenario in decision.scenarios.select_related("institution", "platform")
        ],
        "left": compared(_left(decision, sides), sides),
        "exceptions": _exceptions(decision, sides),
        "reports": _reports(decision, sides),
        "tasks": _tasks(decision, today),
    }


def _channels(decision: ExitDecision, sides: Sides) -> list[Channel]:
    rows = list(decision.channels.select_related("platform"))
    found = _accounts_of(decision, rows)
    followed = _followed({number for _how, numbers in found.values() for number in numbers}, sides)
    return [
        Channel(
            row.label_fr,
            row.label_en,
            row.address,
            row.platform.slug if row.platform else "",
            found[row.pk][0],
            tuple(followed[number] for number in found[row.pk][1]),
        )
        for row in rows
    ]


def _accounts_of(decision: ExitDecision, rows: Iterable[SuccessorChannel]) -> dict[int, tuple[Found, list[int]]]:
    """How each channel is known to the register, and by which of the institution's accounts."""
    rows = list(rows)
    read = {row.pk: _read(row) for row in rows}
    by_key = _by_key(decision, [account for account in read.values() if account])
    named = {row.platform_id for row in rows if row.platform_id and not row.address}
    by_platform = defaultdict(list)
    official = _own(decision).filter(platform__in=named, standing=Standing.OFFICIAL, status=Status.ACTIVE)
    for number, platform in official.values_list("pk", "platform"):
        by_platform[platform].append(number)
    found = {}
    for row in rows:
        account = read[row.pk]
        number = by_key.get((account.platform, account.key)) if account else None
        if number:
            found[row.pk] = (Found.ADDRESS, [number])
        elif row.platform_id and not row.address:
            found[row.pk] = (Found.PLATFORM, by_platform[row.platform_id])
        else:
            found[row.pk] = (Found.UNKNOWN if account or row.platform_id else Found.SITE, [])
    return found


def _read(row: SuccessorChannel) -> Reading | None:
    read = canonicalise(row.address, row.platform.slug if row.platform else None) if row.address else None
    return read if isinstance(read, Reading) else None


def _own(decision: ExitDecision) -> AccountQuerySet:
    """The institution's accounts, on whichever platform."""
    own = Account.objects.filter(unit__path__startswith=decision.institution.path)
    return own.exclude(standing__in=(Standing.UNOFFICIAL, Standing.IMPOSTOR)).order_by("pk")


def _by_key(decision: ExitDecision, accounts: list[Reading]) -> dict[tuple[str, str], int]:
    """The accounts of these names, or of which these were the names."""
    if not accounts:
        return {}
    keys = reduce(or_, (Q(platform__slug=account.platform, key=account.key) for account in accounts))
    former = FormerHandle.objects.filter(keys, account__in=_own(decision))
    known = {(slug, key): number for slug, key, number in former.values_list("platform__slug", "key", "account")}
    present = _own(decision).filter(keys).values_list("platform__slug", "key", "pk")
    return known | {(slug, key): number for slug, key, number in present}


def _followed(accounts: Iterable[int], sides: Sides) -> dict[int, Followed]:
    accounts = list(accounts)
    before = _figures(accounts, sides.effect) if sides.effect else {}
    now = _figures(accounts, sides.today)
    return {number: Followed(number, before.get(number), since(now.get(number), sides.effect)) for number in accounts}


def _figures(accounts: list[int], day: date) -> dict[int, Figure]:
    counts = FollowerCount.objects.filter(account__in=accounts).latest_by(day)
    return {
        count.account_id: Figure(count.value, count.day, count.source, count.metric, count.is_exact) for count in counts
    }


def _left(decision: ExitDecision, sides: Sides) -> list[Followed]:
    """The covered lines, those without a named account among them: they have no figure."""
    numbers = list(decision.lines.filter(covered=True).values_list("account", flat=True))
    followed = _followed({number for number in numbers if number}, sides)
    return [followed[number] if number else Followed(None) for number in numbers]


def _scenario(scenario: Scenario, today: date) -> dict[str, object]:
    """The reach elsewhere that the scenario had counted, beside the same counted today; None when it cannot be any more."""
    try:
        now = ask(question_of(scenario), day=today, size=1).impact.as_json()["elsewhere_whole"]
    except Refused:
        now = None
    then = scenario.result["elsewhere_whole"]
    gap = now["followers"] - then["followers"] if now and now["counted"] and then["counted"] else None
    return {
        "scenario": scenario.pk,
        "as_of": scenario.result["as_of"],
        "then": then,
        "now": now or Sum().as_json(),
        "asked": now is not None,
        "gap": gap,
    }


def _exceptions(decision: ExitDecision, sides: Sides) -> dict[str, int] | None:
    """The exceptions asked for on the platform since the effect; None when that has no date."""
    if not sides.effect:
        return None
    asked = PageRequest.objects.filter(
        kind=Kind.EXCEPTION,
        platform=decision.platform,
        unit__path__startswith=decision.institution.path,
        submitted_at__date__gte=sides.effect,
    ).exclude(state=RequestState.DRAFT)
    return asked.aggregate(
        asked=Count("pk"),
        granted=Count("pk", filter=Q(state__in=GRANTED)),
        refused=Count("pk", filter=Q(state=RequestState.REFUSED)),
        open=Count("pk", filter=~Q(state__in=CLOSED | GRANTED)),
    )


def _reports(decision: ExitDecision, sides: Sides) -> dict[str, object] | None:
    """The doubtful accounts of the platform told to the register since the effect; None when that has no date."""
    if not sides.effect:
        return None
    told = Report.objects.filter(received_at__date__gte=sides.effect).values_list("address", flat=True)
    addresses = list(told[:REPORTS_READ])
    read = (canonicalise(address) for address in addresses)
    about = sum(one.platform == decision.platform.slug for one in read)
    return {"received": about, "all_read": len(addresses) < REPORTS_READ}


def _tasks(decision: ExitDecision, today: date) -> dict[str, int]:
    """What was to be done for it, the look back itself apart."""
    waiting = Q(done_at=None, dropped_at=None)
    return (
        RunbookTask.objects.filter(decision=decision)
        .exclude(step=Step.LOOK_BACK)
        .aggregate(
            all=Count("pk"),
            done=Count("pk", filter=Q(done_at__isnull=False)),
            done_late=Count("pk", filter=Q(done_at__date__gt=F("due_on"))),
            dropped=Count("pk", filter=Q(dropped_at__isnull=False)),
            late=Count("pk", filter=waiting & Q(due_on__lt=today)),
            waiting=Count("pk", filter=waiting & Q(due_on__gte=today)),
        )
    )
