"""What the register knows for a *what if*: one statement over the institution's accounts, whatever their number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils import timezone

from registry.accounts.status import ENDED, Standing, Status
from registry.followers.ageing import OLD_AFTER
from registry.followers.states import AUDIENCE_FIRST
from registry.organisation.models import Unit
from registry.platforms.models import Platform, PlatformStance
from registry.platforms.queries import stances_as_of
from workflows.exits.impact import Impact, Sum, impact_of
from workflows.exits.rules import DEFAULT_TREATMENT
from workflows.exits.states import HOLDING, Kind, Treatment
from workflows.requests.states import CLOSED
from workflows.requests.states import State as RequestState

# How an emergency account is known, since no audience of the register says so: its name or its rhythm has such a word, or a
# decision in force keeps it for emergencies.
EMERGENCY_WORDS = ("urgence", "alerte", "crise", "emergency", "alert", "crisis")
PER_PAGE, KEPT, PEERS = 25, 1000, 200

_METRICS = ", ".join(f"({rank}, '{metric.value}')" for rank, metric in enumerate(AUDIENCE_FIRST))

# One row per account that counts here: touched, or active elsewhere in the institution; with its last figure of its first
# series, as every sum of followers in the register.
_STATE = f"""
WITH place AS (
    SELECT u.id, EXISTS (SELECT FROM unnest(%(paths)s::text[]) AS top WHERE starts_with(u.path, top)) AS chosen
    FROM registry_unit u WHERE starts_with(u.path, %(root)s)
), kept_open AS (
    SELECT DISTINCT line.account_id FROM workflows_scopeline line JOIN workflows_exitdecision d ON d.id = line.decision_id
    WHERE d.institution_id = %(institution)s AND d.platform_id = %(platform)s AND d.state = ANY (%(holding)s::text[])
        AND line.covered AND line.treatment = %(for_emergencies)s
), found AS (
    SELECT a.id, a.unit_id, p.slug AS platform, a.sort_key, a.status, a.languages, a.audiences, place.chosen,
        place.chosen AND a.platform_id = %(platform)s AS asked, a.status = %(active)s AS speaks,
        a.status = ANY (%(ended)s::text[]) AS ended,
        concat_ws(' ', a.title_fr, a.title_en, a.handle, a.rhythm) ~* %(words)s OR kept_open.account_id IS NOT NULL
            AS emergency
    FROM registry_account a JOIN place ON place.id = a.unit_id JOIN registry_platform p ON p.id = a.platform_id
    LEFT JOIN kept_open ON kept_open.account_id = a.id
    WHERE NOT a.standing = ANY (%(strangers)s::text[])
), state AS MATERIALIZED (
    SELECT found.*, asked AND NOT ended AS touched, figure.value, figure.day, figure.metric, figure.is_exact
    FROM found LEFT JOIN LATERAL (
        SELECT last.value, last.day, last.is_exact, wanted.metric
        FROM (VALUES {_METRICS}) AS wanted (rank, metric)
        CROSS JOIN LATERAL (
            SELECT c.value, c.day, c.is_exact FROM registry_followercount c
            WHERE c.account_id = found.id AND c.metric = wanted.metric AND c.replaced_at IS NULL AND c.day <= %(day)s
            ORDER BY c.day DESC LIMIT 1
        ) AS last ORDER BY wanted.rank LIMIT 1
    ) AS figure ON true
    WHERE asked OR speaks
)"""  # noqa: S608  our own words

# What is measured of a group of rows, in the order of `Sum`.
_SUMS = """count(*), count(value), count(*) FILTER (WHERE day < %(old)s), count(*) FILTER (WHERE NOT is_exact),
    COALESCE(sum(value), 0)::bigint, min(day), max(day), '', 0"""

# An account of two languages is in both; one that says none is under "".
_CUTS = f"""
SELECT cut.name, cut.key, {_SUMS}
FROM state CROSS JOIN LATERAL (
    SELECT 'ended' AS name, '' AS key WHERE asked AND ended
    UNION ALL SELECT * FROM (VALUES ('touched', ''), ('status', status)) AS whole (name, key) WHERE touched
    UNION ALL SELECT 'emergency', '' WHERE touched AND emergency
    UNION ALL SELECT 'platform', platform WHERE speaks AND NOT asked
    UNION ALL SELECT 'platform_here', platform WHERE speaks AND NOT asked AND chosen
    UNION ALL SELECT CASE WHEN asked THEN 'unit' ELSE 'other_unit' END, unit_id::text WHERE speaks
    UNION ALL SELECT CASE WHEN asked THEN 'audience' ELSE 'other_audience' END, one FROM unnest(
        CASE WHEN cardinality(audiences) = 0 THEN ARRAY[''] ELSE audiences::text[] END) AS one WHERE speaks
    UNION ALL SELECT CASE WHEN asked THEN 'language' ELSE 'other_language' END, one FROM unnest(
        CASE WHEN cardinality(languages) = 0 THEN ARRAY[''] ELSE languages::text[] END) AS one WHERE speaks
) AS cut GROUP BY cut.name, cut.key"""  # noqa: S608  our own words

# The accounts of one page, each a sum of one; a page after the last is the last.
_ACCOUNTS = """
SELECT 'account', id::text, 1, (value IS NOT NULL)::int, COALESCE(day < %(old)s, false)::int,
    COALESCE(NOT is_exact, false)::int, COALESCE(value, 0), day, day, COALESCE(metric, ''), place
