"""The sums of a moment, counted from the accounts themselves."""

from typing import NamedTuple

from django.db import connection

from workflows.dashboard.as_of import Moment


class Sum(NamedTuple):
    """Accounts, those with a figure, those whose figure is old, and their followers.

    ``both`` of them were read before the period and again in it: they had ``before`` followers then, and ``after`` now.
    What begins with ``old_`` is the same of those whose figure is old: a list of these is known without counting it.
    """

    accounts: int = 0
    counted: int = 0
    old: int = 0
    followers: int = 0
    both: int = 0
    before: int = 0
    after: int = 0
    old_followers: int = 0
    old_both: int = 0
    old_before: int = 0
    old_after: int = 0

    @property
    def missing(self) -> int:
        """The accounts without a figure."""
        return self.accounts - self.counted

    @property
    def grown(self) -> int | None:
        """By how many followers the accounts read at both ends grew; None when there are none."""
        return self.after - self.before if self.both else None


# Dimension → key → sums, as `Tally.sums` keeps them.
Sums = dict[str, dict[str, list[int]]]

# A sum of accounts, in the order of `Sum`.
COLUMNS = """
    count(*), count(value), count(*) FILTER (WHERE old), COALESCE(sum(value), 0)::bigint,
    count(earlier), COALESCE(sum(earlier), 0)::bigint, COALESCE(sum(value) FILTER (WHERE earlier IS NOT NULL), 0)::bigint,
    COALESCE(sum(value) FILTER (WHERE old), 0)::bigint, count(earlier) FILTER (WHERE old),
    COALESCE(sum(earlier) FILTER (WHERE old), 0)::bigint,
    COALESCE(sum(value) FILTER (WHERE old AND earlier IS NOT NULL), 0)::bigint"""

# The register is cut by standing and status; the reach by all the rest. An account of two languages is in both.
_SELECT = f"""
SELECT cut.dimension, cut.key, {COLUMNS}
FROM state CROSS JOIN LATERAL (
    SELECT * FROM (VALUES ('register', ''), ('standing', standing), ('status', status)) AS whole (dimension, key)
    UNION ALL SELECT 'unsaid', '' WHERE unsaid
    UNION ALL SELECT * FROM (VALUES
        ('reach', ''), ('platform', platform), ('unit', branch), ('stewards', least(stewards, 2)::text)
    ) AS part (dimension, key) WHERE counts
    UNION ALL SELECT 'silent', '' WHERE counts AND silent
    UNION ALL SELECT 'language', spoken FROM unnest(
        CASE WHEN cardinality(languages) = 0 THEN ARRAY[''] ELSE languages END) AS spoken WHERE counts
) AS cut GROUP BY cut.dimension, cut.key
"""  # noqa: S608  our own words


def count(moment: Moment) -> Sums:
    """Every sum of the moment, from the rows; some tenths of a second for ten thousand accounts."""
    sums: Sums = {}
    with connection.cursor() as cursor:
        cursor.execute(moment.statement(_SELECT), moment.params())
        for dimension, key, *numbers in cursor.fetchall():
            sums.setdefault(dimension, {})[key] = numbers
    return sums
