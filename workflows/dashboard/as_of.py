"""Every account as it was at the end of a day: one statement, which the sums and the lists both read.

Columns change and the journal says from what: the value on a day is what the first change after that day changed, or today's
where nothing changed since. An account that the journal does not know yet on that day (``unsaid``) is there if it has a
figure by then, as the journal first knows it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from registry.accounts.models import StewardRank
from registry.followers.states import AUDIENCE_FIRST
from registry.organisation.models import Unit
from workflows.dashboard.rules import LIVING, OURS, old_before, silent_before


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_METRICS = ", ".join(f"({rank}, '{metric.value}')" for rank, metric in enumerate(AUDIENCE_FIRST))

# The verbs stand here as text because the index `presence_changes` (migration 0009) is made of the same ones.
_LATER = """
later AS (
    SELECT e.subject_id, said.what, said.value, e.at, e.id
    FROM registry_event e
    CROSS JOIN LATERAL (VALUES
        ('status', CASE WHEN e.verb = 'account.status' THEN e.facts ->> 'from' END),
        ('standing', CASE e.verb WHEN 'account.standing' THEN e.facts ->> 'from' WHEN 'account.confirmed' THEN '' END),
        ('unit', CASE WHEN e.verb IN ('account.transferred', 'account.adopted') THEN e.facts ->> 'from'
            ELSE e.facts #>> '{before,unit_id}' END),
        ('languages', e.facts #>> '{before,languages}')
    ) AS said (what, value)
    WHERE e.subject_type = 'account' AND e.at >= %(end)s AND said.value IS NOT NULL
        AND e.verb IN ('account.status', 'account.standing', 'account.confirmed', 'account.transferred',
            'account.adopted', 'account.edited', 'account.registered')
),
was AS (
    SELECT subject_id,
        (array_agg(value ORDER BY at, id) FILTER (WHERE what = 'status'))[1] AS status,
        (array_agg(value ORDER BY at, id) FILTER (WHERE what = 'standing'))[1] AS standing,
        (array_agg(value ORDER BY at, id) FILTER (WHERE what = 'unit'))[1] AS unit,
        (array_agg(value ORDER BY at, id) FILTER (WHERE what = 'languages'))[1] AS languages
    FROM later GROUP BY subject_id
)"""

# "Confirmed" does not say from what: the last word before the day does, else the first entry in the register.
_STANDING = """
CASE WHEN a.was_standing IS NULL THEN a.standing WHEN a.was_standing <> '' THEN a.was_standing ELSE COALESCE(
    (SELECT CASE e.verb WHEN 'account.standing' THEN e.facts ->> 'to' WHEN 'account.confirmed' THEN 'official'
            ELSE e.facts ->> 'standing' END
        FROM registry_event e WHERE e.subject_type = 'account' AND e.subject_id = a.id AND e.at < %(end)s
            AND e.verb IN ('account.standing', 'account.confirmed', 'account.registered')
        ORDER BY e.at DESC, e.id DESC LIMIT 1),
    (SELECT e.facts ->> 'standing' FROM registry_event e WHERE e.subject_type = 'account' AND e.subject_id = a.id
            AND e.verb = 'account.registered' ORDER BY e.at, e.id LIMIT 1),
    'unconfirmed') END"""

_LAST = """
SELECT c.value, c.day, c.is_exact, c.metric FROM registry_followercount c
WHERE c.account_id = a.id AND c.replaced_at IS NULL AND c.day <= %(day)s AND c.metric = """

# One figure per account: of its first series by `AUDIENCE_FIRST`, the last one by the day. The others are only looked for
# where the first, which nearly all have, is not.
_FIGURE = f"""
LEFT JOIN LATERAL ({_LAST} '{AUDIENCE_FIRST[0].value}' ORDER BY c.day DESC LIMIT 1) AS usual ON true
LEFT JOIN LATERAL (
    SELECT last.* FROM (VALUES {_METRICS}) AS wanted (rank, metric)
    CROSS JOIN LATERAL ({_LAST} wanted.metric ORDER BY c.day DESC LIMIT 1) AS last
    WHERE usual.day IS NULL ORDER BY wanted.rank LIMIT 1
) AS other ON true
CROSS JOIN LATERAL (
    SELECT COALESCE(usual.value, other.value) AS value, COALESCE(usual.day, other.day) AS day,
        COALESCE(usual.is_exact, other.is_exact) AS is_exact, COALESCE(usual.metric, other.metric) AS metric
) AS figure"""  # noqa: S608  our own words

# What it is compared with: the same series at the earlier day, if it was read again since.
_EARLIER = """
LEFT JOIN LATERAL (
    SELECT c.value FROM registry_followercount c
    WHERE figure.day > %(since)s AND c.account_id = a.id AND c.metric = figure.metric
        AND c.replaced_at IS NULL AND c.day <= %(since)s
    ORDER BY c.day DESC LIMIT 1
) AS earlier ON true"""

# OFFSET 0 keeps the filters of a list out of here: PostgreSQL takes them to leave one account, and joins accordingly.
_SEEN = f"""
placed AS (
    SELECT a.id, a.sort_key, p.slug AS platform, u.id AS unit_id, u.path, a.standing, was.standing AS was_standing,
        COALESCE(was.status, a.status) AS status, a.languages, was.languages AS was_languages
    FROM registry_account a
    JOIN registry_platform p ON p.id = a.platform_id
    LEFT JOIN was ON was.subject_id = a.id
    JOIN registry_unit u ON u.id = COALESCE(was.unit::bigint, a.unit_id)
    WHERE starts_with(u.path, %(path)s) OFFSET 0
),
seen AS (
    SELECT a.id, a.sort_key, a.platform, a.unit_id, a.path, said.standing, a.status, said.languages,
        (said.standing IN ({_quoted(OURS)}) AND a.status IN ({_quoted(LIVING)})) AS counts
    FROM placed a
    CROSS JOIN LATERAL (SELECT {_STANDING} AS standing, CASE WHEN a.was_languages IS NULL THEN a.languages::text[]
            ELSE ARRAY(SELECT jsonb_array_elements_text(a.was_languages::jsonb)) END AS languages) AS said
    %(in_order)s
)"""  # noqa: S608  our own words

# What has to be looked up account by account.
_STATE = f"""
state AS (
    SELECT a.id, a.sort_key, a.platform, a.unit_id, a.path, split_part(a.path, '/', %(depth)s) AS branch,
        a.standing, a.status, a.languages, a.counts, figure.value, figure.day, figure.metric, figure.is_exact,
        %(earlier)s AS earlier, held.people AS stewards, held.administrators,
        (entered.at IS NULL OR entered.at >= %(end)s) AS unsaid,
        COALESCE(figure.day < %(old)s, false) AS old,
        COALESCE(figure.day < %(silent)s AND a.status = 'active', false) AS silent
    FROM seen a
    LEFT JOIN LATERAL (
        SELECT min(e.at) AS at FROM registry_event e
        WHERE e.subject_type = 'account' AND e.subject_id = a.id AND e.verb = 'account.registered'
    ) AS entered ON true
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT user_id) AS administrators, count(DISTINCT user_id) FILTER (
            WHERE rank IN ({_quoted((StewardRank.PRIMARY.value, StewardRank.BACKUP.value))})) AS people
        FROM registry_stewardship
        WHERE account_id = a.id AND since <= %(day)s AND (until IS NULL OR until > %(day)s)
    ) AS held
    {_FIGURE}
    %(compared)s
    WHERE entered.at IS NULL OR entered.at < %(end)s OR figure.day IS NOT NULL
)"""  # noqa: S608  our own words


@dataclass(frozen=True)
class Moment:
    """A unit with all below it at the end of ``as_of``, compared with ``since`` (the same day: with nothing)."""

    unit: Unit
    as_of: date
    since: date

    def params(self) -> dict[str, object]:
        """What `statement` is filled with."""
        return {
            "path": self.unit.path,
            # "/1/5/": the second part is the institution, the next one below the unit is where its branches part.
            "depth": self.unit.depth + 3,
            "day": self.as_of,
            "since": self.since,
            "end": end_of(self.as_of),
            "old": old_before(self.as_of),
            "silent": silent_before(self.as_of),
        }

    def statement(self, select: str, *, in_order: bool = False) -> str:
        """``select`` over ``state``, a row per account.

        ``in_order``: what follows takes the first ones by name. The accounts are sorted before anything is looked up about them,
        so that PostgreSQL may stop after those.
        """
        compared = self.since < self.as_of
        state = _STATE.replace("%(earlier)s", "earlier.value" if compared else "NULL::bigint")
        state = state.replace("%(compared)s", _EARLIER if compared else "")
        seen = _SEEN.replace("%(in_order)s", "ORDER BY a.sort_key, a.id" if in_order else "")
        return f"WITH {_LATER}, {seen}, {state} {select}"


def end_of(day: date) -> datetime:
    """The first moment that is no longer of ``day``, where the register lives."""
    return make_aware(datetime.combine(day + timedelta(days=1), time()))