FROM (
    SELECT *, row_number() OVER (ORDER BY value DESC NULLS LAST, sort_key, id) AS place FROM state WHERE touched
    ORDER BY place LIMIT %(size)s
    OFFSET LEAST(%(offset)s, (SELECT GREATEST(count(*) - 1, 0) FROM state WHERE touched) / %(size)s * %(size)s)
) AS page"""

_REQUESTS = """
SELECT 'request', r.kind, count(*), 0, 0, 0, 0, NULL, NULL, '', 0
FROM workflows_pagerequest r JOIN place ON place.id = r.unit_id
WHERE place.chosen AND r.platform_id = %(platform)s AND NOT r.state = ANY (%(settled)s::text[]) GROUP BY r.kind"""

_STATEMENT = f"{_STATE} {_CUTS} UNION ALL {_ACCOUNTS} UNION ALL {_REQUESTS}"


@dataclass(frozen=True)
class Question:
    """What if ``institution`` did ``kind`` on ``platform``, in ``units`` with all below them (none: everywhere)?"""

    institution: Unit
    platform: Platform
    kind: str
    units: tuple[Unit, ...] = ()

    @property
    def treatment(self) -> str:
        """What would become of the accounts."""
        return DEFAULT_TREATMENT[self.kind]

    @property
    def label(self) -> str:
        """What would be done, in words."""
        return str(Kind(self.kind).label)

    @property
    def tops(self) -> tuple[Unit, ...]:
        """The units without those that lie below another of them; the institution when none is chosen."""
        units = self.units or (self.institution,)
        return tuple(
            unit
            for unit in units
            if not any(unit.path != other.path and unit.path.startswith(other.path) for other in units)
        )


@dataclass(frozen=True)
class Line:
    """One account that would be touched, by its number, and its last figure as a sum of one."""

    account: int
    sum: Sum
    metric: str


@dataclass(frozen=True)
class Answer:
    """The sums, some of the accounts (the most followed first), and the requests under way by kind."""

    impact: Impact
    lines: list[Line]
    requests: dict[str, int]


def ask(question: Question, *, day: date, size: int = PER_PAGE, offset: int = 0) -> Answer:
    """The sums as of ``day`` with ``size`` accounts from ``offset`` on, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, _params(question, day) | {"size": size, "offset": offset})
        rows = cursor.fetchall()
    cuts: dict[str, dict[str, Sum]] = {}
    lines = []
    for name, key, *numbers, first, last, metric, place in rows:
        sum_ = Sum(*map(int, numbers), first.isoformat() if first else "", last.isoformat() if last else "")
        if name == "account":
            lines.append((place, Line(int(key), sum_, metric)))
        cuts.setdefault(name, {})[key] = sum_
    requests = {kind: sum_.accounts for kind, sum_ in sorted(cuts.get("request", {}).items())}
    impact = impact_of(cuts, as_of=day, treatment=question.treatment)
    return Answer(impact, [line for _place, line in sorted(lines, key=lambda row: row[0])], requests)


def _params(question: Question, day: date) -> dict[str, object]:
    return {
        "root": question.institution.path,
        "paths": [unit.path for unit in question.tops],
        "institution": question.institution.pk,
        "platform": question.platform.pk,
        "day": day,
        "old": day - OLD_AFTER,
        "active": Status.ACTIVE.value,
        "ended": [status.value for status in ENDED],
        "strangers": [Standing.UNOFFICIAL.value, Standing.IMPOSTOR.value],
        "holding": [state.value for state in HOLDING],
        "for_emergencies": Treatment.EMERGENCY.value,
        "words": rf"\m({'|'.join(EMERGENCY_WORDS)})",
        "settled": [RequestState.DRAFT.value, *(state.value for state in CLOSED)],
    }


def peers(question: Question) -> list[PlatformStance]:
    """Where the other institutions stand on the platform today, each once, the newest first; `PEERS` at most."""
    rows = stances_as_of(timezone.localdate()).filter(platform=question.platform)
    others = rows.exclude(institution=question.institution).select_related("institution")
    return list(others.order_by("-known_on", "institution__sort_key", "pk")[:PEERS])


def asked_on(question: Question) -> dict[str, object]:
    """The whole answer of today as JSON: sums, requests, peers, and the `KEPT` most followed accounts by their numbers."""
    answer = ask(question, day=timezone.localdate(), size=KEPT)
    return as_json(answer, peers(question), Unit.objects.under(question.institution))


def as_json(answer: Answer, stances: list[PlatformStance], units: Iterable[Unit]) -> dict[str, object]:
    """What is shown, and kept: units under their names of the day, accounts by number, no person anywhere.

    ``units`` are those of the institution.
    """
    result = answer.impact.as_json()
    names = {str(unit.pk): {"fr": unit.name_fr, "en": unit.name_en} for unit in units}
    result["alone"]["units"] = [row | names[row["key"]] for row in result["alone"]["units"]]
    return result | {
        "requests": answer.requests,
        "peers": [_peer(stance) for stance in stances],
        "accounts": [{"account": line.account, "metric": line.metric} | line.sum.as_json() for line in answer.lines],
    }


def _peer(stance: PlatformStance) -> dict[str, str]:
    names = ("position", "as_of", "announced_on", "source", "decision_label_fr", "decision_label_en", "decision_url")
    said = {name: getattr(stance, name) for name in names}
    return {"fr": stance.institution.name_fr, "en": stance.institution.name_en} | said
