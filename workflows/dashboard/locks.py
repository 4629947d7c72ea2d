"""Who changes what is counted, and who counts it, wait for each other: PostgreSQL's advisory locks, one per institution.

Writers share a lock until they commit, so they never wait for one another; a count that is to be kept takes it alone. So
none is kept that misses a change which was being written meanwhile.
"""

from django.db import connection

# The first of the two numbers of such a lock: another for each use of them in this database.
PRESENCE = 6_009


def share(institution: int) -> None:
    """Say until the end of the transaction that what is counted of an institution changes; waits for a count in hand."""
    _lock("pg_advisory_xact_lock_shared", institution)


def alone(institution: int) -> None:
    """Wait for the writers in hand, and keep others waiting until the end of the transaction."""
    _lock("pg_advisory_xact_lock", institution)


def _lock(function: str, institution: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [PRESENCE, institution])
