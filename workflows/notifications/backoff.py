"""When a failed delivery is tried again. Pure."""

from datetime import timedelta

FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=3)


def wait(attempts: int, jitter: float) -> timedelta:
    """Full jitter over a doubling bound: ``jitter`` in [0, 1) times ``min(2ⁿ × 30 s, 1 h)``, at least a second."""
    bound = min(FIRST * 2 ** min(attempts, 10), LONGEST)
    return max(bound * jitter, timedelta(seconds=1))
