"""The two statements of *verify*: indexed at any size, few, and asked again over a connection that died."""

import pytest
from django.db import connection, connections

from registry.accounts.models import Account
from registry.accounts.status import Standing
from registry.directory import lookup
from registry.directory.verify import MOST_ASKED, verify, verify_all
from registry.platforms.canonical import canonicalise
from registry.platforms.likeness import traces

MANY = 5_000
# How often the table was read whole, and by an index, since the transaction began.
SCANS = "SELECT seq_scan, idx_scan FROM pg_stat_xact_user_tables WHERE relname = 'registry_account'"


def plan(sql: str, values: list) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.fixture
def crowd(world):
    """A register with many accounts, written at once."""
    model = world.account("https://x.com/polymtl")
    rows = []
    for number in range(MANY):
        handle = f"name{number * 7919}of{number}"
        own = {"slug": f"s{number}", "handle": handle, "key": handle, "traces": traces(handle)}
        fields = {f.attname: getattr(model, f.attname) for f in Account._meta.concrete_fields if f.name != "id"}
        rows.append(Account(**fields | own | {"standing": Standing.AFFILIATED}))
    Account.objects.bulk_create(rows, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registry_account")
    return world


def test_both_go_by_indexes(crowd):
    exact = plan(lookup.BEARING.format("%s", "%s"), ["x", "polymtl"])
    assert "account_once_per_platform" in exact
    assert "Seq Scan on registry_account" not in exact
    with connection.cursor() as cursor:
        cursor.execute(SCANS)
        before = cursor.fetchone()
        assert [row.handle for row in lookup.near(traces("polymtll"), ["polymtll"])] == ["polymtl"]
        cursor.execute(SCANS)
        after = cursor.fetchone()
    assert after[0] == before[0]
    assert after[1] > before[1]


# text → queries
QUERIES = {"x.com/polymtl": 1, "x.com/p0lymtl": 1, "x.com/somebody_else": 1, "@polymtl": 1, "x.com/a/status/1": 0}


@pytest.mark.parametrize("text", QUERIES)
def test_how_many_are_asked(world, django_assert_num_queries, text):
    world.account("https://x.com/polymtl")
    verify("x.com/nobody")
    with django_assert_num_queries(QUERIES[text]):
        verify(text)


def test_as_many_for_twenty_addresses(world, django_assert_num_queries):
    world.account("https://x.com/polymtl")
    with django_assert_num_queries(2):
        answers = verify_all([f"x.com/polymtl{number or ''}" for number in range(MOST_ASKED)])
    assert [answer.verdict for answer in answers.all] == ["official", *["unknown"] * (MOST_ASKED - 1)]


@pytest.mark.parametrize("written", ["https://x.com/polymtl", "https://www.facebook.com/polymtl"])
def test_a_kept_plan_and_a_written_out_statement_answer_the_same(world, written):
    world.account(written)
    reading = canonicalise(written)
    one = lookup.bearing([(reading.platform, reading.key)])
    two = lookup.bearing([(reading.platform, reading.key), ("github", "nobody")])
    assert one == two
    assert [row.handle for row in lookup.near(traces("polymtll"), ["a"])] == ["polymtl"]
    assert [row.handle for row in lookup.near(traces("polymtll"), ["a", "b"])] == ["polymtl"]


@pytest.mark.race
def test_a_connection_that_died_is_replaced(committed_world):
    committed_world.account("https://x.com/polymtl")
    assert verify("x.com/polymtl").verdict == "official"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [number])
    other.close()
    assert verify("x.com/polymtl").verdict == "official"
